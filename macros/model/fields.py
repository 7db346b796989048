"""Finds the fields of the model by where a value stands in a file, and what they refer to."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.model.base import Reference, ToTheLetter, models_in

M = TypeVar("M")


def field_at(model: type[BaseModel], location: tuple[str | int, ...]) -> FieldInfo | None:
    """The field that a location leads to, such as `("stages", 0, "purpose")`.

    A place inside a list or a mapping has the field that holds it; None when no step of the
    way is a field. Nothing is read, so a record that cannot be read has its fields as well.
    """
    return _walk(model, location)[0]


def is_code(model: type[BaseModel], location: tuple[str | int, ...]) -> bool:
    """Whether a text at a location is shown as it stands, so that no words of it are ours."""
    return _holds_code(model, tuple(step for step in location if isinstance(step, str)))


@cache
def _holds_code(model: type[BaseModel], names: tuple[str, ...]) -> bool:
    """The same of a location without its places in lists, which no type depends on."""
    field = field_at(model, names)
    return field is not None and any(marks_on(field, ToTheLetter))


def models_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[type[BaseModel]]:
    """The models that a record at a location may be of: one, but for a field of several."""
    return _walk(model, location)[1]


def untagged(model: type[BaseModel], location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A location of pydantic's as it is in a file, which has no step for the sort of a record.

    Pydantic puts the `kind` that decides between several models after the field; a key of that
    name may stand there as well.
    """
    kept: tuple[str | int, ...] = ()
    is_tag = False
    for step in location:
        if not is_tag or isinstance(step, int):
            kept += (step,)
        field = field_at(model, kept)
        marks = [field, *marks_in(field.annotation, FieldInfo)] if field else []
        is_tag = not is_tag and any(mark.discriminator for mark in marks)
    return kept


def _walk(
    model: type[BaseModel], location: tuple[str | int, ...]
) -> tuple[FieldInfo | None, list[type[BaseModel]]]:
    field, inside = None, [model]
    for step in location:
        named = [fields[step] for fields in map(fields_by_key, inside) if step in fields]
        if named:
            field = named[0]
            inside = [one for found in named for one in models_in(found.annotation)]
    return field, inside


@cache
def fields_by_key(model: type[BaseModel]) -> dict[str | int, FieldInfo]:
    """The fields of a model by the key that a file writes (`from` for `from_`)."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


@cache
def reference_kinds(model: type[BaseModel]) -> dict[str, str | None]:
    """For every field of a model, the kind its id must name; None for fields of another sort."""
    return {name: kind_named(info) for name, info in model.model_fields.items()}


def kind_named(field: FieldInfo) -> str | None:
    """The kind that the id in a field (or each id of its list or mapping) must name."""
    return next((reference.kind for reference in marks_on(field, Reference)), None)


def marks_on(field: FieldInfo, sort: type[M]) -> Iterator[M]:
    """What a field is marked with, the field's own marks before those of the items it holds."""
    yield from (mark for mark in field.metadata if isinstance(mark, sort))
    yield from marks_in(field.annotation, sort)


def marks_in(annotation: Any, sort: type[M]) -> Iterator[M]:
    """What a type or a part of it is marked with, outermost first."""
    yield from (mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, sort))
    for argument in getattr(annotation, "__args__", ()):
        yield from marks_in(argument, sort)
