"""The content of the handbook: every rule about it is a check (macros/checks)."""

from datetime import UTC, datetime

from macros.checks.run import check_repository
from tests.support import ROOT


def test_real_handbook_breaks_no_rule() -> None:
    """`handbook check` finds no error today, which a page may say it was reviewed on."""
    problems = check_repository(ROOT, today=datetime.now(UTC).date())[1]

    assert [one.text() for one in problems if one.severity == "error"] == []
