"""Copying from a page: the address of a part, and the text of a job description."""

import re
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from macros.advert.draft import Draft
from macros.advert.recipe import build_recipe
from macros.export.adverts import written
from macros.handbook import Handbook
from tests.site.support import folded

_ALLOWED = pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
_READ = """async () => {
  const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
  const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
  return Object.fromEntries(await Promise.all(texts));
}"""


def clipboard(page: Page) -> dict[str, str]:
    """What the clipboard holds, by type."""
    held: dict[str, str] = page.evaluate(_READ)
    return held


@_ALLOWED
@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/roles/", id="heading"),
        pytest.param("/roles/backend-developer/responsibilities/", id="requirement"),
        pytest.param("/questions/", id="question"),
        pytest.param("/glossary/", id="term"),
        pytest.param("/pay/united-states/", id="figure"),
    ],
)
def test_a_copy_link_control_copies_the_full_address(
    page: Page, base_url: str, address: str
) -> None:
    """A click on the # beside a part puts its permanent address in the clipboard."""
    page.goto(address)
    control = page.locator(".md-content a.headerlink:visible").last
    anchor = control.get_attribute("href")

    control.click()

    expect(control).to_have_class(re.compile("is-copied"))
    assert clipboard(page) == {"text/plain": urljoin(base_url, f"{address}{anchor}")}
    assert page.url == urljoin(base_url, f"{address}{anchor}")


@_ALLOWED
def test_the_keyboard_copies_an_address_too(page: Page, base_url: str) -> None:
    """The control can be reached with Tab, shows itself, and works with Enter."""
    page.goto("/glossary/")
    control = page.locator(".md-content a.headerlink").nth(1)

    control.focus()
    expect(control).to_have_css("opacity", "1")
    page.keyboard.press("Enter")

    expect(control).to_have_class(re.compile("is-copied"))
    assert clipboard(page)["text/plain"].startswith(urljoin(base_url, "/glossary/#"))


@_ALLOWED
@pytest.mark.parametrize(
    ("button", "types"),
    [
        ("Copy with formatting", {"text/html": "html", "text/plain": "txt"}),
        ("Copy plain text", {"text/plain": "txt"}),
        ("Copy Markdown", {"text/plain": "md"}),
    ],
)
def test_a_job_description_is_copied_as_it_is_downloaded(
    page: Page, handbook: Handbook, button: str, types: dict[str, str]
) -> None:
    """What is pasted is what the file holds: rich text, plain text or Markdown."""
    for role in handbook.roles:
        page.goto(f"/roles/{role}/job-description/")
        page.get_by_role("button", name=button).click()
        expect(page.locator(".copied")).to_contain_text("Copied")
        recipe = build_recipe(handbook, role)
        held = clipboard(page)

        assert set(held) == set(types)
        for type, format in types.items():
            assert readable(held[type]) == readable(written(recipe, Draft(), format).decode())


def readable(text: str) -> str:
    """A clipboard's text; the browser frames HTML and writes letters for their numbers."""
    return folded(BeautifulSoup(text, "html.parser").get_text(" "))


def test_a_refused_clipboard_is_admitted(page: Page) -> None:
    """Where the browser forbids copying, the page says so and what to do instead."""
    page.goto("/roles/backend-developer/job-description/")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")

    page.get_by_role("button", name="Copy with formatting").click()

    expect(page.locator(".copied")).to_contain_text("did not allow copying")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_no_button_is_offered(page: Page) -> None:
    """Without JavaScript the job description is there to select, and no dead button above it."""
    page.goto("/roles/backend-developer/job-description/")

    expect(page.locator("#advert")).to_be_visible()
    expect(page.locator("[data-copy-bar]")).to_be_hidden()
