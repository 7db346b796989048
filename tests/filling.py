"""Fills in what a scaffold left to write, field by field, as the check asks for it."""

import re
from collections.abc import Mapping
from itertools import count, groupby
from pathlib import Path

from macros.checks.run import check_repository
from macros.core.problems import Problem
from tests.support import TODAY

_NUMBERS = count(1)
_FIELD = re.compile(r"`(\w+)`")
_CHOICES = re.compile(r": one of (.*)\.$")
#: What fits into fields that are no free text; `{n}` is a number of its own.
_PLAIN = {
    "id": "entry-{n}",
    "date": "2099-12-31",
    "version": "99.0.0",
    "page": "/",
    "homepage": "https://example.org/{n}",
    "minutes": "10",
    "followers": "2",
    "repositories": "3",
    "stars": "4",
    "widely_published": "false",
    "part": "about",
    "question": "What is entry {n}?",
    "title": "Entry {n}",
    "alternate_titles": "Entry {n}",
    "related_titles": "Entry {n}",
    "exclude": "Other {n}",
    "phrase": "word {n}",
}
_SENTENCE = "Holds item {n} of row {n} and item {n}a of row {n}b for page {n}c."


def fill(root: Path, chosen: Mapping[str, str] | None = None) -> int:
    """Write something that fits wherever the check finds words missing; returns how often.

    `chosen` says what to write into a field, where that is not all the same.
    """
    missing = [p for p in check_repository(root, today=TODAY)[1] if p.code == "missing-words"]
    for path, problems in groupby(missing, key=lambda problem: problem.place.path):
        file = root / path
        lines = file.read_text(encoding="utf-8").split("\n")
        for problem in problems:
            at = problem.place.line - 1
            words = _words(problem, lines[at], chosen or {})
            lines[at] = lines[at].replace("TODO", words, 1)
        file.write_text("\n".join(lines), encoding="utf-8")
    return len(missing)


def _words(problem: Problem, line: str, chosen: Mapping[str, str]) -> str:
    """What to write in the place of a problem, which stands in a line of a file."""
    number = next(_NUMBERS)
    named = _FIELD.search(problem.message)
    field = named.group(1) if named else ""
    if field in chosen:
        return chosen[field]
    if choices := _CHOICES.search(problem.fix):
        return choices.group(1).split(", ")[0]
    if problem.place.path.endswith(".md"):
        return _page_words(field, line, number)
    if not named:
        return f"Entry {number}"
    return _PLAIN.get(field, _SENTENCE).replace("{n}", str(number))


def _page_words(field: str, line: str, number: int) -> str:
    if field == "title" or line.startswith("#"):
        return f"Page {number}"
    if field == "reviewed":
        return f'"{TODAY}"'
    sentence = _SENTENCE.replace("{n}", str(number))
    return sentence if field else f"{sentence} {sentence}"
