"""Words that the glossary explains: a link at first use on every page, and a card beside it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Page, expect

from macros.core.handbook import Handbook
from macros.render.terms import MOST, link_terms, linking_words
from tests.built.support import Site, listed
from tests.built.test_accessibility import grave

#: A page that everybody reads, with links in sight.
PAGE = "/skills/api-design/"
#: What is copied, filled in or scored, and what is no running text.
_KEPT = (
    ".advert, .composer, .scorecard, .search-string, blockquote, pre, code, form, button, label"
    ", table, h1, h2, h3, h4, h5, h6, .chip, .data-link, .letters, .term, [data-verbatim]"
)
_LINK = re.compile(r'<a class="term-link" href="[^"]*">(.*?)</a>', re.DOTALL)


def links(site: Site) -> dict[str, list[Tag]]:
    """The links of terms by the address of their page."""
    return {page.address: page.article.select(".term-link") for page in site.listed}


def test_most_pages_link_terms_and_none_twice(site: Site) -> None:
    """A few a page, each once; the glossary links to itself nowhere."""
    counts = {address: len(found) for address, found in links(site).items()}
    twice = [
        f"{address}: {sorted(ids)}"
        for address, found in links(site).items()
        if len(ids := [str(link["href"]) for link in found]) != len(set(ids))
    ]

    assert not twice, listed(twice)
    assert not counts.pop("/glossary/")
    assert max(counts.values()) == MOST
    assert sum(map(bool, counts.values())) > 0.9 * len(counts)


def test_nothing_that_is_copied_or_scored_is_linked(site: Site) -> None:
    """A posting that somebody pastes holds no link to us that it did not hold before."""
    faults = [
        f"{page.address}: {link}"
        for page in site.listed
        for link in page.article.select(f":is({_KEPT}) .term-link")
    ]

    assert not faults, listed(faults)


def test_link_leads_to_its_entry(site: Site, handbook: Handbook) -> None:
    """A word that links is the title of that entry, or one of its forms."""
    words = dict(linking_words(handbook))
    wrong = [
        f"{address}: {link}"
        for address, found in links(site).items()
        for link in found
        for word in [" ".join(link.get_text().split())]
        if not str(link["href"]).endswith(f"glossary/#{words.get(word) or words[word.lower()]}")
    ]

    assert not wrong, listed(wrong)


def test_links_are_those_of_the_text(site: Site, handbook: Handbook) -> None:
    """Without its links a page gets the same ones again: nothing else has a say in it."""
    words, html = linking_words(handbook), site.pages[PAGE].html
    _, begin, article = html.partition('<article class="md-content__inner')
    article = begin + article.rpartition("</article>")[0]

    assert link_terms(_LINK.sub(r"\1", article), words, PAGE[1:]) == article


@pytest.fixture
def opened(reused: Page) -> Page:
    """The page, with the pointer and the focus away from its words."""
    reused.mouse.move(0, 0)
    reused.goto(PAGE)
    return reused


@pytest.fixture
def touched(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The page on a phone, in the dark."""
    options = {**browser_context_args, "viewport": {"width": 390, "height": 844}}
    with browser.new_context(**options, has_touch=True, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(PAGE)
        yield page


def said_by(page: Page, handbook: Handbook) -> str:
    """What the entry of the first term on the page says."""
    href = page.locator(".term-link").first.get_attribute("href") or ""
    return unescape(handbook.terms[href.partition("#")[2]].plain)


def test_pointer_opens_a_card_and_may_go_into_it(opened: Page, handbook: Handbook) -> None:
    """It stays while the pointer is on it, and goes when that leaves; nothing on the page moves."""
    link, card = opened.locator(".term-link").first, opened.locator(".term-card")
    height = opened.evaluate("document.documentElement.scrollHeight")
    link.hover()

    expect(card).to_be_visible()
    expect(card).to_contain_text(" ".join(said_by(opened, handbook).split()))
    assert opened.evaluate("document.documentElement.scrollHeight") == height
    assert not grave(opened)

    card.get_by_role("link", name="Glossary").hover()
    opened.wait_for_function("() => !document.querySelector('.term-link:hover')")
    expect(card).to_be_visible()
    opened.mouse.move(0, 0)
    expect(card).to_be_hidden()


def test_keyboard_opens_a_card_and_goes_on_into_it(opened: Page) -> None:
    """Tab leads from the word to the card; Escape closes it and keeps the place."""
    link, card = opened.locator(".term-link").first, opened.locator(".term-card")
    opened.keyboard.press("Tab")  # from here on the focus is one of the keyboard
    link.focus()

    expect(card).to_be_visible()
    expect(link).to_have_accessible_description(re.compile(r"\w{3}"))
    opened.keyboard.press("Tab")
    expect(card.get_by_role("link", name="Glossary")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    assert link.get_attribute("aria-describedby") is None


def test_first_tap_opens_a_card_and_the_second_follows(touched: Page) -> None:
    """A tap beside it closes it. The card stays inside the window, and can be read in the dark."""
    link, card = touched.locator(".term-link").first, touched.locator(".term-card")
    link.tap()
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert not grave(touched, runOnly=["color-contrast"])

    touched.locator("h1").tap(position={"x": 5, "y": 5})
    expect(card).to_be_hidden()
    link.tap()
    expect(card).to_be_visible()
    link.tap()
    touched.wait_for_url(re.compile(r"/glossary/#"))


def test_tap_follows_where_the_entry_cannot_be_read(touched: Page) -> None:
    """A word leads to the glossary, whatever becomes of its file."""
    touched.route("**/api/v1/terms/**", lambda route: route.abort())
    touched.locator(".term-link").first.tap()

    touched.wait_for_url(re.compile(r"/glossary/#"))


def test_paper_has_no_marks_of_links(opened: Page) -> None:
    """Neither the dots below a word nor an open card is printed."""
    link, card = opened.locator(".term-link").first, opened.locator(".term-card")
    link.focus()  # a pointer would leave the word when the page is laid out for paper
    expect(card).to_be_visible()
    opened.emulate_media(media="print")
    decoration = link.evaluate("link => getComputedStyle(link).textDecorationLine")
    hidden = card.evaluate("card => getComputedStyle(card).display")
    opened.emulate_media(media="screen")

    assert (decoration, hidden) == ("none", "none")
