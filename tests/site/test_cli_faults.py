"""The command line never prints a traceback, never waits for ever and never asks where it is."""

import io
import json
import os
import re
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.core.problems import Position, Problem, report
from macros.site import cli
from tests.core.test_letters import HIDDEN
from tests.support import DUMMY, append, each, spoil


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments])


@pytest.mark.parametrize("folder", [".", "data", "docs/roles/clerk", "data/work-samples"])
def test_handbook_is_found_from_any_of_its_folders(
    copy: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    """The nearest folder around this one that holds mkdocs.yml and data/ is the handbook."""
    spoil(copy, "data/roles/clerk.yaml", "loop: clerk", "loop: clerc")
    with chdir(copy / folder):
        code = run("check")

    assert code == 1
    assert capsys.readouterr().out.startswith("data/roles/clerk.yaml:")


@pytest.mark.parametrize("arguments", [(), ("--root", "."), ("--root", "nowhere")])
def test_folder_without_a_handbook_is_told_in_one_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """Outside of every handbook, a sentence says what one is and how to name it."""
    with chdir(tmp_path):
        code = run(*arguments, "check")
    shown = capsys.readouterr().err

    assert code == 1
    assert "no handbook lies here: one has mkdocs.yml beside a folder data/." in shown
    assert shown.endswith("1 problem\n")


def test_root_that_is_named_is_not_searched_around(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--root means that folder and no other."""
    assert run("--root", copy / "docs", "check") == 1
    assert "no handbook lies here" in capsys.readouterr().err


@pytest.mark.parametrize("error", [RecursionError, MemoryError, KeyError, AssertionError])
@pytest.mark.parametrize("debug", [False, True])
def test_fault_of_ours_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: type[Exception],
    debug: bool,
) -> None:
    """What nobody foresaw names verb, kind and file, and shows the traceback when asked to."""

    def fail(*_: object, **__: object) -> None:
        raise error("x\n\x1b[2J")

    monkeypatch.setattr("macros.core.load._loaded_file", fail)
    monkeypatch.setenv("HANDBOOK_DEBUG", "1" if debug else "")
    code = run("--root", DUMMY, "check")
    shown = capsys.readouterr().err
    last = shown.splitlines()[-1]

    assert code == 70
    assert last.startswith(
        f"handbook check: this is our fault: {error.__name__} while reading data"
    )
    assert re.search(r"\(version \d+\.\d+\.\d+, Python 3\.", last)
    assert ("Traceback" in shown) is debug
    assert debug or len(shown.splitlines()) == 1


def test_interrupted_verb_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with the code that shells expect, and without words."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "check_repository", interrupt)

    assert run("--root", DUMMY, "check") == 130
    assert capsys.readouterr() == ("", "")


def a_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


NO_FILES: dict[str, Callable[[Path], Path]] = {
    "a folder": lambda path: path.parent,
    "a named pipe": a_pipe,
    "a device": lambda _: Path("/dev/zero"),
}


@pytest.mark.parametrize("put", NO_FILES.values(), ids=NO_FILES)
def test_posting_that_is_no_file_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], put: Callable[[Path], Path]
) -> None:
    """Reading a pipe may wait for ever, and a device may never end."""
    file = put(tmp_path / "x")

    assert run("--root", DUMMY, "lint", file) == 2
    assert f"handbook lint: {file}: this cannot be read: it is a" in capsys.readouterr().err


def test_posting_may_be_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever names a file on the command line may keep it where they like."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")

    assert run("--root", DUMMY, "lint", tmp_path / "b.txt") != 2


@pytest.mark.parametrize("name", ["-", "x.txt"])
def test_posting_without_end_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """A megabyte is the most that is read, from a file or from standard input."""
    text = b"a " * 600_000
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    (tmp_path / "x.txt").write_bytes(text)
    with chdir(tmp_path):
        code = run("--root", DUMMY, "lint", name)

    assert code == 2
    assert "more than 1,000,000 bytes" in capsys.readouterr().err


@pytest.mark.parametrize("put", NO_FILES.values(), ids=NO_FILES)
def test_job_description_is_not_written_into_what_is_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], put: Callable[[Path], Path]
) -> None:
    """Writing into a pipe waits for a reader, so a plain file is asked for."""
    assert run("--root", DUMMY, "jd", "clerk", "--output", put(tmp_path / "x")) == 1
    assert "unreadable-file: this is no plain file." in capsys.readouterr().err


def test_export_into_a_file_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site that is a file is no folder, and is left alone."""
    (tmp_path / "x").write_text("x", encoding="utf-8")

    assert run("--root", DUMMY, "export", tmp_path / "x") == 1
    assert re.fullmatch(r"handbook: .*\n", capsys.readouterr().err)


@pytest.mark.parametrize("name", ["", "x", "nowhere"], ids=["no site", "a file", "nothing"])
def test_only_a_built_site_is_compressed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A folder of other things gets no files beside them."""
    (tmp_path / "x").write_text("x" * 999, encoding="utf-8")

    assert run("--root", DUMMY, "compress", tmp_path / name) == 1
    assert "missing-file: no built site lies here." in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_older_ledger_that_is_no_file_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe or device is refused; the ledger of before may lie anywhere."""
    for file in (a_pipe(tmp_path / "x"), Path("/dev/zero"), tmp_path):
        assert run("--root", DUMMY, "ledger", "--since", file) == 1
        assert "unreadable-file" in capsys.readouterr().err


@each("hidden", HIDDEN.keys)
def test_no_format_prints_what_does_not_show(hidden: str) -> None:
    """Values and file names are escaped, so that none moves a cursor or begins a command."""
    value = f"{hidden}\n::error::x\n##[group]y"
    problem = Problem(Position(f"data/{value}.yaml"), "code", f'"{value}" is wrong.', f"{value}.")

    lines = [*report([problem]).splitlines(), problem.github(), problem.json()]
    assert [line for line in lines if not line.isprintable()] == []
    assert [line for line in lines[:-2] if line.lstrip().startswith("::")] == []
    assert [line for line in lines if "##[" in line] == []
    assert json.loads(problem.json())["message"] == problem.message


def test_report_has_an_end(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of thousands of problems the first are shown and all are counted; nothing floods a screen."""
    (copy / "data/phrases.yaml").write_text("phrases:\n" + "  - {}\n" * 5000, encoding="utf-8")
    append("data/terms.yaml", f'  - id: "{"x" * 9000}"\n')(copy)
    run("--root", copy, "check")
    shown = capsys.readouterr().out

    assert re.search(r"\n\d{5} problems, the first 500 are shown\n$", shown)
    assert max(map(len, shown.splitlines())) < 2500
