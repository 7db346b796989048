"""`handbook kit`: what it prints, and what it says of a choice that means nothing."""

import json
from pathlib import Path

import pytest

from macros.site import cli
from tests.support import DUMMY, ROOT, TODAY

_POSTING = ROOT / "tests/lint/postings/corporate.txt"
_SENIOR = "senior-backend-developer"


pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the tests, on which no figure has expired."""
    monkeypatch.setattr(cli, "today", lambda: TODAY)


def run(*arguments: object, root: Path = ROOT) -> int:
    """The exit code of `handbook kit`, on the real repository or on the dummy."""
    return cli.main(["--root", str(root), "kit", *(str(one) for one in arguments)])


def test_kit_is_printed_with_a_reason_for_each_must(capsys: pytest.CaptureFixture[str]) -> None:
    """Questions with the minute they begin at, then every must, in or out."""
    assert run("--role", _SENIOR, "--minutes", 45, "--skill", "sql") == 0
    first, *lines = capsys.readouterr().out.splitlines()

    assert first == "Senior Backend Developer, 45 minutes: 3 questions, 45 minutes; 0 left."
    assert [line.split()[0] for line in lines] == [
        "0:00",
        "0:15",
        "0:25",
        *(["Out:"] * 2),
        *(["In:", *(["Out:"] * 4)]),
    ]


def test_posting_is_read_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Each must with its skill, its level and how sure that is, or that no question tests it."""
    assert run("--from", _POSTING, "--minutes", 60) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "Read as: Senior Backend Developer, as its title says."
    assert "- Knowledge of SAP FI: no question tests this" in lines
    assert (
        "- Excellent knowledge of relational databases and SQL: Data modeling and SQL,"
        " practitioner; sure" in lines
    )


def test_role_given_by_hand_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever knows better than the title says so; programs get JSON."""
    run("--from", _POSTING, "--role", "staff-backend-developer", "--format", "json")
    printed = json.loads(capsys.readouterr().out)

    assert printed["posting"]["titled"] is False
    assert printed["kit"]["role"]["id"] == "staff-backend-developer"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--role", "nobody"], 'handbook kit: "nobody" is not a role.'),
        (
            ["--skill", "bookkeepin"],
            'handbook kit: "bookkeepin" is not a skill. Did you mean "bookkeeping"?',
        ),
        (["--question", "x"], 'handbook kit: "x" is not a question.'),
        (["--minutes", "5"], "handbook kit: 5 minutes: give 10 to 180."),
        (["--from", "missing.txt"], "handbook kit: missing.txt: this cannot be read"),
    ],
)
def test_what_means_nothing_is_said_in_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing printed, and the reason."""
    assert run(*arguments, root=DUMMY) == 2
    out, err = capsys.readouterr()

    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("posting.docx", "is no Word document that can be read"), ("posting.txt", "is not text in")],
)
def test_file_that_is_no_text_is_refused(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word document that is none, and bytes that are no text, are told as the checker does."""
    file = tmp_path / name
    file.write_bytes(b"PK\x03\x04\xff\xfe")

    assert run("--from", file, root=DUMMY) == 2
    assert said in capsys.readouterr().err
