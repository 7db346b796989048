"""Rules about figures: sourced, ordered and shown no longer than they hold (invariant 5)."""

from datetime import date
from pathlib import Path

import pytest

from macros.checks.run import check_repository, sound_handbook
from macros.core.load import load
from tests.support import TODAY, Example, append, assert_found, codes, duplicate, spoil, swap

PAY = "data/pay/freedonia.yaml"
STORAGE = "data/tools/storage.yaml"
SOURCES = "data/sources.yaml"
DATED = "      n: 1200\n      source: bureau\n      as_of: 2025-05-31\n"
PERCENTILES = "p10: 10000, p25: 20000, median: 30000, p75: 40000, p90: 60000"

#: The one source of the dummy, as what one document alone reports; its laws say so as well.
REPORTED = (
    swap(
        "data/vocabularies.yaml",
        "date_kind:\n",
        "  - id: reported\n    label: As reported\n    description: One page.\ndate_kind:\n",
    ),
    swap(SOURCES, "verification: primary", "verification: reported"),
)
ALONE = frozenset({"generous-grade"})

EXAMPLES = (
    Example(
        name="a pay series of another country's id",
        code="repeated-series",
        edits=(duplicate(PAY, "data/pay/sylvania.yaml"),),
        path="data/pay/sylvania.yaml",
        at="- id: freedonia-clerks",
        says=('"freedonia-clerks" already stands at data/pay/freedonia.yaml:6.',),
        fix="rename one.",
        also=frozenset({"entity-without-page", "near-duplicate"}),
    ),
    Example(
        name="invariant 5: a top tenth below the upper quarter of an area",
        code="percentile-order",
        edits=(swap(PAY, "p90: 61000", "p90: 40999"),),
        path=PAY,
        at="p90: 40999",
        says=("41000, 40999",),
        fix="check the figures against the source.",
    ),
    Example(
        name="a source that was due before it was read",
        code="review-order",
        edits=(swap(SOURCES, "read_on: 2026-10-10", "read_on: 2027-01-10"),),
        path=SOURCES,
        at="review_by: 2027-01-10",
        says=("reviewed by 2027-01-10, but read on 2027-01-10.",),
        fix="write a later date.",
    ),
    Example(
        name="a source that was read in a year to come",
        code="far-review",
        edits=(
            swap(SOURCES, "read_on: 2026-10-10", "read_on: 2062-10-10"),
            swap(SOURCES, "review_by: 2027-01-10", "review_by: 2062-12-10"),
        ),
        path=SOURCES,
        at="read_on: 2062-10-10",
        says=("read on 2062-10-10, which is more than a year from now.",),
        fix="write the day you read it.",
        also=frozenset({"late-review"}),
    ),
    Example(
        name="a law that was read in a year to come",
        code="far-review",
        edits=(swap("data/hiring-laws.yaml", "read_on: 2026-10-09", "read_on: 2062-10-09"),),
        path="data/hiring-laws.yaml",
        at="read_on: 2062-10-09",
        says=("read on 2062-10-09, which is more than a year from now.",),
        fix="write the day you read it.",
    ),
    Example(
        name="a figure that is to be read again in eleven years",
        code="far-review",
        edits=(swap(STORAGE, DATED, f"{DATED}      review_by: 2037-01-31\n"),),
        path=STORAGE,
        at="review_by: 2037-01-31",
        says=("read on 2026-10-10 and to be read again by 2037-01-31: that is too late.",),
        fix="write `review_by: 2029-10-09`, or an earlier day.",
    ),
    Example(
        name="a figure of a year to come",
        code="far-review",
        edits=(swap(STORAGE, DATED, DATED.replace("2025-05-31", "2052-05-31")),),
        path=STORAGE,
        at="as_of: 2052-05-31",
        says=("as of 2052-05-31, which is more than a year from now.",),
        fix="write the date that it describes.",
        also=frozenset({"other-date"}),
    ),
    Example(
        name="a date of a source that does not say what it is",
        code="bare-date",
        edits=(swap("data/sources.yaml", "period: figures of May", "period: May"),),
        path="data/sources.yaml",
        at="period: May 2025",
        says=('"May 2025, May 31,', "does not say what that date is."),
        fix="begin with what it is,",
    ),
    Example(
        name="a passage that does not say who alone reports it",
        code="silent-report",
        edits=(
            *REPORTED,
            append("docs/glossary.md", '\nOf 40,000 clerks 7% smile ({{ cite("bureau") }}).\n'),
        ),
        path="docs/glossary.md",
        at="Of 40,000 clerks",
        says=('does not say that only "bureau" reports it.',),
        fix="write `as reported by`",
        also=ALONE,
    ),
    Example(
        name="an answer that does not say who alone reports it",
        code="silent-report",
        edits=REPORTED,
        path="data/faqs/general.yaml",
        at="sources: [bureau]",
        says=('does not say that only "bureau" reports it.',),
        fix="write `as reported by`",
        also=ALONE,
    ),
    Example(
        name="a figure that was due before the day it describes",
        code="review-order",
        edits=(
            swap(
                STORAGE,
                DATED,
                DATED.replace("2025-05-31", "2027-02-01\n      review_by: 2027-01-31"),
            ),
        ),
        path=STORAGE,
        at="review_by: 2027-01-31",
        says=("reviewed by 2027-01-31, but the figure is of 2027-02-01.",),
        fix="write a later date.",
        also=frozenset({"other-date"}),
    ),
    Example(
        name="a percentage in a paragraph that cites nothing",
        code="unsourced-figure",
        edits=(append("docs/glossary.md", "\nOf all clerks, 77 percent smile.\n"),),
        path="docs/glossary.md",
        at="77 percent",
        says=('"77 percent" stands in a passage that names no source.',),
        fix='add ({{ cite("id") }}) with an id of data/sources.yaml, or take the figure out.',
    ),
    Example(
        name="money in an item beside one that cites",
        code="unsourced-figure",
        edits=(append("docs/glossary.md", '\n- A ({{ cite("bureau") }})\n- Pens cost $7.\n'),),
        path="docs/glossary.md",
        at="$7",
        says=('"$7" stands in a passage that names no source.',),
        fix='add ({{ cite("id") }}) with an id of data/sources.yaml, or take the figure out.',
    ),
    Example(
        name="a percentage in the words of a link to another site",
        code="unsourced-figure",
        edits=(append("docs/glossary.md", "\n[5% of clerks](https://example.org/) smile.\n"),),
        path="docs/glossary.md",
        at="[5%",
        says=('"5%" stands in a passage that names no source.',),
        fix='add ({{ cite("id") }}) with an id of data/sources.yaml, or take the figure out.',
    ),
    Example(
        name="a figure in the description of a page",
        code="unsourced-figure",
        edits=(swap("docs/index.md", "A page of the dummy, about", "77% of the dummy, and about"),),
        path="docs/index.md",
        at="description:",
        says=('"77%" would stay in the description when its source expires.',),
        fix="say it without the figure.",
    ),
    Example(
        name="a figure whose source was due for review",
        code="expired-figure",
        edits=(swap(SOURCES, "review_by: 2027-01-10", "review_by: 2026-11-20"),),
        path=STORAGE,
        at="usage:",
        says=("the figure was to be reviewed by 2026-11-20; its pages show a notice instead.",),
        fix="read https://example.org/wages again and renew the dates.",
        severity="warning",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_figure_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A figure that breaks a rule is named with its line, the reason and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    ("path", "line", "key"),
    [
        pytest.param(PAY, "    period: year\n    pay:", "period", id="pay without a period"),
        pytest.param(PAY, "currency: USD\n", "currency", id="pay without a currency"),
        pytest.param(PAY, "    as_of: 2025-05-31\n    date_is", "as_of", id="pay without a date"),
        pytest.param(PAY, "    date_is: reference\nareas", "date_is", id="a date that is nothing"),
        pytest.param(
            STORAGE,
            "      name: MIT\n      source: bureau\n",
            "source",
            id="a license without a source",
        ),
    ],
)
def test_invariant_5_figure_without_its_surroundings_is_refused(
    copy: Path, path: str, line: str, key: str
) -> None:
    """A figure without source, date, currency or period cannot be read at all."""
    kept = "".join(part for part in line.splitlines(keepends=True) if f"{key}:" not in part)
    spoil(copy, path, line, kept)
    (problem,) = (found for found in load(copy).problems if found.code == "missing-key")

    assert problem.place.path == path
    assert problem.message == f'"{key}" is missing.'
    assert problem.fix.startswith(f"add `{key}: …` to this record. It holds: ")


@pytest.mark.parametrize(
    ("today", "found"),
    [(date(2027, 1, 10), set()), (date(2027, 1, 11), {"expired-figure"})],
    ids=["on its last day", "the day after"],
)
def test_figure_expires_the_day_after_its_review_date(
    copy: Path, today: date, found: set[str]
) -> None:
    """A figure holds through its review date, and is warned about from the next day on."""
    assert codes(check_repository(copy, today=today)[1]) == found


def test_expired_figure_stops_nothing(copy: Path) -> None:
    """A figure past its date gives warnings, and the handbook is still sound."""
    handbook, _, problems = sound_handbook(copy, today=date(2030, 1, 1))

    assert handbook.pay
    assert {problem.severity for problem in problems} == {"warning"}


def test_page_may_print_figures_that_it_cites_and_those_of_a_story(copy: Path) -> None:
    """What an example costs stands as code, and a title of ours is what leads to its page."""
    story = 'Of 40,000 clerks 7% smile ({{ cite("bureau") }}).\n\nAnn counts 2,700 books: `$5`.\n'
    append("docs/glossary.md", f"\n{story}\n[9% more](index.md) comes next.\n")(copy)

    assert check_repository(copy, today=TODAY)[1] == []


def test_survey_with_twenty_answers_is_enough(copy: Path) -> None:
    """Twenty answers are the least that may be shown, and they may."""
    spoil(copy, PAY, "n: 120", "n: 20")

    assert check_repository(copy, today=TODAY)[1] == []


def test_percentiles_may_be_missing_or_equal(copy: Path) -> None:
    """Unpublished outer percentiles are no fault, and neither are equal ones."""
    spoil(copy, PAY, PERCENTILES, "p25: 20000, median: 20000, p75: 40000")

    assert check_repository(copy, today=TODAY)[1] == []
