"""The page about linking: one role at a time, snippets that copy to the letter, a live preview."""

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from macros.tell.embed import all_parts
from tests.built.support import Site, listed

_PAGE = "/linking/"
_ALLOWED = pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])


def test_every_example_is_a_link_to_its_printed_address(site: Site) -> None:
    """The address printed for a reader to copy is the one that the example opens."""
    rows = site.pages[_PAGE].article.select(".link-examples > div")
    kinds = {"A requirement", "A tool", "A term", "An answer", "A page", "A section"}
    wrong = [
        row.get_text()
        for row in rows
        for link, code in [(row.select("a")[0], row.select("code")[0])]
        if f"{site.url}{str(link['href']).removeprefix('../')}" != code.get_text()
    ]

    assert kinds <= {row.select("dt")[0].get_text() for row in rows}
    assert not wrong, listed(wrong)


def test_snippets_of_every_role_and_part_are_on_the_page(site: Site, handbook: Handbook) -> None:
    """Both tags of every part stand there to the letter, with the address of this very site."""
    codes = {code.get_text() for code in site.pages[_PAGE].article.select(".snippet code")}
    wanted = {
        tag
        for parts in all_parts(handbook)
        for part in parts
        for tag in (part.script(site.url), part.frame(site.url))
    }

    assert wanted - codes == set()


def test_snippets_link_pages_of_the_site(site: Site) -> None:
    """An address in any snippet, once pasted, leads to a page or file that is there."""
    dead = []
    for code in site.pages[_PAGE].article.select(".snippet code"):
        for tag in BeautifulSoup(code.get_text(), "html.parser").select("[href], [src]"):
            address = str(tag.get("href") or tag.get("src"))
            if not address.startswith(site.url):
                dead += [] if "creativecommons.org" in address else [address]
                continue
            file = site.folder / address.removeprefix(site.url)
            dead += [] if file.is_file() or (file / "index.html").is_file() else [address]

    assert not dead, listed(dead)


def test_the_chosen_role_is_shown_everywhere(page: Page, handbook: Handbook) -> None:
    """One choice shows that role's words, citations, tags and preview, and is in the address."""
    role = handbook.ladder()[0]
    page.goto(_PAGE)

    page.get_by_role("combobox", name="Role").first.select_option(role.id)

    for prefix in ("link", "cite", "embed"):
        shown = page.locator(f'[data-for-role] > h3[id^="{prefix}-"]:visible')
        expect(shown).to_have_id(f"{prefix}-{role.id}")
    for field in page.get_by_role("combobox", name="Role").all():
        expect(field).to_have_value(role.id)
    page.locator("[data-embed-preview]").scroll_into_view_if_needed()
    inside = page.frame_locator("[data-embed-preview] iframe")
    expect(inside.get_by_role("heading", level=1)).to_have_text(f"{role.title}: requirements")

    page.reload()
    expect(page.get_by_role("combobox", name="Role").first).to_have_value(role.id)


def test_a_link_to_a_role_opens_it(page: Page, handbook: Handbook) -> None:
    """An anchor of a role that is not shown at first shows it, and scrolls there."""
    role = handbook.ladder()[-1].id

    page.goto(f"{_PAGE}#embed-{role}")

    expect(page.locator(f"#embed-{role}")).to_be_in_viewport()


@_ALLOWED
def test_a_snippet_is_copied_to_the_letter(page: Page) -> None:
    """The button beside a snippet puts exactly its text into the clipboard, and says so."""
    page.goto(_PAGE)
    for caption in ("Requirements: script tag", "BibTeX"):
        snippet = page.locator(".snippet:visible").filter(has_text=caption).first
        snippet.get_by_role("button", name=f"Copy: {caption}").click()

        expect(snippet.get_by_role("button")).to_have_text("Copied")
        expect(page.locator(".announcer")).to_have_text("Copied")
        held = page.evaluate("() => navigator.clipboard.readText()")
        assert held == snippet.locator("code").text_content()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_all_roles_are_listed(page: Page, handbook: Handbook) -> None:
    """Without JavaScript every snippet is there to select, and no dead control."""
    page.goto(_PAGE)

    for role in handbook.roles:
        expect(page.locator(f"#embed-{role}")).to_be_visible()
    expect(page.locator("[data-role-chooser]").first).to_be_hidden()
    expect(page.locator(".snippet button")).to_have_count(0)
    expect(page.get_by_role("link", name="open the page that is embedded")).to_be_visible()
