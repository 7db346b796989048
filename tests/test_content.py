"""The content of the handbook: every rule about it is a check (macros/checks)."""

from macros.checks.run import check_repository
from tests.support import ROOT, TODAY


def test_real_handbook_breaks_no_rule() -> None:
    """`handbook check` finds nothing that would stop a build."""
    problems = check_repository(ROOT, today=TODAY)[1]

    assert [one.text() for one in problems if one.severity == "error"] == []
