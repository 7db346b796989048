"""The checker's page: findings as one types, by keyboard, with nothing sent or kept."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from macros.core.handbook import Handbook
from macros.lint.engine import lint
from tests.lint.test_lint import POSTINGS
from tests.support import TODAY

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_CHECK = "/check/"
_POSTING = (POSTINGS / "corporate.txt").read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """The ids of the findings on the page, in order."""
    ids: list[str] = page.locator("[data-finding]").evaluate_all(
        "all => all.map(one => one.dataset.finding)"
    )
    return ids


def paste(page: Page, text: str) -> None:
    """Put a text into the area and wait until it is judged."""
    page.get_by_role("textbox", name="The job ad").fill(text)
    expect(page.locator(".check [role=status]")).not_to_contain_text("Paste a job ad")


def selected(page: Page) -> str:
    """The words that are selected in the text area."""
    words: str = page.get_by_role("textbox", name="The job ad").evaluate(
        "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    )
    return words


def test_page_finds_what_the_command_line_finds(page: Page, handbook: Handbook) -> None:
    """The same findings in the same order, for the role and the place that are chosen."""
    page.clock.set_fixed_time(TODAY.isoformat())
    page.goto(f"{_CHECK}?role=senior-backend-developer&place=us-ca")
    paste(page, _POSTING)
    role, places = "senior-backend-developer", ("us-ca",)
    expected = lint(_POSTING, handbook, role=role, places=places, today=TODAY).findings

    assert findings(page) == [finding.id for finding in expected]
    expect(page.locator(".check [role=status]")).to_contain_text("words: 0 to change, ")


def test_findings_follow_the_text_and_the_choices(page: Page) -> None:
    """What is typed or chosen changes the findings; an empty text has none."""
    page.goto(_CHECK)
    expect(page.locator(".check [role=status]")).to_contain_text("It stays in this browser.")
    paste(page, "Requirements\n- You ride a horse.\n")
    assert "untested-must:you-ride-a-horse" not in findings(page)

    page.locator("[data-check] [name=role]").select_option("backend-developer")
    expect(page.locator("[data-finding='untested-must:you-ride-a-horse']")).to_be_visible()

    page.get_by_role("textbox", name="The job ad").fill("")
    expect(page.locator("[data-finding]")).to_have_count(0)


def test_words_of_a_finding_are_selected_by_keyboard(page: Page) -> None:
    """Enter on a finding goes to its words in the text, pictures before them or not."""
    page.goto(_CHECK)
    paste(page, "🚀 One\nTwo 🚀 native speaker, ninja\n")
    control = page.locator("[data-finding='origin-and-age:native-speaker'] button")

    control.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("textbox", name="The job ad")).to_be_focused()
    assert selected(page) == "native speaker"


def test_findings_can_be_walked_through_with_tab(page: Page) -> None:
    """From the text, Tab leads to the first group, its words and its links."""
    page.goto(_CHECK)
    paste(page, "A native speaker.")
    page.get_by_role("textbox", name="The job ad").focus()
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("() => document.activeElement.tagName"))

    assert stops == ["SUMMARY", "BUTTON", "A"]


def test_address_holds_the_choices_and_never_the_text(page: Page) -> None:
    """A colleague opens the same role and places; the advert is in no address and no storage."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''}")

    page.goto(_CHECK)
    expect(page.locator("[data-check]")).to_be_visible()
    page.on("request", note)
    paste(page, "A very secret advert.")
    page.locator("[data-check] [name=role]").select_option("senior-backend-developer")
    page.get_by_text("Places whose pay law applies").click()
    page.locator("[name=place][value=us-ca]").check()

    assert parse_qs(urlsplit(page.url).query) == {
        "role": ["senior-backend-developer"],
        "place": ["us-ca"],
    }
    assert [one for one in sent if "secret" in one] == []
    kept = page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "secret" not in kept

    page.reload()
    expect(page.locator("[name=place][value=us-ca]")).to_be_checked()
    expect(page.locator("[data-check] [name=role]")).to_have_value("senior-backend-developer")


def test_choice_that_is_not_there_is_ignored(page: Page) -> None:
    """A link with a role or place that has been renamed chooses nothing."""
    page.goto(f"{_CHECK}?role=no-such-role&place=nowhere")
    paste(page, "A text.")

    expect(page.locator("[data-check] [name=role]")).to_have_value("")
    expect(page.locator("[name=place]:checked")).to_have_count(0)


def test_closed_group_stays_closed_while_one_types(page: Page) -> None:
    """Hints begin closed; what the reader opened or closed stays so."""
    page.goto(_CHECK)
    paste(page, "A driven native speaker.")
    blocks, hints = (page.locator(f"details[data-severity={one}]") for one in ("blocks", "hint"))
    assert (blocks.get_attribute("open"), hints.get_attribute("open")) == ("", None)

    blocks.locator("summary").click()
    hints.locator("summary").click()
    page.get_by_role("textbox", name="The job ad").fill("A driven, dominant native speaker.")
    expect(page.locator("[data-finding='coded-masculine:dominant']")).to_be_visible()

    assert (blocks.get_attribute("open"), hints.get_attribute("open")) == (None, "")


def test_links_of_a_finding_lead_to_pages_and_to_its_rule(page: Page) -> None:
    """Each finding links the page that goes deeper, and the rule on this page."""
    page.goto(_CHECK)
    paste(page, _POSTING)
    hrefs = page.locator("[data-finding] a").evaluate_all("all => all.map(one => one.href)")

    for href in sorted(set(hrefs)):
        answer = page.request.get(href)
        assert answer.ok, href
        anchor = urlsplit(href).fragment
        assert not anchor or f'id="{anchor}"' in answer.text(), href


@_STATIC
def test_without_script_every_rule_is_there(page: Page, handbook: Handbook) -> None:
    """A reader without JavaScript has the rules, the command, and no form that would do nothing."""
    page.goto(_CHECK)

    expect(page.locator("[data-check]")).to_be_hidden()
    expect(page.locator("noscript a[href='#command-line']")).to_be_visible()
    expect(page.locator("#command-line")).to_be_visible()
    for rule in handbook.lint_rules.values():
        expect(page.locator(f"#rule-{rule.id} a")).to_be_visible()


def test_rule_has_kept_its_address_and_moved_its_reasons(page: Page, handbook: Handbook) -> None:
    """An old link to a rule leads to where its reasons are now; every rule has its own there."""
    page.goto(f"{_CHECK}#rule-years-gate")
    page.wait_for_url("**/check/rules/#rule-years-gate")

    expect(page.locator("#rule-years-gate")).to_be_in_viewport()
    for rule in handbook.lint_rules.values():
        expect(page.locator(f"h3#rule-{rule.id}")).to_have_count(1)


def test_megabyte_is_cut_and_the_reader_told(page: Page) -> None:
    """What is pasted by mistake is judged up to the limit, in a list that can be read."""
    page.goto(_CHECK)
    paste(page, "- You will write Java, ninja\n" * 40_000)

    assert len(page.get_by_role("textbox", name="The job ad").input_value()) == 30_001
    expect(page.locator(".check [role=status]")).to_contain_text("No job posting is this long:")
    assert findings(page).count("banned-wording:ninja") == 1


_A_BENEFIT = "[data-lines-of=benefits] textarea"


@pytest.mark.parametrize("field", ["#field-about", _A_BENEFIT, "#field-title"])
def test_megabyte_in_a_field_of_the_composer_is_cut(page: Page, field: str) -> None:
    """No field of a page takes more than the checker reads; the text goes on to work."""
    page.goto("/compose/")
    expect(page.locator("[data-compose]")).to_be_visible()
    page.locator(".field-group").evaluate_all("all => all.forEach(one => (one.open = true))")
    page.locator("[data-field=benefits] [data-line=add]").click()
    page.locator(field).fill("[x " * 333_333)
    page.locator("#field-company").fill("Acme")

    assert len(page.locator(field).input_value()) == 30_001
    expect(page.locator("[data-compose-preview]")).to_contain_text("Acme")
    expect(page.locator("[data-compose-count]")).to_contain_text("Cannot be used as it is: ")


def test_findings_are_marked_in_the_text_and_better_words_taken(page: Page) -> None:
    """The words stand out where they are; one click puts the offered ones in their place."""
    page.goto(_CHECK)
    paste(page, "You will write Java.\nA whitelist and a native speaker.\n")
    expect(page.locator(".check-marks mark")).to_have_text(["whitelist", "native speaker"])

    page.get_by_role("button", name="Use “allowlist”").click()
    text = page.get_by_role("textbox", name="The job ad")
    expect(text).to_have_value("You will write Java.\nA allowlist and a native speaker.\n")
    expect(page.locator("[data-finding='technical-term:whitelist']")).to_have_count(0)


def test_reader_is_told_what_was_understood(page: Page) -> None:
    """Must-haves, pay and place as read; another text is said to be none, by the live region."""
    page.goto(_CHECK)
    paste(page, "Requirements\n- Java\n- SQL\n\nPay: EUR 60,000 to 70,000 a year. Remote.\n")
    expect(page.locator("[data-check-understood]")).to_have_text(
        "We read: 2 must-have requirements, pay EUR 60,000 to 70,000 a year, remote, "
        "no hiring steps."
    )

    page.get_by_role("textbox", name="The job ad").fill("Preheat the oven and whisk the eggs. " * 9)
    expect(page.locator(".check [role=status]")).to_contain_text("not look like a job")


def test_law_of_a_place_that_the_text_names_is_offered(page: Page) -> None:
    """One click chooses it, and the law applies."""
    page.goto(_CHECK)
    paste(page, "You will write Java in our San Francisco office.")
    page.get_by_role("button", name="California").click()

    expect(page.locator("[data-finding='place-duty:us-ca:pay-range']")).to_be_visible()
    expect(page.locator("[data-check-suggested]")).to_be_hidden()


def test_result_stands_beside_the_text_where_there_is_room(page: Page) -> None:
    """On a wide screen both are seen at once; on a phone the result follows the short box."""
    for width, beside in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(_CHECK)
        paste(page, _POSTING)
        text = page.locator(".check-paper").bounding_box()
        result = page.locator(".check-result").bounding_box()
        assert text and result
        assert (result["x"] > text["x"] + text["width"] / 2) == beside
        assert text["height"] < 700


@pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
def test_findings_can_be_copied(page: Page) -> None:
    """What is pasted elsewhere names each finding with its line."""
    page.goto(_CHECK)
    paste(page, "You will write Java, ninja.")
    page.get_by_role("button", name="Copy findings").click()
    expect(page.locator(".check .copied")).to_have_text("Copied.")

    copied: str = page.evaluate("() => navigator.clipboard.readText()")
    assert "(line 1: “ninja”)" in copied
