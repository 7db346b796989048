"""Two roles line by line: what stays, what changes, what is new and what is left behind."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.render.registry import bound
from macros.render.view import View
from macros.tell.compare import Line, SkillStep, asks, duties, skill_steps
from tests.markup import Markup
from tests.support import TODAY, real

PAIRS = [
    pytest.param(lower.id, upper.id, id=f"{lower.id} to {upper.id}")
    for lower, upper in combinations(real().ladder(), 2)
]


def test_duties_are_told_by_what_happened_to_them(dummy: Handbook) -> None:
    """A line is new, changed (with what it was) or left behind; new lines come first."""
    lines = duties(dummy.resolved["clerk"], dummy.resolved["senior-clerk"])

    assert lines == [
        Line("new", "Checks the books of every clerk in the house each month."),
        Line(
            "replaced",
            "Decides how pages are written in all rooms.",
            "Writes the pages of the day before the doors close.",
        ),
        Line("dropped", "Greets everyone who brings a paper."),
    ]
    assert [line.label for line in lines] == ["New", "Changed", "Left behind"]


def test_role_compared_with_itself_is_the_same(dummy: Handbook) -> None:
    """A role beside itself has nothing but lines that stay."""
    clerk = dummy.resolved["clerk"]

    assert {line.status for line in duties(clerk, clerk)} == {"inherited"}
    assert {line.label for line in asks(clerk, clerk)} == {"Same"}


def test_what_is_carried_over_is_not_asked(dummy: Handbook) -> None:
    """A requirement that the higher role takes for granted is not among what it asks."""
    lines = asks(dummy.resolved["clerk"], dummy.resolved["senior-clerk"])

    assert [(line.status, line.text[:5]) for line in lines] == [
        ("replaced", "Finds"),
        ("dropped", "Says "),
    ]


def test_skill_levels_stand_side_by_side(dummy: Handbook) -> None:
    """Each skill of either role has its level in both, by title."""
    steps = skill_steps(dummy, dummy.resolved["clerk"], dummy.resolved["senior-clerk"])

    assert steps == [
        SkillStep("bookkeeping", "awareness", "expert"),
        SkillStep("manners", "working", "expert"),
    ]


def test_skill_that_one_role_does_not_ask_for_has_no_level_there(dummy: Handbook) -> None:
    """A skill that only the higher role is asked for is empty on the lower one's side."""
    clerk = dummy.resolved["clerk"]
    less = replace(clerk, requirements=clerk.requirements[:1])

    assert skill_steps(dummy, less, dummy.resolved["senior-clerk"])[1] == (
        SkillStep("manners", None, "expert")
    )


@pytest.mark.parametrize(("lower", "upper"), PAIRS)
def test_no_line_of_either_role_is_lost(handbook: Handbook, lower: str, upper: str) -> None:
    """Every duty of both roles stands in the comparison once, as text or as what was before."""
    below, above = handbook.resolved[lower], handbook.resolved[upper]
    lines = duties(below, above)
    dropped = [line.text for line in lines if line.status == "dropped"]
    replaced = [line.before for line in lines if line.status == "replaced"]
    same = [line.text for line in lines if line.status == "inherited"]

    assert sorted(line.text for line in lines if line.status != "dropped") == sorted(
        stated.item.line for stated in above.responsibilities
    )
    assert sorted([*dropped, *replaced, *same]) == sorted(
        stated.item.line for stated in below.responsibilities
    )


@pytest.mark.parametrize(("lower", "upper"), PAIRS)
def test_page_shows_every_line_of_the_pair(
    handbook: Handbook, view: View, lower: str, upper: str
) -> None:
    """What the comparison finds stands on the page, under the heading of the pair."""
    html = bound(view)["compare_roles"]()
    section = html.partition(f'data-pair="{lower} {upper}"')[2].partition("</section>")[0]
    text = Markup(section.partition(">")[2]).text
    lines = duties(handbook.resolved[lower], handbook.resolved[upper])
    lines += asks(handbook.resolved[lower], handbook.resolved[upper])
    shown = [f"{line.label} {Markup(inline(line.text)).text}" for line in lines]

    assert [line for line in shown if line not in text] == []
    assert f"{{#{lower}--{upper}}}" in html


def test_form_lists_the_roles_by_level(dummy: Handbook) -> None:
    """Both lists of the form hold every role, the lowest first."""
    html = bound(View(dummy, TODAY))["compare_roles"]()
    form = re.sub(r">\s+<", "><", html.partition("</form>")[0])

    assert form.count('<option value="clerk">Clerk</option><option value="senior-clerk">') == 2
