"""A poster's choices: from `key=value` pairs (an address, `--set`) to a Draft, faults kept.

The page reads its address by the same rules (posting/draft.js); a test compares the two.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.core.problems import did_you_mean, listed
from macros.posting.recipe import Recipe, RecipeField

#: White space and control characters, written out so that both languages agree.
_SPACE = re.compile(
    "[\\t\\n\\v\\f\\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f\ufffe\uffff\ud800-\udfff]")
#: What a value of an input must look like, and the fix when it does not.
_SHAPES = {
    "number": (re.compile(r"[1-9][0-9]{0,8}"), "write a whole number: nine digits at most."),
    "currency": (re.compile(r"[A-Z]{3}"), "write three capitals, such as USD."),
    "country": (re.compile(r"[A-Z]{2}"), "write two capitals, such as US."),
}
#: Inputs of which a field holds several values.
MANY = ("lines", "tools", "places")
#: The keys that switch a requirement.
NECESSITIES = ("must", "nice", "off")
#: Characters of a value, and values of a field: more is no job description.
_LONGEST, _MOST = 1200, 250


@dataclass(frozen=True, slots=True)
class Fault:
    """A pair that cannot be used: its key, what is wrong, and the fix."""

    key: str
    message: str
    fix: str


@dataclass(slots=True)
class Draft:
    """Values by field id (in the order given), and requirement ids by the necessity chosen."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    necessity: dict[str, str] = field(default_factory=dict)


def read_draft(recipe: Recipe, pairs: Iterable[tuple[str, str]]) -> tuple[Draft, list[Fault]]:
    """The choices that can be used, and what is wrong with the others. Empty values are none.

    Each value is judged by itself, then those that belong together: a range has its lower end
    below its higher one.
    """
    draft, faults = Draft(), []
    fields = {one.id: one for one in recipe.fields}
    for key, raw in pairs:
        value = cleaned(raw)
        if not value:
            continue
        if key in NECESSITIES:
            fault = _switch(recipe, draft, key, value)
        elif key in fields:
            fault = _set(draft, fields[key], value)
        else:
            legal = [*fields, *NECESSITIES]
            message = f'"{key}" is not a field.{did_you_mean(key, legal)}'
            fault = Fault(key, message, f"use one of: {listed(legal, most=60)}.")
        if fault:
            faults.append(fault)
    return draft, [*faults, *_take_out_lower(recipe, draft)]


def pairs_of(values: Mapping[str, str | tuple[str, ...]]) -> list[tuple[str, str]]:
    """Values by field, as a role's example has them, as pairs."""
    return [
        (key, one)
        for key, held in values.items()
        for one in ((held,) if isinstance(held, str) else held)
    ]


def cleaned(text: str) -> str:
    """A value as it is printed: composed characters, single spaces, nothing unprintable."""
    text = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", text).strip(" ")


def _switch(recipe: Recipe, draft: Draft, key: str, value: str) -> Fault | None:
    legal = [requirement.id for requirement in recipe.requirements]
    if value not in legal:
        message = f'"{value}" is not a requirement of this role.{did_you_mean(value, legal)}'
        return Fault(key, message, f"use one of: {listed(legal, most=60)}.")
    if value in draft.necessity:
        return Fault(key, f'"{value}" is switched twice.', "keep one of must, nice and off.")
    draft.necessity[value] = key
    return None


def _set(draft: Draft, field: RecipeField, value: str) -> Fault | None:
    fault = _judge(field, value)
    if fault is not None:
        return fault
    if field.input in MANY:
        held = draft.values.get(field.id, ())
        if len(held) >= _MOST and value not in held:
            return Fault(field.id, f"{_MOST} values are the most.", f"write {_MOST} at most.")
        draft.values[field.id] = held if value in held else (*held, value)
        return None
    if field.id in draft.values:
        return Fault(field.id, f'"{field.id}" is given twice.', "keep one of the two.")
    draft.values[field.id] = (value,)
    return None


def _judge(field: RecipeField, value: str) -> Fault | None:
    """The fault of one value, by the input of its field."""
    if len(value) > _LONGEST:
        fix = f"write {_LONGEST} characters at most."
        return Fault(field.id, f"{len(value)} characters are too many.", fix)
    shape, fix = _SHAPES.get(field.input, (None, ""))
    if shape and not shape.fullmatch(value):
        return Fault(field.id, f'"{value}" is no {field.input}.', fix)
    if field.input == "date" and _date(value) is None:
        return Fault(field.id, f'"{value}" is no day.', "write a day as YYYY-MM-DD.")
    legal = [option.id for option in field.options]
    if field.input in ("choice", "tools", "places") and value not in legal:
        message = f'"{value}" is not a value of {field.id}.{did_you_mean(value, legal)}'
        return Fault(field.id, message, f"use one of: {listed(legal)}.")
    return None


def _take_out_lower(recipe: Recipe, draft: Draft) -> list[Fault]:
    """Drop each value that is below the field it may not be below; dates compare as text."""
    faults = []
    for one in recipe.fields:
        floor, value = (draft.values.get(id, ("",))[0] for id in (one.at_least, one.id))
        if floor and value and (len(value), value) < (len(floor), floor):
            label = next(other.label for other in recipe.fields if other.id == one.at_least)
            message = f'"{value}" is below "{floor}", which is given as: {label}.'
            faults.append(Fault(one.id, message, f"write {floor} or more, or change: {label}."))
    for fault in faults:
        del draft.values[fault.key]
    return faults


def _date(value: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
