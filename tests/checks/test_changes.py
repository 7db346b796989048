"""The rules about what changed, each broken on purpose."""

from pathlib import Path

import pytest

from tests.support import Example, assert_found, swap

_FILE = "data/changes.yaml"
_FIX = "put the newest change first"

EXAMPLES = (
    Example(
        name="a version with two dates",
        code="change-order",
        edits=(swap(_FILE, "    version: 1.0.0\n", "    version: 1.1.0 # of another day\n"),),
        path=_FILE,
        at="# of another day",
        says=("version 1.1.0 has two dates, 2026-02-01 and 2026-01-10",),
        fix=_FIX,
    ),
    Example(
        name="an older version of a later day",
        code="change-order",
        edits=(swap(_FILE, "date: 2026-01-10", "date: 2026-03-10"),),
        path=_FILE,
        at="    version: 1.0.0",
        says=("2026-03-10 stands below 2026-02-01, and is later",),
        fix=_FIX,
    ),
    Example(
        name="a newer version of the API below an older one",
        code="change-order",
        edits=(
            swap(_FILE, "    version: 1.0.0\n", "    version: 1.0.0\n    api_version: 1.2.0\n"),
        ),
        path=_FILE,
        at="api_version: 1.2.0",
        says=("API 1.2.0 stands below API 1.1.0",),
        fix=_FIX,
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_rule_finds_the_fault(copy: Path, example: Example) -> None:
    """Each example is reported once, in its place, with a fix."""
    assert_found(copy, example)
