"""The engine: what words are taken for, and which page comes first (in Node, on the real site)."""

import json
from functools import cache
from typing import Any

import pytest

from macros.search.pieces import FOLDER, export_search
from tests.node import run_module
from tests.support import made, real_edition

_ASK = """
import { piecesOf } from "./search/pieces.js";
import { rank } from "./search/rank.js";
import { textsOf } from "./search/results.js";
const answers = [];
for (const query of given.queries) {
  const loaded = [];
  const read = async (name) => (loaded.push(name), given.pieces[name]);
  const pieces = piecesOf(read);
  const { pages, concepts } = await rank(query, pieces);
  const texts = await textsOf(pages.slice(0, 10), pieces);
  const names = (await pieces.index()).pages;
  answers.push({
    found: texts.map((one) => names[one.page][0] + (one.anchor && `#${one.anchor}`)),
    titles: texts.map((one) => `${one.title} ${one.text}`),
    words: concepts.map(({ word, variants }) => [word, [...variants.keys()]]),
    loaded: loaded.length,
  });
}
console.log(JSON.stringify(answers));
"""
#: A query of each kind with an address that has to be first, or the page of it.
_FIRST = {
    "kubernetes": "/tools/cloud/#kubernetes",
    "kuberntes": "/tools/cloud/#kubernetes",
    "psotgres": "/tools/databases/#postgresql",
    "kubern": "/tools/cloud/#kubernetes",
    "openshift": "/tools/cloud/",
    "nodejs": "/tools/languages-and-frameworks/#nodejs",
    "node js": "/tools/languages-and-frameworks/#nodejs",
    "c#": "/tools/languages-and-frameworks/#csharp",
    "go": "/tools/languages-and-frameworks/#go",
    "ci/cd": "/tools/ci-cd/",
    "cicd": "/tools/ci-cd/",
    "take-home": "/guides/take-home/",
    "takehome": "/guides/take-home/",
    "homework": "/guides/take-home/",
    "on call": "/glossary/#on-call",
    "idempotency keys": "/glossary/#idempotency",
    "JD of a senior backend engineer": "/roles/senior-backend-developer/job-description/",
    "what is the salary of a senior backend developer?": "/roles/senior-backend-developer/pay/",
    "glossary": "/glossary/",
    "my sql": "/tools/databases/#mysql",
}


@cache
def _pieces() -> dict[str, Any]:
    pieces = made(export_search(real_edition()))
    return {path.removeprefix(f"{FOLDER}/"): json.loads(one) for path, one in pieces.items()}


def ask(*queries: str) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = run_module(_ASK, {"pieces": _pieces(), "queries": queries})
    return answers


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return dict(zip(_FIRST, ask(*_FIRST), strict=True))


def test_what_is_asked_comes_first(answers: dict[str, dict[str, Any]]) -> None:
    """Names with signs, compounds, misspelled, unfinished and other words, whole questions."""
    got = {query: answer["found"][0] for query, answer in answers.items()}

    assert {
        query: got[query] for query, at in _FIRST.items() if not got[query].startswith(at)
    } == {}


def test_a_query_loads_few_pieces(answers: dict[str, dict[str, Any]]) -> None:
    """Those of its words and synonyms, and those of the results."""
    assert {query: one["loaded"] for query, one in answers.items() if one["loaded"] > 45} == {}


def test_only_an_unknown_word_is_guessed_at() -> None:
    """A known word stands for itself, its forms and synonyms; `java` is not `javascript`."""
    java, guess, rest = ask("java ", "jvaa ", "reddis")

    assert java["words"] == [["java", ["java"]]]
    assert "java" in guess["words"][0][1]
    assert rest["words"][0][1][0] == "redis"


def test_words_that_say_nothing_are_dropped_unless_there_are_no_others() -> None:
    """`what is a` leaves the word that was meant."""
    (question,) = ask("what is a queue and how can it be one")
    (bare,) = ask("what is it")

    assert [word for word, _ in question["words"]] == ["queue"]
    assert [word for word, _ in bare["words"]] == ["what", "is", "it"]


def test_a_text_that_several_roles_tell_is_one_result() -> None:
    """An answer that stands on three FAQ pages is shown once."""
    (answer,) = ask("is backend easier than frontend")

    assert len(set(answer["titles"])) == len(answer["titles"])


def test_nothing_is_found_for_what_is_no_word() -> None:
    """Signs, an empty query and a word that nothing is like end in an empty list."""
    assert [one["found"] for one in ask("", "   ", "?!", "qzxwvkjq", "__proto__", "constructor ")][
        :4
    ] == [[]] * 4
