"""Reads the shapes: every field inside a record with its type in words and its description."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from macros.public.shapes.base import Record

_WORDS: dict[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    NoneType: "null",
}


@dataclass(frozen=True, slots=True)
class Described:
    """A field: its path in the record (`stages[].title`), its type in words, what it holds."""

    path: str
    type: str
    about: str


def fields_of(shape: type[Record], before: str = "") -> Iterator[Described]:
    """Every field of a record and of the records inside it, in order."""
    for name, info in shape.model_fields.items():
        path = f"{before}{name}"
        yield Described(path, in_words(info.annotation), about(shape, name))
        inner = record_in(info.annotation)
        if inner is not None:
            many = "[]" if _is_list(info.annotation) else ""
            yield from fields_of(inner, f"{path}{many}.")


def about(shape: type[Record], *path: str) -> str:
    """The description of a field, found by the names that lead to it.

    Raises KeyError when a name on the way is no field.
    """
    name, *rest = path
    info = shape.model_fields[name]
    inner = record_in(info.annotation)
    if rest and inner is not None:
        return about(inner, *rest)
    if info.description is None:
        raise KeyError(f"{shape.__name__}.{name} has no description")
    return " ".join(info.description.split())


def record_in(annotation: Any) -> type[Record] | None:
    """The record that a field holds: itself, or in a list, or unless it is null."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    found = (record_in(argument) for argument in get_args(annotation))
    return next((record for record in found if record), None)


def in_words(annotation: Any) -> str:
    """A type as a reader without Python meets it, such as `list of text`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f'"{value}"' for value in arguments)
    if origin in (Union, UnionType):
        return " or ".join(in_words(argument) for argument in arguments)
    if origin is tuple:
        return f"list of {in_words(arguments[0])}"
    if origin is dict:
        return f"{in_words(arguments[1])} by {in_words(arguments[0])}"
    if record_in(annotation):
        return "record"
    return _WORDS[annotation]


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_list, get_args(annotation)))
