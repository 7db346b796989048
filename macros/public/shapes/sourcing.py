"""Searching for people: profile words, search engines and finished strings, as the API has them."""

from typing import ClassVar

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.model import role as data
from macros.model import search
from macros.public.shapes.base import Figure, Record, dated, filled
from macros.tell.search_strings import search_strings


class ProfileWord(Record):
    """What people write in a profile: a tool, or a phrase."""

    tool: str | None
    """The tool: an id of `tools.json`; null for a phrase."""
    phrase: str | None
    """The phrase; null for a tool."""


class InProfiles(Record):
    """How a skill shows in public profiles (our view)."""

    habit: str
    """How often people write it down: an id of the vocabulary `profile-habit`."""
    words: tuple[ProfileWord, ...]
    """What they write, most telling first."""
    equivalents: tuple[ProfileWord, ...]
    """Words of experience that counts as well."""
    note: str
    """What the words prove, or where else to look."""


class GithubFloors(Record):
    """What a narrow GitHub search asks for at least."""

    followers: int
    """Followers."""
    repositories: int
    """Own repositories."""
    stars: int
    """Stars of a project."""


class RoleSearch(Record):
    """What searching for a role needs beyond its titles and requirements."""

    related_titles: tuple[str, ...]
    """Titles of people who often do the work under another name."""
    exclude: tuple[str, ...]
    """Title words of other jobs."""
    exclude_why: str
    """What each of them would bring."""
    github: GithubFloors
    """The floors of its narrow GitHub strings."""


class Mark(Figure):
    """A sign that a search engine understands."""

    VALUES: ClassVar[tuple[str, ...]] = ("mark", "means")

    mark: str | None
    """The sign or word; null once expired."""
    means: str | None
    """What it does; null once expired."""


class Limit(Figure):
    """The most that one string may hold."""

    VALUES: ClassVar[tuple[str, ...]] = ("most", "note")

    unit: str
    """Words, characters or operators."""
    most: int | None
    """How many; null once expired."""
    note: str | None
    """How sure that is; null once expired."""


class Breadth(Record):
    """What a string of one breadth asks for, and what it loses."""

    asks: str
    """What it asks for."""
    loses: str
    """What it will not find, or finds too much of."""


class Breadths(Record):
    """The three breadths, from few and fitting results to many."""

    narrow: Breadth
    """Few and fitting."""
    balanced: Breadth
    """Where to begin."""
    broad: Breadth
    """Many."""


class SearchDialect(Record):
    """A place to search, and how it wants to be asked."""

    id: str
    """Its permanent id."""
    title: str
    """What it is called."""
    grammar: str
    """How its strings are built."""
    where: str
    """Where the string goes."""
    shows: str
    """What it shows."""
    hides: str
    """What it does not show."""
    marks: tuple[Mark, ...]
    """The signs it understands."""
    limits: tuple[Limit, ...]
    """The most that one string may hold."""
    breadths: Breadths
    """What each breadth asks for and loses."""
    opens: str | None
    """The address a string is added to, when a link can open the search."""


class SearchString(Record):
    """A string to search candidates with."""

    breadth: str
    """How much it lets in: narrow, balanced or broad."""
    label: str
    """Where it goes, when a breadth has several strings."""
    text: str
    """The string; square brackets are blanks to fill in."""


class DialectStrings(Record):
    """A place to search, with its strings."""

    id: str
    """Its id."""
    title: str
    """What it is called."""
    strings: tuple[SearchString, ...]
    """The strings, narrow first."""


class SearchStrings(Record):
    """The strings to find people for a role with."""

    id: str
    """The role: an id of `roles.json`."""
    url: str
    """The page that explains them, from the root of the site."""
    title: str
    """The role's title."""
    dialects: tuple[DialectStrings, ...]
    """The places to search."""


def dialect(edition: Edition, entity: search.SearchDialect) -> SearchDialect:
    """A place to search; signs and limits past their review date without their values."""
    return filled(
        SearchDialect,
        entity,
        marks=tuple(dated(Mark, edition, mark) for mark in entity.marks),
        limits=tuple(dated(Limit, edition, limit) for limit in entity.limits),
    )


def search_strings_of(edition: Edition, entity: data.Role) -> SearchStrings:
    """A role's search strings by place to search."""
    book = edition.handbook
    dialects = tuple(
        DialectStrings(
            id=dialect.id,
            title=dialect.title,
            strings=tuple(
                SearchString(breadth=breadth, label=one.label, text=one.text)
                for breadth, strings in search_strings(book, entity.id, dialect.id).items()
                for one in strings
            ),
        )
        for dialect in book.search_dialects.values()
    )
    return SearchStrings(
        id=entity.id,
        url=address_of("role_part", entity, "search"),
        title=entity.title,
        dialects=dialects,
    )
