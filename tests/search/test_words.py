"""Words: Python, which writes the index, and JavaScript, which reads a query, see the same ones."""

import pytest

from macros.search.words import folded, words
from tests.node import run_module
from tests.support import real_edition, texts_of_pages

_BOTH = """
import { folded, words } from "./search/words.js";
console.log(JSON.stringify(given.map((text) => [folded(text), words(text)])));
"""
_STEMS = """
import { stem } from "./search/words.js";
console.log(JSON.stringify(given.map((words) => words.map(stem))));
"""
_FAR = """
import { distance } from "./search/words.js";
console.log(JSON.stringify(given.map(([one, other]) => distance(one, other, 2))));
"""
#: Names as people write them, with the words they are looked for by.
_NAMED = {
    "take-home": ["take", "home", "takehome"],
    "C# and C++": ["c#", "and", "c++"],
    ".NET, ASP.NET": ["dotnet", "asp", "net", "aspnet"],
    "Node.js": ["node", "js", "nodejs"],
    "CI/CD": ["ci", "cd", "cicd"],
    "and/or neither/nor": ["and", "or", "andor", "neither", "nor"],
    "Résumé": ["resume"],
    "candidate's don’t": ["candidate", "dont"],
    "k8s": ["k8s"],
    "2026-11-30": ["2026", "11", "30"],
    "on\u2011call": ["on", "call", "oncall"],
    "-redis": ["redis"],
    "a, b; (c) \u2014 d": ["a", "b", "c", "d"],
}


@pytest.mark.parametrize(("text", "expected"), _NAMED.items())
def test_words_of_a_name(text: str, expected: list[str]) -> None:
    """Signs inside a name, accents and apostrophes hide no word."""
    assert list(words(text)) == expected


def test_browser_reads_the_words_that_the_index_holds() -> None:
    """Over every text of the real site, both languages agree to the letter."""
    texts = [*_NAMED, *texts_of_pages(real_edition()), "Ǆ ﬁn İstanbul ß ½ 你好 👩‍💻 x²"]

    assert run_module(_BOTH, texts) == [[folded(text), list(words(text))] for text in texts]


def test_forms_of_a_word_share_a_stem() -> None:
    """Those of other words that look alike do not."""
    same = [
        ["calibrate", "calibration", "calibrating", "calibrated"],
        ["salary", "salaries"],
        ["hire", "hiring", "hired", "hires"],
        ["question", "questions"],
        ["plan", "plans", "planning", "planned"],
        ["accommodation", "accommodations", "accommodate"],
        ["company", "companies"],
        ["index", "indexes"],
        ["review", "reviewing", "reviews"],
    ]
    other = ["access", "test", "rest", "news", "aws", "go", "c#", "react", "redis", "java", "sql"]
    stems = run_module(_STEMS, [*same, other])

    assert [words for words, found in zip(same, stems, strict=False) if len(set(found)) > 1] == []
    assert len(set(stems[-1])) == len(other)


def test_distance_counts_what_fingers_do() -> None:
    """A letter wrong, missing, too many or swapped is one mistake; beyond two nobody counts."""
    pairs = [("sql", "sql"), ("kuberntes", "kubernetes"), ("psotgres", "postgres")]
    pairs += [("redsi", "redis"), ("graffana", "grafana"), ("java", "kotlin"), ("abcd", "badc")]

    assert run_module(_FAR, pairs) == [0, 1, 1, 1, 1, 3, 2]
