"""A date as exact as its source: what may be written, and what is made of it."""

from datetime import date
from pathlib import Path

import pytest

from macros.core.load import load
from macros.model.base import last_day
from macros.render.view import day
from tests.support import spoil

METHODS = "data/methods.yaml"
EXACT = {
    "2018": (date(2018, 12, 31), "2018"),
    "2025-05": (date(2025, 5, 31), "May 2025"),
    "2024-02": (date(2024, 2, 29), "February 2024"),
    "2026-11-30": (date(2026, 11, 30), "November 30, 2026"),
}


@pytest.mark.parametrize("when", EXACT)
def test_date_is_printed_no_more_exactly_than_it_is(when: str) -> None:
    """A year stays a year; programs that compare dates get its last day."""
    assert (last_day(when), day(when)) == EXACT[when]


@pytest.mark.parametrize("when", EXACT)
def test_date_is_read_as_it_is_written(copy: Path, when: str) -> None:
    """YAML takes a year for a number; a date is text with us whatever its length."""
    spoil(copy, METHODS, "as_of: 2024\n", f"as_of: {when}\n")
    loaded = load(copy)

    assert loaded.problems == []
    assert loaded.entities["method"]["ink-test"].estimates[0].as_of == when


@pytest.mark.parametrize(
    "when",
    [
        *("18", "20240", "2024-13", "2024-00", "2023-02-29", "2024-2", "2024-02-1", "2024/02"),
        *("1969", "2100", "2024-02-", "May 2024", "2024-02-02-02", '"٢٠٢٤"', '""', "0", "-2024"),
    ],
)
def test_date_that_is_none_is_refused_with_the_three_forms(copy: Path, when: str) -> None:
    """Whatever is no year, month or day of our time is named at its line, and nothing else is."""
    spoil(copy, METHODS, "as_of: 2024\n", f"as_of: {when}\n")
    (problem,) = load(copy).problems

    assert problem.code == "bad-value"
    assert "a date " in problem.message
    assert problem.place.line == 10


@pytest.mark.parametrize("when", ["true", "20.5", "[2024]", "{ year: 2024 }", "null"])
def test_date_of_another_type_is_refused(copy: Path, when: str) -> None:
    """A value that is neither text nor a whole number is no date."""
    spoil(copy, METHODS, "as_of: 2024\n", f"as_of: {when}\n")
    (problem,) = load(copy).problems

    assert (problem.code, problem.place.line) == ("wrong-type", 10)
