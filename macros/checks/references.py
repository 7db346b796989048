"""Rules about ids: every reference resolves, and nothing lies around unused."""

from collections.abc import Iterator
from itertools import chain

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.model.references import references


def unknown_reference(subject: Subject) -> Iterator[Problem]:
    """Ensure every reference names an entity or a legal value that exists."""
    for place, target, id in unknown_references(subject):
        legal = subject.legal(target)
        message = f'"{id}" is not a {target.replace("_", " ")}.{did_you_mean(id, legal)}'
        yield Problem(place, "unknown-reference", message, f"use one of: {listed(legal)}.")


def unknown_references(subject: Subject) -> Iterator[tuple[Position, str, str]]:
    """Every reference to nothing: its place, the kind it points at, the id it holds."""
    book = subject.handbook
    singles = (
        (book.place("single", name, *location), target, id)
        for name, record in (("lint-reading", book.reading), ("posting", book.posting))
        for location, target, id in references(record)
        if id not in book.entities(target)
    )
    for place, target, id in chain(book.each(_unknown_in), singles):
        if not subject.knows(target, id):
            yield place, target, id


def _unknown_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[Position, str, str]]:
    for location, target, other in references(book.find(kind, id)):
        if other not in book.entities(target):
            yield book.place(kind, id, *location), target, other


def _references_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[str, str]]:
    yield from ((target, other) for _, target, other in references(book.find(kind, id)))


def unused_entity(subject: Subject) -> Iterator[Problem]:
    """Ensure every loop and source is used; everything else is listed on a page of its own."""
    handbook = subject.handbook
    used = set(handbook.each(_references_in))
    used |= set(_used_by_pages(subject))
    for kind in ("loop", "source"):
        for id in handbook.entities(kind):
            if (kind, id) not in used:
                yield Problem(
                    handbook.place(kind, id),
                    "unused-entity",
                    f'nothing refers to the {kind} "{id}".',
                    "refer to it, or remove it.",
                )


def _used_by_pages(subject: Subject) -> Iterator[tuple[str, str]]:
    for page in subject.pages.values():
        for call in page.calls:
            if call.name == "cite":
                yield from (("source", id) for id in call.arguments)
