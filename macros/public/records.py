"""The public records: the model as other programs read it.

A record has every field of its model class that is not excluded, under its public name and with
its own sentence, and what the functions of `macros.public.computed` add to it.
Records are made here and nowhere else, so a field of the model is public by being there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

import pydantic
from pydantic import BaseModel, ConfigDict, create_model
from pydantic.fields import FieldInfo

from macros.core.edition import Edition
from macros.core.kinds import KINDS
from macros.core.text import has_number
from macros.model.base import Closed, Expires, Part, Reference, Spread, models_in
from macros.model.describe import in_words, said_of, summary_of, type_of
from macros.model.fields import marks_in
from macros.model.reference import Vocabularies
from macros.public.computed import COMPUTED

#: What a reader looks for first.
_FIRST = ("id", "url", "urls")


class Record(BaseModel):
    """What every public record is: frozen, with exactly the fields its class names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    made_from: ClassVar[tuple[type[BaseModel], Part | None]]

    def __reduce__(self) -> tuple[Any, ...]:
        """A pickle names what the class was made from, since no module holds the class."""
        return _revived, (*self.made_from, self.__dict__)


def _revived(model: type[BaseModel], part: Part | None, values: dict[str, Any]) -> Record:
    return _record_of(model, part).model_construct(**values)


@dataclass(frozen=True, slots=True)
class Field:
    """A public field: its type in terms of the model, its sentence, and how it is found."""

    name: str
    type: Any
    about: str
    find: Callable[[Edition, Any], Any]

    @property
    def expires(self) -> Expires | None:
        """Whether the field is null once the figure around it has expired."""
        return next(marks_in(self.type, Expires), None)


@dataclass(frozen=True, slots=True)
class Described:
    """A field: its path in the record (`stages[].title`), its type in words, what it holds."""

    path: str
    type: str
    about: str


@cache
def public_fields(model: type[BaseModel], part: Part | None) -> dict[str, Field]:
    """The fields of a record by their public names: those of the model, then the computed."""
    fields: dict[str, Field] = {}
    for name, info in model.model_fields.items():
        if not info.exclude:
            fields |= {field.name: field for field in _stated(name, info)}
    for owner in reversed(model.__mro__):
        for name, function in COMPUTED.get(owner, {}).items():
            fields[name] = _field(
                name, function.__annotations__["return"], function.__doc__ or "", function
            )
    names = part.fields if part else dict.fromkeys((*_FIRST, *fields))
    return {name: fields[name] for name in names if name in fields}


def record_of(model: type[BaseModel]) -> type[Record]:
    """The class of the public records that are made from a model."""
    return _record_of(model, None)


@cache
def _record_of(model: type[BaseModel], part: Part | None) -> type[Record]:
    fields: dict[str, Any] = {
        field.name: (_public(field.type), pydantic.Field(description=field.about))
        for field in public_fields(model, part).values()
    }
    name, about = (part.name, part.about) if part else (model.__name__, summary_of(model))
    record = create_model(name, __base__=Record, __doc__=about, **fields)
    record.made_from = (model, part)
    return record


def make_record(
    edition: Edition, entity: BaseModel, part: Part | None = None, *, expired: bool = False
) -> Record:
    """The public record of an entity; `expired` when it stands inside a figure that has."""
    fields = public_fields(type(entity), part)
    found = {name: field.find(edition, entity) for name, field in fields.items()}
    expired = found.get("expired", expired)
    shown = {
        name: None
        if expired and _vanishes(field, found[name])
        else _shown(edition, found[name], field.type, expired)
        for name, field in fields.items()
    }
    return _record_of(type(entity), part)(**shown)


def fields_of(record: type[BaseModel], before: str = "") -> Iterator[Described]:
    """Every field of a record and of the records inside it, in order."""
    for name, info in record.model_fields.items():
        path = f"{before}{name}"
        yield Described(path, in_words(info.annotation), said_of(info))
        for inner in models_in(info.annotation):
            many = "[]" if is_list(info.annotation) else ""
            yield from fields_of(inner, f"{path}{many}.")


def said_at(record: type[BaseModel], *path: str) -> str:
    """What stands under the field that a path of names leads to.

    Of what is inside a mapping, the mapping's own; raises KeyError when a name is no field.
    """
    info = record.model_fields[path[0]]
    inner = next(models_in(info.annotation), None)
    return said_at(inner, *path[1:]) if inner and path[1:] else said_of(info)


def file_of(kind: str) -> str:
    """The file of the API that lists the entities of a kind."""
    return f"{kind.replace('_', '-')}{'' if kind == 'pay' else 's'}.json"


def _stated(name: str, info: FieldInfo) -> Iterator[Field]:
    """The public fields of a field of the model: itself, or those of the record it spreads."""
    spread = next(marks_in(type_of(info), Spread), None)
    if spread is None:
        yield _field(
            info.serialization_alias or name,
            type_of(info),
            said_of(info),
            lambda _, entity: getattr(entity, name),
        )
        return
    fields = public_fields(next(models_in(info.annotation)), None)
    for inner, public_name in spread.names.items():
        field = fields[inner]
        yield replace(
            field,
            name=public_name,
            about=f"{said_of(info)} {field.about}" if public_name == name else field.about,
            type=field.type if info.is_required() else field.type | None,
            find=partial(_found_inside, name, field),
        )


def _found_inside(name: str, field: Field, edition: Edition, entity: BaseModel) -> Any:
    inner = getattr(entity, name)
    return None if inner is None else field.find(edition, inner)


def _field(name: str, type: Any, about: str, find: Callable[[Edition, Any], Any]) -> Field:
    """A field whose sentence also says which ids it holds and when it becomes null."""
    return Field(name, type, " ".join(f"{about} {_ids(type)} {_expiry(type)}".split()), find)


def _expiry(annotation: Any) -> str:
    """When a field becomes null, as a sentence; empty when it does not."""
    expires = next(marks_in(annotation, Expires), None)
    if expires is None:
        return ""
    return (
        "Null when it prints an expired figure." if expires.printed_figure else "Null once expired."
    )


def _ids(annotation: Any, said: str = "An id") -> str:
    """Which ids a type holds, as a sentence; empty when it holds none."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Reference):
            return f"{said} of {_list_of(mark.kind)}."
    said = {tuple: "Ids", dict: "By the ids"}.get(get_origin(annotation), said)
    found = (_ids(argument, said) for argument in getattr(annotation, "__args__", ()))
    return next(filter(None, found), "")


def _list_of(kind: str) -> str:
    """Where the ids of a kind are listed, in words."""
    if kind in Vocabularies.model_fields:
        return f"the vocabulary `{kind.replace('_', '-')}`"
    for owner in KINDS:
        if kind in owner.holds:
            return f"`{kind.removeprefix(f'{owner.name}_')}` in `{file_of(owner.name)}`"
    return f"`{file_of(kind)}`"


def _public(annotation: Any) -> Any:
    """The type that other programs meet, without the limits of the model."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unmarked(arguments[0], arguments[1:])
    if origin is Literal:
        return str
    if origin is tuple:
        return GenericAlias(tuple, (_public(arguments[0]), ...))
    if origin is dict:
        return GenericAlias(dict, (str, _public(arguments[1])))
    if origin in (Union, UnionType):
        return reduce(or_, map(_public, arguments))
    return record_of(annotation) if issubclass(annotation, BaseModel) else annotation


def _unmarked(annotation: Any, marks: tuple[Any, ...]) -> Any:
    if part := next((mark for mark in marks if isinstance(mark, Part)), None):
        return _record_of(annotation, part)
    if any(isinstance(mark, Closed) for mark in marks):
        return annotation
    return _public(annotation) | None if _expires(marks) else _public(annotation)


def _shown(edition: Edition, value: Any, annotation: Any, expired: bool) -> Any:
    """A value of the model as other programs read it."""
    if isinstance(value, BaseModel):
        part = next(marks_in(annotation, Part), None)
        return make_record(edition, value, part, expired=expired)
    if isinstance(value, tuple):
        return tuple(_shown(edition, item, annotation, expired) for item in value)
    if isinstance(value, dict):
        return {key: _shown(edition, item, annotation, expired) for key, item in value.items()}
    return value


def _vanishes(field: Field, value: Any) -> bool:
    """Whether a field of an expired figure is null."""
    return field.expires is not None and (not field.expires.printed_figure or has_number(value))


def _expires(marks: tuple[Any, ...]) -> bool:
    return any(isinstance(mark, Expires) for mark in marks)


def is_list(annotation: Any) -> bool:
    """Whether a type is a list, or may be one."""
    return get_origin(annotation) is tuple or any(map(is_list, get_args(annotation)))
