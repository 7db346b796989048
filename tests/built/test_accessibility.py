"""Pages as they are first seen: in silence, without barriers, and no wider than a phone."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

from macros.core.handbook import Handbook
from tests.built.support import Site, kinds_of_page, listed

_GRAVE = ("serious", "critical")
_DESK, _PHONE = ViewportSize(width=1280, height=720), ViewportSize(width=390, height=844)


@dataclass
class Seen:
    """What is wrong with the pages that were loaded in one color scheme."""

    noise: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def light(reused: Page, site: Site, handbook: Handbook) -> Seen:
    """Pages in light colors: every second, and one of every kind, at which axe looks."""
    seen, kinds = Seen(), kinds_of_page(handbook)
    listen(reused, site, seen.noise)
    for address in {**dict.fromkeys(kinds), **dict.fromkeys([*site.pages][::2])}:
        reused.goto(address)
        if address in kinds:
            expect(reused.locator(".md-content h1")).to_be_visible()
            expect(reused.locator("body")).to_have_attribute("data-md-color-scheme", "default")
            seen.barriers += grave(reused)
    return seen


@pytest.fixture(scope="module")
def dark(browser: Browser, browser_context_args: dict[str, Any], handbook: Handbook) -> Seen:
    """One page of every kind in dark colors, by touch: axe looks at the colors, then it shrinks."""
    seen = Seen()
    with browser.new_context(
        **browser_context_args, color_scheme="dark", is_mobile=True, has_touch=True
    ) as context:
        page = context.new_page()
        for address in kinds_of_page(handbook):
            page.set_viewport_size(_DESK)
            page.goto(address)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
            seen.barriers += grave(page, runOnly=["color-contrast"])
            page.set_viewport_size(_PHONE)
            width = page.evaluate("() => document.documentElement.scrollWidth")
            seen.wide += [f"{address}: {width}"] if width > _PHONE["width"] else []
    return seen


def listen(page: Page, site: Site, noise: list[str]) -> None:
    """Note errors, warnings, files that are missing and requests that leave the site."""

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            noise.append(f"{page.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((site.url, "data:", "blob:")):
            noise.append(f"{page.url} asks {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            noise.append(f"{page.url}: {response.status} {response.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("request", asked)
    page.on("response", answered)


def grave(page: Page, **options: Any) -> list[str]:
    """Every serious or critical violation on a page with the first element that has it."""
    response = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    return [
        f"{page.url}: {violation['id']} ({len(violation['nodes'])}): "
        f"{node['target']} {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"][:1]
        if violation["impact"] in _GRAVE
    ]


def test_pages_are_silent_and_ask_nobody_else(light: Seen) -> None:
    """No page errs or warns in the console, misses a file or asks another host."""
    assert not light.noise, listed(sorted(set(light.noise)))


def test_no_page_shuts_anyone_out(light: Seen) -> None:
    """axe finds nothing serious or critical on any kind of page."""
    assert not light.barriers, listed(light.barriers)


def test_dark_pages_can_be_read(dark: Seen) -> None:
    """In the dark, where only the colors differ, every kind of page has enough contrast."""
    assert not dark.barriers, listed(dark.barriers)


def test_no_page_scrolls_sideways_on_a_phone(dark: Seen) -> None:
    """At 390 pixels only wide tables scroll, inside themselves; the page never does."""
    assert not dark.wide, listed(dark.wide)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_of_a_search_shut_nobody_out(
    browser: Browser, browser_context_args: dict[str, Any], scheme: str
) -> None:
    """Nor do the view without results, and marks on the page that a result leads to."""
    found = []
    with browser.new_context(**{**browser_context_args, "color_scheme": scheme}) as context:
        page = context.new_page()
        page.goto("/?q=take+home")
        expect(page.locator("[data-search-result]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        found += grave(page)
        page.locator(".finder__field").fill("kubxrnxtxs")
        expect(page.locator(".finder__near")).to_be_visible()
        found += grave(page)
        page.goto("/?q=take+home")
        page.locator("[data-search-result] a").first.click()
        expect(page.locator("mark[data-found]").first).to_be_attached()
        found += grave(page)

    assert not found, listed(found)


def test_axe_sees_barriers(page: Page) -> None:
    """A picture without a text, a field without a name and pale words are found."""
    faults = "<img src=x.png><input type=text><p style='color: #ccc; background: #fff'>Pale</p>"
    page.set_content(f"<html lang=en><title>T</title><body>{faults}")

    found = {barrier.split(": ")[1].split()[0] for barrier in grave(page)}

    assert {"image-alt", "label", "color-contrast"} <= found
