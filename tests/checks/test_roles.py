"""Rules about roles and what they inherit (invariant 3)."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Example, assert_found, codes, spoil, swap

CLERK = "data/roles/clerk.yaml"
SENIOR = "data/roles/senior-clerk.yaml"
MANNERS = (
    "    - { id: manners, skill: manners, skill_level: expert, necessity: assumed,"
    " line: Keeps the room calm on the last day of the month. }\n"
)


def requirement(id: str, *, skill: str = "manners", level: str = "working") -> str:
    """One more requirement of the senior clerk."""
    return (
        f"    - {{ id: {id}, skill: {skill}, skill_level: {level}, necessity: must,"
        f" line: Line of {id}. }}\n"
    )


def added(*lines: str) -> str:
    """The requirements of the senior clerk, with more of them."""
    return f"requirements:\n  add:\n{''.join(lines)}  replace:\n"


def musts(count: int) -> list[str]:
    """More musts of the skill that the senior clerk's loop tests."""
    return [
        requirement(f"books-{number}", skill="bookkeeping", level="expert")
        for number in range(count)
    ]


def line(name: str, code: str, old: str, new: str, says: str, fix: str) -> Example:
    """A line of the clerk that became one a rule refuses."""
    return Example(
        name=name,
        code=code,
        edits=(swap(CLERK, old, new),),
        path=CLERK,
        at=new,
        says=(says,),
        fix=fix,
    )


EXAMPLES = (
    Example(
        name="a role based on itself",
        code="circular-based-on",
        edits=(swap(SENIOR, "based_on: clerk", "based_on: senior-clerk"),),
        path=SENIOR,
        at="based_on: senior-clerk",
        says=('"senior-clerk" is based on itself by way of "senior-clerk".',),
        fix="let the lowest role of the circle have no based_on.",
    ),
    Example(
        name="a replacement of a line that is not inherited",
        code="inherited-item",
        edits=(swap(SENIOR, "    - id: write-pages\n", "    - id: write-lines\n"),),
        path=SENIOR,
        at="id: write-lines",
        says=('"write-lines" is not inherited from "clerk".',),
        fix="or move it under add.",
    ),
    Example(
        name="an addition of a line that is inherited",
        code="inherited-item",
        edits=(swap(SENIOR, "- id: check-books", "- id: greet"),),
        path=SENIOR,
        at="- id: greet",
        says=('"greet" is already inherited from "clerk".',),
        fix="move it under replace, or give it another id.",
    ),
    Example(
        name="two requirements of one skill",
        code="repeated-item",
        edits=(swap(SENIOR, "requirements:\n  replace:\n", added(requirement("politeness"))),),
        path=SENIOR,
        at="- { id: manners, skill: manners",
        says=('two requirements ask for the skill "manners".',),
        fix="join them into one line.",
    ),
    Example(
        name="invariant 3: a skill that is dropped",
        code="falling-skill-level",
        edits=(swap(SENIOR, MANNERS, "  drop: [manners]\n"),),
        path=SENIOR,
        at="drop: [manners]",
        says=('the skill "manners" is dropped',),
        fix="replace the requirement with necessity: assumed instead.",
        also=frozenset({"untraced-question", "orphan"}),
    ),
    *(
        line(
            f"a requirement of {gate}",
            *("gate-in-requirement", "Writes a page that adds up.", f"Has {gate}."),
            *(f'"{found}" asks how long or where somebody was.', "name the task"),
        )
        for gate, found in (
            ("5+ yrs with pens", "5+ yrs"),
            ("10 or more years with pens", "10 or more years"),
            ("a Degree in pens", "Degree"),
            ("a diploma", "diploma"),
        )
    ),
    *(
        line(
            f"a responsibility that begins with {first}",
            *("verb-first", "Writes the pages of the day", f"{first} pages of the day"),
            *(f'"{first}" is no verb to begin with.', "begin with a verb and a capital,"),
        )
        for first in ("Writing", "writes")
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_role_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A role that breaks a rule is named with its line, the reason and a fix."""
    assert_found(copy, example)


def test_seven_musts_may_be_asked(copy: Path) -> None:
    """Seven musts are the most, and they may be asked."""
    spoil(copy, SENIOR, "requirements:\n  replace:\n", added(*musts(6)))

    assert codes(check_repository(copy, today=TODAY)[1]) == {"repeated-item"}
