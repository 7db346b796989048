"""Examples of data, taken from the data: a value of each field, and a whole record explained."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

import yaml
from pydantic import BaseModel

from macros.core.handbook import Handbook
from macros.core.kinds import Kind, schema_line_of
from macros.model.base import parts_of
from macros.model.describe import said_of
from macros.tell.due import due_of

Field = tuple[str, str]
Value = str | int | float
#: An example of each field, by the name of its record and its own.
Examples = dict[Field, Value]


def examples_of(book: Handbook) -> Examples:
    """For each field that holds a text, a number or a day, the shortest value in the data."""
    return book.once(_examples)


def _examples(book: Handbook) -> Examples:
    found: Examples = {}
    singles = (*book.redirects, book.vocabularies, book.posting, book.reading)
    for at, value in chain(book.each(_values_in), *map(_values_of, singles)):
        if at not in found or len(str(value)) < len(str(found[at])):
            found[at] = value
    return found


def _values_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[Field, Value]]:
    return _values_of(book.find(kind, id))


def _values_of(record: BaseModel) -> Iterator[tuple[Field, Value]]:
    """The shortest value of each field of a record and those inside it."""
    values: dict[Field, Value] = {}
    for _, part in parts_of(record):
        for name, at in _fields(type(part)):
            value = getattr(part, name)
            if isinstance(value, date):
                value = value.isoformat()
            is_shown = isinstance(value, str | int | float)
            if is_shown and len(str(value)) < len(str(values.setdefault(at, value))):
                values[at] = value
    yield from values.items()


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Field], ...]:
    """The fields of a model: the attribute of each, and what its examples are found by."""
    fields = model.model_fields.items()
    return tuple((name, (model.__name__, info.alias or name)) for name, info in fields)


def annotated_example(book: Handbook, kind: Kind, today: date) -> str:
    """A data file with one record of a kind, the fullest there is, explained field by field.

    What stands under a field in the model stands above it here, where it is met first. A record
    with a figure that has expired is no example; where all have, a comment says so.
    """
    path = f"data/{kind.files.replace('*', 'example')}"
    current = [
        record
        for id, record in book.entities(kind.name).items()
        if not any(due.day < today for due in due_of(book, kind.name, id))
    ]
    if not current:
        return f"{schema_line_of(path, kind.name)}\n# Every such record is past its review date.\n"
    record = max(current, key=_fullness)
    hidden = kind.stem_field if kind.listed_in else "id"
    lines = list(_lines(record, hidden, set()))
    if kind.listed_in:
        lines = [f"{kind.listed_in}:", *_item(lines)]
    return "\n".join([schema_line_of(path, kind.name), *lines]) + "\n"


def _fullness(record: BaseModel) -> tuple[int, int]:
    """How many fields are filled in, inner ones too; of equals, the shorter record."""
    filled = [(type(part), name) for _, part in parts_of(record) for name in part.model_fields_set]
    return len(set(filled)), -len(filled)


def _lines(record: BaseModel, hidden: str, told: set[tuple[str, str]]) -> Iterator[str]:
    """The fields of a record that are written down, each after what it holds."""
    for name, info in type(record).model_fields.items():
        if name == hidden or name not in record.model_fields_set:
            continue
        if (name, said_of(info)) not in told:
            yield f"# {said_of(info)}"
        told.add((name, said_of(info)))
        value, key = getattr(record, name), info.alias or name
        if isinstance(value, BaseModel):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value, "", told))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            yield f"{key}:"
            for one in value:
                yield from _item(list(_lines(one, "", told)))
        else:
            yield from _plain(key, value).splitlines()


def _item(lines: list[str]) -> Iterator[str]:
    """The lines of a record as an item of a list; comments stand before its dash."""
    first = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    yield from (f"  {line}" for line in lines[:first])
    yield f"  - {lines[first]}"
    yield from (f"    {line}" for line in lines[first + 1 :])


def _plain(key: str, value: Any) -> str:
    value = list(value) if isinstance(value, tuple) else value
    return str(yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=100))
