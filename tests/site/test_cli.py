"""The command line: what each verb prints, writes and exits with."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from macros.core.promise import PROMISE
from macros.files.write import exports
from macros.site import cli
from macros.site.schema import SETTINGS
from tests.support import DUMMY, ROOT, SITE_URL, line_of, made, spoil, tiny_edition

#: An edit of the dummy's places: a law that is to be read again in 30 days.
EARLIER = (
    "says: The pay\n    source: bureau\n    as_of: 2026-01-10\n",
    "says: The pay\n    source: bureau\n    as_of: 2026-01-10\n    review_by: 2026-12-21\n",
)


@pytest.fixture
def spoiled(copy: Path) -> Path:
    """A repository with one fault."""
    spoil(copy, "data/roles/clerk.yaml", "loop: clerk", "loop: clerc")
    return copy


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_check_of_a_sound_repository_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Without problems the check counts none and exits with 0."""
    code = run("--root", DUMMY, "check")

    assert code == 0
    assert capsys.readouterr().out == "0 problems\n"


def test_due_lists_what_expires_and_when(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The soonest first, with file and line; `--within` leaves out what has more days."""
    spoil(copy, "data/places.yaml", *EARLIER)
    assert run("--root", copy, "due") == 0
    lines = capsys.readouterr().out.splitlines()
    number = line_of(copy, "data/places.yaml", "id: sylvania-law")
    assert run("--root", copy, "due", "--within", "30") == 0
    soon = capsys.readouterr().out.splitlines()

    assert [line[:10] for line in lines] == sorted(line[:10] for line in lines)
    kinds = {line.split()[2] for line in lines}
    assert kinds >= {"faq", "page", "pay", "place", "review", "source", "tool"}
    assert soon == lines[:1]
    assert soon[0].startswith(
        f"2026-12-21  data/places.yaml:{number}  place sylvania-law  https://"
    )


def test_due_can_be_read_by_programs(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, one object a line with the days that are left, and as notes beside the lines."""
    spoil(copy, "data/places.yaml", *EARLIER)
    run("--root", copy, "due", "--within", "30", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    run("--root", copy, "due", "--within", "30", "--format", "github")
    note = capsys.readouterr().out

    assert (told["review_by"], told["days"], told["what"]) == (
        "2026-12-21",
        30,
        "place sylvania-law",
    )
    assert f"::warning file={told['path']},line={told['line']},col={told['column']}," in note
    assert f"read {told['url']} again" in note


def test_check_of_a_faulty_repository_exits_with_1(
    spoiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem is printed with place, reason and fix, counted, and the exit code is 1."""
    code = run("--root", spoiled, "check")
    number = line_of(spoiled, "data/roles/clerk.yaml", "loop: clerc")

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        f"data/roles/clerk.yaml:{number}:1: unknown-reference: "
        '"clerc" is not a loop. Did you mean "clerk"?',
        f"{number:>11} | loop: clerc",
        "            |       ^^^^^",
        "    fix: use one of: clerk, senior-clerk.",
        "    more: /contributing/errors/#unknown-reference",
        "1 problem",
    ]


@pytest.mark.parametrize(
    ("terminal", "environment", "colored"),
    [
        pytest.param(True, {}, True, id="a terminal"),
        pytest.param(False, {}, False, id="a pipe"),
        pytest.param(True, {"NO_COLOR": "1"}, False, id="a terminal, color unwanted"),
        pytest.param(True, {"TERM": "dumb"}, False, id="a terminal without color"),
        pytest.param(False, {"FORCE_COLOR": "1"}, True, id="a pipe, color wanted"),
        pytest.param(False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="both"),
        pytest.param(True, {"NO_COLOR": ""}, True, id="a terminal, nothing said"),
    ],
)
def test_problems_are_in_color_where_color_is_shown(
    spoiled: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environment: dict[str, str],
    colored: bool,
) -> None:
    """A terminal gets color unless it or its owner wants none; a file gets it only when asked."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    run("--root", spoiled, "check")

    assert ("\x1b[" in capsys.readouterr().out) is colored


def test_link_to_the_code_begins_with_the_address_of_the_site(
    spoiled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SITE_URL says where the handbook is published, an error leads there."""
    monkeypatch.setenv("SITE_URL", SITE_URL)
    run("--root", spoiled, "check")

    more = "more: https://handbook.example/contributing/errors/#unknown-reference"
    assert more in capsys.readouterr().out


def test_problem_of_a_file_that_is_not_there_has_no_line(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file is told without a line of it."""
    (copy / "mkdocs.yml").unlink()
    run("--root", copy, "check")

    assert capsys.readouterr().out.splitlines()[:2] == [
        "mkdocs.yml:1:1: missing-file: mkdocs.yml is missing.",
        "    fix: restore it.",
    ]


def test_bytes_that_are_no_text_are_shown_escaped(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of a file in another encoding is shown all the same, marked at the byte."""
    (copy / "data/terms.yaml").write_bytes("# é caf".encode() + b"\xe9\n")
    run("--root", copy, "check")

    assert capsys.readouterr().out.splitlines()[1:3] == [
        "          1 | # é caf\\xe9",
        "            |        ^",
    ]


def test_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there is told in a line, and not by the program's inner life."""
    code = run("--root", DUMMY, "jd", "clerk", "--output", tmp_path / "no" / "a.md")
    shown = capsys.readouterr().err.splitlines()

    assert code == 1
    assert len(shown) == 1
    assert shown[0].startswith("handbook: ")
    assert "a.md" in shown[0]


def test_reader_that_has_read_enough_is_no_error(spoiled: Path) -> None:
    """`handbook check | true` prints no traceback."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "macros", "--root", str(spoiled), "check"]
    done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert (done.returncode, done.stderr) == (1, b"")


def test_letter_that_the_terminal_lacks_is_escaped(copy: Path) -> None:
    """A terminal of another encoding shows an escape, and the rest of the problems."""
    spoil(copy, "data/roles/clerk.yaml", "loop: clerk", "loop: 漢")
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(copy), "check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, "")
    assert "| loop: \\u6f22" in done.stdout


def test_check_prints_annotations_for_github(
    spoiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --format github every problem is one annotation, and nothing else is printed."""
    code = run("--root", spoiled, "check", "--format", "github")
    (line,) = capsys.readouterr().out.splitlines()

    assert code == 1
    assert line.startswith("::error file=data/roles/clerk.yaml,line=")
    assert "title=unknown-reference::" in line


def test_check_prints_json_for_programs(spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --format json every problem is one line of JSON."""
    code = run("--root", spoiled, "check", "--format", "json")
    (line,) = capsys.readouterr().out.splitlines()

    assert code == 1
    assert json.loads(line)["code"] == "unknown-reference"


@pytest.mark.parametrize("form", ["github", "json"])
def test_check_prints_nothing_to_programs_when_all_is_well(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """A program that reads the problems of a sound repository reads nothing."""
    code = run("--root", DUMMY, "check", "--format", form)

    assert code == 0
    assert capsys.readouterr().out == ""


def test_check_shows_warnings_and_exits_with_0(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A figure past its date is told, and stops nothing."""
    spoil(copy, "data/sources.yaml", "review_by: 2027-01-10", "review_by: 2026-11-20")
    code = run("--root", copy, "check")

    assert code == 0
    assert "warning: expired-figure:" in capsys.readouterr().out


def test_export_writes_every_file_into_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Export writes the API and the downloads, and says how many files there are."""
    monkeypatch.setenv("SITE_URL", SITE_URL)
    code = run("--root", DUMMY, "export", tmp_path)
    files = made(exports(replace(tiny_edition(), name="Dummy")))

    assert code == 0
    assert capsys.readouterr().out == f"{len(files)} files\n"
    assert {path: (tmp_path / path).read_bytes() for path in files} == files


def test_export_of_a_faulty_repository_writes_nothing(
    spoiled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a fault, export prints it where errors go and leaves the site alone."""
    code = run("--root", spoiled, "export", tmp_path / "site")
    shown = capsys.readouterr()

    assert code == 1
    assert (shown.out, "unknown-reference" in shown.err) == ("", True)
    assert not (tmp_path / "site").exists()


def test_new_prints_the_paths_it_wrote(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scaffold names each file to fill in, one a line."""
    code = run("--root", copy, "new", "tool", "box", "--under", "storage")

    assert code == 0
    assert capsys.readouterr().out == "data/tools/storage.yaml\n"
    assert "- id: box" in (copy / "data/tools/storage.yaml").read_text(encoding="utf-8")


def test_new_of_a_taken_id_exits_with_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refused scaffold prints the reason where errors go, and no path."""
    code = run("--root", copy, "new", "tool", "drawer", "--under", "storage")
    shown = capsys.readouterr()

    assert code == 1
    assert shown.out == ""
    assert 'the tool "drawer" already stands at data/tools/storage.yaml:3.' in shown.err


def test_schema_exits_with_1_when_it_wrote_something(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first run prints what it wrote and exits with 1, the second prints nothing."""
    missing = ["data/.schema/ids.json", SETTINGS]
    for name in missing:
        (copy / name).unlink()
    codes = [run("--root", copy, "schema"), run("--root", copy, "schema")]

    assert codes == [1, 0]
    assert capsys.readouterr().out.splitlines() == missing


def test_promise_adds_what_is_new(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new field is promised at the end of the file, under the API's version."""
    line = "1.1.0 tools.json homepage text\n"
    spoil(copy, PROMISE, line, "")
    codes = [run("--root", copy, "promise"), run("--root", copy, "promise")]

    assert codes == [1, 0]
    assert capsys.readouterr().out == line
    assert (copy / PROMISE).read_text(encoding="utf-8").endswith(f"\n{line}")


def test_promise_adds_nothing_while_one_is_broken(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A field under another name is told, and not promised under both."""
    spoil(copy, PROMISE, "tools.json homepage text", "tools.json home text")
    before = (copy / PROMISE).read_text(encoding="utf-8")

    assert run("--root", copy, "promise") == 1
    assert "broken-promise: tools.json has had `home`" in capsys.readouterr().err
    assert (copy / PROMISE).read_text(encoding="utf-8") == before


def test_promise_of_a_new_handbook_is_everything_public(copy: Path) -> None:
    """A handbook that has promised nothing begins the file, and is sound with it."""
    (copy / PROMISE).unlink()
    run("--root", copy, "promise")

    assert run("--root", copy, "check") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no verb"),
        pytest.param(["build"], id="an unknown verb"),
        pytest.param(["check", "--format", "xml"], id="an unknown format"),
        pytest.param(["new", "loop", "x"], id="a kind that is not scaffolded"),
        pytest.param(["jd"], id="no role"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use exits with 2 and prints how the command is used."""
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)

    assert stopped.value.code == 2
    assert "usage: handbook" in capsys.readouterr().err


def test_module_is_the_command_line() -> None:
    """`python -m macros` runs the same verbs and passes the exit code on."""
    found = subprocess.run(
        [sys.executable, "-m", "macros", "--root", "tests", "jd", "clerk"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 1
    assert found.stderr.startswith("tests:1:1: missing-file: no handbook lies here:")
