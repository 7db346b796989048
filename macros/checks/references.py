"""Rules about ids: every reference resolves, and nothing lies around unused."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.read import Location
from macros.model.fields import reference_kinds


def unknown_reference(subject: Subject) -> Iterator[Problem]:
    """Ensure every reference names an entity or a legal value that exists."""
    for place, target, id in all_references(subject.handbook):
        if not subject.knows(target, id):
            legal = subject.legal(target)
            message = f'"{id}" is not a {target.replace("_", " ")}.{did_you_mean(id, legal)}'
            yield Problem(place, "unknown-reference", message, f"use one of: {listed(legal)}.")


def all_references(handbook: Handbook) -> Iterator[tuple[Position, str, str]]:
    """Every reference of the data: its place, the kind it points at, the id it holds."""
    singles = (
        ("single", "lint-reading", handbook.reading),
        ("single", "posting", handbook.posting),
    )
    for kind, entity_id, entity in (*handbook.records(), *singles):
        for location, target, id in references(entity):
            yield handbook.place(kind, entity_id, *location), target, id


def unused_entity(subject: Subject) -> Iterator[Problem]:
    """Ensure every loop and source is used; everything else is listed on a page of its own."""
    handbook = subject.handbook
    used = {
        (target, id) for _, _, entity in handbook.records() for _, target, id in references(entity)
    }
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


def references(model: BaseModel, at: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Every reference in a model: where it stands, the kind it points at, the id it holds."""
    for name, target in reference_kinds(type(model)).items():
        for location, value in _values(getattr(model, name), (*at, name)):
            if isinstance(value, BaseModel):
                yield from references(value, location)
            elif target is not None and isinstance(value, str):
                yield location, target, value


def _values(value: Any, at: Location) -> Iterator[tuple[Location, Any]]:
    """The leaves of a field: items of a tuple, keys of a mapping, or the value itself."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*at, index), item
    elif isinstance(value, dict):
        for key in value:
            yield (*at, key), key
    else:
        yield at, value
