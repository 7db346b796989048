"""What the rules look at: the Handbook, the pages, the day, and what could not be read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.address.ledger import Ledger
from macros.core.handbook import Handbook
from macros.core.pages import Page, Parameter
from macros.core.problems import Position, Problem
from macros.render.addresses import Addresses


@dataclass(frozen=True, slots=True)
class Subject:
    """One reading of the repository.

    `navigation` holds the pages of mkdocs.yml's `nav` with their places, `settings` its values
    of one word (others are empty) with theirs, `macros` the parameters of every page macro,
    `attempted` the ids that were there but could not be read, `unread` the kinds of which a
    whole file could not be. `today` decides what has expired. `ledger` lists what was
    published; `addresses` computes, once, what the site answers: for rules asked when the rest
    is sound.
    """

    handbook: Handbook
    pages: Mapping[str, Page]
    navigation: tuple[tuple[str, Position], ...]
    macros: Mapping[str, tuple[Parameter, ...]]
    attempted: Mapping[str, set[str]]
    unread: frozenset[str]
    today: date
    settings: Mapping[str, tuple[str, Position]] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    addresses: Callable[[], Addresses] = Addresses

    def legal(self, kind: str) -> set[str]:
        """Every id that a reference to this kind may hold, unreadable entities included."""
        return set(self.handbook.entities(kind)) | self.attempted.get(kind, set())

    def knows(self, kind: str, id: str) -> bool:
        """Whether an id exists, or may exist in a file that could not be read."""
        return kind in self.unread or id in self.legal(kind)


Check = Callable[[Subject], Iterator[Problem]]


def code_of(check: Check) -> str:
    """The code a rule's problems carry: its name with hyphens."""
    return check.__name__.replace("_", "-")
