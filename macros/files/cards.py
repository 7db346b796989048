"""Title cards for link previews: one picture a page, at /assets/cards/<the page's address>.png.

The tags that name them are in overrides/main.html.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.pages import Page


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the handbook's `name`, a `label`, the `title`, and its `part` below it.

    `color` is the ground, as `#rrggbb`; `rung` of `rungs` (from 0) draws the ladder of levels.
    """

    name: str
    label: str
    title: str
    part: str
    color: str
    rung: int = 0
    rungs: int = 0


class SitePart(NamedTuple):
    """A part of the site: what its pages are, and the color of their cards."""

    label: str
    color: str


_GREEN, _BLUE, _PLUM = "#0f5c4d", "#1c4a70", "#57315f"
_BROWN, _OCHRE, _BRICK, _INK = "#5c3d1e", "#6d4a05", "#7a3327", "#26302c"
#: By the first part of an address. Every color carries paper and amber with a contrast over 4.5.
SITE_PARTS = {
    "": SitePart("Roles, questions, pay and tools, joined", _GREEN),
    "roles": SitePart("Role", _GREEN),
    "compare": SitePart("Roles", _GREEN),
    "compose": SitePart("Job description", _GREEN),
    "check": SitePart("Job description", _GREEN),
    "skills": SitePart("Skill", _BLUE),
    "questions": SitePart("Interview", _PLUM),
    "kit": SitePart("Interview", _PLUM),
    "work-samples": SitePart("Work sample", _PLUM),
    "tools": SitePart("Tools in plain English", _BROWN),
    "glossary": SitePart("In plain English", _BROWN),
    "pay": SitePart("Pay, with sources", _OCHRE),
    "law": SitePart("Law, by place", _BRICK),
    "guides": SitePart("Guide", _BRICK),
}
_OTHER = SitePart("Reference", _INK)


def export_cards(edition: Edition) -> Iterator[Export]:
    """A card for every page."""
    for page in edition.pages.values():
        yield Export(card_path(page), partial(_drawn, card_of(edition, page)))


def _drawn(card: Card) -> bytes:
    from macros.files.drawing import draw  # what draws takes long to load

    return draw(card)


def card_path(page: Page) -> str:
    """Where a page's card lies, as overrides/main.html spells it."""
    return path_of("card", page.address.strip("/") or "index")


def card_of(edition: Edition, page: Page) -> Card:
    """What the card of a page says; a role's page says the role, its level and which page."""
    section = SITE_PARTS.get(page.address.split("/")[1], _OTHER)
    title, _, part = str(page.meta["title"]).partition(": ")
    card = Card(edition.name, section.label, title, part[:1].upper() + part[1:], section.color)
    if "role" not in page.meta:
        return card
    book = edition.handbook
    level = book.roles[page.meta["role"]].level
    label = f"{section.label}: {book.standing('role_level', level)}"
    rungs = len(book.vocabularies.role_level)
    return replace(card, label=label, rung=book.rank("role_level", level), rungs=rungs)
