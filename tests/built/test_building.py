"""Builds beside other builds, under other programs, and as often as somebody likes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built.serving import Serving
from tests.built.support import fingerprint, run
from tests.support import append, spoil

pytestmark = pytest.mark.slow

_TERMS = "data/terms.yaml"
_CODE = "data/work-samples/missing-page/python/start/book.py"
#: What a program does that builds and then publishes, as `mkdocs gh-deploy` and `mike deploy` do.
_PUBLISH = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
config = load_config("mkdocs.yml", strict=True)
try:
    build(config)
except Abort as stopped:
    print("stopped:", stopped)
print("after:", config.site_dir)
"""
#: Says of which pages MkDocs has made HTML.
_TELLS = """
def on_page_content(html, page, **_):
    if html: print("said:" + page.file.src_uri)
"""
_PROBE = """
import logging
def on_config(config): print("configured:", config.site_dir)
def on_pre_build(config): print("begun:", config.site_dir)
def on_post_page(output, **_):
    if "WARN" in output: logging.getLogger("mkdocs.probe").warning("odd")
    return 1 / 0 if "SPOIL" in output else output
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "after"),
        ("{{ no_such_macro() }}", "Nothing is built until"),
        ("SPOIL", "Nobody foresaw this: ZeroDivisionError: division by zero."),
        ("WARN", "stopped: Aborted with 1 warnings in strict mode!"),
    ],
    ids=["a good build", "a refused build", "a bug", "a strict build that warned"],
)
def test_folder_of_the_site_is_what_was_set_for_whoever_asks(
    repository: Path, text: str, says: str
) -> None:
    """Plugins read it when a build begins, and programs that publish when it has ended."""
    spoil(
        repository,
        "mkdocs.yml",
        "  - macros/site/hooks.py",
        "  - probe.py\n  - macros/site/hooks.py",
    )
    (repository / "probe.py").write_text(_PROBE)
    append("docs/glossary.md", f"\n{text}\n")(repository)

    done = subprocess.run(
        [sys.executable, "-c", _PUBLISH],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )

    told = [line for line in done.stdout.splitlines() if str(repository) in line]
    assert {line.partition(": ")[2] for line in told} == {str(repository / "site")}
    assert says in done.stdout
    assert done.stdout.splitlines()[-1].startswith("after: ")
    assert {path.name for path in repository.iterdir() if "site" in path.name} == {"site"}


def test_two_builds_at_once_both_end_with_a_whole_site(repository: Path) -> None:
    """The second waits for the first, and its site stays."""
    before = fingerprint(repository / "site").keys()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    builds = [subprocess.Popen(command, cwd=repository) for _ in range(2)]

    assert [build.wait() for build in builds] == [0, 0]
    assert fingerprint(repository / "site").keys() == before
    assert {path.name for path in repository.iterdir() if "site" in path.name} == {"site"}


class Built:
    """A repository whose site was built, so that nothing is left to do."""

    def __init__(self, root: Path, caches: Path) -> None:
        self.root, self._caches = root, str(caches)
        while self.build():  # code that has just been copied may change unseen: nothing is kept yet
            pass

    def build(self) -> set[str]:
        """Build in a process of its own; the pages that were rendered."""
        variables = {"XDG_CACHE_HOME": self._caches, "SOURCE_DATE_EPOCH": "1795262400"}
        done = run("mkdocs", "build", "--strict", cwd=self.root, **variables)
        assert done.returncode == 0, done.stdout
        return {line.partition(":")[2] for line in done.stdout.splitlines() if "said:" in line}


@pytest.fixture(scope="module")
def again(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One for all tests; none minds the edits of others."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("again") / "repository"))
    spoil(root, "mkdocs.yml", "  - macros/site/hooks.py", "  - macros/site/hooks.py\n  - tells.py")
    (root / "tells.py").write_text(_TELLS)
    return Built(root, tmp_path_factory.mktemp("caches"))


def test_build_renders_what_an_edit_concerns(again: Built) -> None:
    """Other pages and exports are those of the last site."""
    append("docs/glossary.md", "\nOne sentence more.\n")(again.root)

    assert again.build() == {"glossary.md"}
    assert "One sentence more." in (again.root / "site/glossary/index.html").read_text()


def test_title_in_the_navigation_concerns_every_page(again: Built) -> None:
    """Each of them shows it, or may."""
    spoil(again.root, "mkdocs.yml", "Glossary: glossary.md", "Words: glossary.md")

    everything = again.build()

    assert "guides/evidence.md" in everything
    assert "Words" in (again.root / "site/guides/evidence/index.html").read_text()


def test_file_that_somebody_changed_in_the_site_is_made_anew(again: Built) -> None:
    """Pages and exports alike, and those that are gone."""
    site = again.root / "site"
    before = fingerprint(site)
    (site / "glossary/index.html").write_text("<h1>Mine</h1>")
    (site / "api/v1/terms.json").write_text("{}")
    (site / "robots.txt").unlink()

    assert again.build() == {"glossary.md"}
    assert fingerprint(site) == before


def test_builds_of_one_moment_are_the_same_bytes_everywhere(
    repository: Path, tmp_path: Path
) -> None:
    """In any folder, time zone and language, under any seed, once SOURCE_DATE_EPOCH is set."""
    elsewhere = tmp_path / "a folder of another name"
    moment = {
        "SOURCE_DATE_EPOCH": "1795262400"
    }  # noon of 2026-11-21: the two zones are a day apart
    one = {**moment, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    two = {**moment, "TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}

    append("docs/glossary.md", "\n{{ citations() }}\n")(repository)
    run("mkdocs", "build", "--strict", cwd=repository, **one)
    sites = [fingerprint(repository / "site")]
    repository.rename(elsewhere)
    run("mkdocs", "build", "--strict", "-d", "public", cwd=elsewhere, **two)
    sites.append(fingerprint(elsewhere / "public"))

    assert {path.rpartition(".")[2] for path in sites[0]} >= {"gz", "docx", "zip", "png", "xml"}
    assert [path for path in sites[0] | sites[1] if sites[0].get(path) != sites[1].get(path)] == []
    assert "November 21, 2026" in (elsewhere / "public/glossary/index.html").read_text()
    sitemap = (elsewhere / "public/sitemap.xml").read_text()
    assert "<lastmod>2026-11-21</lastmod>" in sitemap


def test_server_answers_through_every_fault_and_recovers(
    repository: Path, serving: Serving
) -> None:
    """Each is told, the last good site stays, and the next sound edit is shown: code too."""
    config = (repository / "mkdocs.yml").read_text()
    terms = (repository / _TERMS).read_text()
    template = repository / "macros/render/templates/glossary.html.j2"
    source = template.read_text()
    before = serving.get("/glossary/")

    def assert_told(reason: str) -> None:
        serving.until(reason)
        assert before.partition("<script>")[0] == serving.get("/glossary/").partition("<script>")[0]

    (repository / _TERMS).write_text(terms + "  - id: [\n")
    assert_told("yaml-syntax")
    (repository / "mkdocs.yml").write_text(config + "? [a, b]\n: c\n")
    assert_told("unhashable")
    (repository / "mkdocs.yml").unlink()
    assert_told("does not exist")
    (repository / "mkdocs.yml").write_text(config)
    (repository / _TERMS).unlink()
    assert_told("Nothing is built")
    template.write_text("{{ 1 / 0 }}" + source)
    (repository / _TERMS).write_text(terms)
    assert_told("ZeroDivisionError")

    template.write_text(source)
    append(_CODE, "# a new line\n")(repository)
    serving.until_shown("a new line", "/work-samples/missing-page/")
    template.write_text("<p>By another template</p>\n" + source)
    serving.until_shown("By another template", "/glossary/")
    (repository / "mkdocs.yml").write_text(config.replace("site_name: Dummy", "site_name: Dumber"))
    serving.until_shown("Dumber", "/glossary/")
