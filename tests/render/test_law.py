"""Pay-transparency law: when a row stops saying what it says, and how the page is made."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.checks.run import check_repository
from macros.core.handbook import Handbook
from macros.core.load import load
from macros.model.law import Place
from macros.public.api import export_api
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import TODAY, line_of, made, spoil, tiny, tiny_edition

PLACES = "data/places.yaml"

each_place = pytest.mark.parametrize(
    "place", [pytest.param(place, id=place.id) for place in tiny().places.values()]
)


def test_law_that_is_passed_and_not_in_force_is_marked(dummy: Handbook) -> None:
    """Its ticks are pale and its date says why."""
    table = bound(View(dummy, TODAY))["law_table"]()

    assert row_of(table, "sylvania-law").count("tick-mark--later") == 1
    assert "Not yet in force" in row_of(table, "sylvania-law")
    assert "Not yet in force" not in row_of(table, "freedonia-law")


def row_of(table: str, id: str) -> str:
    """The HTML of one row."""
    return table.partition(f'data-law-row="{id}"')[2].partition("</tr>")[0]


@each_place
def test_table_and_section_agree_with_the_row(dummy: Handbook, place: Place) -> None:
    """Each duty is a tick with its words and a line of the checklist; nothing else is."""
    view = View(dummy, TODAY)
    row = row_of(bound(view)["law_table"](), place.id)
    block = bound(view)["law_places"]()
    section = block.partition(f'data-law-place="{place.id}"')[2].partition("data-law-place")[0]

    assert row.count("tick-mark") - row.count("tick-mark--later") == len(place.in_posting)
    assert section.count('type="checkbox"') == len(place.in_posting)
    assert [item.says for item in place.in_posting if item.says not in Markup(section).text] == []
    assert f"### {place.title} {{#{place.id}}}" in block


def test_rule_counts_the_places_that_ask(dummy: Handbook) -> None:
    """Our rule says how many places ask for each line, of those in force and not expired."""
    text = Markup(bound(View(dummy, TODAY))["law_rule"]()).text

    for choice in dummy.vocabularies.posting_duty:
        assert f"{choice.label}. {choice.description}" in text
    assert text.count("Asked for in 1 of the 1 places") == len(dummy.vocabularies.posting_duty)


def test_expired_row_shows_a_notice_and_none_of_its_content(dummy: Handbook) -> None:
    """Past its review date, a place keeps its name and loses what it said, everywhere."""
    macros = bound(View(dummy, date(2027, 1, 11)))
    table, sections = macros["law_table"](), macros["law_places"]()

    for html in (row_of(table, "freedonia-law"), sections):
        assert "due for review by January 10, 2027 and is no longer shown" in html
        assert 'href="https://example.org/law"' in html
        assert "10 clerks" not in html
        assert "Lowest and highest pay" not in html
    assert "checkbox" not in sections
    assert "goat" not in sections
    assert "ledger is kept" not in macros["law_remote"]()
    assert "Asked for" not in macros["law_rule"]()


def test_row_is_shown_on_the_last_day_before_its_review(dummy: Handbook) -> None:
    """A row holds through its review date."""
    assert "10 clerks" in bound(View(dummy, date(2027, 1, 10)))["law_places"]()


def test_expired_row_without_an_official_page_links_its_source(dummy: Handbook) -> None:
    """The notice always leads somewhere."""
    html = bound(View(dummy, date(2027, 1, 11)))["law_table"]()

    assert 'href="https://example.org/wages"' in row_of(html, "sylvania-law")


def test_check_warns_of_an_expired_place(copy: Path) -> None:
    """The log names the row whose own review date has passed, and stops nothing."""
    dated = "    also: [bureau]\n"
    spoil(copy, PLACES, dated, f"{dated}    review_by: 2026-11-20\n")
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert problem.code == "expired-figure"
    assert problem.severity == "warning"
    assert problem.place.path == PLACES
    assert problem.place.line == line_of(copy, PLACES, "- id: freedonia-law")
    assert "2026-11-20" in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("    instead: No duty to show pay\n", "", id="neither"),
        pytest.param(
            "    who: Every employer.\n", "    who: Every employer.\n    instead: Pay\n", id="both"
        ),
    ],
)
def test_row_says_once_what_the_posting_owes(copy: Path, old: str, new: str) -> None:
    """A row with neither duties nor words, or with both, cannot be read."""
    spoil(copy, PLACES, old, new)
    (problem,) = load(copy).problems

    assert problem.code == "bad-value"
    assert problem.place.path == PLACES
    assert "either in_posting or instead, and not both" in problem.message


def test_api_has_every_place_with_its_duties(dummy: Handbook) -> None:
    """places.json states duty ids, the range rule, sources and the day until which it holds."""
    exported = made(export_api(tiny_edition()))
    alone = parsed(exported["api/v1/places/freedonia-law.json"])
    listed = parsed(exported["api/v1/places.json"])["places"]

    assert [entry["id"] for entry in listed] == list(dummy.places)
    assert [item["duty"] for item in alone["in_posting"]] == ["pay-range", "benefits"]
    assert alone["range_at_most"] == {"currency": "USD", "width": 5_000, "up_to": 40_000}
    assert alone["review_by"] == "2027-01-10"
    assert [alone["source"], *alone["also"]] == ["bureau", "bureau"]
    assert alone["url"] == "/law/pay-transparency/#freedonia-law"


def parsed(raw: bytes) -> dict[str, Any]:
    """An exported file as JSON."""
    found: dict[str, Any] = json.loads(raw)
    return found


def test_every_place_stands_under_a_region_and_no_region_is_empty(dummy: Handbook) -> None:
    """A region without places shows no heading; every place stands under one."""
    empty = dummy.vocabularies.place_region[0].model_copy(update={"id": "moon", "label": "Moon"})
    regions = (*dummy.vocabularies.place_region, empty)
    vocabularies = dummy.vocabularies.model_copy(update={"place_region": regions})
    html = bound(View(replace(dummy, vocabularies=vocabularies), TODAY))["law_places"]()

    assert "Moon" not in html
    assert html.count("### ") == len(dummy.places)
