"""Choosing a level: any two roles beside each other, and three questions with an answer."""

from collections.abc import Callable
from itertools import combinations
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.model.role import Role
from macros.tell.compare import LABELS, Row, asks, duties, rows, skills
from tests.markup import Markup
from tests.support import real

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
_COMPARE, _GUIDE = "/compare/", "/guides/which-level/"
PAIRS = [
    pytest.param(*two, id="--".join(one.id for one in two))
    for two in combinations(real().ladder(), 2)
]
_ROWS = """all => all.map(row =>
    [...row.querySelectorAll('.chip, td')].map(one => one.textContent.trim()))"""


def expect_pair(page: Page, lower: Role, upper: Role) -> None:
    """Expect one comparison, of these two, and no section of those for readers without script."""
    expect(page.locator("[data-compared]")).to_have_text(f"{lower.title} to {upper.title}")
    expect(page.locator("[data-comparison]")).to_be_visible()
    expect(page.locator("[data-pair]:visible, h2[id*='--']:visible")).to_have_count(0)


def told(row: Row, label: Callable[[str], str]) -> list[str]:
    """A row as the page says it: the word for what happened, and both sides."""
    sides = [label(side.text) if side else "nothing" for side in (row.lower, row.upper)]
    return [LABELS[row.status], *sides]


@pytest.mark.parametrize(("lower", "upper"), PAIRS)
def test_any_two_roles_are_told_as_python_tells_them(
    reused: Page, handbook: Handbook, lower: Role, upper: Role
) -> None:
    """The script's words, sides and order are those of macros/tell/compare.py, for every pair."""
    reused.goto(f"{_COMPARE}?from={lower.id}&to={upper.id}")
    expect_pair(reused, lower, upper)
    shown = reused.locator("[data-differences] tbody tr").evaluate_all(_ROWS)
    below, above = handbook.resolved[lower.id], handbook.resolved[upper.id]
    parts = [
        rows(duties(below), duties(above)),
        rows(asks(handbook, below), asks(handbook, above)),
        rows(skills(handbook, below), skills(handbook, above)),
    ]
    says = [
        *[lambda line: Markup(inline(line)).text] * 2,
        lambda level: handbook.choice("skill_level", level).label,
    ]
    expected = [
        told(row, label)
        for part, label in zip(parts, says, strict=True)
        for row in part
        if row.status != "same"
    ]

    assert shown == expected
    same = [sum(row.status == "same" for row in part) for part in parts]
    folded = reused.locator("[data-differences] summary").all_inner_texts()
    assert [int(text.split()[0]) for text in folded] == [count for count in same if count]


def test_comparison_opens_with_the_role_one_comes_from(page: Page, handbook: Handbook) -> None:
    """From a role's overview in one click: that role and the one below it."""
    for lower, upper in zip(handbook.ladder(), handbook.ladder()[1:], strict=False):
        page.goto(f"/roles/{upper.id}/")
        page.get_by_role("link", name="Compare This role beside").click()
        expect_pair(page, lower, upper)
    lowest, above, *_ = handbook.ladder()
    page.goto(f"/roles/{lowest.id}/")
    page.get_by_role("link", name="Compare This role beside").click()
    expect_pair(page, lowest, above)


def test_comparison_knows_the_page_one_comes_from(page: Page, handbook: Handbook) -> None:
    """By the navigation too, where the address says nothing; else the middle role is shown."""
    *_, lower, upper = handbook.ladder()
    page.goto(_COMPARE, referer=f"http://127.0.0.1/roles/{upper.id}/pay/")
    expect_pair(page, lower, upper)

    at = handbook.ladder().index(handbook.middle_role())
    page.goto(_COMPARE)
    expect_pair(page, handbook.ladder()[at - 1], handbook.ladder()[at])
    page.goto(f"{_COMPARE}?from=no-such-role&to=nor-this")
    expect_pair(page, handbook.ladder()[at - 1], handbook.ladder()[at])


def test_an_old_anchor_of_a_pair_shows_the_pair(page: Page, handbook: Handbook) -> None:
    """Whatever pair was ever linked to stands there, and is scrolled to."""
    lower, *_, upper = handbook.ladder()
    page.goto(f"{_COMPARE}#{lower.id}--{upper.id}")

    expect_pair(page, lower, upper)
    expect(page.locator("[data-compared]")).to_be_in_viewport()


def test_chosen_pair_is_kept_in_the_address(page: Page, handbook: Handbook) -> None:
    """Another pair takes the place of the first; its address, opened anew, shows it again."""
    _, lower, *_, upper = handbook.ladder()
    page.goto(_COMPARE)
    page.locator("[data-compare] [name=from]").select_option(upper.id)
    page.locator("[data-compare] [name=to]").select_option(lower.id)

    expect_pair(page, lower, upper)
    query = page.evaluate("location.search")
    assert parse_qs(urlsplit(query).query) == {"from": [upper.id], "to": [lower.id]}
    page.reload()
    expect_pair(page, lower, upper)


def test_role_beside_itself_asks_for_two(page: Page, handbook: Handbook) -> None:
    """Nothing is compared with itself: the page says what to do and shows no pair."""
    role = handbook.ladder()[0]
    page.goto(f"{_COMPARE}?from={role.id}&to={role.id}")

    expect(page.get_by_role("status").first).to_have_text("Choose two different roles.")
    expect(page.locator("[data-comparison]")).to_be_hidden()


@_PHONE
def test_a_phone_shows_one_role_at_a_time(page: Page, handbook: Handbook) -> None:
    """The switch names both roles; nothing is wider than the screen."""
    lower, upper, *_ = handbook.ladder()
    page.goto(f"{_COMPARE}?to={upper.id}")
    expect_pair(page, lower, upper)
    below, above = (page.locator(f"td[data-of={which}]").first for which in ("lower", "upper"))
    expect(below).to_be_hidden()
    expect(above).to_be_visible()
    switch = page.get_by_role("group", name="Show")
    switch.get_by_role("button", name=lower.title, exact=True).click()

    expect(below).to_be_visible()
    expect(above).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@_STATIC
def test_without_script_each_role_stands_beside_its_base(page: Page, handbook: Handbook) -> None:
    """A reader without JavaScript sees each step, and no form that would do nothing."""
    page.goto(_COMPARE)

    expect(page.locator("[data-compare], [data-comparison]").first).to_be_hidden()
    for role in handbook.ladder():
        if role.based_on:
            expect(page.locator(f"[data-pair='{role.based_on} {role.id}']")).to_be_visible()


def answered(page: Page, arrives: str, hardest: str, there: str) -> Page:
    """The guide with three answers given by hand."""
    page.goto(_GUIDE)
    for name, value in (("arrives", arrives), ("hardest", hardest), ("there", there)):
        page.locator(f"[name={name}][value='{value}']").check()
    return page


MID, SENIOR, STAFF = "backend-developer", "senior-backend-developer", "staff-backend-developer"
JUNIOR = "junior-backend-developer"


@pytest.mark.parametrize(
    ("answers", "result", "reason"),
    [
        ((MID, "", "yes"), "Open: Backend Developer", "chooses the tables, the endpoints"),
        ((SENIOR, "", "yes"), "Open: Senior Backend Developer", "Finding out what to build"),
        ((MID, SENIOR, "yes"), "Open: Senior Backend Developer", "The hardest piece decides"),
        ((SENIOR, MID, "yes"), "Open: Senior Backend Developer", "Finding out what to build"),
        ((JUNIOR, "", "no"), "Open: Backend Developer", "without reviews"),
        ((MID, "", "no"), "Open: Senior Backend Developer", "no colleague to discuss"),
        ((STAFF, "", "no"), "Not yet: Staff Backend Developer", "Do not post yet"),
    ],
)
def test_three_answers_give_a_level_a_reason_and_a_link(
    reused: Page, answers: tuple[str, str, str], result: str, reason: str
) -> None:
    """What most weeks hold, what the hardest piece needs, and who is there for the person."""
    answered(reused, *answers)
    told = reused.get_by_role("status").filter(has_text=result)

    expect(told).to_contain_text(reason)
    expect(told.get_by_role("link", name="What this role is")).to_be_visible()


def test_mid_or_senior_takes_one_click_and_three_answers(page: Page, handbook: Handbook) -> None:
    """From both overviews, the roles and the front door; then on to the role, by keyboard."""
    for start in ("/", "/roles/", f"/roles/{MID}/", f"/roles/{SENIOR}/"):
        page.goto(start)
        expect(page.locator("main a[href*='which-level/#three-questions']").first).to_be_visible()
    page.locator("main a[href*='which-level/#three-questions']").first.click()
    expect(page.locator("[data-level-guide]")).to_be_visible()
    page.locator("[name=arrives]").first.focus()
    for downs in (2, 0, 0):
        page.keyboard.press("Space")
        for _ in range(downs):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    result = page.locator("[data-level-result]")
    expect(result).to_contain_text(f"Open: {handbook.roles[SENIOR].title}")
    result.locator("a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/roles/{SENIOR}/")


def test_the_answers_stand_in_the_address(page: Page) -> None:
    """A colleague who opens it sees the same answer; starting again empties it."""
    answered(page, MID, SENIOR, "yes")
    page.reload()
    expect(page.locator("[data-level-result]")).to_contain_text("Open: Senior")
    page.locator("[data-level-guide]").get_by_role("button", name="Start again").click()

    expect(page.locator("[data-level-result]")).to_contain_text("Answer the three questions")
    page.wait_for_function("location.search === ''")


@_STATIC
def test_without_script_the_questions_are_a_table(page: Page, handbook: Handbook) -> None:
    """Each role with what it is for and what it needs."""
    page.goto(_GUIDE)

    expect(page.locator("[data-level-guide]")).to_be_hidden()
    for role in handbook.ladder():
        assert role.choice
        row = page.get_by_role("row").filter(has_text=role.choice.arrives)
        expect(row).to_contain_text(role.choice.needs)
