"""The run sheet, the page of a stage and the trace, as an interviewer uses them."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from macros.address.patterns import address_of, anchor_of
from tests.built.support import Site, listed, sheets_of
from tests.support import real

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_SENIOR = "/roles/senior-backend-developer/interview/"
_WIDTHS = (320, 390, 480, 600, 720, 768, 900, 1024, 1220, 1280, 1440, 1600, 1920)
#: How the four scores of a question may lie: in one row, or two by two.
_LAID = "[...document.querySelectorAll('.anchors')].map(list => [...list.children].map("
_LAID += "item => Math.round(item.getBoundingClientRect().top))).map(tops => [...new Set(tops)]"
_LAID += ".map(top => tops.filter(one => one === top).length).join('+'))"


def old_anchors(role: str) -> Iterator[tuple[str, str]]:
    """What stood on a role's interview page once, with the address where it is now."""
    record = real().roles[role]
    for stage in real().loops[record.loop].stages:
        yield anchor_of("listed_stage", stage), address_of("stage", record, stage)
        for asked in stage.questions:
            question = asked.question
            yield question, address_of("stage_question", record, stage, question)
        if stage.with_candidate:
            yield anchor_of("listed_scorecard", stage), address_of("scorecard", record, stage)
    for line in real().resolved[role].requirements:
        anchor = anchor_of("listed_requirement", line.item)
        yield anchor, address_of("traced_requirement", record, line.item)
    yield "trace", address_of("role_part", record, "trace")


@pytest.mark.parametrize("role", real().roles)
def test_old_anchor_is_marked_with_the_place_that_took_over(site: Site, role: str) -> None:
    """Every line of the run sheet that was an anchor names an address that answers."""
    page = site.pages[f"/roles/{role}/interview/"]
    expected = dict(old_anchors(role))
    marked = {str(tag["id"]): str(tag["data-moved"]) for tag in page.soup.select("[data-moved]")}
    reached = {id: urljoin(page.address, to) for id, to in marked.items()}

    assert reached == expected
    assert not [to for to in marked.values() if to.startswith("/")]
    assert [to for to in expected.values() if not _answers(site, to)] == []


def _answers(site: Site, address: str) -> bool:
    page, _, anchor = address.partition("#")
    return page in site.pages and (not anchor or anchor in site.pages[page].ids)


@pytest.mark.parametrize(
    "anchor",
    ["operations", "security-leaked-key", "scorecard-operations", "requirement-sql", "trace"],
)
def test_old_anchor_leads_on(page: Page, base_url: str, anchor: str) -> None:
    """A link from before ends at the part that it meant, and the back button is not caught."""
    target = dict(old_anchors("senior-backend-developer"))[anchor]
    page.goto("/glossary/")
    page.goto(f"{_SENIOR}#{anchor}")

    expect(page).to_have_url(base_url + target[1:])
    page.go_back()
    expect(page).to_have_url(f"{base_url}glossary/")


@_STATIC
@pytest.mark.parametrize(
    "anchor", ["operations", "security-leaked-key", "requirement-sql", "trace"]
)
def test_old_anchor_leads_on_without_script(page: Page, base_url: str, anchor: str) -> None:
    """The line that has the anchor is in view, and has the link."""
    target = dict(old_anchors("senior-backend-developer"))[anchor]
    page.goto(f"{_SENIOR}#{anchor}")
    line = page.locator(f"[id='{anchor}']")
    expect(line).to_be_in_viewport()
    hrefs = line.locator("a").evaluate_all("links => links.map(link => link.href)")

    assert base_url + target[1:] in hrefs


def test_tomorrows_stage_is_printed_in_three_clicks(page: Page) -> None:
    """From the front door: the interview, its stage, print; the button is on the first screen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    page.evaluate("() => { window.print = () => { window.printed = document.title; }; }")
    page.locator(".md-content").get_by_role("link", name="Senior interview").click()
    page.locator(".run").get_by_role(
        "link", name="Running services in production", exact=True
    ).click()
    page.evaluate("() => { window.print = () => { window.printed = document.title; }; }")
    button = page.get_by_role("button", name="Print this stage")
    expect(button).to_be_in_viewport()
    button.click()

    assert "Running services" in page.evaluate("window.printed")


def test_scorecard_prints_alone(page: Page) -> None:
    """Its button prints the sheet and nothing else of the page."""
    page.goto(f"{_SENIOR}system-design/")
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="Print the scorecard").click()
    sheets = sheets_of(page)

    assert len(sheets) == 1, listed(sheets)
    assert "System design, Senior Backend Developer Candidate" in sheets[0]
    assert "Script" not in sheets[0]


@pytest.mark.parametrize("role", real().roles)
def test_run_sheet_is_six_screens_at_most(reused: Page, role: str) -> None:
    """An interviewer has it before them in 1280 by 800."""
    reused.set_viewport_size({"width": 1280, "height": 800})
    reused.goto(f"/roles/{role}/interview/")
    height = reused.evaluate("document.documentElement.scrollHeight")

    assert height <= 6 * 800


@pytest.mark.parametrize("width", _WIDTHS)
def test_scores_lie_in_four_columns_or_two_by_two(reused: Page, width: int) -> None:
    """Never three and one, nor a column that hides the fourth; and no page scrolls sideways."""
    reused.set_viewport_size({"width": width, "height": 800})
    found = set()
    for address in (f"{_SENIOR}operations/", "/roles/staff-backend-developer/trace/"):
        reused.goto(address)
        reused.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found |= set(reused.evaluate(_LAID))
        assert reused.evaluate("document.documentElement.scrollWidth") <= width

    assert found <= {"4", "2+2"}
    assert found


def test_stage_is_printed_with_scores_two_by_two(reused: Page) -> None:
    """Paper is narrow, so the scores of its scorecard lie two by two."""
    reused.set_viewport_size({"width": 794, "height": 1123})
    reused.goto(f"{_SENIOR}operations/")
    reused.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    reused.emulate_media(media="print")
    found = set(reused.evaluate(_LAID.replace(".anchors", ".ticks")))
    reused.emulate_media(media="screen")

    assert found == {"2+2"}
