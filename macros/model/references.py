"""What a record refers to: each id in it that names another."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.model.base import models_in
from macros.model.fields import reference_kinds

Location = tuple[str | int, ...]


def references(model: BaseModel, at: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Every reference in a model: where it stands, the kind it points at, the id it holds."""
    for name, target in _telling(type(model)):
        for location, value in _values(getattr(model, name), (*at, name)):
            if isinstance(value, BaseModel):
                yield from references(value, location)
            elif target is not None and isinstance(value, str):
                yield location, target, value


@cache
def _telling(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields that refer to something or hold records, with the kind they refer to."""
    return tuple(
        (name, target)
        for name, target in reference_kinds(model).items()
        if target is not None or any(models_in(model.model_fields[name].annotation))
    )


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
