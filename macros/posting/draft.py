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
    "number": (re.compile(r"0|[1-9][0-9]{0,8}"), "write a whole number: nine digits at most."),
    "money": (
        re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?"),
        "write an amount in digits, such as 85000 or 45.50.",
    ),
    "currency": (re.compile(r"[A-Z]{3}"), "write three capitals, such as USD."),
    "country": (re.compile(r"[A-Z]{2}"), "write two capitals, such as US."),
}
#: Inputs of which a field holds several values.
MANY = ("lines", "long-text", "tools", "places", "list")
#: Inputs of which each value is one of the field's, and those that also take the poster's own.
_CHOSEN, _OPEN = ("choice", "tools", "places", "list"), ("tools", "list")
#: What names a line or a tool of ours. Anything else is the poster's own wording.
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: The value of a list without a line.
NONE = "none"
_OWN = "begin your own with a capital letter."
#: Between two paragraphs of a long text.
_BETWEEN = re.compile(r"\n[ \t\r]*\n")
#: The keys that switch a requirement, or add one.
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
    """Values by field id, and requirements by the necessity chosen, both in the order given.

    A requirement is the id of one of the role's, or a line of the poster's own.
    """

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    necessity: dict[str, str] = field(default_factory=dict)


def read_draft(
    recipe: Recipe, pairs: Iterable[tuple[str, str]], *, today: date | None = None
) -> tuple[Draft, list[Fault]]:
    """The choices that can be used, and what is wrong with the others. Empty values are none.

    Each value is judged by itself, then those that belong together: a range has its lower end
    below its higher one. With `today`, a day that may not be past is held against it.
    """
    draft, faults = Draft(), []
    fields = {one.id: one for one in recipe.fields}
    for key, raw in pairs:
        several = key in fields and fields[key].input == "long-text"
        for value in filter(None, map(cleaned, _BETWEEN.split(raw) if several else [raw])):
            fault = _use(recipe, draft, fields, key, value)
            if fault:
                faults.append(fault)
    faults += _take_out_lower(recipe, draft)
    return draft, [*faults, *(_take_out_past(recipe, draft, today) if today else ())]


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


def _use(
    recipe: Recipe, draft: Draft, fields: Mapping[str, RecipeField], key: str, value: str
) -> Fault | None:
    """Put a value into the draft; the fault when it cannot be used."""
    if key in NECESSITIES:
        return _switch(recipe, draft, key, value)
    if key in fields:
        return _set(draft, fields[key], value)
    legal = [*fields, *NECESSITIES]
    message = f'"{key}" is not a field.{did_you_mean(key, legal)}'
    return Fault(key, message, f"use one of: {listed(legal, most=90)}.")


def _switch(recipe: Recipe, draft: Draft, key: str, value: str) -> Fault | None:
    legal = [requirement.id for requirement in recipe.requirements]
    if value not in legal and (key == "off" or _ID.fullmatch(value)):
        message = f'"{value}" is not a requirement of this role.{did_you_mean(value, legal)}'
        return Fault(key, message, f"use one of: {listed(legal, most=60)}. Or {_OWN}")
    if value in draft.necessity:
        return Fault(key, f'"{value}" is switched twice.', "keep one of must, nice and off.")
    fault = _beyond(key, value, draft.necessity)
    if fault is None:
        draft.necessity[value] = key
    return fault


def _set(draft: Draft, field: RecipeField, value: str) -> Fault | None:
    fault = _judge(field, value)
    if fault is not None:
        return fault
    held = draft.values.get(field.id, ())
    if field.input in MANY:
        fault = None if value in held else _beyond(field.id, value, held)
        if fault is None:
            draft.values[field.id] = held if value in held else (*held, value)
        return fault
    if held:
        return Fault(field.id, f'"{field.id}" is given twice.', "keep one of the two.")
    draft.values[field.id] = (_amount(value) if field.input == "money" else value,)
    return None


def _beyond(key: str, value: str, held: Iterable[str]) -> Fault | None:
    """The fault of a value that is too long, or of one too many."""
    if len(value) > _LONGEST:
        fix = f"write {_LONGEST} characters at most."
        return Fault(key, f"{len(value)} characters are too many.", fix)
    if len(list(held)) >= _MOST:
        return Fault(key, f"{_MOST} values are the most.", f"write {_MOST} at most.")
    return None


def _amount(value: str) -> str:
    """An amount as it is printed: with two decimals, or with none."""
    whole, _, part = value.partition(".")
    return f"{whole}.{part:0<2}" if part.strip("0") else whole


def _judge(field: RecipeField, value: str) -> Fault | None:
    """The fault of one value, by the input of its field."""
    if fault := _beyond(field.id, value, ()):
        return fault
    shape, fix = _SHAPES.get(field.input, (None, ""))
    if shape and not shape.fullmatch(value):
        return Fault(field.id, f'"{value}" is no {field.input}.', fix)
    if field.input == "date" and _date(value) is None:
        return Fault(field.id, f'"{value}" is no day.', "write a day as YYYY-MM-DD.")
    return _beside(field, value) or _outside(field, value)


def _beside(field: RecipeField, value: str) -> Fault | None:
    """The fault of a value that is none of the field's, nor of the poster's own."""
    legal = [option.id for option in field.options] + [NONE] * (field.input == "list")
    if field.input not in _CHOSEN or value in legal:
        return None
    open = field.input in _OPEN
    if open and not (field.options and _ID.fullmatch(value)):
        return None
    message = f'"{value}" is not a value of {field.id}.{did_you_mean(value, legal)}'
    return Fault(field.id, message, f"use one of: {listed(legal)}." + (f" Or {_OWN}" * open))


def _outside(field: RecipeField, value: str) -> Fault | None:
    """The fault of a figure that is lower or higher than makes sense."""
    if field.least is not None and float(value) < field.least:
        return Fault(field.id, f'"{value}" is too low.', f"write {field.least} or more.")
    if field.most is not None and float(value) > field.most:
        return Fault(field.id, f'"{value}" is too high.', f"write {field.most} or less.")
    return None


def _take_out_lower(recipe: Recipe, draft: Draft) -> list[Fault]:
    """Drop each value that is below the field it may not be below; days compare as text."""
    faults = []
    for one in recipe.fields:
        floor, value = (draft.values.get(id, ("",))[0] for id in (one.at_least, one.id))
        if not floor or not value:
            continue
        if value < floor if one.input == "date" else float(value) < float(floor):
            label = next(other.label for other in recipe.fields if other.id == one.at_least)
            message = f'"{value}" is below "{floor}", which is given as: {label}.'
            faults.append(Fault(one.id, message, f"write {floor} or more, or change: {label}."))
    for fault in faults:
        del draft.values[fault.key]
    return faults


def _take_out_past(recipe: Recipe, draft: Draft, today: date) -> list[Fault]:
    """Drop each day that lies before today and may not."""
    first, faults = today.isoformat(), []
    for one in recipe.fields:
        if one.not_past and draft.values.get(one.id, (first,))[0] < first:
            message = f'"{draft.values.pop(one.id)[0]}" is past.'
            faults.append(Fault(one.id, message, f"write {first} or a later day."))
    return faults


def _date(value: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
