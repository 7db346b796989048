"""The pages one works with: comparing two roles, building a kit, scoring practice answers."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.core.handbook import Handbook
from macros.model.interview import Question
from macros.model.role import Requirement, Role

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_KIT = "/kit/"
_PRACTICE = "/guides/calibration/"


def musts(handbook: Handbook, role: Role) -> tuple[Requirement, ...]:
    """The musts of a role."""
    return handbook.resolved[role.id].requirements_of("must")


def kit_of(page: Page, handbook: Handbook) -> list[Question]:
    """The questions of the kit on the page."""
    links = page.locator("[data-kit-result] article > a")
    hrefs: list[str] = links.evaluate_all("all => all.map(one => one.hash.slice(1))")
    return [handbook.questions[id] for id in hrefs]


def left_out(page: Page, handbook: Handbook) -> set[str]:
    """The skills that the page says it left out."""
    text = page.locator(".kit .filter-count").inner_text()
    titles = {skill.title: skill.id for skill in handbook.skills.values()}
    named = re.findall(r"(?:No room for|does not ask for): ([^.]*)\.", text)
    return {titles[title] for part in named for title in part.split(", ")}


def ready(page: Page) -> Locator:
    """The form, once the script has read the questions."""
    form = page.locator("[data-kit]")
    expect(form).to_be_visible()
    return form


@pytest.mark.parametrize("minutes", [10, 25, 60, 180])
def test_kit_fits_the_minutes_and_misses_no_skill_in_silence(
    reused: Page, handbook: Handbook, minutes: int
) -> None:
    """Whatever the slot, questions fit it, and each must is asked about or named as left out."""
    for role in handbook.ladder():
        reused.goto(f"{_KIT}?role={role.id}&minutes={minutes}")
        form = ready(reused)
        kit = kit_of(reused, handbook)
        spent = sum(question.minutes for question in kit)
        covered = {question.skill for question in kit}
        chosen = {must.skill for must in musts(handbook, role)}

        expect(form.locator(".filter-count")).to_contain_text(
            f"{len(kit)} questions, {spent} minutes; {minutes - spent} left."
        )
        assert spent <= minutes
        assert covered.isdisjoint(left_out(reused, handbook))
        assert covered | left_out(reused, handbook) == chosen
        assert all(role.level in question.levels for question in kit)


def test_skill_the_role_does_not_ask_for_is_named(page: Page, handbook: Handbook) -> None:
    """A skill that is ticked and not asked for is said to be left out, and why."""
    role = handbook.ladder()[0]
    foreign = next(s for s in handbook.skills if s not in handbook.resolved[role.id].profile())
    page.goto(f"{_KIT}?role={role.id}&minutes=60")
    ready(page).get_by_label(handbook.skills[foreign].title, exact=True).check()

    assert foreign in left_out(page, handbook)
    expect(page.locator(".kit .filter-count")).to_contain_text("This role does not ask for: ")


def test_address_holds_the_kit(page: Page, handbook: Handbook) -> None:
    """A colleague who opens the address gets the same kit and the same choices."""
    role = handbook.ladder()[2]
    page.goto(_KIT)
    form = ready(page)
    form.get_by_label("Role").select_option(role.id)
    form.get_by_label("Minutes for questions").fill("40")
    form.get_by_label("Minutes for questions").press("Tab")
    skill = musts(handbook, role)[0].skill
    form.locator(f"[name=skill][value={skill}]").uncheck()
    kit, state = kit_of(page, handbook), parse_qs(urlsplit(page.url).query)
    page.reload()
    ready(page)

    assert kit_of(page, handbook) == kit != []
    assert (state["role"], state["minutes"]) == ([role.id], ["40"])
    assert sorted(state["skill"]) == sorted(m.skill for m in musts(handbook, role)[1:])
    expect(page.locator(f"[name=skill][value={skill}]")).not_to_be_checked()
    expect(page.get_by_label("Minutes for questions")).to_have_value("40")


@_STATIC
def test_without_script_the_kit_page_says_what_to_do(page: Page) -> None:
    """Without JavaScript the form is away and the way by hand is there, with its link."""
    page.goto(_KIT)

    expect(page.locator("[data-kit]")).to_be_hidden()
    expect(page.locator("noscript a[href='#by-hand']")).to_be_visible()
    expect(page.locator("#by-hand")).to_be_visible()
    expect(page.locator(".md-content p a[href*='questions']").first).to_be_visible()


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


def test_kit_keeps_its_minutes_within_the_day(reused: Page) -> None:
    """A slot of less than nothing, or of weeks, becomes the nearest that the form offers."""
    for asked, given in (("-5", "10"), ("1e9", "180"), ("9" * 5000, "45"), ("x", "45")):
        reused.goto(f"{_KIT}?minutes={asked}")
        expect(reused.locator("[data-kit]")).to_be_visible()
        expect(reused.locator("[name=minutes]")).to_have_value(given)
