"""Rules about the frame of the job descriptions: every name in it exists and can be printed."""

from pathlib import Path

import pytest

from tests.support import TOP, Example, assert_found, swap

FRAME = "data/posting.yaml"
CLERK = "data/roles/clerk.yaml"


def example(name: str, code: str, path: str, old: str, new: str, says: str, fix: str) -> Example:
    """A name in the frame or in a role that is not there."""
    at = next(line for line in new.splitlines() if line.strip())
    edits = (swap(path, old, new),)
    return Example(name=name, code=code, edits=edits, path=path, at=at, says=(says,), fix=fix)


EXAMPLES = (
    example(
        "a condition on a field that is not there",
        *("unknown-field", FRAME, "when: { gifts: empty }", "when: { gift: empty }"),
        *('"gift" is not a field. Did you mean "gifts"?', "use one of"),
    ),
    example(
        "a list that nobody holds",
        *("unknown-field", FRAME, "lines: ninety-days", "lines: ninety-dayz"),
        *('"ninety-dayz" is not a list. Did you mean "ninety-days"?', "use one of"),
    ),
    example(
        "a hole in what introduces a list",
        *("unknown-field", FRAME, '"After a year:"', '"After {years}:"'),
        *('"years" is not a hole.', "use one of"),
    ),
    example(
        "a group that the form does not have",
        *("unknown-field", FRAME, "id: pens, group: terms", "id: pens, group: term"),
        *(
            '"term" is not a group. Did you mean "terms"?',
            "use one of: house, requirements, terms.",
        ),
    ),
    example(
        "a tool that takes an example's place and is not there",
        *("unknown-reference", FRAME, "tools: [drawer]", "tools: [drawr]"),
        *('"drawr" is not a tool. Did you mean "drawer"?', "use one of: drawer, pigeon."),
    ),
    example(
        "a default that is no value",
        *("unknown-value", FRAME, "default: year", "default: yeer"),
        *('"yeer" is not a value of pay-period. Did you mean "year"?', "use one of: any, empty"),
    ),
    example(
        "a hole in a role's own words",
        *("marked-line", CLERK, "ai_use: Pens only.", "ai_use: Pens of {gifts} only."),
        *('"{gifts}" would be printed', "say it without the mark."),
    ),
    Example(
        name="a field that the JobPosting file needs",
        code="unknown-field",
        edits=(
            swap(FRAME, "id: closing, group: terms", "id: last-day, group: terms"),
            swap(FRAME, '"Apply by {closing}."', '"Apply by {last-day}."'),
        ),
        path=FRAME,
        at=TOP,
        says=('the field "closing" is missing',),
        fix="restore the field.",
    ),
)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: str(one.name))
def test_frame_that_breaks_a_rule_is_reported(copy: Path, one: Example) -> None:
    """A name that leads nowhere is told with its line, the nearest name and a fix."""
    assert_found(copy, one)
