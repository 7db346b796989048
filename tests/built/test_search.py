"""Search as a reader uses it: words typed in the header, results, the way there and back."""

import gzip
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from macros.core.handbook import Handbook

_FIELD, _RESULT = ".finder__field", "[data-search-result]"
_WORD = re.compile(r"[A-Za-z]{4,}")


def search(page: Page, words: str) -> list[str]:
    """Fill the field, and return the addresses of the results."""
    page.locator(_FIELD).fill(words)
    expect(page.locator("[data-finder]")).to_have_attribute("aria-busy", "false")
    expect(page.locator(_RESULT).first).to_be_visible()
    links = page.locator(f"{_RESULT} > a:first-child")
    return [_address(link) for link in links.evaluate_all("links => links.map((a) => a.href)")]


def _address(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"#{parts.fragment}" if parts.fragment else "")


def test_nothing_is_fetched_before_the_field_is_reached(page: Page) -> None:
    """Then the index comes in pieces, under 200 KB compressed until the results are there."""
    loaded: list[str] = []
    sizes: list[int] = []

    def note(answer: Response) -> None:
        loaded.append(answer.url)
        if "/assets/search/" in answer.url:
            sizes.append(len(gzip.compress(answer.body())))

    page.on("response", note)
    page.goto("/skills/sql/", wait_until="networkidle")
    assert [url for url in loaded if "/assets/search/" in url or "search_index" in url] == []

    search(page, "what should i pay a senior backend engineer in california")
    assert len(sizes) > 5
    assert sum(sizes) < 200_000


def test_the_title_of_a_role_finds_its_overview(reused: Page, handbook: Handbook) -> None:
    """Typing a role's title shows the role's overview first or second."""
    reused.goto("/")
    shown = {role.id: search(reused, role.title)[:2] for role in handbook.roles.values()}

    assert {id: found for id, found in shown.items() if f"/roles/{id}/" not in found} == {}


def test_the_words_of_a_question_find_it(reused: Page, handbook: Handbook) -> None:
    """The title of a question leads to it, whole, below its skill."""
    reused.goto("/")
    missed = {}
    for skill in list(handbook.skills)[::4]:
        question = handbook.questions_of(skill)[0]
        shown = search(reused, " ".join(_WORD.findall(question.title)))[:2]
        if f"/skills/{skill}/#{question.id}" not in shown:
            missed[question.title] = shown

    assert missed == {}


def test_results_are_reached_by_keyboard_and_left_by_the_back_button(page: Page) -> None:
    """`/` leads to the field, arrows choose, Enter opens; Back has the results again."""
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator(_FIELD)).to_be_focused()
    page.keyboard.type("idempotency")
    expect(page.locator(_RESULT).first).to_be_visible()
    expect(page.locator(".finder__count")).to_contain_text("result")
    expect(page).to_have_url(re.compile(r"\?q=idempotency$"))
    expect(page.locator("[data-finder]")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{_RESULT} a[aria-selected=true]")
    expect(page.locator(_FIELD)).to_have_attribute("aria-activedescendant", "finder-1")
    address = chosen.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)
    page.go_back()
    expect(page.locator(_FIELD)).to_have_value("idempotency")
    expect(page.locator(_RESULT).first).to_be_visible()
    page.locator(_FIELD).focus()
    page.keyboard.press("Escape")
    expect(page.locator(_RESULT).first).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/$"))


def test_enter_at_once_opens_the_first_result(page: Page) -> None:
    """Whoever types and does not wait gets what fits best."""
    page.goto("/")
    page.locator(_FIELD).fill("kubernetes")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/tools/cloud/#kubernetes$"))


def test_a_pasted_query_and_one_in_the_address_are_searched_for(page: Page) -> None:
    """Pasting types no key, and an address with words opens their results on any page."""
    page.goto("/search/?q=take+home")
    expect(page.locator(_RESULT).first).to_contain_text("Take-home")
    page.locator(_FIELD).evaluate(
        """(field) => {
          field.value = "graphql";
          field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
        }"""
    )
    expect(page.locator(_RESULT).first).to_contain_text("GraphQL")


def test_whole_words_of_the_query_are_marked_until_that_is_cleared(page: Page) -> None:
    """Short words and parts of words are not, and the address holds nothing of it."""
    page.goto("/")
    search(page, "how long should a take home be")
    page.locator(f"{_RESULT} a[href*='/guides/take-home/']").first.click()
    marks = page.locator("mark[data-found]")
    expect(marks.first).to_be_attached()
    words = {word.lower() for word in marks.all_inner_texts()}

    assert words <= {"take", "home", "take-home", "long"}
    assert "?" not in page.url
    page.get_by_role("button", name="Clear the marks").click()
    expect(marks).to_have_count(0)


def test_a_result_says_what_it_is_and_where_the_words_stand(page: Page) -> None:
    """Title, kind, two lines around the match; the words are marked; nothing is called missing."""
    page.goto("/")
    search(page, "openshift")
    result = page.locator(_RESULT).first
    expect(result.locator(".finder__kind")).to_have_text("Tool · Cloud and containers")
    expect(result.locator(".finder__text mark")).to_have_text("OpenShift")
    expect(page.locator(".finder__panel")).not_to_contain_text("Missing")


def test_where_nothing_is_found_readers_learn_what_to_try(page: Page) -> None:
    """The nearest words can be taken, and the way to tell us is there."""
    page.goto("/")
    page.locator(_FIELD).fill("kubxrnxtxs")
    none = page.locator(".finder__none")
    expect(none).to_be_visible()
    expect(page.locator(".finder__count")).to_contain_text("Nothing found")
    expect(none.get_by_role("link", name="Tell us what is missing")).to_have_attribute(
        "href", re.compile("search/#missing|QUERY|kubxrnxtxs")
    )
    none.get_by_role("button", name="kubernetes").click()
    expect(page.locator(_RESULT).first).to_contain_text("Kubernetes")


def test_an_index_that_cannot_be_loaded_is_told(page: Page) -> None:
    """The field says so instead of waiting for ever."""
    page.route("**/assets/search/**", lambda route: route.abort())
    page.goto("/")
    page.locator(_FIELD).fill("kafka")

    expect(page.locator(".finder__count")).to_contain_text("cannot be loaded")


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page on a small screen that is touched."""
    small = {"viewport": {"width": 390, "height": 780}, "has_touch": True}
    with browser.new_context(**{**browser_context_args, **small}) as context:
        yield context.new_page()


def test_search_works_on_a_phone(phone: Page) -> None:
    """A sign opens the field, results fill the screen, and an arrow leads back."""
    phone.goto("/skills/sql/")
    expect(phone.locator(_FIELD)).to_be_hidden()
    phone.get_by_role("button", name="Search", exact=True).tap()
    expect(phone.locator(_FIELD)).to_be_focused()
    search(phone, "perks")
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    phone.get_by_role("button", name="Close the search").tap()
    expect(phone.locator(_FIELD)).to_be_hidden()
    expect(phone).to_have_url(re.compile(r"/skills/sql/$"))


def test_without_script_the_field_leads_to_a_page_that_says_how_to_search(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """It lists where things stand, and what needs script is not promised."""
    with browser.new_context(**{**browser_context_args, "java_script_enabled": False}) as context:
        page = context.new_page()
        page.goto("/")
        page.locator(_FIELD).fill("kafka")
        page.locator(_FIELD).press("Enter")
        expect(page).to_have_url(re.compile(r"/search/\?q=kafka$"))
        expect(page.locator("article")).to_contain_text("needs JavaScript")
