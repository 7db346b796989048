"""Sentences and words of a text, for the rules about wording."""

import re
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.core.read import Location

_CODE = re.compile(r"`[^`]*`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_END = re.compile(r"(?<=[.!?])[\"')*]*\s+(?=[\"'(*\[A-Z0-9`])|(?<=:)\s+(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|vs|etc|approx|No|Sr|Jr)\.")
#: Money and percentages, which no page tells without their source; numbers of a story are its own.
MEASURE = re.compile(
    r"(?:[$€£]|\b(?:USD|EUR|GBP)\b)\s?\d(?:[\d,.]{0,20}\d)?|\d[\d.]{0,20}\s?(?:%|(?:percent|dollars|euros)\b)"
)
_FIGURE = re.compile(rf"{MEASURE.pattern}|\b\d{{1,3}},\d{{3}}\b")
#: How a scaffold marks what is still to be written.
TODO = "TODO"
_TODO = re.compile(rf"\b{TODO}\b")
_WORD = re.compile(r"[A-Za-z0-9][\w'’./%-]*")


def plain(text: str) -> str:
    """The text as it is read aloud: links by their words, a code span as one word."""
    if "`" in text:
        text = _CODE.sub("code", text)
    return _LINK.sub(r"\1", text) if "](" in text else text


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon before a capital ends one as well."""
    sound = _ABBREVIATION.sub(lambda match: match.group().rstrip("."), plain(text))
    return [part.strip() for part in _END.split(" ".join(sound.split())) if part.strip()]


def count_words(text: str) -> int:
    """The number of words in a text."""
    return len(_WORD.findall(plain(text)))


@cache
def any_of(words: tuple[str, ...], number: str = "") -> re.Pattern[str]:
    """A pattern for any of some words, in any case; a `#` in them is what `number` finds."""
    either = "|".join(map(re.escape, words)).replace(re.escape("#"), number)
    return re.compile(rf"(?<!\w)({either})(?!\w)", re.IGNORECASE)


def is_todo(text: str) -> bool:
    """Whether a text has the mark of a scaffold: here is something to write. Code may name it."""
    return TODO in text and _TODO.search(plain(text)) is not None


def has_figure(text: str) -> bool:
    """Whether a text prints money, a percentage or a count in the thousands."""
    return bool(_FIGURE.search(text))


def has_number(text: str) -> bool:
    """Whether a text holds a digit: in a text with sources, what may be their figure."""
    return any(map(str.isdigit, text))


def texts(value: Any, at: Location = ()) -> list[tuple[Location, str]]:
    """Every text in an entity, with its location."""
    found: list[tuple[Location, str]] = []
    _gather(value, at, found)
    return found


def _gather(value: Any, at: Location, found: list[tuple[Location, str]]) -> None:
    if isinstance(value, str):
        found.append((at, value))
    elif isinstance(value, BaseModel | dict):
        items = value.__dict__ if isinstance(value, BaseModel) else value
        for key, item in items.items():
            _gather(item, (*at, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*at, index), found)
