"""Rules about pay law."""

from pathlib import Path

import pytest

from tests.support import Example, assert_found, swap

PLACES = "data/places.yaml"
SOURCES = "data/sources.yaml"
FAQS = "data/faqs/general.yaml"
REPORTED = (
    "  - id: reported\n    label: Reported\n    description: Somebody says so.\nplace_region:\n"
)

EXAMPLES = (
    Example(
        name="a law that one document reports",
        code="single-report",
        edits=(
            swap("data/vocabularies.yaml", "place_region:\n", REPORTED),
            swap(SOURCES, "verification: primary", "verification: reported"),
            swap(
                PLACES,
                "    source: bureau\n    as_of: 2026-01-10\n    also:",
                "    source: bureau # alone\n    as_of: 2026-01-10\n    also:",
            ),
        ),
        path=PLACES,
        at="# alone",
        says=('only "bureau" reports it',),
        fix="name a second source in `also`,",
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
