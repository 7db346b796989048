"""Runs the checker: the page's own module, in a JavaScript engine inside this process.

Arguments and answers cross as JSON; the engine has no way to files or the network.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import quickjs  # type: ignore[import-untyped]

from macros.lint.report import Judgment

if TYPE_CHECKING:
    from macros.core.handbook import Handbook

#: Beside this package in a checkout, and where a wheel puts them (pyproject.toml).
_SCRIPTS = Path(__file__).parents[2] / "overrides/assets/javascripts"
#: The modules, each after those it imports from; no two declare the same name.
_MODULES = ("patterns", "sections", "reading", "pay", "steps", "told")
_LINKS = re.compile(r"^import .*\n|^export (?=function|const)", re.MULTILINE)
_ENTRANCE = """
const exported = { lint, firstFinds, faultsOf };
globalThis.call = (name, given) => JSON.stringify(exported[name](...JSON.parse(given)));
"""
#: What one call may take, in seconds of CPU and in bytes; a posting takes 20 ms and 5 MB.
SECONDS = 10.0
_MEMORY = 1 << 30


class TooMuchError(Exception):
    """A text took more time or memory than one call may take."""

    def __init__(self) -> None:
        super().__init__(
            f"checking it takes more than {SECONDS:g} seconds or a gigabyte. Cut it to one job"
            " posting; if it is one, a pattern in data/lint-reading.yaml takes too long."
        )


def lint(
    text: str,
    book: "Handbook",
    *,
    role: str | None = None,
    places: tuple[str, ...] = (),
    today: date,
) -> Judgment:
    """What the rules of the handbook say about a job posting on a day.

    Raises UnknownIdError when the role or a place is none of the handbook's, and TooMuchError.
    """
    for kind, ids in (("role", [role] if role else []), ("place", places)):
        for id in ids:
            if id not in book.entities(kind):
                book.find(kind, id)
    return judged(text, book.once(rules_of, today), role=role, places=places, year=today.year)


def judged(
    text: str, rules: str, *, role: str | None = None, places: Sequence[str] = (), year: int
) -> Judgment:
    """What rules, which are the JSON of a rulebook, say about a job posting in a year."""
    choices = json.dumps({"role": role, "places": places, "year": year})
    return Judgment.model_validate_json(_call("lint", json.dumps(text), rules, choices))


def rules_of(book: "Handbook", today: date) -> str:
    """The rulebook of a day as JSON."""
    from macros.lint.rulebook import make_rulebook  # `handbook lint` mostly has its rules already

    return make_rulebook(book, today=today).model_dump_json()


def first_finds(texts: Sequence[str], patterns: Sequence[str]) -> list[tuple[int, int, str]]:
    """The first find of each pattern in each text: number of the text, of the pattern, words."""
    found = json.loads(_call("firstFinds", json.dumps(texts), json.dumps(patterns)))
    return [(text, pattern, words) for text, pattern, words in found]


def faults_of(patterns: Sequence[str]) -> list[str]:
    """What is wrong with each pattern; an empty text for one that can be used."""
    faults: list[str] = json.loads(_call("faultsOf", json.dumps(patterns)))
    return faults


@cache
def _engine() -> Any:
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY)
    context.module(_script() + _ENTRANCE)
    return context


def _script() -> str:
    """All modules as one, since this engine reads no file: their names are in one scope."""
    files = (*(_SCRIPTS / f"lint/{name}.js" for name in _MODULES), _SCRIPTS / "lint.js")
    return "".join(_LINKS.sub("", file.read_text(encoding="utf-8")) for file in files)


def _call(name: str, *given: str) -> str:
    """What a function of the module answers; arguments and answer are JSON."""
    context = _engine()
    context.set_time_limit(SECONDS)
    try:
        answer: str = context.get("call")(name, f"[{','.join(given)}]")
    except quickjs.JSException as error:
        if str(error).startswith("InternalError"):  # interrupted, or out of memory
            raise TooMuchError from None
        raise
    return answer
