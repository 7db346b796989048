"""What is wrong with one record by itself, and what a scaffold left in it to be written."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.read import Location
from macros.core.text import TODO, is_todo, texts
from macros.model.base import ID_PATTERN, Because
from macros.model.describe import said_of
from macros.model.fields import (
    field_at,
    fields_by_key,
    is_code,
    kind_named,
    marks_on,
    models_at,
    untagged,
)

Locate = Callable[..., Position]
#: What to write where pydantic found another type, by the name of its error.
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "`key: value` lines",
    "model_type": "`key: value` lines",
}
#: What to write where nothing is written yet, and it is no text.
_SORTS: dict[Any, str] = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a day as YYYY-MM-DD",
}
#: What to write where a value is outside a limit, by the name of pydantic's error.
_LIMITS = {
    "string_too_short": "write at least {min_length} character",
    "string_too_long": "write at most {max_length} characters",
    "too_short": "list at least {min_length}",
    "too_long": "list at most {max_length}",
    "greater_than": "write a number above {gt}",
    "greater_than_equal": "write {ge} or more",
    "less_than": "write a number below {lt}",
    "less_than_equal": "write {le} or less",
    "literal_error": "use one of: {expected}",
    "union_tag_invalid": "use one of: {expected_tags}",
    "string_pattern_mismatch": "write text of the form {pattern}",
}


def is_unwritten(model: type[BaseModel], location: Location, value: Any) -> bool:
    """Whether a value is still to be written: it says TODO, or begins so if it is code."""
    if not isinstance(value, str) or TODO not in value:
        return False
    return value.lstrip().startswith(TODO) if is_code(model, location) else is_todo(value)


def unwritten(
    model: type[BaseModel], value: Any, place: Locate, legal: Callable[[str], Iterable[str]]
) -> Iterator[Problem]:
    """Everything left to write in a record: by field, with the field's own sentence.

    `legal` gives the ids of a kind, for the fields that hold one.
    """
    for location, text in texts(value):
        if is_unwritten(model, location, text):
            field = field_at(model, location)
            kind = kind_named(field) if field and get_origin(field.annotation) is not dict else ""
            name = next((step for step in reversed(location) if isinstance(step, str)), "record")
            message = f"`{name}`: {(field and said_of(field)) or 'words are missing here.'}"
            sort = _SORTS.get(field.annotation, "it") if field else "it"
            fix = _id_of(kind, legal(kind)) if kind else f"write {sort}."
            yield Problem(place(*location), "missing-words", message, fix)


def _id_of(kind: str, legal: Iterable[str]) -> str:
    ids = listed(legal, most=30)
    return f"write the id of the {kind.replace('_', ' ')}{ids and ': one of '}{ids}."


def structure_problem(model: type[BaseModel], detail: ErrorDetails, place: Locate) -> Problem:
    """One error of pydantic as a Problem with the place of the offending line."""
    location = untagged(model, tuple(part for part in detail["loc"] if part != "[key]"))
    key = str(location[-1]) if location else ""
    where = ".".join(str(part) for part in location) or "this record"
    field = field_at(model, location)
    match detail["type"]:
        case "extra_forbidden":
            legal = _keys(models_at(model, location[:-1]), detail["loc"])
            code, message = "unknown-key", f'"{key}" is not a key here.{did_you_mean(key, legal)}'
            fix = f"use one of: {listed(legal, most=30)}."
        case "missing":
            code, message = "missing-key", f'"{key}" is missing.'
            fix = f"add `{key}: …` to this record.{_explained(field)}"
        case "string_pattern_mismatch" if detail["ctx"]["pattern"] == ID_PATTERN:
            code, message = "bad-id", f'{where}: "{detail["input"]}" is no id.'
            fix = "use lower-case words joined by hyphens."
        case "value_error":
            code, message = "bad-value", f"{where}: {detail['msg'].removeprefix('Value error, ')}."
            fix = f"fix the value.{_explained(field)}"
        case kind:
            code = "wrong-type" if kind in _TYPES else "bad-value"
            message = f"{where}: {_wrong(detail)}, found {_shown(detail['input'])}."
            fix = f"{_legal(detail)}.{_reason(kind, field)}{_explained(field)}"
    return Problem(place(*location), code, message, fix)


def _keys(models: list[type[BaseModel]], steps: tuple[str | int, ...]) -> list[str]:
    """The keys of a record that may be of several models; pydantic's steps name its sort."""
    told = [
        one
        for one in models
        if any({*get_args(field.annotation)} & {*steps} for field in one.model_fields.values())
    ]
    return [str(name) for name in fields_by_key((told or models)[0])]


def _wrong(detail: ErrorDetails) -> str:
    """What is wrong with a value of another type, or outside a limit."""
    if detail["type"] in _TYPES:
        return f"{_TYPES[detail['type']]} is expected"
    if "actual_length" in detail.get("ctx", {}):
        return f"a list of {detail['ctx']['actual_length']}"
    return detail["msg"][:1].lower() + detail["msg"][1:]  # what it quotes has its own case


def _legal(detail: ErrorDetails) -> str:
    """What may be written in the place of a value that is outside its type or limit."""
    if detail["type"] in _TYPES:
        return f"write {_TYPES[detail['type']]}"
    return _LIMITS.get(detail["type"], "write another value").format(**detail.get("ctx", {}))


def _reason(kind: str, field: FieldInfo | None) -> str:
    """Why a field has the limit that was met: a list's own reason, or that of what it lists."""
    if field is None or kind in _TYPES:
        return ""
    reasons = [because.reason for because in marks_on(field, Because)]
    return f" {reasons[0 if kind in ('too_short', 'too_long') else -1]}" if reasons else ""


def _explained(field: FieldInfo | None) -> str:
    sentence = said_of(field) if field else ""
    return f" It holds: {sentence}" if sentence else ""


def _shown(value: Any) -> str:
    text = repr(list(value) if isinstance(value, tuple) else value)
    return text if len(text) <= 60 else f"{text[:57]}…"
