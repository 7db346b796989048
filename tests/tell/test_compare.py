"""Two roles side by side: one word for one thing, the strongest difference first."""

import re
from itertools import combinations

import pytest

from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.render.registry import bound
from macros.render.view import View
from macros.tell.compare import Row, Side, asks, duties, rows, skills
from tests.markup import Markup
from tests.support import TODAY, real

PAIRS = [
    pytest.param(lower.id, upper.id, id=f"{lower.id} to {upper.id}")
    for lower, upper in combinations(real().ladder(), 2)
]


def test_duties_are_told_by_what_happened_to_them(dummy: Handbook) -> None:
    """A line is new, changed or dropped; what is new comes first."""
    told = rows(duties(dummy.resolved["clerk"]), duties(dummy.resolved["senior-clerk"]))

    assert [
        (row.label, row.lower and row.lower.text, row.upper and row.upper.text) for row in told
    ] == [
        ("New", None, "Checks the books of every clerk in the house each month."),
        (
            "Changed",
            "Writes the pages of the day before the doors close.",
            "Decides how pages are written in all rooms.",
        ),
        ("Dropped", "Greets everyone who brings a paper.", None),
    ]


def test_role_compared_with_itself_is_the_same(dummy: Handbook) -> None:
    """A role beside itself has nothing but lines that stay."""
    clerk = dummy.resolved["clerk"]

    for part in (duties(clerk), asks(dummy, clerk), skills(dummy, clerk)):
        assert {row.label for row in rows(part, part)} == {"Same"}


def test_what_is_carried_over_is_not_asked(dummy: Handbook) -> None:
    """A requirement that the higher role takes for granted is not among what it asks."""
    lower, upper = dummy.resolved["clerk"], dummy.resolved["senior-clerk"]
    told = rows(asks(dummy, lower), asks(dummy, upper))

    assert [(row.status, (row.upper or row.lower or Side("")).text[:5]) for row in told] == [
        ("raised", "Finds"),
        ("dropped", "Says "),
    ]


def test_the_strongest_difference_comes_first() -> None:
    """New before raised before changed before dropped; of one sort, more levels before fewer."""
    lower = {
        "same": Side("a", 2),
        "one-up": Side("b", 2),
        "two-up": Side("c", 1),
        "gone": Side("d", 3),
        "other-words": Side("e", 2),
        "down": Side("f", 3),
    }
    upper = {
        "same": Side("a", 2),
        "one-up": Side("b", 3),
        "two-up": Side("c", 3),
        "other-words": Side("E", 2),
        "down": Side("f", 2),
        "new-low": Side("g", 1),
        "new-high": Side("h", 4),
    }

    assert [(row.id, row.label) for row in rows(lower, upper)] == [
        ("new-high", "New"),
        ("new-low", "New"),
        ("two-up", "Raised"),
        ("one-up", "Raised"),
        ("other-words", "Changed"),
        ("down", "Changed"),
        ("gone", "Dropped"),
        ("same", "Same"),
    ]


def test_skill_that_one_role_does_not_ask_for_is_new(dummy: Handbook) -> None:
    """A skill of the higher role alone has no level on the lower one's side."""
    lower, upper = dummy.resolved["clerk"], dummy.resolved["senior-clerk"]
    one = {"bookkeeping": skills(dummy, lower)["bookkeeping"]}

    assert rows(one, skills(dummy, upper))[0] == Row("manners", "new", None, Side("expert", 3))


@pytest.mark.parametrize(("lower", "upper"), PAIRS)
def test_no_line_of_either_role_is_lost(handbook: Handbook, lower: str, upper: str) -> None:
    """Every duty of both roles stands in the comparison once, on its own side."""
    below, above = handbook.resolved[lower], handbook.resolved[upper]
    told = rows(duties(below), duties(above))

    for side, role in (("lower", below), ("upper", above)):
        said = [one.text for row in told if (one := getattr(row, side))]
        assert sorted(said) == sorted(stated.item.line for stated in role.responsibilities)


def test_page_shows_every_difference_from_the_base(handbook: Handbook, view: View) -> None:
    """Without script each role stands beside the one it is based on, with the anchors of others."""
    html = bound(view)["compare_roles"]()
    for role in handbook.ladder():
        if not role.based_on:
            continue
        lower, upper = handbook.resolved[role.based_on], handbook.resolved[role.id]
        section = html.partition(f'data-pair="{role.based_on} {role.id}"')[2].partition(
            "</section>"
        )[0]
        text = Markup(section.partition(">")[2]).text
        told = rows(duties(lower), duties(upper)) + rows(
            asks(handbook, lower), asks(handbook, upper)
        )
        for row in told:
            for side in filter(None, (row.lower, row.upper)):
                assert (Markup(inline(side.text)).text in text) == (row.status != "same")
        assert f"{{#{role.based_on}--{role.id}}}" in html


def test_the_page_grows_with_the_roles_and_not_with_their_pairs(view: View) -> None:
    """What each role says stands there once for the script, and once beside its base."""
    html = bound(view)["compare_roles"]()
    line = real().ladder()[0].responsibilities.add[0].line

    assert html.count("<template data-compared-role=") == len(real().roles)
    assert html.count("data-pair=") == len(
        [role for role in real().roles.values() if role.based_on]
    )
    assert html.count(inline(line)) <= 4


def test_form_lists_the_roles_by_level(dummy: Handbook) -> None:
    """Both lists of the form hold every role, the lowest first."""
    html = bound(View(dummy, TODAY))["compare_roles"]()
    form = re.sub(r">\s+<", "><", html.partition("</form>")[0])

    assert form.count('<option value="clerk">Clerk</option><option value="senior-clerk">') == 2
