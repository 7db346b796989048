"""The question bank in a browser: filters agree with the data, the address holds their state."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from macros.core.text import plain
from macros.model.interview import Question
from tests.built.support import Site

_ITEMS = ".bank > li > [id]"
_HEADINGS = ".md-content h2[id^=skill-]"

Choice = Callable[[Handbook], tuple[dict[str, str], Callable[[Question], bool]]]


def by_skill(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """The last skill of the data."""
    skill = list(book.skills)[-1]
    return {"skill": skill}, lambda question: question.skill == skill


def by_level(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """The level of the highest role."""
    level = book.ladder()[-1].level
    return {"level": level}, lambda question: level in question.levels


def by_kind(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """The kind of the first question."""
    kind = next(iter(book.questions.values())).kind
    return {"kind": kind}, lambda question: question.kind == kind


def by_language(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """Questions whose code is written in Java."""
    return {"language": "java"}, lambda question: "java" in question.languages


def by_minutes(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """Questions that fit in a quarter of an hour."""
    return {"minutes": "15"}, lambda question: question.minutes <= 15


def by_words(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """Two long words of one question, in capitals and in the wrong order."""
    question = next(iter(book.questions.values()))
    words = sorted(set(re.findall(r"[a-z]{6,}", question.ask)), key=len)[-2:]
    return {"words": " ".join(words).upper()}, lambda other: all(w in shown(other) for w in words)


def by_all(book: Handbook) -> tuple[dict[str, str], Callable[[Question], bool]]:
    """Every filter at once, set so that one question is sure to pass."""
    one = list(book.questions.values())[-1]
    wanted = {"skill": one.skill, "level": one.levels[0], "kind": one.kind, "minutes": "30"}
    wanted["words"] = one.title.split()[0]

    def passes(question: Question) -> bool:
        same = (question.skill, question.kind) == (one.skill, one.kind)
        fits = one.levels[0] in question.levels and question.minutes <= 30
        return same and fits and wanted["words"].lower() in shown(question)

    return wanted, passes


def shown(question: Question) -> str:
    """The text of a question as the bank prints it, in lower case."""
    return f"{question.title} {plain(question.ask)}".lower()


def fill(page: Page, wanted: dict[str, str]) -> None:
    """Set filters as a reader does."""
    for name, value in wanted.items():
        if name == "words":
            page.locator("[name=words]").fill(value)
        else:
            page.locator(f"[name={name}]").select_option(value)


def visible(page: Page, selector: str) -> list[str]:
    """The ids of the elements that a reader can see."""
    script = "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    ids: list[str] = page.locator(selector).evaluate_all(script)
    return ids


def expect_exactly(page: Page, book: Handbook, passes: Callable[[Question], bool]) -> None:
    """Expect the bank to show the questions that pass, their headings, and their number."""
    right = [question for question in book.questions.values() if passes(question)]
    count = page.locator(".filter-count")
    expect(count).to_have_text(f"{len(right)} of {len(book.questions)} questions")

    assert sorted(visible(page, _ITEMS)) == sorted(question.id for question in right)
    assert set(visible(page, _HEADINGS)) == {f"skill-{question.skill}" for question in right}


@pytest.mark.parametrize(
    "choice", [by_skill, by_level, by_kind, by_language, by_minutes, by_words, by_all]
)
def test_a_filter_shows_what_the_data_says(
    reused: Page, handbook: Handbook, choice: Choice
) -> None:
    """Questions that fit stay with their heading, all others go, and the count says how many."""
    wanted, passes = choice(handbook)
    reused.goto("/questions/")

    fill(reused, wanted)

    expect_exactly(reused, handbook, passes)
    assert any(map(passes, handbook.questions.values()))
    assert not all(map(passes, handbook.questions.values()))


def test_words_that_no_question_holds_leave_nothing(page: Page, handbook: Handbook) -> None:
    """When nothing fits, the bank shows no question and no heading, and counts to zero."""
    page.goto("/questions/")

    fill(page, {"words": "xylophone quetzal"})

    expect_exactly(page, handbook, lambda question: False)


def test_the_address_holds_the_filters(page: Page, handbook: Handbook) -> None:
    """A filtered list can be sent on: its address, opened anew, shows the same list."""
    wanted, passes = by_all(handbook)
    page.goto("/questions/")
    fill(page, wanted)
    expect_exactly(page, handbook, passes)
    assert {k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()} == wanted

    page.reload()

    expect_exactly(page, handbook, passes)
    fields = page.locator("[data-filters] [name]")
    script = "all => all.filter(one => one.value).map(one => [one.name, one.value])"
    chosen = dict(fields.evaluate_all(script))
    assert chosen == wanted


def test_show_all_takes_every_filter_off(page: Page, handbook: Handbook) -> None:
    """One button shows the whole bank again and clears the address."""
    page.goto("/questions/?" + "&".join(f"{k}={v}" for k, v in by_all(handbook)[0].items()))

    page.get_by_role("button", name="Show all").click()

    expect_exactly(page, handbook, lambda question: True)
    assert urlsplit(page.url).query == ""


def test_an_unknown_filter_in_the_address_is_ignored(page: Page, handbook: Handbook) -> None:
    """A link with a skill that has been renamed shows the whole bank, not an empty page."""
    page.goto("/questions/?skill=no-such-skill")

    expect_exactly(page, handbook, lambda question: True)


def test_a_link_to_a_question_shows_it_whatever_the_filters(page: Page, handbook: Handbook) -> None:
    """The permanent address of a question leads to it on the page."""
    question = list(handbook.questions)[-1]

    page.goto(f"/questions/#{question}")

    expect(page.locator(f"#{question}")).to_be_in_viewport()


@pytest.mark.parametrize("order", ["minutes", "level", "title"])
def test_the_bank_is_sorted(reused: Page, handbook: Handbook, order: str) -> None:
    """In another order there are no topics above, and the address keeps the order."""
    levels = [role.level for role in handbook.ladder()]
    keys: dict[str, Callable[[Question], int | str]] = {
        "minutes": lambda question: question.minutes,
        "level": lambda question: min(levels.index(level) for level in question.levels),
        "title": lambda question: question.title.lower(),
    }
    reused.goto("/questions/")
    reused.locator("[name=order]").select_option(order)
    reused.reload()
    expect(reused.locator("[name=order]")).to_have_value(order)
    ids = visible(reused, _ITEMS)
    found = [keys[order](handbook.questions[id]) for id in ids]

    assert len(ids) == len(handbook.questions)
    assert found == sorted(found)
    assert visible(reused, _HEADINGS) == []
    reused.get_by_role("button", name="Show all").click()
    assert visible(reused, _ITEMS) == [
        question.id
        for skill in sorted(handbook.skills.values(), key=lambda skill: skill.title)
        for question in handbook.questions_of(skill.id)
    ]


def test_text_of_a_question_unfolds_in_its_place(page: Page, handbook: Handbook) -> None:
    """What is asked, what to listen for and the scores come on request, and go again."""
    question = handbook.questions["sql-slow-order-list"]
    page.goto("/questions/?skill=sql")
    card = page.locator(".bank > li", has=page.locator(f"#{question.id}"))
    expect(card.locator(".bank-text")).to_be_hidden()

    card.get_by_role("button", name="Read").click()

    expect(card.locator(".ask")).to_contain_text("The page")
    card.get_by_text("Scores", exact=True).click()
    expect(card.locator(".scorecard-scores tr")).to_have_count(4)
    card.get_by_role("button", name="Fold").click()
    expect(card.locator(".bank-text")).to_be_hidden()


def test_the_bank_is_light(site: Site) -> None:
    """The whole page has at most 60 KB of HTML: the list alone, and no text of a question."""
    assert len((site.folder / "questions/index.html").read_bytes()) <= 60 * 1024


def test_each_card_leads_to_the_question_on_its_skill_page(site: Site, handbook: Handbook) -> None:
    """So that a reader without JavaScript finds follow-ups and scores."""
    cards = site.pages["/questions/"].article.select(".bank > li > a[id]")
    leads = {str(card["id"]): str(card["href"]) for card in cards}

    assert leads == {
        question.id: f"../skills/{question.skill}/#{question.id}"
        for question in handbook.questions.values()
    }


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_the_bank_is_whole(page: Page, handbook: Handbook) -> None:
    """A reader without JavaScript sees every question and no filter that would do nothing."""
    page.goto("/questions/")

    expect(page.locator("[data-filters]")).to_be_hidden()
    for item in page.locator(".bank > li").all():
        expect(item).to_be_visible()
    expect(page.locator(".bank > li")).to_have_count(len(handbook.questions))
