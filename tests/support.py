"""What the tests share: the two handbooks, ways to spoil a copy, and every macro call."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, update_wrapper
from inspect import Signature, signature
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

from macros.address.ledger import LEDGER, read_ledger
from macros.checks.run import check_repository
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook, assemble
from macros.core.load import load
from macros.core.pages import read_pages
from macros.core.problems import Problem
from macros.core.repository import repository_of
from macros.render.registry import bound, parameters
from macros.render.view import View
from macros.search.sections import sections_of

ROOT = Path(__file__).parent.parent
DUMMY = ROOT / "tests" / "dummy"
#: The day the tests live on, so that no figure expires while they run.
TODAY = date(2026, 11, 21)
#: Its first second, for SOURCE_DATE_EPOCH.
MOMENT = str(int(datetime.combine(TODAY, time(), UTC).timestamp()))
#: Where the tests publish what they only export.
SITE_URL = "https://handbook.example/"
#: Where the files of the API are, below the site.
API = "api/v1"
#: A public repository, as the tests configure it.
REPOSITORY = "https://github.com/example/handbook"
GITHUB = repository_of({"repo_url": REPOSITORY, "edit_uri": "edit/main/docs/"})

#: The place of what a file lacks: its first line that is no comment.
TOP = "(the first line)"

Edit = Callable[[Path], None]
Test = TypeVar("Test", bound=Callable[..., None])
#: How many failures one test tells in full.
_TOLD = 10


@cache
def real() -> Handbook:
    """The real handbook, whatever the rules say about it (test_content.py asks them)."""
    return assemble(load(ROOT))


@cache
def tiny() -> Handbook:
    """The handbook of tests/dummy."""
    return assemble(load(DUMMY))


@cache
def real_edition() -> Edition:
    """The real handbook with its pages, as the exports get it."""
    return Edition(real(), read_pages(ROOT)[0], SITE_URL, TODAY)


@cache
def tiny_edition() -> Edition:
    """The dummy with its pages, as the exports get it."""
    published = frozenset(read_ledger(DUMMY / LEDGER, name=LEDGER).entries)
    return Edition(tiny(), read_pages(DUMMY)[0], SITE_URL, TODAY, published)


def texts_of_pages(edition: Edition) -> list[str]:
    """What stands on the pages, section by section, as the search reads it."""
    macros = bound(View(edition.handbook, edition.today))
    return [
        f"{section.title} {section.text}"
        for page in edition.pages.values()
        for section in sections_of(page, (macros[one.name](*one.arguments) for one in page.calls))
    ]


def made(exports: Iterable[Export]) -> dict[str, bytes]:
    """The bytes of every export by its path."""
    return {path: make() for path, make in exports}


def spoil(root: Path, path: str, old: str, new: str) -> None:
    """Replace the one occurrence of `old` in a file below `root`."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} holds {text.count(old)} times: {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def swap(path: str, old: str, new: str) -> Edit:
    """An edit that replaces the one occurrence of a text."""
    return lambda root: spoil(root, path, old, new)


def cut(path: str, start: str) -> Edit:
    """An edit that removes everything from `start` to the end of the file."""

    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(start) == 1, f"{path} holds {text.count(start)} times: {start!r}"
        (root / path).write_text(text[: text.index(start)], encoding="utf-8")

    return edit


def append(path: str, text: str) -> Edit:
    """An edit that adds text to the end of a file, or begins the file with it."""

    def edit(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def remove(path: str) -> Edit:
    """An edit that deletes a file."""
    return lambda root: (root / path).unlink()


def duplicate(path: str, to: str) -> Edit:
    """An edit that copies a file; a page is asked for in other ways than the first."""

    def edit(root: Path) -> None:
        shutil.copyfile(root / path, root / to)
        if to.endswith(".md"):
            text = (root / to).read_text(encoding="utf-8")
            (root / to).write_text(re.sub(r"\b(way|path) (?=\d)", r"\1 copied ", text))

    return edit


@dataclass(frozen=True, kw_only=True)
class Example:
    """One way to break the dummy, and what must be said about it.

    `at` is a text that only the line to be named holds, or TOP; `also` are codes of problems
    that cannot but come along.
    """

    name: str
    code: str
    edits: tuple[Edit, ...]
    path: str
    at: str
    says: tuple[str, ...]
    fix: str
    also: frozenset[str] = frozenset()
    severity: str = "error"


def line_of(root: Path, path: str, text: str) -> int:
    """The number of the one line of a file that holds a text."""
    lines = (root / path).read_text(encoding="utf-8", errors="replace").splitlines()
    if text == TOP:
        return 1 + next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    hits = [number for number, line in enumerate(lines, start=1) if text in line]
    assert len(hits) == 1, f"{path} holds {text!r} in lines {hits}"
    return hits[0]


def assert_found(root: Path, example: Example) -> None:
    """Break the copy at `root` and compare every part of what is reported."""
    for edit in example.edits:
        edit(root)
    problems = check_repository(root, today=TODAY)[1]
    line = line_of(root, example.path, example.at)
    here = [
        problem
        for problem in problems
        if (problem.place.path, problem.place.line, problem.code)
        == (example.path, line, example.code)
    ]

    shown = "\n".join(problem.text() for problem in problems)
    assert len(here) == 1, f"not once at {example.path}:{line}:\n{shown}"
    assert {problem.code for problem in problems} <= {example.code, *example.also}, shown
    assert [word for word in example.says if word not in here[0].message] == []
    assert example.fix in here[0].fix
    assert here[0].fix.endswith(".")
    assert here[0].severity == example.severity


def each(name: str, values: Callable[[], Iterable[object]]) -> Callable[[Test], Test]:
    """Give a test every value as its argument `name`: one test, which tells all that fail.

    For hundreds of values, each of which `pytest.mark.parametrize` would make in every worker
    and report alone. They are made when the test runs, and there must be some.
    """

    def decorate(test: Test) -> Test:
        def over_all(**fixtures: object) -> None:
            failed: list[BaseException] = []
            all_values = tuple(values())
            assert all_values
            for value in all_values:
                try:
                    test(**fixtures, **{name: value})
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"{name}: {value}")
                    failed.append(error)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(all_values)} fail", failed[:_TOLD])

        taken = [one for one in signature(test).parameters.values() if one.name != name]
        over_all.__signature__ = Signature(taken)  # type: ignore[attr-defined]
        return update_wrapper(over_all, test, updated=())  # type: ignore[return-value]

    return decorate


def codes(problems: list[Problem]) -> set[str]:
    """The codes of some problems."""
    return {problem.code for problem in problems}


@dataclass(frozen=True)
class MacroCall:
    """A call of a page macro with ids of one of the two handbooks."""

    book: str
    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.book}: {self.name}({', '.join(self.arguments)})"

    @property
    def handbook(self) -> Handbook:
        """The handbook the ids belong to."""
        return BOOKS[self.book]()

    def render(self, view: View | None = None) -> str:
        """What the macro returns, by default for the front page."""
        view = view or View(self.handbook, TODAY)
        return bound(view)[self.name](*self.arguments)


BOOKS: dict[str, Callable[[], Handbook]] = {"real": real, "dummy": tiny}


def every_call(book: str) -> list[MacroCall]:
    """Every macro with every id it takes, but for the pairs it refuses by design."""
    return [call for call in _product(book) if not refused(call)]


def refused(call: MacroCall) -> bool:
    """Whether the macro has nothing to show for the entity, and says so with ValueError."""
    if call.name == "role_changes":
        return call.handbook.roles[call.arguments[0]].based_on is None
    if call.name == "pay_areas":
        return call.handbook.pay[call.arguments[0]].areas is None
    if call.name.startswith("stage_"):
        role, id = call.arguments
        loop = call.handbook.loops[call.handbook.roles[role].loop]
        shows = {
            "stage_questions": lambda it: it.questions,
            "stage_scorecard": lambda it: it.with_candidate,
        }
        return not any(one.id == id and shows.get(call.name, bool)(one) for one in loop.stages)
    return False


def _product(book: str) -> Iterator[MacroCall]:
    handbook = BOOKS[book]()
    for name, taken in parameters().items():
        for arguments in product(*(handbook.entities(str(one.kind)) for one in taken)):
            yield MacroCall(book, name, arguments)
