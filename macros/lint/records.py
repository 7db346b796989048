"""The records of the rulebook: all that a check needs, as check/rules.json publishes it."""

from typing import Literal

from macros.model import lint as data
from macros.model.base import Model


class Item(Model):
    """A pattern with the words that explain a find of it; empty ones are the rule's own."""

    pattern: str
    why: str = ""
    instead: str = ""


class Duty(Model):
    """What a posting in a place must hold, in the words of the table."""

    duty: str
    says: str


class Cap(Model):
    """How wide a range of yearly pay may be, up to which pay, and that in words."""

    width: float
    up_to: float
    says: str


class PlaceRow(Model):
    """A place of the pay-transparency table; past its review date it has no duties left."""

    id: str
    title: str
    region: str
    in_force: bool
    expired: bool
    who: str
    since: str
    in_posting: tuple[Duty, ...]
    range_at_most: Cap | None


class Part(Model):
    """How a part of a posting is known, each by a pattern."""

    section: data.SectionName
    heading: str
    named: str
    line: str


class Unit(Model):
    """A word behind a number that makes it larger."""

    words: str
    times: int
    currency: str | None
    yearly: bool


class PayWords(Model):
    """How pay is known among numbers, each by a pattern (`data.PayWords`)."""

    amount: str
    units: tuple[Unit, ...]
    currency: str
    period: str
    period_of_all: str
    to: str
    at_most: str
    at_least: str
    or_more: str
    word: str
    other: str
    attached: str
    counted: str


class Kinds(Model):
    """How a text is told from others, and what the reader is told of each."""

    core: tuple[str, ...]
    posting: tuple[str, ...]
    other: tuple[str, ...]
    addressed: str
    trade: str
    notes: dict[str, str]


class Language(Model):
    """A language and the pattern of its small words."""

    id: str
    title: str
    pattern: str


class Stated(Model):
    """Something that a posting states, and what is said of it."""

    id: str
    says: str
    pattern: str


class PlaceNames(Model):
    """A place and the pattern of its names."""

    place: str
    pattern: str


class Tested(Model):
    """A requirement of a role and the questions of its loop that test it."""

    id: str
    skill: str
    necessity: str
    line: str
    questions: tuple[str, ...]


class RoleRow(Model):
    """A role of the ladder, with every requirement it states or inherits."""

    id: str
    title: str
    requirements: tuple[Tested, ...]


class ToolRow(Model):
    """A tool whose first release is verified and not past its review date."""

    id: str
    title: str
    pattern: str
    year: int


class Rule(Model):
    """A rule ready to run. `check` tells which engine step it is; the rest depends on it."""

    id: str
    severity: data.Severity
    title: str
    why: str
    instead: str
    page: str
    label: str
    reads: Literal["any", "en"]
    check: str
    items: tuple[Item, ...] = ()
    unless: str = ""
    outside: tuple[data.SectionName, ...] = ()
    spare_allowed: bool = False
    in_blanks: bool = False
    asked: str = ""
    deniable: bool = True
    unless_paid: bool = False
    not_named: bool = False
    swaps: dict[str, str] = {}
    sections: tuple[data.SectionName, ...] = ()
    pattern: str = ""
    needs: str = ""
    fault: str = ""
    times: float = 1.0
    yields: bool = False
    duties: dict[str, str] = {}
    place_page: str = ""
    least: int = 0
    most: int = 0
    share: float = 0.0
    ends: str = ""


class Rulebook(Model):
    """Everything a check needs besides the posting, the choices and the year."""

    version: int
    characters: dict[str, str]
    ignored: tuple[tuple[int, int], ...]
    structure: dict[str, str]
    numerals: dict[str, int]
    stop_words: tuple[str, ...]
    allowed: str
    sections: tuple[Part, ...]
    pay: PayWords
    kinds: Kinds
    languages: tuple[Language, ...]
    modes: tuple[Stated, ...]
    good: tuple[Stated, ...]
    place_names: tuple[PlaceNames, ...]
    rules: tuple[Rule, ...]
    skills: dict[str, str]
    tools: tuple[ToolRow, ...]
    places: tuple[PlaceRow, ...]
    roles: tuple[RoleRow, ...]
    notices: tuple[str, ...]
