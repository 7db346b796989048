"""Rules about the law."""

from pathlib import Path

import pytest

from tests.support import Example, assert_found, swap

LAWS = "data/hiring-laws.yaml"
SOURCES = "data/sources.yaml"
FAQS = "data/faqs/general.yaml"
REPORTED = "  - id: reported\n    label: Reported\n    description: Somebody says so.\ndate_kind:\n"
READ = "    verification: primary\n    read_on: 2026-10-09\n"

EXAMPLES = (
    Example(
        name="a law that one document reports",
        code="single-report",
        edits=(
            swap("data/vocabularies.yaml", "date_kind:\n", REPORTED),
            swap(LAWS, READ, "    verification: reported # alone\n    read_on: 2026-10-09\n"),
            swap(LAWS, "    also: [bureau]\n", ""),
        ),
        path=LAWS,
        at="verification: reported # alone",
        says=('only "bureau" reports it',),
        fix="name a second source in `also`,",
    ),
    Example(
        name="a row that claims a better grade than its sources have",
        code="generous-grade",
        edits=(
            swap("data/vocabularies.yaml", "date_kind:\n", REPORTED),
            swap(SOURCES, "verification: primary", "verification: reported"),
            swap(LAWS, READ, f"{READ[:-1]} # too good\n".replace("primary", "primary # this")),
        ),
        path=LAWS,
        at="# this",
        also=frozenset({"single-report", "silent-report"}),
        says=('"primary", but its best source is "reported"',),
        fix="write `verification: reported`",
    ),
    Example(
        name="a law on hiring that is read again too late",
        code="late-review",
        edits=(swap(LAWS, READ, READ.replace("10-09", "09-10")),),
        path=LAWS,
        at="- id: freedonia-ink",
        says=("read on 2026-09-10",),
        fix="write `review_by: 2026-12-19`",
    ),
    Example(
        name="an answer that leads to the law and does not say what it is not",
        code="missing-disclaimer",
        edits=(swap(FAQS, "page: /roles/clerk/", "page: /law/pay-transparency/"),),
        path=FAQS,
        at="why: Somebody has to.",
        says=("the answer leads to the law",),
        fix="say it in `why`.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_law_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """What is said about the law and breaks a rule is named with its line and a fix."""
    assert_found(copy, example)
