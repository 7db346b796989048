"""Reading: the way through the site, the menu of a part, phones, paper, addresses that are lost."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.built.support import Site, listed, sheets_of
from tests.support import REPOSITORY

_ROLE = "/roles/senior-backend-developer/"
_NARROW = pytest.mark.browser_context_args(viewport={"width": 320, "height": 800})
_TABLES = ("/roles/", _ROLE, f"{_ROLE}pay/", "/pay/united-states/", "/law/pay-transparency/")


def test_candidate_is_offered_nothing_of_the_interviewers(site: Site) -> None:
    """Neither the navigation nor the page leads to the interview of the role."""
    for address, page in site.pages.items():
        if address.endswith("/candidate/"):
            parts = page.soup.select(".md-sidebar--primary a, article a, .md-path a")
            links = {str(link.get("href")) for link in parts}
            interview = re.compile(r"(^|/)interview/|/scorecard|/trace/")

            assert [link for link in links if interview.search(link)] == [], address


def test_every_page_below_a_section_says_where_it_is(site: Site) -> None:
    """Breadcrumbs lead from the front door, and the pages of the section stand on the left."""
    bare = [
        page.address
        for page in site.listed
        if page.address != "/"
        and page.soup.select(".md-tabs__item--active")
        and not (page.soup.select(".md-path a") or page.address.count("/") == 2)
    ]

    assert not bare, listed(bare)
    hidden = [
        page.address for page in site.listed if page.soup.select(".md-sidebar--primary[hidden]")
    ]
    assert hidden == ["/"]


def test_menu_of_a_part_has_its_link_its_embed_and_its_correction(page: Page) -> None:
    """The form knows the part, the page, and the line of the data; Escape closes the menu."""
    page.goto(f"{_ROLE}responsibilities/")
    page.locator(".lines .headerlink").first.click()
    menu = page.locator(".part-menu")
    expect(menu.get_by_role("link")).to_have_text(["Embed this list", "Correct this"])
    href = menu.get_by_role("link", name="Correct this").get_attribute("href") or ""
    asked = parse_qs(urlsplit(href).query)

    assert href.startswith(f"{REPOSITORY}/issues/new?")
    assert asked["page"] == [f"{_ROLE}responsibilities/"]
    assert re.fullmatch(r"data/roles/[a-z-]+\.yaml:\d+", asked["file"][0])
    assert "__" not in asked["title"][0]
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)


def test_mark_of_a_part_takes_no_room(page: Page) -> None:
    """A heading and a line break where they would without it."""
    page.goto(f"{_ROLE}responsibilities/")
    height = "() => document.querySelector('article').offsetHeight"
    before = page.evaluate(height)
    page.evaluate("() => document.querySelectorAll('.headerlink').forEach((one) => one.remove())")

    assert page.evaluate(height) == before


@_NARROW
@pytest.mark.parametrize("address", _TABLES)
def test_row_is_a_card_on_a_phone(page: Page, address: str) -> None:
    """No table that tells of roles, pay or law is wider than the screen."""
    page.goto(address)
    page.locator(".cards-table").first.wait_for()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.table-scroll:has(.cards-table)')]"
        ".filter((one) => one.scrollWidth > one.clientWidth).length"
    )

    assert wide == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        (f"{_ROLE}pay/index.htm", f"{_ROLE}pay/"),
        ("/Roles/Senior-Backend-Developer/Pay", f"{_ROLE}pay/"),
        ("/check).", "/check/"),
    ],
)
def test_lost_address_is_found_or_searched_for(page: Page, mistyped: str, meant: str) -> None:
    """What is mistyped leads to what was meant. (The server of the tests has no page for 404.)"""
    lost = page.request.get("/404.html").text()
    page.route(
        f"**{mistyped}",
        lambda route: route.fulfill(status=404, body=lost, content_type="text/html"),
    )
    page.goto(mistyped)

    page.wait_for_url(f"**{meant}")


def test_words_of_a_lost_address_are_ready_to_search_for(page: Page) -> None:
    """Nothing is like it, so the field has its words."""
    lost = page.request.get("/404.html").text()
    page.route(
        "**/guides/salary_bands",
        lambda route: route.fulfill(status=404, body=lost, content_type="text/html"),
    )
    page.goto("/guides/salary_bands")

    expect(page.get_by_label("Search for it")).to_have_value("guides salary bands")


@pytest.mark.parametrize(
    ("address", "most"), [("/pay/united-states/", 5), (f"{_ROLE}pay/", 3), (_ROLE, 9)]
)
def test_paper_says_where_it_is_from(page: Page, address: str, most: int) -> None:
    """Each sheet has the address, version and day of the page, and there are few."""
    page.goto(address)
    sheets = sheets_of(page, foot=True)

    assert len(sheets) <= most
    assert [text for text in sheets if f"{address}, version " not in text] == []


@pytest.mark.parametrize(
    ("address", "typed", "shown"),
    [("/sources/", "occupational employment", 1), ("/glossary/", "idempotency", 1)],
)
def test_long_list_is_filtered_by_words(page: Page, address: str, typed: str, shown: int) -> None:
    """The words stay in the address; a link to a hidden entry shows it again."""
    page.goto(address)
    page.locator(".list-filter input").fill(typed)
    left = page.locator("[data-list] > :visible")
    expect(page.locator(".list-filter [role=status]")).not_to_have_text(re.compile(r"^[2-9]\d\d"))

    assert left.count() >= shown
    assert f"words={typed.replace(' ', '+')}" in page.url


def test_page_has_one_name(site: Site) -> None:
    """What the navigation calls a page is in its title or its heading, word by word.

    A page that a section is led by has the section's name.
    """
    other = []
    for page in site.listed:
        own = ":not(.md-nav__container) > a.md-nav__link--active .md-ellipsis"
        active = page.soup.select(f".md-nav--primary {own}")
        said = f"{page.soup.title} {page.article.h1}".lower()
        names = [name.get_text().strip().lower() for name in active[:1] if page.address != "/"]
        if [name for name in names for word in re.findall(r"\w+", name) if word[:4] not in said]:
            other.append(f"{page.address}: {names}")

    assert not other, listed(other)
