"""Rules about who reviewed a page, and when."""

import shutil
from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import DUMMY, TODAY, TOP, Example, assert_found, each, spoil, swap

PAGE = "docs/roles/clerk/pay.md"
START = "docs/index.md"
REVIEWED = 'reviewed: "2026-11-20"\n'
EXAMPLES = (
    Example(
        name="a page that nobody has reviewed",
        code="front-matter",
        edits=(swap(PAGE, REVIEWED, ""),),
        path=PAGE,
        at=TOP,
        says=('"reviewed" is missing.',),
        fix="add `reviewed: …`.",
    ),
    Example(
        name="a day of review that is none",
        code="front-matter",
        edits=(swap(PAGE, REVIEWED, "reviewed: in November\n"),),
        path=PAGE,
        at="reviewed:",
        says=('"in November" is no day.',),
        fix='write it as "2026-11-21", in quotes.',
    ),
    Example(
        name="a reviewer whom nobody knows",
        code="front-matter",
        edits=(swap(PAGE, REVIEWED, f"{REVIEWED}reviewed_by: clerk\n"),),
        path=PAGE,
        at="reviewed_by:",
        says=('"clerk" is not a page author. Did you mean "clerks"?',),
        fix="use one of: auditors, clerks.",
    ),
    Example(
        name="a review on a day that has not come",
        code="page-review",
        edits=(swap(PAGE, REVIEWED, 'reviewed: "2026-11-22"\n'),),
        path=PAGE,
        at="reviewed:",
        says=("reviewed on 2026-11-22, and today is 2026-11-21 (UTC).",),
        fix="write the day on which somebody read the page.",
    ),
    Example(
        name="a review more than a year ago",
        code="page-review",
        edits=(swap(PAGE, REVIEWED, 'reviewed: "2025-11-20"\n'),),
        path=PAGE,
        at="reviewed:",
        says=("the page was to be reviewed by 2026-11-20.",),
        fix="read it aloud against its sources, and write the day of that.",
        severity="warning",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_page_without_a_review_that_holds_is_reported(copy: Path, example: Example) -> None:
    """It is named with its line, the reason and a fix."""
    assert_found(copy, example)


@each("day", lambda: ["2026", "2026-11", "2026-02-30", "20261120", "9999-12-31", "0001-01-01", ""])
def test_only_a_day_of_our_time_is_a_day_of_review(tmp_path: Path, day: str) -> None:
    """What is less exact, does not exist or lies in no year of ours is named at its line."""
    root = Path(shutil.copytree(DUMMY, tmp_path / (day or "none")))
    spoil(root, PAGE, REVIEWED, f'reviewed: "{day}"\n')
    (problem,) = check_repository(root, today=TODAY)[1]

    assert (problem.code, problem.place.path) == ("front-matter", PAGE)


def test_last_day_of_a_review_warns_of_nothing(copy: Path) -> None:
    """A page counts as reviewed for a year, and today is a day to have read it."""
    spoil(copy, PAGE, REVIEWED, 'reviewed: "2025-11-21"\n')
    spoil(copy, START, REVIEWED, 'reviewed: "2026-11-21"\n')

    assert check_repository(copy, today=TODAY)[1] == []
