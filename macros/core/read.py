"""Text in, plain values with line marks out: the first step of the way of the data.

YAML is parsed by libyaml and built here by narrow rules, because the stock loaders guess (`no`
is False, `1.10` is 1.1), let the last duplicate key win and forget where a value stood. It is
built while it is parsed, so that a file that has no end in depth or number is not read to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from macros.core.files import DATA_MOST, read_bytes
from macros.core.kept import newest, stamp
from macros.core.letters import REFUSED, hidden, refused
from macros.core.problems import HandbookError, Position, Problem
from macros.core.syntax import explain

Location = tuple[str | int, ...]

_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]*[1-9]|-?(0|[1-9][0-9]*)\.0")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_TRAPS = (
    (
        re.compile(r"(?i:yes|no|on|off|y|n|true|false|null|~)"),
        "some YAML readers see a truth value",
    ),
    (re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?"), "a reader drops its last zero"),
    (
        re.compile(r"[-+]?(0[0-9_]+|0x[0-9a-fA-F]+|0o[0-7]+)"),
        "a reader takes it for another number",
    ),
    (re.compile(r"[0-9]+(:[0-9]+)+"), "some YAML readers see a number in base 60"),
)
#: The most that a file of data has of values and keys, of blocks and lists inside each other, of
#: characters in a text and of digits in a number: several times what the largest has.
_VALUES_MOST, _DEPTH_MOST, _TEXT_MOST, _DIGITS_MOST = 20_000, 20, 10_000, 15
_ESCAPE = re.compile(r"\\(x..|u.{4}|U.{8}|.)", re.DOTALL)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "r": "\r", "v": "\v"}
_ESCAPED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One data file as read: its values, line and column of each by location, its first line.

    Two documents are equal when they are the same one, as an unchanged file's are.
    """

    path: str
    value: Any
    marks: dict[Location, tuple[int, int]]
    head: str = ""

    def place(self, location: Location) -> Position:
        """The place of a value, or of the nearest value around it that was written down."""
        while location and location not in self.marks:
            location = location[:-1]
        return Position(self.path, *self.marks.get(location, ()))


def read_yaml(path: Path, *, name: str) -> Document:
    """Read the YAML file at `path`; `name` is its path in messages.

    Raises HandbookError with every problem of this file. The result is kept until the text
    of the file is another.
    """
    text = read_text(path, name=name)
    return newest.of(("document", name), text, lambda: parse_yaml(text, name=name))


def read_text(path: Path, *, name: str, most: int = DATA_MOST) -> str:
    """The text of the file at `path`, of at most `most` bytes; kept by its stamp.

    Raises HandbookError when there is none to be had (`files.read_bytes`, `decode`).
    """
    state = (stamp(path), most)
    return newest.of(
        ("text", name), state, lambda: decode(read_bytes(path, name=name, most=most), name=name)
    )


def decode(raw: bytes, *, name: str) -> str:
    """The bytes as text: UTF-8, with the line ends of Unix and no mark at its begin.

    Raises HandbookError with the place of the first bad byte, or of each character that does
    not show.
    """
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        *lines, last = raw[: error.start].decode("utf-8-sig", "replace").split("\n")
        problem = Problem(
            Position(name, len(lines) + 1, len(last) + 1),
            "not-utf-8",
            f"byte 0x{raw[error.start]:02x} is not UTF-8 text.",
            "save the file as UTF-8.",
        )
        raise HandbookError([problem]) from None
    if problems := list(hidden(text, name)):
        raise HandbookError(problems)
    return text


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Note the file on an error that nobody foresaw, for the report of it."""
    try:
        yield
    except HandbookError:
        raise
    except Exception as error:
        error.add_note(f"while reading {name}")
        raise


def parse_yaml(text: str, *, name: str, first_line: int = 1, strict: bool = True) -> Document:
    """Turn YAML text into a Document; raises HandbookError with all problems of the text.

    `first_line` is the line of the file at which the text begins (front matter begins at 2).
    Settings of other programs are not `strict`: they have tags and anchors, and every value is
    the text that stands there.
    """
    builder = _Builder(name, first_line, text, strict)
    value = builder.document()
    if builder.problems:
        raise HandbookError(builder.problems)
    return Document(name, value, builder.marks, text.partition("\n")[0])


class _Builder:
    """Builds values from events, collecting the mark of each and every problem on the way."""

    def __init__(self, name: str, first_line: int, text: str, strict: bool) -> None:
        self.name = name
        self.first_line = first_line
        self.text = text
        self.strict = strict
        self.marks: dict[Location, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.scalars: list[Any] = []  # the stubs do not know that an event has marks
        self._events: Any = yaml.CSafeLoader(text)
        self._count = 0

    def document(self) -> Any:
        """The value of the one document; None of an empty text."""
        value, begun = None, False
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if begun or (self.strict and event.explicit):
                    self._refuse_document(event)
                if begun:
                    return value
                begun = True
            elif isinstance(event, yaml.DocumentEndEvent):
                if self.strict and event.explicit:
                    self._refuse_document(event)
            elif not isinstance(event, yaml.StreamStartEvent):
                self.marks[()] = self._mark(event)
                value = self._build(event, ())
        if self.strict:
            self._refuse_lost()
        return value

    def _refuse_document(self, event: Any) -> None:
        message = "a file is one document, without `---`, `...` and `%` lines."
        self._refuse(event, "yaml-document", message, "remove the line, or make it two files.")

    def _next(self) -> Any:
        try:
            event = self._events.get_event()
        except yaml.YAMLError as error:
            fault = explain(error, self.text, self.scalars[-1] if self.scalars else None)
            line = min(fault.line, self.text.rstrip("\n").count("\n"))  # the end is no line
            column = fault.column + 1 if line == fault.line else 1
            place = Position(self.name, line + self.first_line, column)
            problem = Problem(place, fault.code, f"{fault.message}.", f"{fault.fix}.")
            raise HandbookError([*self.problems, problem]) from None
        self._count += 1
        if self._count > _VALUES_MOST:
            self._stop(event, f"more than {_VALUES_MOST:,} keys and values", "split the file")
        if isinstance(event, yaml.ScalarEvent):
            self._judge(event)
        return event

    def _stop(self, event: Any, what: str, fix: str) -> NoReturn:
        self._refuse(event, "too-large", f"{what}.", f"{fix}.")
        raise HandbookError(self.problems)

    def _build(self, event: Any, location: Location) -> Any:
        if self.strict:
            self._refuse_marks(event)
        if len(location) > _DEPTH_MOST:
            self._stop(event, f"more than {_DEPTH_MOST} levels inside each other", "flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(location)
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self._sequence(location))
        return self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _refuse_marks(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            message = f"an alias (*{event.anchor}) repeats a value."
            fix = "write the value out: each record stands on its own."
            self._refuse(event, "yaml-alias", message, fix)
        elif event.anchor is not None:
            message = f"an anchor (&{event.anchor}) is for a value to be repeated."
            fix = "remove it, or put the whole text in quotes."
            self._refuse(event, "yaml-alias", message, fix)
        if tag := getattr(event, "tag", None):
            message = f'"{tag.replace("tag:yaml.org,2002:", "!!")}" is a tag, and sets a type.'
            fix = "remove it: the field has its type; text that begins with ! goes in quotes."
            self._refuse(event, "yaml-tag", message, fix)

    def _sequence(self, location: Location) -> Iterator[Any]:
        index = 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            at = (*location, index)
            self.marks[at] = self._mark(event)
            yield self._build(event, at)
            index += 1

    def _mapping(self, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                message = "a key is text, and here stands more than that."
                fix = "write `key: value`; text with braces or brackets goes in quotes."
                self._refuse(event, "yaml-syntax", message, fix)
                raise HandbookError(self.problems)
            key = event.value
            if self.strict:
                self._refuse_marks(event)
            if self.strict and key == "<<" and not event.style:
                fix = "write the keys out: each record stands on its own."
                self._refuse(event, "yaml-alias", "a merge key (<<) copies another block.", fix)
            if key in result:
                message = f'"{key}" is already set in this block.'
                self._refuse(event, "duplicate-key", message, "keep one of the two.")
            at = (*location, key)
            self.marks[at] = self._mark(event)
            result[key] = self._build(self._next(), at)
        return result

    def _judge(self, event: Any) -> None:
        self.scalars.append(event)
        if len(event.value) > _TEXT_MOST:
            self._stop(event, f"a text of more than {_TEXT_MOST:,} characters", "shorten it")
        if self.strict and event.value.isspace():
            message = "a text of nothing but blanks shows nothing."
            self._refuse(event, "hidden-character", message, "write words, or remove the value.")
        # The file was judged already; only an escape can hold what its text does not.
        if event.style == '"' and (found := REFUSED.search(event.value)):
            self.problems.append(refused(self._escape(event, found.group()), found.group()))

    def _escape(self, event: Any, character: str) -> Position:
        """Where a text in double quotes writes a character as an escape; else where it begins."""
        start, end = event.start_mark.index, event.end_mark.index
        for found in _ESCAPE.finditer(self.text, start, end):
            escape = found.group(1)
            code = _ESCAPED.get(escape) or (chr(int(escape[1:], 16)) if escape[1:] else "")
            if code == character:
                line = self.text.count("\n", 0, found.start()) + self.first_line
                column = found.start() - self.text.rfind("\n", 0, found.start())
                return Position(self.name, line, column)
        return self._place(event)

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if event.style or event.tag or not self.strict or " " in text:
            return text  # no number and no trap holds a blank
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if (is_int := _INT.fullmatch(text)) or _FLOAT.fullmatch(text):
            if sum(map(str.isdigit, text)) > _DIGITS_MOST:
                message = f"a number of more than {_DIGITS_MOST} digits."
                self._refuse(event, "too-large", message, "write a smaller or rounder number.")
                return 0
            return int(text) if is_int else float(text)
        for pattern, reason in _TRAPS:
            if pattern.fullmatch(text):
                fix = f'write "{text}" in quotes if it is text, or true, false or a plain number.'
                self._refuse(event, "ambiguous-scalar", f"{text} without quotes: {reason}.", fix)
        return text

    def _refuse_lost(self) -> None:
        """Refuse what looks like more of a line and is a comment: no blank is behind its #.

        A comment is a # outside every key and value; a line of its own is no mistake.
        """
        starts = [event.start_mark.index for event in self.scalars]
        end = 0
        for found in re.finditer("#", self.text):
            at = found.start()
            if at < end or self._within(bisect_right(starts, at) - 1, at):
                continue
            begin = self.text.rfind("\n", 0, at) + 1
            end = (self.text.find("\n", at) + 1 or len(self.text) + 1) - 1
            lost = self.text[at:end].rstrip()
            if self.text[begin:at].strip() and lost[1:2].strip():
                line = self.text.count("\n", 0, at) + self.first_line
                message = f'"{lost}" is lost: YAML takes it for a comment.'
                fix = "put the whole text in quotes, or write a blank after # if it is a comment."
                place = Position(self.name, line, at - begin + 1)
                self.problems.append(Problem(place, "lost-text", message, fix))

    def _within(self, index: int, at: int) -> bool:
        """Whether a place lies in a scalar; the line that heads a block is no part of its text."""
        if index < 0:
            return False
        event = self.scalars[index]
        start, end = event.start_mark.index, event.end_mark.index
        head = self.text.find("\n", start) if event.style in ("|", ">") else start
        return bool(head <= at < end)

    def _refuse(self, event: Any, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(self._place(event), code, message, fix))

    def _place(self, event: Any) -> Position:
        return Position(self.name, *self._mark(event))

    def _mark(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self.first_line, mark.column + 1
