"""What the rules look at: the Handbook, the pages, the day, and what could not be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from macros.address.ledger import Ledger
from macros.core.handbook import Handbook
from macros.core.load import KINDS
from macros.core.pages import Page, Parameter
from macros.core.problems import Position, Problem
from macros.core.recall import Recall
from macros.render.addresses import Addresses

T = TypeVar("T")


class Listed(NamedTuple):
    """An entry of mkdocs.yml's `nav`: its title and page, either of which may be empty."""

    title: str
    path: str
    place: Position


@dataclass(frozen=True, slots=True)
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
        return kind in self.unreadable_kinds or id in self.legal(kind)

    def each(self, find: Callable[["Subject", str, str], Iterable[T]], *kinds: str) -> Iterator[T]:
        """What `find` finds in every record of some kinds, or of all; pages are one by path.

        `find` is a function of a module: what it found in a record is kept until that changes.
        """
        recall = self.handbook.recall
        for kind in kinds or (kind.name for kind in KINDS):
            if recall:
                yield from recall.of("found", find, kind)
            else:
                for id in self.of_kind(kind):
                    yield from find(self, kind, id)

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind by id, and pages by path."""
        return self.pages if kind == "page" else self.handbook.entities(kind)

    def recall(self, recall: Recall) -> None:
        """Have what `each` finds kept."""

        def found(find: Any, kind: str) -> tuple[Any, ...]:
            ids = self.of_kind(kind)
            return tuple(chain.from_iterable(recall.of("found_in", find, kind, id) for id in ids))

        recall.makers["found"] = found
        recall.makers["found_in"] = lambda find, kind, id: tuple(find(self, kind, id))

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
