"""Rules about what the exports need of the data."""

from pathlib import Path

import pytest

from tests.support import Example, assert_found, swap

VOCABULARIES = "data/vocabularies.yaml"
QUESTIONS = "data/questions/manners.yaml"


def choice(vocabulary: str, before: str) -> Example:
    """A choice that no word of schema.org stands for."""
    added = "  - id: season\n    label: Season\n    description: From spring to autumn.\n"
    return Example(
        name=f"a choice of {vocabulary} without a word of schema.org",
        code="unworded-choice",
        edits=(swap(VOCABULARIES, f"{before}:\n", f"{added}{before}:\n"),),
        path=VOCABULARIES,
        at="- id: season",
        says=('programs do not know what "season" means.',),
        fix="add it to",
    )


EXAMPLES = (
    choice("employment_type", "profile_habit"),
    choice("pay_period", "verification"),
    Example(
        name="an item that looks like two in a table",
        code="table-separator",
        edits=(
            swap(QUESTIONS, "If they ask for the index: it lists 1 pages", "The index | the book"),
        ),
        path=QUESTIONS,
        at="The index | the book",
        says=('" | " tells two items apart in the tables.',),
        fix="use another sign.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_data_that_no_export_can_tell_is_reported(copy: Path, example: Example) -> None:
    """What an export could not tell is named with its line and a fix."""
    assert_found(copy, example)
