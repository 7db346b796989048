"""The pay-transparency page: choosing a place by keyboard, links that reach it, and its sheet."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from tests.built.support import listed, sheets_of

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_LAW = "/law/pay-transparency/"


def shown(page: Page, name: str) -> list[str]:
    """The places a reader can see, in the table (`law-row`) or below it (`law-place`)."""
    script = "(all, name) => all.filter(one => one.checkVisibility()).map(one => one.dataset[name])"
    part = name.replace("law-", "")
    key = f"law{part.capitalize()}"
    places: list[str] = page.locator(f"[data-{name}]").evaluate_all(script, key)
    return places


def shown_headings(page: Page, level: str) -> list[str]:
    """The ids of the headings of one level that a reader can see."""
    script = "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    ids: list[str] = page.locator(f"article {level}").evaluate_all(script)
    return ids


def type_choice(page: Page, label: str) -> None:
    """Choose with the keyboard alone: the field takes the first letters of what it offers."""
    page.get_by_label("Region or place").focus()
    page.keyboard.type(label)
    page.keyboard.press("Tab")


def test_place_is_chosen_by_keyboard_and_kept_in_the_address(page: Page) -> None:
    """One row, one section and its region remain; the address, opened anew, shows them again."""
    page.goto(_LAW)
    type_choice(page, "Ontario")

    for _ in range(2):
        expect(page.locator(".law-filter .filter-count")).to_contain_text("1 of ")
        assert shown(page, "law-row") == shown(page, "law-place") == ["ca-on"]
        assert shown_headings(page, "h3") == ["ca-on"]
        assert "canada" in shown_headings(page, "h2")
        assert "europe" not in shown_headings(page, "h2")
        assert parse_qs(urlsplit(page.url).query) == {"place": ["ca-on"]}
        page.reload()


def test_region_shows_its_places_and_all_come_back(page: Page, handbook: Handbook) -> None:
    """A region's places remain; the button brings back every place and clears the address."""
    canada = [place.id for place in handbook.places.values() if place.region == "canada"]
    page.goto(_LAW)
    type_choice(page, "All: Canada")

    assert shown(page, "law-row") == shown(page, "law-place") == canada
    expect(page.locator(".law-filter .filter-count")).to_have_text(
        f"{len(canada)} of {len(handbook.places)} places"
    )

    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")

    assert len(shown(page, "law-row")) == len(shown(page, "law-place")) == len(handbook.places)
    assert urlsplit(page.url).query == ""


def test_place_that_is_not_there_shows_all(page: Page, handbook: Handbook) -> None:
    """A link with a place that has been renamed hides nothing."""
    page.goto(f"{_LAW}?place=atlantis")

    assert len(shown(page, "law-place")) == len(handbook.places)
    expect(page.get_by_label("Region or place")).to_have_value("")


def test_link_to_a_hidden_place_shows_it(page: Page, handbook: Handbook) -> None:
    """Whoever follows a link to another place than the chosen one gets there."""
    page.goto(f"{_LAW}?place=ca-on")
    page.evaluate("() => { location.hash = 'us-co' }")

    expect(page.locator("#us-co")).to_be_in_viewport()
    assert len(shown(page, "law-place")) == len(handbook.places)


def test_every_tick_says_its_words(page: Page, handbook: Handbook) -> None:
    """A tick is read out with its column and what the law asks."""
    page.goto(_LAW)
    for place in handbook.places.values():
        ticks = page.locator(f"[data-law-row='{place.id}'] [role=img]")
        labels: list[str] = ticks.evaluate_all("all => all.map(one => one.ariaLabel)")

        assert labels == [
            f"{handbook.choice('posting_duty', item.duty).label}: {item.says}"
            for item in sorted(
                place.in_posting, key=lambda item: handbook.rank("posting_duty", item.duty)
            )
        ]


def test_box_of_a_checklist_is_ticked_by_keyboard_and_forgotten(page: Page) -> None:
    """Boxes are for the person in front of them: nothing is kept."""
    page.goto(f"{_LAW}?place=us-co")
    box = page.get_by_label("Closing date.")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.reload()

    expect(page.get_by_label("Closing date.")).not_to_be_checked()


def test_chosen_place_prints_alone(page: Page, handbook: Handbook) -> None:
    """With a place chosen, its checklist and facts alone are printed, on two sheets at most."""
    for id in ("ca-on", "us-co", "us-il"):
        page.goto(f"{_LAW}?place={id}")
        expect(page.locator(".law-filter")).to_be_visible()
        place = handbook.places[id]
        sheets = sheets_of(page)
        sheet = "\n".join(sheets)

        assert len(sheets) <= 2
        assert [item.says for item in place.in_posting if item.says not in sheet] == []
        assert place.who in sheet
        assert "Not legal advice" in sheet
        assert "Show all" not in sheet


def test_whole_page_prints_every_checklist(page: Page, handbook: Handbook) -> None:
    """With nothing chosen, every place and every line of its checklist is on paper."""
    page.goto(_LAW)
    text = " ".join(sheets_of(page))
    lines = [item.says for place in handbook.places.values() for item in place.in_posting]

    assert [line for line in lines if line not in text] == [], listed(lines)
    assert [place.title for place in handbook.places.values() if place.title not in text] == []


@_STATIC
def test_without_script_every_place_is_there(page: Page, handbook: Handbook) -> None:
    """A reader without JavaScript sees all places, and no form that would do nothing."""
    page.goto(_LAW)

    expect(page.locator("[data-law-filter]")).to_be_hidden()
    for place in handbook.places:
        expect(page.locator(f"[data-law-row='{place}']")).to_be_visible()
        expect(page.locator(f"[data-law-place='{place}']")).to_be_visible()
