"""The workflows: actions pinned by hash, few rights, and no writing token beside our own code."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.core.read import parse_yaml
from tests.support import ROOT

FOLDER = ROOT / ".github" / "workflows"
#: An action of another repository at a full commit, with its version for people and the bot.
_PINNED = re.compile(r"uses: (\./[\w./-]+|[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)")
#: What would run this repository's code, or a package that it names.
_OUR_CODE = re.compile(r"\b(make|python\d?|pip|handbook|mkdocs|npm|node)\b|\.venv")


def read(path: Path) -> dict[str, Any]:
    """A file of .github as values."""
    value: dict[str, Any] = parse_yaml(path.read_text(encoding="utf-8"), name=path.name).value
    return value


WORKFLOWS = {path.name: read(path) for path in sorted(FOLDER.glob("*.yml"))}
JOBS = {
    f"{name}: {id}": job
    for name, workflow in WORKFLOWS.items()
    for id, job in workflow["jobs"].items()
}
each_job = pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)


def scripts(job: dict[str, Any]) -> Iterator[str]:
    """The scripts of a job's steps."""
    return (step["run"] for step in job.get("steps", ()) if "run" in step)


def writes(job: dict[str, Any]) -> bool:
    """Whether the token of a job may change anything: the repository, the site, who we are."""
    return "write" in job["permissions"].values()


def waits_for(workflow: dict[str, Any], id: str) -> set[str]:
    """The jobs of a workflow that must succeed before one begins."""
    needs = workflow["jobs"][id].get("needs", [])
    first = {needs} if isinstance(needs, str) else set(needs)
    return first.union(*(waits_for(workflow, one) for one in first))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_hash_with_their_version(name: str) -> None:
    """A tag can be moved to other code after it was read; a commit cannot."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    uses = [line.strip().removeprefix("- ") for line in lines if "uses:" in line]

    assert [line for line in uses if not _PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_workflow_gives_no_rights_of_its_own(workflow: dict[str, Any]) -> None:
    """Rights are given job by job; what a pull request starts may read and nothing else."""
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    if "pull_request" in workflow["on"]:
        assert {
            right for job in workflow["jobs"].values() for right in job["permissions"].values()
        } == {"read"}


@each_job
def test_job_states_its_rights_and_when_it_has_taken_too_long(job: dict[str, Any]) -> None:
    """A called workflow has limits of its own, and takes the rights it is given."""
    assert job["permissions"]
    assert "uses" in job or job["timeout-minutes"] <= 30


@each_job
def test_token_that_may_write_never_meets_our_code(job: dict[str, Any]) -> None:
    """A package that turned bad finds no token to push with, on disk or in the environment."""
    checkouts = [step for step in job.get("steps", ()) if "/checkout@" in step.get("uses", "")]
    kept = [step for step in checkouts if step.get("with", {}).get("persist-credentials", True)]

    if writes(job):
        assert [script for script in scripts(job) if _OUR_CODE.search(script)] == []
        uses = [step["uses"] for step in job["steps"] if "uses" in step]
        assert [one for one in uses if not one.startswith("actions/")] == []
    else:
        assert kept == []


@each_job
def test_script_is_not_put_together_from_what_others_wrote(job: dict[str, Any]) -> None:
    """A branch or title reaches a script as a variable, where it cannot become a command."""
    assert [script for script in scripts(job) if "${{" in script] == []


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_what_may_write_waits_for_the_tests(workflow: dict[str, Any]) -> None:
    """Nothing ships, and nothing is pushed or released, of a commit that failed."""
    tests = {
        id
        for id, job in workflow["jobs"].items()
        if job.get("uses") == "./.github/workflows/test.yml"
    }
    hasty = [
        id
        for id, job in workflow["jobs"].items()
        if writes(job) and not tests & waits_for(workflow, id)
    ]

    assert hasty == []
    assert [id for id, job in workflow["jobs"].items() if "always()" in str(job.get("if"))] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflow_holds_no_secret_and_runs_once_at_a_time(name: str) -> None:
    """A fork's build has nothing to take, and two runs never race for one branch or site."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    group = WORKFLOWS[name]["concurrency"]

    assert not re.search(r"\bsecrets\b|workflow_run|pull_request_target", text)
    assert group["group"]
    if any(map(writes, WORKFLOWS[name]["jobs"].values())):
        assert group["cancel-in-progress"] is False


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no repository, no commits")
def test_ledger_is_compared_with_a_commit_even_when_the_event_names_none(tmp_path: Path) -> None:
    """A tag and a schedule have no commit before them; the last one is compared with."""
    job = WORKFLOWS["test.yml"]["jobs"]["test"]
    (step,) = (step for step in job["steps"] if "ledger" in step.get("name", ""))
    script = step["run"].partition(".venv")[0]
    for base in ("", "0" * 40, "HEAD"):
        (tmp_path / "ledger.txt").unlink(missing_ok=True)
        environment = {"BASE": base, "RUNNER_TEMP": str(tmp_path), "PATH": "/usr/bin:/bin"}
        subprocess.run(["bash", "-ec", script], cwd=ROOT, env=environment, check=True)
        assert (tmp_path / "ledger.txt").stat().st_size > 1_000


def test_release_has_the_notes_of_its_version_alone(tmp_path: Path) -> None:
    """The step of release.yml takes one section of CHANGELOG.md, without its heading."""
    job = WORKFLOWS["release.yml"]["jobs"]["release"]
    step = next(
        step for step in job["steps"] if step.get("name") == "Take the notes from the changelog"
    )
    environment = {
        "GITHUB_REF_NAME": "v1.1.0",
        "RUNNER_TEMP": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run(["bash", "-ec", step["run"]], cwd=ROOT, env=environment, check=True)
    notes = (tmp_path / "notes.md").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = changelog.partition("\n## 1.1.0 ")[2].partition("\n## ")[0]

    assert notes.strip() == section.partition("\n")[2].strip() != ""


def test_site_is_published_every_day_and_stays_so() -> None:
    """A figure leaves without a push, and the schedule is enabled anew before it is stopped."""
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    ((minute, hour, *days),) = (
        one["cron"].split() for one in WORKFLOWS["publish.yml"]["on"]["schedule"]
    )
    scheduled = {name for name, workflow in WORKFLOWS.items() if "schedule" in workflow["on"]}
    (enabled,) = scripts(jobs["awake"])

    assert (minute.isdigit(), hour.isdigit(), days) == (True, True, ["*"] * 3)
    assert [id for id, job in jobs.items() if "event_name" in str(job.get("if"))] == []
    assert waits_for(WORKFLOWS["publish.yml"], "deploy") == {"ledger", "build", "test"}
    assert set(re.findall(r"[\w-]+\.yml", enabled)) == scheduled
    assert "workflow enable" in enabled


#: What `gh issue list` answers, what is due, and what is then done with the issue.
ISSUES = {
    "none is open": ("", "2027-01-01  a.yaml:1  place b\n", "issue create"),
    "one is open": ("7", "2027-01-01  a.yaml:1  place b\n", "issue edit 7"),
    "nothing is due any more": ("7", "", "issue close 7"),
    "nothing is due": ("", "", ""),
}


@pytest.mark.parametrize(("open", "due", "done"), ISSUES.values(), ids=ISSUES)
def test_one_issue_tells_what_is_to_be_read_again(
    tmp_path: Path, open: str, due: str, done: str
) -> None:
    """It is opened once, kept true while it is open, and closed when nothing is due."""
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    (script,) = scripts(jobs["due"])
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> calls\n[ "$2" != list ] || echo "{open}"\n')
    gh.chmod(0o755)
    (tmp_path / "due.txt").write_text(due)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=environment, check=True)
    calls = (tmp_path / "calls").read_text().splitlines()
    body = tmp_path / "body.md"

    assert jobs["due"]["permissions"] == {"issues": "write"}
    assert "handbook due --within 30" in " ".join(scripts(jobs["build"]))
    assert [call.startswith(done) for call in calls[2:]] == [True] * bool(done)
    assert body.exists() == bool(due)
    assert not due or due in body.read_text()


LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_by_hash(lock: str) -> None:
    """What is installed is what was locked, to the last byte."""
    packages = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    named = [line for line in packages if line[:1].isalnum()]

    assert len(named) > 20
    assert [line for line in named if "--hash=sha256:" not in line] == []
    assert "://" not in "".join(packages)


def test_nothing_is_installed_without_its_hash() -> None:
    """By pip from a lock, or from this repository alone; by npm as its lock says."""
    sources = [*(script for job in JOBS.values() for script in scripts(job))]
    sources.append((ROOT / "Makefile").read_text(encoding="utf-8"))
    lines = [line for text in sources for line in text.splitlines() if "pip install" in line]
    packages = json.loads((ROOT / "tests/built/package-lock.json").read_text())["packages"]

    bare = [line.strip() for line in lines if not re.search("--require-hashes|--no-deps", line)]
    lock, bench = bare[-1], bare[:-1]
    assert lock == "$(BIN)/pip install uv"  # makes the locks, and what it writes is reviewed
    assert [line for line in bench if '".[bench]"' not in line] == []  # rivals, to be measured
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def test_every_lock_is_audited_every_week() -> None:
    """A hole that became known after a package was locked turns a run red."""
    audit = WORKFLOWS["audit.yml"]
    text = " ".join(scripts(audit["jobs"]["audit"]))

    assert "schedule" in audit["on"]
    assert "in requirements*.txt" in text
    assert "pip-audit --strict --require-hashes" in text
    assert "npm audit --package-lock-only --prefix tests/built" in text


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "none"])
def test_versions_that_were_kept_are_published_beside_the_site(tmp_path: Path, kept: bool) -> None:
    """They lie on a branch of their own, in the folder they are published in; none is no fault."""
    step = next(
        step
        for step in WORKFLOWS["publish.yml"]["jobs"]["build"]["steps"]
        if step.get("name") == "Add the versions that were kept for citations"
    )
    branch = "versions" if kept else "another"
    page = tmp_path / "origin/versions/1.3.0/index.html"
    for folder in (page.parent, tmp_path / "clone/site"):
        folder.mkdir(parents=True)
    page.write_text("as it was")
    environment = {"PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null"}
    for script in (
        f"git init -q -b {branch} ../origin && cd ../origin && git add . && git"
        " -c user.name=a -c user.email=a@example.org commit -qm a",
        f"git init -q && git remote add origin '{tmp_path}/origin'",
        step["run"],
    ):
        command = ["bash", "-ec", script]
        subprocess.run(command, cwd=tmp_path / "clone", env=environment, check=True)

    assert (tmp_path / "clone/site/versions/1.3.0/index.html").exists() is kept


def test_bot_watches_every_list_of_packages() -> None:
    """Python, npm and the actions are looked at, each where its list lies."""
    bot = read(ROOT / ".github" / "dependabot.yml")
    watched = {update["package-ecosystem"]: update["directory"] for update in bot["updates"]}

    assert watched.keys() == {"pip", "npm", "github-actions"}
    assert (ROOT / watched["pip"].lstrip("/") / "pyproject.toml").is_file()
    assert (ROOT / watched["npm"].lstrip("/") / "package.json").is_file()
