"""Search as a reader uses it: words typed in the header, pages shown by fit."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.core.handbook import Handbook
from macros.core.inline import inline
from tests.built.support import Site, listed

_RESULTS = ".md-search-result__item > a.md-search-result__link:first-child"
_FIRST = 2  # the fitting page is first or second
_WORD = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module")
def asked(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The front page with the whole search index, which is read once."""
    whole = {**browser_context_args, "extra_http_headers": {}}
    with browser.new_context(**whole) as context:
        page = context.new_page()
        page.goto("/")
        page.locator(".md-search__input").click()
        yield page


def search(page: Page, words: str) -> list[str]:
    """Type words in the search field, and return the addresses of the two best pages."""
    field, results = page.locator(".md-search__input"), page.locator(_RESULTS)
    for text in ("", words):
        field.fill(text)
        field.press("End")  # the theme listens to keys, not to the field's content
        expect(results.first).to_be_visible(visible=bool(text))
    links = results.evaluate_all("links => links.map(link => link.href)")
    return [urlsplit(link).path for link in links[:_FIRST]]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        pytest.param("postgresql", "/tools/databases/", id="tool"),
        pytest.param("idempotency", "/glossary/", id="term"),
        pytest.param("system design", "/skills/system-design/", id="skill"),
        pytest.param("scoring and debrief", "/guides/scoring-and-debrief/", id="guide"),
    ],
)
def test_words_of_a_reader_find_the_page(asked: Page, words: str, address: str) -> None:
    """The name of a tool, a term, a skill or a guide shows its page first or second."""
    shown = search(asked, words)

    assert address in shown


def test_the_title_of_a_role_finds_its_overview(asked: Page, handbook: Handbook) -> None:
    """Typing a role's title shows the role's overview first or second."""
    shown = {role.id: search(asked, role.title) for role in handbook.roles.values()}
    missed = {id: found for id, found in shown.items() if f"/roles/{id}/" not in found}

    assert missed == {}


def test_the_words_of_a_question_find_it(asked: Page, handbook: Handbook) -> None:
    """The title of a question shows the bank, or a page with its scores, first or second."""
    missed = {}
    for skill in list(handbook.skills)[::3]:
        question = handbook.questions_of(skill)[0]
        shown = search(asked, " ".join(_WORD.findall(question.title)))
        pages = {"/questions/", f"/skills/{skill}/"}
        pages |= {
            f"/roles/{role.id}/interview/{part}"
            for role in handbook.roles.values()
            for part in ("", *(f"{stage.id}/" for stage in handbook.loops[role.loop].stages))
        }
        if not pages & set(shown):
            missed[question.title] = shown

    assert missed == {}


def test_the_index_leaves_follow_ups_and_scores_out(site: Site, handbook: Handbook) -> None:
    """What only an interviewer reads makes no visitor's download longer and no search noisier."""
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    words = " ".join(entry["text"] for entry in index["docs"])
    held = [
        question.id
        for question in handbook.questions.values()
        if any(inline(text) in words for text in (question.anchors[0], *question.follow_ups))
    ]

    assert not held, listed(held)


def test_the_index_holds_every_page(site: Site) -> None:
    """No page is missing from the search index, and nothing else is in it."""
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    indexed = {"/" + entry["location"].partition("#")[0] for entry in index["docs"]}

    assert indexed == {page.address for page in site.listed}
