"""Pay-transparency law: what the rows say, when they stop saying it, and how the page is made."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.checks.run import check_repository
from macros.core.handbook import Handbook
from macros.core.load import load
from macros.core.pages import read_pages
from macros.model.law import Place
from macros.public.api import export_api
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import ROOT, TODAY, line_of, made, real, real_edition, spoil

PLACES = "data/places.yaml"
PAGE = "law/pay-transparency.md"
#: The last day before the sources of the rows have to be read again.
LATEST = date(2027, 2, 28)

each_place = pytest.mark.parametrize(
    "place", [pytest.param(place, id=place.id) for place in real().places.values()]
)


def duties(id: str) -> list[str]:
    """What a posting for a place must hold."""
    return [item.duty for item in real().places[id].in_posting]


def words(place: Place) -> str:
    """Everything a row says, as one text."""
    return " ".join(str(value) for value in place.model_dump(mode="json").values() if value)


#: Read by hand from shared facts: place, from when, number in who is covered, duties.
EXPECTED = {
    "us-co": (
        "January 1, 2021, amended January 1, 2024",
        "one employee",
        ["pay-range", "benefits", "other-compensation", "closing-date"],
    ),
    "us-ca": ("January 1, 2023, amended January 1, 2026", "15 employees", ["pay-range"]),
    "us-wa": (
        "January 1, 2023, amended July 27, 2025",
        "15 employees",
        ["pay-range", "benefits", "other-compensation"],
    ),
    "us-ny": ("September 17, 2023", "four employees", ["pay-range"]),
    "us-il": ("January 1, 2025", "15 employees", ["pay-range", "benefits", "other-compensation"]),
    "us-nj": ("June 1, 2025", "10 employees", ["pay-range", "benefits", "other-compensation"]),
    "us-md": ("October 1, 2024", "All employers", ["pay-range", "benefits", "other-compensation"]),
    "us-dc": ("June 30, 2024", "one employee", ["pay-range"]),
    "us-hi": ("January 1, 2024", "50 employees", ["pay-range"]),
    "us-vt": ("July 1, 2025", "five employees", ["pay-range"]),
    "us-ma": ("October 29, 2025", "25 employees", ["pay-range"]),
    "us-ct": ("October 1, 2026", "one employee", ["pay-range", "benefits"]),
    "us-va": ("July 1, 2026", "any size", ["pay-range"]),
    "us-me": ("July 2026", "10 employees", ["pay-range"]),
    "us-mn": ("January 1, 2025", "30 employees", ["pay-range", "benefits", "other-compensation"]),
    "us-de": (
        "September 26, 2027",
        "26 employees",
        ["pay-range", "benefits", "other-compensation"],
    ),
    "us-nyc": ("November 1, 2022", "four employees", ["pay-range"]),
    "us-cleveland": ("October 27, 2025", "15 employees", ["pay-range"]),
    "us-columbus": (
        "December 3, 2025, enforced from January 1, 2027",
        "15 employees",
        ["pay-range"],
    ),
    "ca-bc": ("November 1, 2023", "All employers", ["pay-range"]),
    "ca-pe": ("2022", "Employers", ["pay-range"]),
}


@pytest.mark.parametrize("id", EXPECTED)
def test_row_says_what_was_read(id: str) -> None:
    """Date, size of employer and duties are those of the sources."""
    when, who, owed = EXPECTED[id]
    place = real().places[id]

    assert place.from_when == when
    assert who in place.who
    assert duties(id) == owed


@pytest.mark.parametrize(
    ("id", "says", "never"),
    [
        pytest.param("us-me", "July 2026", r"July \d+, 2026", id="Maine: the month, no day"),
        pytest.param("us-va", "SB 215 / HB 636", r"28\.7", id="Virginia: bills, no section"),
        pytest.param("us-ma", "October 29, 2025", "from July 31", id="Massachusetts: the later"),
        pytest.param("us-wa", "July 27, 2025", "July 1, 2025", id="Washington: the amendment"),
        pytest.param("us-vt", "495p", r"V\.S\.A\. 495t", id="Vermont: the section"),
        pytest.param("us-co", "January 1, 2027", "June 30, 2026", id="Colorado: the AI law"),
        pytest.param("us-mn", "act of 2024", r"181\.", id="Minnesota: no section"),
        pytest.param("us-nv", "SB 293", r"613\.", id="Nevada: no section"),
        pytest.param("us-ct", "October 1, 2026", "2027|26-15", id="Connecticut: no AI date"),
        pytest.param("us-jersey-city", "no date", r"(?<!')2022", id="Jersey City: no date"),
        pytest.param("ca-pe", "2022", r"\w+ \d+, 2022", id="Prince Edward Island: the year"),
    ],
)
def test_conflict_between_sources_is_settled_as_agreed(id: str, says: str, never: str) -> None:
    """Where sources disagree or nobody confirmed, the row prints the agreed words only."""
    row = words(real().places[id])

    assert says in row
    assert re.search(never, row) is None


def test_place_that_nobody_confirmed_is_not_printed() -> None:
    """Toledo's detail was not read, so it has no row."""
    assert [place for place in real().places.values() if "Toledo" in words(place)] == []


@each_place
def test_row_has_source_day_and_an_early_review(place: Place, handbook: Handbook) -> None:
    """Each row names what was read and when, and is read again within about three months."""
    assert place.source in handbook.sources
    assert place.as_of <= TODAY
    assert TODAY < handbook.expiry(place) <= LATEST
    assert {place.source, *place.also} <= set(handbook.sources)
    assert place.source not in place.also


@each_place
def test_law_that_one_document_reports_has_a_second_source(
    place: Place, handbook: Handbook
) -> None:
    """A row stands on the text or its authority, or on two documents that agree."""
    read = [handbook.sources[id].verification for id in (place.source, *place.also)]

    assert read[0] == "primary" or len(read) >= 2


def test_ontario_owes_pay_ai_use_and_vacancy_with_a_narrow_range() -> None:
    """Ontario's posting has three duties, and a range that a checker can judge."""
    ontario = real().places["ca-on"]
    limit = ontario.range_at_most

    assert duties("ca-on") == ["pay-range", "ai-use", "vacancy-status"]
    assert limit is not None
    assert (limit.currency, limit.width, limit.up_to) == ("CAD", 50_000, 200_000)
    assert ontario.from_when == "January 1, 2026"
    assert "45 days" in str(ontario.otherwise)
    assert str(ontario.records).startswith("3 years")
    assert [p.id for p in real().places.values() if p.range_at_most] == ["ca-on"]


@pytest.mark.parametrize("id", ["us-nv", "us-ri", "us-cincinnati", "eu", "uk"])
def test_place_whose_posting_owes_nothing_says_what_holds(id: str) -> None:
    """No ticks, but words in their place."""
    place = real().places[id]

    assert place.in_posting == ()
    assert place.instead


def test_europe_is_told_apart_from_its_rumor() -> None:
    """The directive lets the ad be one place for the pay; the United Kingdom has no duty."""
    places = real().places

    assert "one permitted place" in str(places["eu"].scope)
    assert places["uk"].law is None
    assert not places["uk"].in_force
    assert places["eu-countries"].as_of == date(2026, 6, 30)
    assert real().expiry(places["eu-countries"]) < date(2027, 1, 1)


def test_law_that_is_passed_and_not_in_force_is_marked(view: View) -> None:
    """Delaware's ticks are pale and its date says why."""
    row = row_of(bound(view)["law_table"](), "us-de")

    assert not real().places["us-de"].in_force
    assert row.count("tick-mark--later") == 3
    assert "Not yet in force" in row
    assert "Not yet in force" not in row_of(bound(view)["law_table"](), "us-co")


def row_of(table: str, id: str) -> str:
    """The HTML of one row."""
    return table.partition(f'data-law-row="{id}"')[2].partition("</tr>")[0]


@each_place
def test_table_and_section_agree_with_the_row(view: View, place: Place) -> None:
    """Each duty is a tick with its words and a line of the checklist; nothing else is."""
    row = row_of(bound(view)["law_table"](), place.id)
    block = bound(view)["law_places"]()
    section = block.partition(f'data-law-place="{place.id}"')[2].partition("data-law-place")[0]

    assert row.count("tick-mark") - row.count("tick-mark--later") == len(place.in_posting)
    assert section.count('type="checkbox"') == len(place.in_posting)
    assert [item.says for item in place.in_posting if item.says not in Markup(section).text] == []
    assert f"### {place.title} {{#{place.id}}}" in block


def test_rule_counts_the_places_that_ask(view: View, handbook: Handbook) -> None:
    """Our rule says how many places ask for each line, of those in force and not expired."""
    text = Markup(bound(view)["law_rule"]()).text
    bound_places = [place for place in handbook.places.values() if place.in_force]

    for choice in handbook.vocabularies.posting_duty:
        asked = sum(choice.id in duties(place.id) for place in bound_places)
        assert asked > 0
        assert f"{choice.label}. {choice.description}" in text
        assert f"Asked for in {asked} of the {len(bound_places)} places" in text


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
    dated = "    source: bureau\n    as_of: 2026-01-10\n    also: [bureau]\n"
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


def test_api_has_every_place_with_its_duties() -> None:
    """places.json states duty ids, the range rule, sources and the day until which it holds."""
    exported = made(export_api(real_edition()))
    alone = parsed(exported["api/v1/places/ca-on.json"])
    listed = parsed(exported["api/v1/places.json"])["places"]

    assert [entry["id"] for entry in listed] == list(real().places)
    assert [item["duty"] for item in alone["in_posting"]] == duties("ca-on")
    assert alone["range_at_most"] == {"currency": "CAD", "width": 50_000, "up_to": 200_000}
    assert alone["review_by"] == "2027-02-28"
    assert [alone["source"], *alone["also"]] == [
        real().places["ca-on"].source,
        *real().places["ca-on"].also,
    ]
    assert alone["url"] == "/law/pay-transparency/#ca-on"


def parsed(raw: bytes) -> dict[str, Any]:
    """An exported file as JSON."""
    found: dict[str, Any] = json.loads(raw)
    return found


def test_page_says_first_what_it_is_not() -> None:
    """Before the first section stands that this is no legal advice."""
    opening = read_pages(ROOT)[0][PAGE].body.partition("\n## ")[0]

    assert "not legal advice" in opening


@pytest.mark.parametrize("faq", ["salary-in-a-job-posting", "pay-law-of-a-remote-job"])
def test_faq_on_the_law_names_sources_and_its_day(handbook: Handbook, faq: str) -> None:
    """The two answers say when they were read, by whom they are held, and lead to the page."""
    answer = handbook.faqs[faq]

    assert len(answer.sources) >= 2
    assert "November 21, 2026" in answer.why
    assert "not legal advice" in answer.why
    assert answer.see.page.startswith("/law/pay-transparency/#")
    assert set(answer.roles) == set(handbook.roles)


def test_every_place_stands_under_a_region_and_no_region_is_empty(dummy: Handbook) -> None:
    """A region without places shows no heading; every place stands under one."""
    empty = dummy.vocabularies.place_region[0].model_copy(update={"id": "moon", "label": "Moon"})
    regions = (*dummy.vocabularies.place_region, empty)
    vocabularies = dummy.vocabularies.model_copy(update={"place_region": regions})
    html = bound(View(replace(dummy, vocabularies=vocabularies), TODAY))["law_places"]()

    assert "Moon" not in html
    assert html.count("### ") == len(dummy.places)
