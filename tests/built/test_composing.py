"""Journeys through the composer: own lines by keyboard, a phone, paper, a file, another role."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.posting.draft import pairs_of, read_draft
from macros.posting.fill import fill
from macros.posting.recipe import build_recipe
from macros.posting.write import to_text
from tests.built.support import sheets_of
from tests.support import real

ROLE = "senior-backend-developer"
RECIPE = build_recipe(real(), ROLE)
EXAMPLE = urlencode([("role", ROLE), *pairs_of(real().roles[ROLE].posting.example)])
_PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})


def opened(page: Page, draft: str = f"role={ROLE}") -> Page:
    """The composer with a draft, ready."""
    page.set_default_timeout(8000)
    page.goto(f"/compose/?{draft}")
    expect(page.locator("[data-compose]")).to_be_visible()
    expect(page.locator("[data-compose-count]")).to_contain_text("words")
    return page


def query(page: Page) -> list[tuple[str, str]]:
    """What the address holds now; the browser's own word, since Playwright hears of it later."""
    return parse_qsl(page.evaluate("location.search").removeprefix("?"))


def drafted(page: Page) -> str:
    """The plain text of the draft that the address holds, as the command line prints it."""
    (_, role), *pairs = query(page)
    recipe = build_recipe(real(), role)
    draft, faults = read_draft(recipe, pairs)
    assert faults == []
    return to_text(fill(recipe, draft))


def lines(page: Page, section: str) -> list[str]:
    """The lines of a section's first list in the preview."""
    return page.locator(f"#advert-{section} ~ ul").first.locator("li").all_inner_texts()


def seen(page: Page, part: Locator) -> bool:
    """Whether a part lies inside the window as it is scrolled."""
    box, window = part.bounding_box(), page.viewport_size
    assert box and window
    return box["y"] >= 0 and box["y"] + box["height"] <= window["height"]


def tab_to(page: Page, wanted: str, most: int = 60) -> int:
    """Press Tab until the focus is on what a selector names; how often that was."""
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return count
    pytest.fail(f"{most} tabs do not lead to {wanted}")


def test_own_lines_are_written_moved_and_removed_by_keyboard(page: Page) -> None:
    """No mouse: from the role to the duties, a new line, up twice, one of ours gone."""
    opened(page)
    page.locator("[name=role]").focus()
    tab_to(page, "[data-group=lines] > summary")
    page.keyboard.press("Enter")
    tab_to(page, "[data-lines-of=duties] textarea")
    ours = lines(page, "responsibilities")
    page.keyboard.press("Enter")
    page.keyboard.type("Teach the support team")
    page.keyboard.press("Alt+ArrowDown")

    assert lines(page, "responsibilities")[:3] == [*ours[:2], "Teach the support team"]
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    assert lines(page, "responsibilities")[:2] == ["Teach the support team", ours[0]]
    expect(page.locator(":focus")).to_have_value("Teach the support team")

    tab_to(page, "[data-lines-of=duties] li:nth-child(2) [data-line=remove]")
    page.keyboard.press("Enter")
    assert lines(page, "responsibilities") == ["Teach the support team", *ours[1:]]
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Remove line 2")
    assert "- Teach the support team\n" in drafted(page)


def test_musts_and_stages_of_ones_own(page: Page) -> None:
    """A must is added and goes first, one moves to what is useful; the minutes add up anew."""
    opened(page)
    page.locator("[data-group=requirements] > summary").click()
    must = page.locator("[data-field=must]")
    must.get_by_role("button", name="Add a line").click()
    page.keyboard.type("docker")
    assert lines(page, "requirements")[-1] == "Docker"
    ours = lines(page, "requirements")[:-1]
    for _ in ours:
        page.keyboard.press("Alt+ArrowUp")
    assert lines(page, "requirements") == ["Docker", *ours]
    must.get_by_role("button", name="Remove line 2").click()
    page.get_by_role("button", name=f"Also useful: {ours[0]}").click()

    assert lines(page, "also-useful")[-1] == ours[0]
    page.locator("[data-group=lines] > summary").click()
    stages = page.locator("[data-field=stages]")
    stages.get_by_role("button", name="Add a line").click()
    page.keyboard.type("Lunch with the team, 45 minutes")
    lead = page.locator("#advert-process + p")
    minutes = sum(
        s.minutes for s in real().loops[real().roles[ROLE].loop].stages if s.with_candidate
    )
    expect(lead).to_contain_text(f", {minutes + 45} minutes:")
    assert lead.inner_text() in drafted(page)


def test_a_line_of_ours_takes_the_tools_that_are_chosen(page: Page) -> None:
    """The form shows what the text says, and an edited line stays as it was written."""
    opened(page, f"role={ROLE}&stack=go")
    page.locator("[data-group=requirements] > summary").click()
    values = [one.input_value() for one in page.locator("[data-necessity=must] textarea").all()]

    assert [line for line in values if "in Go" in line]
    assert not [line for line in values if "for example" in line]


def test_the_text_stays_in_view_and_shows_what_is_filled_in(page: Page) -> None:
    """From the first field to the last: the outline is inside the window, beside the field."""
    opened(page, EXAMPLE)
    for field in ("company", "pay-min", "contact"):
        widget = page.locator(f"[name={field}]")
        widget.focus()
        filling = page.locator("[data-compose-preview] .is-filling").first
        expect(filling).to_be_visible()
        assert seen(page, filling), field
        assert seen(page, widget), field
    page.locator("[name=contact]").fill("Ada")
    expect(page.locator("[data-compose-preview] .is-filling")).to_have_text("Ada")


def test_a_blank_leads_to_its_field(page: Page) -> None:
    """A click on what is missing opens the part of the form where it is filled in."""
    opened(page)
    page.locator("[data-compose-preview] mark", has_text="[name, address]").click()

    expect(page.locator("[name=accommodations-contact]")).to_be_focused()


@_PHONE
def test_a_phone_shows_form_or_text(page: Page) -> None:
    """One at a time, with a switch that stays in view; nothing is wider than the screen."""
    opened(page)
    form, text = page.locator("[data-compose]"), page.locator("[data-compose-preview]")
    switch = page.get_by_role("group", name="Show")
    expect(text).to_be_hidden()
    page.locator("[name=company]").fill("Acme")
    page.locator("[data-group=file] > summary").scroll_into_view_if_needed()
    assert seen(page, switch)
    switch.get_by_role("button", name="Text").click()

    expect(form).to_be_hidden()
    expect(text).to_contain_text("Company: Acme")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    switch.get_by_role("button", name="Form").click()
    expect(page.locator("[name=company]")).to_have_value("Acme")


def test_on_paper_the_posting_stands_alone(page: Page) -> None:
    """Its title begins the first sheet, and its last words end the last of two or three."""
    opened(page, EXAMPLE)
    sheets = sheets_of(page)
    said = " ".join(" ".join(sheets).split())

    assert 2 <= len(sheets) <= 3
    assert said.startswith("Senior Backend Developer Company: Ledgerlane")
    assert said.endswith("answers within 3 days.")
    assert not [sheet for sheet in sheets if sheet.endswith(":")]


def test_a_draft_is_kept_in_a_file_and_opened(page: Page, tmp_path: Path) -> None:
    """The file gives the same address back, for its role; another file is refused in a sentence."""
    opened(page, EXAMPLE)
    before = query(page)
    with page.expect_download() as loading:
        page.get_by_role("button", name="Save the draft").click()
    file = tmp_path / loading.value.suggested_filename
    loading.value.save_as(file)
    assert json.loads(file.read_text())["role"] == ROLE

    opened(page, "role=junior-backend-developer&company=Other")
    page.locator("[data-open]").set_input_files(file)
    expect(page.locator(".copied")).to_have_text("The draft is open.")
    assert query(page) == before

    for number, wrong in enumerate(("no json", "[]", '{"role": 1, "choices": 2}', "null")):
        other = tmp_path / f"{number}.json"
        other.write_text(wrong)
        page.locator("[data-open]").set_input_files(other)
        expect(page.locator(".copied")).to_contain_text("holds no draft of ours")
        assert query(page) == before


def test_a_finished_draft_is_a_link_that_mail_keeps_whole(page: Page) -> None:
    """Whatever is ours is named by its id, and what is in our order is not named at all."""
    opened(page, EXAMPLE + "&" + urlencode([("must", "You speak Dutch with customers")]))

    assert len(page.evaluate("location.href")) < 2000


def test_another_role_keeps_own_lines_and_brings_its_own(page: Page) -> None:
    """What the poster wrote goes along; the lines of the last role stay behind."""
    own = [("must", "You speak Dutch"), ("duties", "shape-apis"), ("duties", "Teach the team")]
    opened(page, urlencode([("role", ROLE), *own, ("company", "Acme")]))
    page.locator("[name=role]").select_option("junior-backend-developer")
    expect(page.locator(".advert-title")).to_have_text("Junior Backend Developer")
    junior = build_recipe(real(), "junior-backend-developer")
    duties = next(one.options for one in junior.fields if one.id == "duties")

    assert lines(page, "requirements")[-1] == "You speak Dutch"
    assert len(lines(page, "responsibilities")) == len(duties) + 1
    assert lines(page, "responsibilities")[-1] == "Teach the team"
    expect(page.locator("[name=company]")).to_have_value("Acme")


def test_our_own_text_has_nothing_to_look_at(page: Page) -> None:
    """The checker speaks once something is filled in; every role's text begins without a word."""
    for role in real().roles:
        opened(page, f"role={role}")
        expect(page.locator(".finding")).to_have_count(0)
    page.locator("[name=company]").fill("Acme")
    expect(page.locator(".finding").first).to_be_attached()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("85,000", "85000"),
        ("€ 85.000", "85000"),
        ("85 000", "85000"),
        ("85’000", "85000"),
        ("85k", "85000"),
        ("45.50", "45.50"),
        ("45,50", "45.50"),
        ("1.234,50", "1234.50"),
        ("1,234,567.5", "1234567.50"),
    ],
)
def test_an_amount_is_read_as_people_write_it(reused: Page, typed: str, kept: str) -> None:
    """Marks of thousands and decimals of either side of the ocean, and a currency in front."""
    opened(reused)
    reused.locator("[name=pay-min]").fill(typed)

    assert ("pay-min", kept) in query(reused)


@pytest.mark.parametrize(
    ("field", "value", "fix"),
    [
        ("office-days", "9", "write 6 or less."),
        ("closing", "2020-01-01", "or a later day."),
        ("stack", "zig", "begin your own with a capital letter."),
        ("pay-min", "0", "write 1 or more."),
    ],
)
def test_a_bad_value_is_said_beside_its_field(
    reused: Page, field: str, value: str, fix: str
) -> None:
    """In the form, announced, with the fix; the address leaves it out."""
    opened(reused)
    widget = reused.locator(f":is(input:not([type=checkbox]), textarea)[name={field}]")
    reused.evaluate(
        "document.querySelectorAll('form details').forEach((one) => { one.open = true })"
    )
    widget.fill(value)

    expect(reused.locator(f"[data-field={field}] .field-fault")).to_contain_text(fix)
    expect(widget).to_have_attribute("aria-invalid", "true")
    assert field not in dict(query(reused))
