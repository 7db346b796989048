"""`handbook lint` on files of several kinds, on folders, for programs, and what it keeps."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import docx
import pytest

from macros.core.handbook import Handbook
from macros.lint import engine
from macros.site import cli, rules, start
from macros.site.posting import text_of
from tests.support import DUMMY, TODAY

FINE, BLOCKING = "We pay $5 a year.\n", "A wizard. $5 a year.\n"


def run(*arguments: str | Path) -> int:
    """`handbook lint` on the dummy."""
    return cli.main(["--root", str(DUMMY), "lint", *(str(one) for one in arguments)])


def test_many_files_and_folders_are_checked_in_one_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Folders are searched for what can be read; hidden and other files are left alone."""
    for name in ("one.txt", "jobs/two.md", "jobs/three.html", "jobs/x.png", "jobs/.git/four.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BLOCKING if name == "jobs/two.md" else FINE, encoding="utf-8")
    code = run(tmp_path / "one.txt", tmp_path / "jobs", "--format", "json")
    reports = json.loads(capsys.readouterr().out)

    assert code == 1
    assert [Path(one["advert"]).name for one in reports] == ["one.txt", "three.html", "two.md"]
    assert [one["blocks"] for one in reports] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "named", "code"),
    [
        pytest.param("", True, 2, id="an empty file that was named"),
        pytest.param("oven " * 40, True, 2, id="another text that was named"),
        pytest.param("", False, 0, id="an empty file in a folder"),
    ],
)
def test_text_that_is_no_posting_fails_only_when_it_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, named: bool, code: int
) -> None:
    """A folder may hold a readme; a file that was named should have been a posting."""
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")

    assert run(tmp_path / "x.txt" if named else tmp_path) == code
    assert capsys.readouterr().out.strip() in ("Nothing stands here.", "This is no posting.")


def test_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is told on standard error, and the exit code says that one was not checked."""
    (tmp_path / "a.txt").write_text(BLOCKING, encoding="utf-8")
    code = run(tmp_path / "none.txt", tmp_path / "a.txt")
    said = capsys.readouterr()

    assert code == 2
    assert "none.txt" in said.err
    assert "hero:wizard" in said.out


def test_annotations_name_the_file_and_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--format github prints what a workflow shows at the line."""
    (tmp_path / "a.txt").write_text(BLOCKING, encoding="utf-8")
    run(tmp_path / "a.txt", "--format", "github")
    first, *_, last = capsys.readouterr().out.splitlines()

    assert first.startswith(f"::error file={tmp_path}/a.txt,line=1,col=3,title=hero%3Awizard::")
    assert last.startswith(f"::notice file={tmp_path}/a.txt,title=job posting::")


def test_word_document_is_read_with_its_headings_lists_and_tables(tmp_path: Path) -> None:
    """Paragraphs become lines with the marks of what they are."""
    document = docx.Document()
    document.add_heading("Requirements", 2)
    document.add_paragraph("SQL", style="List Bullet")
    document.add_paragraph().add_run("We offer").bold = True
    document.add_table(1, 2).cell(0, 1).text = "Pay"
    document.save(str(tmp_path / "a.docx"))

    assert text_of(str(tmp_path / "a.docx")).splitlines() == [
        *("## Requirements", "- SQL", "**We offer**", "|  | Pay |"),
    ]


def test_rules_are_kept_until_the_data_changes(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The handbook is read once for a state of the data, and anew for another or another day."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HANDBOOK_INCREMENTAL", "1")
    monkeypatch.setattr(rules, "digest_of_code", lambda: b"code")
    monkeypatch.setattr(rules, "is_recent", lambda *_: False)
    made: list[Handbook] = []

    def make(book: Handbook, day: date) -> str:
        made.append(book)
        return engine.rules_of(book, day)

    monkeypatch.setattr(rules, "rules_of", make)

    first = rules.rules_for(copy, TODAY)
    assert rules.rules_for(copy, TODAY) == first
    assert len(made) == 1

    file = copy / "data/lint.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("A costume", "A hat"), "utf-8")
    assert "A hat is asked for" in rules.rules_for(copy, TODAY)
    assert len(made) == 2


def test_entrance_answers_as_the_whole_program_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way and the long one print the same; a mistake of use is the long one's."""
    (tmp_path / "a.txt").write_text(BLOCKING, encoding="utf-8")
    given = ["--root", str(DUMMY), "lint", str(tmp_path / "a.txt")]
    short, said = start.main(given), capsys.readouterr()

    assert (cli.main(given), capsys.readouterr()) == (short, said)
    with pytest.raises(SystemExit):
        start.main([*given, "--no-such-option"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BLOCKING.encode())))
    assert start.main([*given[:3], "-"]) == 1
