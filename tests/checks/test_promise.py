"""The rule about what the API and its tables ever had, broken on purpose."""

from pathlib import Path

import pytest

from macros.core.promise import PROMISE
from tests.support import Example, append, assert_found, swap

EXAMPLES = (
    Example(
        name="a line that is no promise",
        code="broken-promise",
        edits=(append(PROMISE, "1.1.0 nothing\n"),),
        path=PROMISE,
        at="1.1.0 nothing",
        says=("this line is no promise.",),
        fix="restore the file with git.",
    ),
    Example(
        name="a field of another type",
        code="broken-promise",
        edits=(swap(PROMISE, "tools.json homepage text", "tools.json homepage list of text"),),
        path=PROMISE,
        at="tools.json homepage list of text",
        says=("`homepage` in tools.json has been list of text since 1.1.0, and is text now.",),
        fix="restore the type",
    ),
    Example(
        name="a column that is gone",
        code="broken-promise",
        edits=(append(PROMISE, "1.1.0 terms.csv 06 color\n"),),
        path=PROMISE,
        at="1.1.0 terms.csv 06 color",
        says=("terms.csv has had the column `color` since 1.1.0",),
        fix="under `named`",
    ),
    Example(
        name="a column in another place",
        code="broken-promise",
        edits=(swap(PROMISE, "terms.csv 05 see_also", "terms.csv 07 see_also"),),
        path=PROMISE,
        at="terms.csv 07 see_also",
        says=("terms.csv has had the column `see_also`",),
        fix="under `named`",
    ),
    Example(
        name="a field that nobody promised",
        code="broken-promise",
        edits=(swap(PROMISE, "1.1.0 terms.json plain text\n", ""),),
        path=PROMISE,
        at="calibrations.json attempts list",
        says=("public and not promised yet: terms.json plain text.",),
        fix="handbook promise`",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_rule_finds_the_fault(copy: Path, example: Example) -> None:
    """Each example is reported once, in its place, with a fix."""
    assert_found(copy, example)
