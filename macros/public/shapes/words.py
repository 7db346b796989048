"""Wording, closed choices, the frame of postings and what changed, as the API has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.core.handbook import Handbook
from macros.model import change as changes
from macros.model import reference as data
from macros.public.shapes.base import Record, filled


class Phrase(Record):
    """Wording that our own text must not use."""

    id: str
    """Its permanent id."""
    words: tuple[str, ...]
    """The words."""
    why: str
    """What is wrong with them."""
    instead: str
    """What to say."""


class Change(Record):
    """Something that changed for readers."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    date: date
    """The day it was published."""
    version: str
    """The version of the content it came with (SemVer)."""
    api_version: str | None
    """The version of the API it came with, when it changed the API."""
    roles: tuple[str, ...]
    """The roles it concerns: ids of `roles.json`. Empty: the handbook as a whole."""
    title: str
    """What changed, in a line."""
    text: str
    """What changed, in a sentence or two."""
    see: str | None
    """The page to look at, from the root of the site."""
    see_label: str | None
    """What that page is called."""


class Choice(Record):
    """One legal value."""

    id: str
    """The value as other files use it."""
    label: str
    """Its name."""
    description: str
    """What it means."""


class Vocabulary(Record):
    """A closed choice."""

    id: str
    """Its permanent id."""
    choices: tuple[Choice, ...]
    """Its legal values, in the order of rank."""


@dataclass(frozen=True, slots=True)
class NamedVocabulary:
    """A vocabulary under its public id, which has hyphens as all ids do."""

    id: str
    choices: tuple[data.Choice, ...]


def vocabularies(book: Handbook) -> Mapping[str, NamedVocabulary]:
    """Every closed choice by its public id."""
    named = (
        NamedVocabulary(name.replace("_", "-"), getattr(book.vocabularies, name))
        for name in data.Vocabularies.model_fields
    )
    return {vocabulary.id: vocabulary for vocabulary in named}


def vocabulary(_edition: Edition, entity: NamedVocabulary) -> Vocabulary:
    """A closed choice."""
    return filled(Vocabulary, entity)


def phrase(_edition: Edition, entity: data.Phrase) -> Phrase:
    """Wording to avoid."""
    return filled(Phrase, entity)


def change(_edition: Edition, entity: changes.Change) -> Change:
    """Something that changed."""
    return filled(
        Change,
        entity,
        url=address_of("change", entity),
        see=entity.see.page if entity.see else None,
        see_label=entity.see.label if entity.see else None,
    )
