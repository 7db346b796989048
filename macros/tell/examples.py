"""Examples of data, taken from the data: a value of each field, and a whole record explained."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from macros.core.handbook import Handbook
from macros.core.load import KINDS, Kind, schema_line_of
from macros.model.base import parts_of
from macros.model.describe import said_of
from macros.tell.due import due_of

#: An example of each field, by the name of its record and its own.
Examples = dict[tuple[str, str], str | int | float]


def examples_of(book: Handbook) -> Examples:
    """For each field that holds a text, a number or a day, the shortest value in the data."""
    entities = [entity for kind in KINDS for entity in book.entities(kind.name).values()]
    found: Examples = {}
    for whole in (*entities, *book.redirects, book.vocabularies, book.posting, book.reading):
        for _, part in parts_of(whole):
            for name, at in _fields(type(part)):
                value = getattr(part, name)
                if isinstance(value, date):
                    value = value.isoformat()
                if isinstance(value, str | int | float):
                    best = found.setdefault(at, value)
                    if len(str(value)) < len(str(best)):
                        found[at] = value
    return found


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, tuple[str, str]], ...]:
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
