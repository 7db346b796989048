"""`handbook jd`: one job description in every format, filled in from the command line."""

from pathlib import Path

import pytest

from macros.core.handbook import Handbook
from macros.files.job_descriptions import written
from macros.posting.draft import Draft
from macros.posting.fill import build_job_description
from macros.posting.recipe import build_recipe
from macros.posting.write import FORMATS, to_markdown
from tests.site.test_cli import run
from tests.support import DUMMY, ROOT


@pytest.mark.parametrize("format", FORMATS)
def test_jd_prints_the_advert_in_every_format(
    dummy: Handbook, capfdbinary: pytest.CaptureFixture[bytes], format: str
) -> None:
    """The advert is printed as it is downloaded from the page, ready to be piped into a file."""
    code = run("--root", DUMMY, "jd", "clerk", "--format", format)

    assert code == 0
    assert capfdbinary.readouterr().out == written(build_recipe(dummy, "clerk"), Draft(), format)


def test_jd_prints_markdown_unless_told_otherwise(
    dummy: Handbook, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Markdown reads well on a screen and in most systems."""
    run("--root", DUMMY, "jd", "clerk")

    expected = to_markdown(build_job_description(dummy, "clerk"))
    assert capfdbinary.readouterr().out.decode() == expected


def test_jd_fills_in_what_is_set(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """--set fills a field as the composer's address does; --output writes to a file."""
    chosen = ("--set", "company=Ink & Sons", "--set", "pay-min=900", "--set", "gifts=A=B")
    code = run("--root", DUMMY, "jd", "clerk", "--output", tmp_path / "a.md", *chosen)
    text = (tmp_path / "a.md").read_text(encoding="utf-8")

    assert (code, capfdbinary.readouterr().out) == (0, b"")
    assert "the books of Ink & Sons" in text
    assert "**Pay:** [Currency] 900 to [maximum] a year" in text
    assert "- A=B" in text


def test_jd_refuses_what_cannot_be_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All faults are told at once, each with its fix, and nothing is written."""
    chosen = ("--set", "compny=Ink", "--set", "pay-min=nine", "--set", "must=manners-x")
    code = run("--root", DUMMY, "jd", "clerk", "--output", tmp_path / "a.md", *chosen)
    shown = capsys.readouterr().err

    assert code == 1
    assert 'compny:1:1: bad-choice: "compny" is not a field. Did you mean "company"?' in shown
    assert '"nine" is no number' in shown
    assert '"manners-x" is not a requirement of this role.' in shown
    assert "3 problems" in shown
    assert not (tmp_path / "a.md").exists()


def test_jd_help_lists_every_field_with_what_it_takes(
    dummy: Handbook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, meaning and values of the handbook at hand; outside of one, the help alone."""
    monkeypatch.chdir(DUMMY)
    with pytest.raises(SystemExit) as left:
        run("jd", "--help")
    shown = capsys.readouterr().out

    assert left.value.code == 0
    assert [one.id for one in dummy.posting.fields if f"\n  {one.id}" not in shown] == []
    assert "Mode: on-site, remote." in shown
    assert "Pens: own, lent." in shown
    monkeypatch.chdir("/")
    with pytest.raises(SystemExit):
        run("jd", "--help")
    outside = capsys.readouterr().out
    assert "--set FIELD=VALUE" in outside
    assert "Pens" not in outside


def test_jd_refuses_a_closing_date_that_is_past(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can apply by yesterday; the command knows the day."""
    code = run("--root", ROOT, "jd", "backend-developer", "--set", "closing=2020-01-01")

    assert code == 1
    assert '"2020-01-01" is past.' in capsys.readouterr().err


def test_jd_of_an_unknown_role_is_an_error_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped role exits with 1 and names the role that was probably meant."""
    code = run("--root", DUMMY, "jd", "clerkk")
    shown = capsys.readouterr()

    assert code == 1
    assert shown.out == ""
    assert '"clerkk" is not a role. Did you mean "clerk"?' in shown.err
