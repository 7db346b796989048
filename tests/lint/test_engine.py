"""The engine inside the command line: bounded, and in agreement with the page's."""

from functools import cache
from typing import Any

import pytest

from macros.lint import engine
from macros.lint.engine import TooMuchError, faults_of, first_finds, lint
from macros.lint.rulebook import any_word, make_rulebook
from tests.lint.test_lint import POSTINGS, STEMS, TRIPS
from tests.node import run_module
from tests.support import TODAY, real

PAGE = """
import { lint } from "./lint.js";
import { selectionOf } from "./lint-findings.js";
const judged = given.texts.map((text) => lint(text, given.rules, given.choices));
const selected = given.texts.flatMap((text, number) => judged[number].findings
  .filter(({ words }) => words)
  .map((finding) => [text.slice(...selectionOf(finding, text)), finding.words]));
console.log(JSON.stringify({ judged, selected }));
"""
#: Pieces that postings are made of, with the characters that editors and mails put into them.
PIECES = (
    *("- ", "• ", "* ", "1. ", "– ", "## ", "**", ":", "\n", "\n\n", "\t", " ", "\u00a0", "\u2003"),
    *("Requirements", "What you bring:", "**Nice to have**", "BENEFITS", "You have:", "o "),
    *("5+ years of ", "ten years", "9 years with OpenTelemetry", "experience", "Kafka (15 years)"),
    *("$90,000", "€60k", " to ", "–", "£50.000", "a year", "/month", "up to ", "CA$110k", "Pay: "),
    *("ninja", "native speaker", "he/she", "driven", "event-driven", "team player", "lead"),
    *("[blank]", "[a](b)", "[", "]", "’", "“x”", "…", "é", "e\u0301", "\u00ad", "\u200b", "🚀"),
    *("ß", "\ufb01t", "ｎinja", "\u212a", "ſ", "İ", "½", "人", "\u0085", "\u2028", "\x1f", "\x00"),
    *("Bachelor’s degree", "or equivalent", "You design a system from vague needs", "SQL", "no "),
    *("remote", "3 conversations", "apply by 3 May", "captions", "whitelist", "culture fit", "DOE"),
    *(".", "; ", ", ", "EUR "),
)
CHOICES: dict[str, Any] = {"role": "senior-backend-developer", "places": ["us-ca", "us-co"]}


@cache
def texts() -> tuple[str, ...]:
    """Postings, the faults of all rules one after another, and pieces in many orders."""
    postings = [(POSTINGS / f"{stem}.txt").read_text(encoding="utf-8") for stem in STEMS]
    faults = "\n\n".join(trip.text for trip in TRIPS)
    orders = ("".join((PIECES * 3)[::step]) for step in range(-20, 21) if step)
    return (*postings, faults, *orders)


@pytest.fixture(scope="module")
def browser() -> dict[str, Any]:
    """What the page's script says of all texts in a browser's engine."""
    rules = make_rulebook(real(), today=TODAY).model_dump(mode="json")
    choices = {**CHOICES, "year": TODAY.year}
    said: dict[str, Any] = run_module(PAGE, {"texts": texts(), "rules": rules, "choices": choices})
    return said


def test_engine_finds_what_a_browser_finds(browser: dict[str, Any]) -> None:
    """The same script gives the same findings in both, whatever characters a text holds."""
    chosen = {"role": CHOICES["role"], "places": tuple(CHOICES["places"])}
    ours = [lint(text, real(), **chosen, today=TODAY).model_dump(mode="json") for text in texts()]
    unequal = [pair for pair in zip(ours, browser["judged"], strict=True) if pair[0] != pair[1]]

    assert unequal[:2] == []


def test_page_selects_the_words_of_a_finding(browser: dict[str, Any]) -> None:
    """Line and column lead back to the very words in the text area."""
    assert len(browser["selected"]) > 200
    assert [(found, words) for found, words in browser["selected"] if found != words] == []


def test_text_that_a_pattern_runs_away_on_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of a call is bounded, and the engine goes on with the next."""
    monkeypatch.setattr(engine, "SECONDS", 0.1)
    with pytest.raises(TooMuchError, match=r"more than 0\.1 seconds"):
        first_finds(["a" * 60 + "b"], ["^(a+)+$"])

    assert first_finds(["aaa"], ["^(a+)+$"]) == [(0, 0, "aaa")]


def test_text_that_takes_all_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of the engine is bounded too."""
    monkeypatch.setattr(engine, "_MEMORY", 4 << 20)
    engine._engine.cache_clear()
    with pytest.raises(TooMuchError, match="Cut it to one job posting"):
        lint("a posting " * 500_000, real(), today=TODAY)

    engine._engine.cache_clear()


def test_first_find_of_each_pattern_is_told_by_number() -> None:
    """A text may hold several patterns, once or often; one that holds none is passed over."""
    patterns = [any_word(["ninja", "C++"]), any_word(["team  player"]), any_word(["utiliz*"])]
    found = first_finds(["plain", "Utilizing a Team\nplayer, c++ and ninja", "ninjas"], patterns)

    assert found == [(1, 0, "c++"), (1, 1, "Team\nplayer"), (1, 2, "Utilizing")]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        pytest.param(r"(?<=a)(?<name>b)[^\s]\p{L}\k<name>", "", id="all of JavaScript"),
        pytest.param("(a", "it does not compile: ", id="an open group"),
        pytest.param("(?P<n>a)", "it does not compile: ", id="a group as Python names it"),
        pytest.param(r"a\Z", "it does not compile: ", id="an escape that means nothing"),
        pytest.param("a{,2}", "it does not compile: ", id="a brace that is no count"),
        pytest.param("a*", "it finds nothing at all, everywhere", id="nothing everywhere"),
    ],
)
def test_fault_of_a_pattern_is_the_engines(pattern: str, fault: str) -> None:
    """What may be written is what the engine reads, strictly."""
    (said,) = faults_of([pattern])

    assert said.startswith(fault)
    assert bool(said) == bool(fault)
