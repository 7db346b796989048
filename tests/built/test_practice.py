"""The pages one works with: comparing two roles, scoring practice answers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_PRACTICE = "/guides/calibration/"


def attempts(handbook: Handbook) -> Iterator[tuple[str, int]]:
    """The name of each practice answer's scores, with its reference, as the page lists them."""
    items = handbook.calibrations.values()
    for item in sorted(items, key=lambda item: handbook.questions[item.question].skill):
        for letter, attempt in zip("abcd", item.attempts, strict=True):
            yield f"{item.id}-{letter}", attempt.score


def choose(page: Page, name: str, score: int) -> None:
    """Score an answer with the keyboard alone: from the fieldset's first number, by arrows."""
    page.locator(f"[name='{name}'][value='1']").focus()
    page.keyboard.press("Space")
    for _ in range(score - 1):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"[name='{name}'][value='{score}']")).to_be_checked()


def test_scores_are_chosen_and_counted_by_keyboard(page: Page, handbook: Handbook) -> None:
    """A score shows the reference of its answer only, and the count says how far apart all are."""
    (first, right), (second, other), *_ = attempts(handbook)
    page.goto(_PRACTICE)
    answers = page.locator(".attempt")
    result = page.locator("[data-calibration-result]")
    expect(answers.nth(0).locator(".reference")).to_be_hidden()
    expect(result).to_be_hidden()

    choose(page, first, right)
    expect(answers.nth(0).locator(".reference p")).to_be_visible()
    expect(answers.nth(1).locator(".reference")).to_be_hidden()
    expect(result).to_have_text("1 scored: 1 the same as the reference, 0 one apart.")

    near = other + 1 if other < 4 else other - 1
    choose(page, second, near)
    lean = "kind" if near > other else "strict"
    expect(result).to_have_text(
        f"2 scored: 1 the same as the reference, 1 one apart. You lean to the {lean} side."
    )


def test_tab_leads_from_answer_to_answer(page: Page, handbook: Handbook) -> None:
    """Each answer's scores are one stop of the Tab key, then comes its reason."""
    (first, _), (second, _), *_ = attempts(handbook)
    page.goto(_PRACTICE)

    choose(page, first, 2)
    page.keyboard.press("Tab")
    expect(page.locator(".attempt").nth(0).locator(".reference summary")).to_be_focused()
    page.keyboard.press("Tab")

    name = page.evaluate("() => document.activeElement.name")
    assert name == second


def test_practice_keeps_nothing(page: Page, handbook: Handbook) -> None:
    """What is scored is in no storage and not in the address, and a reload forgets it."""
    page.goto(_PRACTICE)
    before = stored(page)
    url = page.url
    for name, score in list(attempts(handbook))[:3]:
        choose(page, name, score)

    assert stored(page) == before
    assert [key for key in before if not re.search(r"__(palette|search|tabs|consent)", key)] == []
    assert page.url == url
    page.reload()
    expect(page.locator(".attempt input:checked")).to_have_count(0)


def stored(page: Page) -> list[str]:
    """The keys in the storages of the browser."""
    script = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort()"
    keys: list[str] = page.evaluate(script)
    return keys


@_STATIC
def test_without_script_the_references_can_be_opened(page: Page, handbook: Handbook) -> None:
    """Without JavaScript each reference opens on a click, and no field asks for a score."""
    page.goto(_PRACTICE)
    answers = page.locator(".attempt")
    expect(answers).to_have_count(len(list(attempts(handbook))))
    for fields in page.locator(".attempt fieldset").all():
        expect(fields).to_be_hidden()
    expect(page.locator("[data-calibration-result]")).to_be_hidden()
    reference = answers.nth(0).locator(".reference")
    expect(reference.locator("p")).to_be_hidden()

    reference.locator("summary").click()

    expect(reference.locator("p")).to_be_visible()
