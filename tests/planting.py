"""Plants hostile values into every text of the data, as many as the check lets in.

The fields are found in the model, so that a new one joins by itself.
"""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import AfterValidator, BaseModel, StringConstraints, TypeAdapter, ValidationError

from macros.checks import run
from macros.checks.run import BESIDE_THE_SITE, check_repository
from macros.core.load import load
from macros.core.problems import HandbookError, Problem
from macros.core.read import Document, Location, parse_yaml, read_yaml
from macros.core.text import count_words, texts
from macros.model.base import Reference, ToTheLetter
from macros.model.describe import type_of
from macros.model.fields import field_at
from macros.model.links import web_address
from macros.model.lint import Pattern
from tests.model.test_links import texts_of
from tests.support import ROOT, TODAY

#: What the repository needs to be checked and built.
PARTS = ("data", "docs", "macros", "overrides")
FILES = ("mkdocs.yml", "CHANGELOG.md")
#: Rules about the words of a whole posting, and of a date, which hostile texts are not: nobody
#: asks them here.
_UNASKED = (
    "example.too_many_blanks",
    "example.trade_words",
    "example.fixed_tool",
    "example.finished_example",
    "figures.other_date",
)
_RULES = "macros/checks/run.py"
#: A host that nothing may be loaded from and no link may lead to, and one that links may name.
FOREIGN, LINKED = "other.example", "linked.example"
#: For texts, put behind the first word; `N` becomes a number of its own, the first that fits stays.
TEXTS = (
    "`a`{onmouseover=alert(N)}",
    "![a](https://other.example/N.png)",
    "&lt;img src=x onerror=alert(N)&gt;",
    "[a](&#106;avascript:alert(N))",
    "{ onclick=alert(N) x=",
    "\"onfocus='alert(N)' autofocus=\"",
    "[aN]: //other.example/N [aN]",
    "\u2028# aN {onclick=alert(N)}",
    "\r\r[a]: javascript:alert(N)\r",
    "{: onclick=alert(N) .a }",
    "&#x3c;svg/onload=alert(N)&#x3e;",
    "]]> --> ';alert(N)//",
    "[a](//other.example/N)",
    "|aN||`bN`|\\",
    "${alert(N)} \\x3cimg src=x onerror=alert(N)\\x3e",
    "**aN** _b_ ~~c~~",
    "aN)(]['<N>",
)
#: For code and messages, which may hold anything but the braces of templates.
CODE = (
    "</script><script>alert(N)</script>",
    "</code></pre><img src=x onerror=alert(N)>",
    "\n\n```\n<img src=https://other.example/N.png>\n\n# a {onclick=alert(N)}\n\n[a](data:N)",
    "</textarea><svg onload=alert(N)> ]]> --> <!-- {: onclick=alert(N) }",
)
#: For addresses, in their place.
ADDRESSES = (
    "javascript:alert(N)",
    'https://linked.example/"onclick=alert(N)',
    "https://linked.example@other.example/N",
    "https://linked.example/(*N*)_a_~b~!`c`?d=&quot;e#f",
    "https://linked.example/(*N*)_a_~b~!?d=&quot;e&amp;f=[g](h)#i",
)

#: How often another value is tried in a text before it keeps its own.
_TRIES = 3
#: Sums of words from many texts, by the code that says that one is too long: where they may be.
#: Half of what made them longer goes at a time.
_SUMS = {
    "posting-length": re.compile(r"data/(roles/|posting|loops/)"),
    "search-string-limit": re.compile(
        r"data/(roles/.*'(alternate_titles|title)'|(tools|skills)/.*'title')"
    ),
}


@dataclass(slots=True)
class Plant:
    """A text of the data, what it was, and what may be put there, best first; it stands there now.

    `path` is that of its file, `location` its place inside.
    """

    path: str
    location: Location
    was: str
    choices: list[str] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.path} {self.location}"

    @property
    def grew(self) -> bool:
        """Whether it has more words than before."""
        return count_words(self.now) > count_words(self.was)

    @property
    def now(self) -> str:
        """What stands there: the first choice left, or what was there."""
        return self.choices[0] if self.choices else self.was


def copy_repository(root: Path) -> None:
    """What the site is built from, copied to an empty folder."""
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, root / part, ignore=ignored, dirs_exist_ok=True)
    for name in FILES:
        shutil.copy(ROOT / name, root)
    rules = (root / _RULES).read_text(encoding="utf-8")
    for name in _UNASKED:
        assert f"    {name},\n" in rules
        rules = rules.replace(f"    {name},\n", "")
    (root / _RULES).write_text(rules, encoding="utf-8")


def plant(root: Path) -> list[Plant]:
    """Plant what the check accepts in every text of the repository; returns every text.

    Whatever is refused gives way to the next that could be there, until nothing is refused.
    """
    plants = list(_plants(root))
    unasked = {name.rpartition(".")[2] for name in _UNASKED}
    asked: dict[str, Any] = {
        name: tuple(rule for rule in getattr(run, name) if rule.__name__ not in unasked)
        for name in ("THEN", "LAST")
    }
    with patch.multiple(run, **asked):
        while refused := list(_refused(root, plants)):
            for one in refused:
                del one.choices[0]
    return plants


def _plants(root: Path) -> Iterator[Plant]:
    number = 0
    for model, value, origin in load(root).records:
        for location, text in texts(value):
            payloads = _payloads(model, location)
            place = (*origin.location, *location)
            if payloads and place in origin.document.marks:
                number += 1
                turn = number % len(payloads)
                turned = (*payloads[turn:], *payloads[:turn])
                choices = (_put(text, one, number) for one in turned)
                fits = (one for one in choices if _fits(model, location, one) and _is_read(one))
                yield Plant(origin.document.path, place, text, list(islice(fits, _TRIES)))


def _payloads(model: type[BaseModel], location: Location) -> Sequence[str]:
    """What to try in a text; nothing where it is an id, a choice, a number or a pattern."""
    for kind in _types(model, _names(location)):
        marks = getattr(kind, "__metadata__", ())
        limits = [mark.pattern for mark in marks if isinstance(mark, StringConstraints)]
        if kind == Pattern or any(limits) or any(isinstance(mark, Reference) for mark in marks):
            continue
        if any(isinstance(mark, AfterValidator) and mark.func is web_address for mark in marks):
            return ADDRESSES
        return CODE if any(isinstance(mark, ToTheLetter) for mark in marks) else TEXTS
    return ()


def _names(location: Location) -> Location:
    """A location without its places in lists, which no type depends on."""
    return tuple(step for step in location if isinstance(step, str))


@cache
def _types(model: type[BaseModel], location: Location) -> list[Any]:
    info = field_at(model, location)
    return list(texts_of(type_of(info))) if info else []


def _put(text: str, payload: str, number: int) -> str:
    """The text with the payload behind its first word, in place of as many words as it has."""
    payload = payload.replace("N", str(number))
    if payload.startswith(("http", "javascript")):
        return payload
    first, *rest = text.split(" ")
    spared = rest[min(count_words(payload), max(len(rest) - 1, 0)) :]
    return " ".join((first, payload, *spared))


def _fits(model: type[BaseModel], location: Location, text: str) -> bool:
    for kind in _types(model, _names(location)):
        try:
            _adapter(kind).validate_python(text)
        except ValidationError:
            continue
        return True
    return False


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _refused(root: Path, plants: list[Plant]) -> Iterator[Plant]:
    """Write every file with what is planted in it, and find what the check says no to."""
    files: dict[str, list[Plant]] = {}
    for one in plants:
        files.setdefault(one.path, []).append(one)
    for path, inside in files.items():
        _write(root / path, read_yaml(root / path, name=path), inside)
    problems = [
        problem
        for problem in check_repository(root, today=TODAY)[1]
        if problem.severity == "error" and problem.code not in BESIDE_THE_SITE
    ]
    found: dict[int, Plant] = {}
    for problem in problems:
        if problem.code not in _SUMS:
            told = _told(problem, read_yaml(root / problem.place.path, name=""), plants)
            assert told, problem.text()
            found |= {id(one): one for one in told}
    for code in _SUMS.keys() & {problem.code for problem in problems}:
        found |= {id(one): one for one in _longer(code, plants)}
    yield from found.values()


def _longer(code: str, plants: list[Plant]) -> list[Plant]:
    """Half of what makes a sum of words too long, which keeps its own words from now on."""
    grown = [one for one in plants if one.grew]
    told = ([one for one in grown if _SUMS[code].match(str(one))] or grown)[::2]
    assert told, code
    for one in told:
        del one.choices[1:]
    return told


def _told(problem: Problem, document: Document, plants: list[Plant]) -> list[Plant]:
    """The plants that a problem is about: on its line, else inside of what stands there."""
    line = problem.place.line
    marked = [location for location, mark in document.marks.items() if mark[0] == line]
    here = [one for one in plants if one.path == problem.place.path and one.choices]
    exact = [one for one in here if one.location in marked]
    return exact or [one for one in here if any(one.location[: len(at)] == at for at in marked)]


def _write(file: Path, document: Document, plants: list[Plant]) -> None:
    """The file with its values as JSON, which is YAML with one value a line."""
    value = _lists(document.value)
    for one in plants:
        holder = value
        for step in one.location[:-1]:
            holder = holder[step]
        holder[one.location[-1]] = one.now
    text = _as_yaml(value)
    head = f"{document.head}\n" if document.head.startswith("#") else ""
    if file.read_text(encoding="utf-8") != head + text:  # what stays is not read again
        file.write_text(head + text, encoding="utf-8", newline="")


def _as_yaml(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=0)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda c: f"\\u{ord(c.group()):04x}", text)


def _is_read(text: str) -> bool:
    """Whether the reader lets the characters of a text in."""
    try:
        return text.isprintable() or bool(parse_yaml(_as_yaml(text), name="").value == text)
    except HandbookError:
        return False


def _lists(value: Any) -> Any:
    """The values of a file with lists and mappings that can be changed."""
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, tuple) else value
