"""What the rules look at: the Handbook, the pages, the day, and what could not be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from macros.address.ledger import Ledger
from macros.core.handbook import Handbook
from macros.core.pages import Page, Parameter
from macros.core.problems import Position, Problem
from macros.render.addresses import Addresses

T = TypeVar("T")


class Listed(NamedTuple):
    """An entry of mkdocs.yml's `nav`: its title and page, either of which may be empty."""

    title: str
    path: str
    place: Position


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One reading of the repository.

    `navigation` holds the entries of mkdocs.yml's `nav`, `settings` its values of one word
    (others are empty) with their places, `macros` the parameters of every page macro,
    `written_ids` the ids that stand in the files, read or not, `unreadable_kinds` the kinds of
    which a whole file could not be read. `today` decides what has expired. `ledger` lists what
    was published, `changelog` is the text of CHANGELOG.md; `addresses` computes, once, what the
    site answers: for rules asked when the rest is sound. `pictures` are the paths of those below
    docs/, and `source` gives the text of a file by its path in messages.
    """

    handbook: Handbook
    pages: Mapping[str, Page]
    navigation: tuple[Listed, ...]
    macros: Mapping[str, tuple[Parameter, ...]]
    written_ids: dict[str, set[str]]
    unreadable_kinds: frozenset[str]
    today: date
    settings: Mapping[str, tuple[str, Position]] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    changelog: str = ""
    addresses: Callable[[], Addresses] = Addresses
    pictures: frozenset[str] = frozenset()
    source: Callable[[str], str] = str

    def legal(self, kind: str) -> set[str]:
        """Every id that a reference to this kind may hold, unreadable entities included."""
        return set(self.handbook.entities(kind)) | self.written_ids.get(kind, set())

    def knows(self, kind: str, id: str) -> bool:
        """Whether an id exists, or may exist in a file that could not be read."""
        written = self.written_ids.get(kind, ())
        return kind in self.unreadable_kinds or id in self.handbook.entities(kind) or id in written

    def on_pages(self, find: Callable[["Subject", Page], Iterable[T]]) -> Iterator[T]:
        """What a function of a module finds on every page; it is kept until that page changes."""
        recall = self.handbook.recall
        for path in self.pages:
            yield from recall.of("on_page", find, path) if recall else find(self, self.pages[path])

    def within(self, place: Position, part: str) -> Position:
        """The place of a part of the value that is written at a place, or that place itself."""
        lines = self.source(place.path).split("\n")
        for number, line in enumerate(lines[place.line - 1 :], place.line):
            if (at := line.find(part, place.column - 1 if number == place.line else 0)) >= 0:
                return Position(place.path, number, at + 1)
        return place


Check = Callable[[Subject], Iterator[Problem]]


def code_of(check: Check) -> str:
    """The code a rule's problems carry: its name with hyphens."""
    return check.__name__.replace("_", "-")
