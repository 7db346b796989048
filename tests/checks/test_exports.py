"""Rules about what the exports need of the data."""

from pathlib import Path

import pytest

from tests.support import Example, assert_found, swap

VOCABULARIES = "data/vocabularies.yaml"
SEASON = "  - id: season\n    label: Season\n    description: From spring to autumn.\n"

EXAMPLES = (
    Example(
        name="a pay period without a word of schema.org",
        code="unworded-choice",
        edits=(swap(VOCABULARIES, "verification:\n", f"{SEASON}verification:\n"),),
        path=VOCABULARIES,
        at="- id: season",
        says=('programs do not know what "season" means.',),
        fix="add it to DURATIONS in macros/tell/structured.py.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_data_that_no_export_can_tell_is_reported(copy: Path, example: Example) -> None:
    """What an export could not tell is named with its line and a fix."""
    assert_found(copy, example)
