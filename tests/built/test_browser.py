"""Pages as a reader meets them: colors, phone, paper and keyboard."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.built.support import Site

_PHONE = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
)
_INTERVIEW = "/roles/senior-backend-developer/interview/"
_STAGE = f"{_INTERVIEW}operations/"


def background(page: Page) -> str:
    """The color behind the text."""
    color: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return color


def test_the_toggle_changes_the_colors_and_is_remembered(page: Page) -> None:
    """One click turns light into dark, on this page and on the next, and a second turns it back."""
    page.emulate_media(color_scheme="light")
    page.goto("/")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = background(page)

    page.get_by_title("Switch to dark").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    dark = background(page)
    page.goto("/glossary/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_title("Switch to light").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert background(page) == light != dark


def test_a_dark_system_gets_dark_pages(page: Page) -> None:
    """A reader whose system is dark sees the dark colors without asking for them."""
    page.emulate_media(color_scheme="dark")
    page.goto("/")

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_programs_find_the_feeds_and_browsers_ask_for_no_sitemap(site: Site, page: Page) -> None:
    """Feed readers compare `rel` word by word, and the theme takes that word for a translation."""
    links = re.findall(r'<link rel="alternate" type="([^"]+)"', site.pages[_INTERVIEW].html)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    page.goto(_INTERVIEW)
    page.wait_for_load_state("networkidle")

    assert links == ["application/atom+xml"] * 2 + ["application/json+oembed"]
    assert "/assets/javascripts/handbook.js" in asked
    assert [path for path in asked if path.endswith("sitemap.xml")] == []


@_PHONE
def test_the_drawer_opens_on_a_phone(page: Page) -> None:
    """The menu button brings the navigation in, and a tap beside it takes it out."""
    page.goto("/questions/")
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer).not_to_be_in_viewport()

    page.locator(".md-header label[for=__drawer]").click()
    expect(drawer).to_be_in_viewport()
    expect(drawer.get_by_role("link", name="Glossary")).to_be_visible()

    page.locator(".md-overlay").click(position={"x": 380, "y": 400})
    expect(drawer).not_to_be_in_viewport()


@_PHONE
def test_copy_link_controls_are_visible_without_a_mouse(page: Page) -> None:
    """Where nothing can hover, the # beside a part is shown all the same."""
    page.goto("/glossary/")

    expect(page.locator(".md-content a.headerlink").nth(1)).not_to_have_css("opacity", "0")


def test_an_interview_prints_without_the_theme(page: Page) -> None:
    """On paper an interview is its text: no header, navigation, copy controls or footer links."""
    page.goto(_INTERVIEW)
    expect(page.locator(".md-header")).to_be_visible()

    page.emulate_media(media="print")

    for hidden in (".md-header", ".md-tabs", ".md-sidebar--primary"):
        expect(page.locator(hidden).first).to_be_hidden()
    for control in page.locator(".md-content a.headerlink").all():
        expect(control).to_be_hidden()
    expect(page.locator(".md-content h1")).to_be_visible()


def test_an_interview_prints_to_pages(page: Page) -> None:
    """Printing gives a PDF of several pages, in print even when the screen is dark."""
    page.emulate_media(color_scheme="dark")
    page.goto(_STAGE)

    pdf = page.pdf(format="A4")

    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(page: Page, scheme: str) -> None:
    """What is printed is black on white in both color schemes."""
    page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(_INTERVIEW)

    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".md-content h1")).to_have_css("color", "rgb(0, 0, 0)")


def test_the_skip_link_leads_past_the_navigation(page: Page) -> None:
    """The first Tab of a keyboard user reaches a link straight to the text."""
    page.goto("/questions/")

    page.keyboard.press("Tab")

    skip = page.get_by_text("Skip to content")
    expect(skip).to_be_focused()
    target = urlsplit(skip.evaluate("link => link.href")).fragment
    expect(page.locator(f"[id='{target}']")).to_be_visible()
