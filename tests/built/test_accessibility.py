"""axe-core on one page of every kind, in both color schemes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from tests.built.support import kinds_of_page, listed

_GRAVE = ("serious", "critical")


def test_no_page_shuts_anyone_out(page: Page, handbook: Handbook) -> None:
    """axe finds nothing serious or critical on any kind of page."""
    barriers = []
    for address in kinds_of_page(handbook):
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        barriers += [f"{address}: {barrier}" for barrier in grave(Axe().run(page).response)]

    assert not barriers, listed(barriers)


@pytest.mark.browser_context_args(color_scheme="dark")
def test_dark_pages_can_be_read(page: Page, handbook: Handbook) -> None:
    """In the dark, where only the colors differ, every kind of page has enough contrast."""
    faint = []
    for address in kinds_of_page(handbook):
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        judged = Axe().run(page, options={"runOnly": ["color-contrast"]})
        faint += [f"{address}: {barrier}" for barrier in grave(judged.response)]

    assert not faint, listed(faint)


def grave(response: dict[str, Any]) -> list[str]:
    """Every serious or critical violation with the first element that has it."""
    return [
        f"{violation['id']} ({len(violation['nodes'])}): {node['target']} {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"][:1]
        if violation["impact"] in _GRAVE
    ]


def test_axe_sees_barriers(page: Page) -> None:
    """A picture without a text, a field without a name and pale words are found."""
    faults = "<img src=x.png><input type=text><p style='color: #ccc; background: #fff'>Pale</p>"
    page.set_content(f"<html lang=en><title>T</title><body>{faults}")

    found = {barrier.split()[0] for barrier in grave(Axe().run(page).response)}

    assert {"image-alt", "label", "color-contrast"} <= found
