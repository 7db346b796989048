"""The search pages in the browser: strings are copied to the letter, and links are only links."""

import pytest
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from macros.tell.search_strings import search_strings
from tests.built.support import Site
from tests.built.test_copying import clipboard

_ALLOWED = pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
_SENIOR = "/roles/senior-backend-developer/search/"


def written(handbook: Handbook, role: str) -> dict[str, str]:
    """The strings of a role by the id they have on its page."""
    return {
        f"{dialect}-{breadth}-{number}": string.text
        for dialect in handbook.search_dialects
        for breadth, strings in search_strings(handbook, role, dialect).items()
        for number, string in enumerate(strings, start=1)
    }


def test_page_shows_every_string_of_the_builder(site: Site, handbook: Handbook) -> None:
    """What is built is on the page under its id, and nothing else is offered to copy."""
    for role in handbook.roles:
        article = site.pages[f"/roles/{role}/search/"].article
        shown = {str(code["id"]): code.get_text() for code in article.select("pre > code[id]")}

        assert shown == written(handbook, role)
        assert {str(bar["data-copy-text"]) for bar in article.select("[data-copy-text]")} == set(
            shown
        )


@pytest.mark.parametrize("dialect", ["linkedin", "google", "github-users", "github-projects"])
def test_button_copies_its_string_to_the_letter(
    reused: Page, handbook: Handbook, dialect: str
) -> None:
    """A click puts the string in the clipboard as plain text, blanks included, and says so."""
    reused.goto(_SENIOR)
    strings = written(handbook, "senior-backend-developer")
    id = next(id for id in strings if id.startswith(f"{dialect}-narrow"))
    bar = reused.locator(f'[data-copy-text="{id}"]')

    bar.get_by_role("button").click()

    expect(bar.locator(".copied")).to_have_text("Copied.")
    assert clipboard(reused) == {"text/plain": strings[id]}


@_ALLOWED
def test_keyboard_copies_a_string(page: Page, handbook: Handbook) -> None:
    """The button can be reached and pressed without a mouse, and its name says what it copies."""
    page.goto(_SENIOR)
    button = page.get_by_role("button", name="Copy LinkedIn, balanced, Title field")

    button.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".copied").filter(has_text="Copied.")).to_have_count(1)
    assert (
        clipboard(page)["text/plain"]
        == written(handbook, "senior-backend-developer")["linkedin-balanced-1"]
    )


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_the_strings_are_there_to_select(page: Page) -> None:
    """Without JavaScript every string shows, and no button that does nothing."""
    page.goto(_SENIOR)

    expect(page.locator("#google-narrow-1")).to_be_visible()
    expect(page.locator("[data-copy-text] button:visible")).to_have_count(0)


def test_links_open_a_new_tab_and_nothing_is_requested_before(page: Page, base_url: str) -> None:
    """Opening a search is the reader's act: the page itself asks no other site for anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(_SENIOR, wait_until="networkidle")
    links = page.locator("a.search-open")

    assert [url for url in asked if not url.startswith((base_url, "data:", "blob:"))] == []
    assert links.count() > 10
    for link in links.all():
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in (link.get_attribute("rel") or "").split()
        assert (link.get_attribute("href") or "").startswith(
            ("https://www.google.com/search?q=", "https://github.com/search?type=")
        )


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_long_strings_wrap_on_a_phone(page: Page) -> None:
    """No string is cut off or pushes the page wider than a phone."""
    page.goto(_SENIOR)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.search-string code')]"
        ".filter((code) => code.scrollWidth > code.clientWidth + 1).map((code) => code.id)"
    )

    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
