"""Text in, plain values with line marks out: the first step of the way of the data.

YAML is read by libyaml into nodes and built here by narrow rules, because the stock
loaders guess (`no` is False, `1.10` is 1.1), let the last duplicate key win and forget
where a value stood.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.core.problems import HandbookError, Position, Problem

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
#: What YAML takes for a comment after a text without quotes, and looks like more of the text.
_LOST = re.compile(r"([ \t]+)(#\S[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Document:
    """One data file as read: its values, the place of each of them by location, its first line."""

    path: str
    value: Any
    marks: dict[Location, Position]
    head: str = ""

    def place(self, location: Location) -> Position:
        """The place of a value, or of the nearest value around it that was written down."""
        while location and location not in self.marks:
            location = location[:-1]
        return self.marks.get(location, Position(self.path))


def read_yaml(path: Path, *, name: str) -> Document:
    """Read the YAML file at `path`; `name` is its path in messages.

    Raises HandbookError with every problem of this file. The result is kept by path,
    modification time (ns) and size, so an unchanged file is parsed once in a process.
    """
    stat = path.stat() if path.exists() else None
    return _read(path, name, stat and (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=4096)
def _read(path: Path, name: str, _stamp: tuple[int, int] | None) -> Document:
    return parse_yaml(read_text(path, name=name), name=name)


def read_text(path: Path, *, name: str) -> str:
    """The text of the file at `path`; raises HandbookError when there is none to be had."""
    try:
        raw = path.read_bytes() if path.is_file() else None
    except OSError:
        raw = None
    if raw is None:
        message = "this cannot be read: it is a folder, a broken link or a locked file."
        fix = "put a plain file in its place, or remove it."
        raise HandbookError([Problem(Position(name), "unreadable-file", message, fix)])
    return decode(raw, name=name)


def decode(raw: bytes, *, name: str) -> str:
    """The bytes as UTF-8 text; raises HandbookError with the place of the first bad byte."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        *lines, last = raw[: error.start].decode("utf-8-sig").split("\n")
        problem = Problem(
            Position(name, len(lines) + 1, len(last) + 1),
            "not-utf-8",
            f"byte 0x{raw[error.start]:02x} is not UTF-8 text.",
            "save the file as UTF-8.",
        )
        raise HandbookError([problem]) from None


def parse_yaml(text: str, *, name: str, first_line: int = 1) -> Document:
    """Turn YAML text into a Document; raises HandbookError with all problems of the text.

    `first_line` is the line of the file at which the text begins (front matter begins at 2).
    """
    node = compose_yaml(text, name=name, first_line=first_line)
    builder = _Builder(name, first_line, text)
    value = None if node is None else builder.build(node, ())
    if builder.problems:
        raise HandbookError(builder.problems)
    return Document(name, value, builder.marks, text.partition("\n")[0].rstrip("\r"))


def compose_yaml(text: str, *, name: str, first_line: int = 1) -> yaml.Node | None:
    """The nodes of YAML text, None of an empty one; raises HandbookError when it is not YAML."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise HandbookError([_syntax_problem(error, name, first_line, text)]) from None
    except yaml.YAMLError as error:
        raise HandbookError([_character_problem(error, name, first_line, text)]) from None


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, first_line: int, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    tab = here.find("\t")
    if tab >= 0 and not here[:tab].strip():
        place = Position(name, line + first_line, tab + 1)
        return Problem(place, "yaml-tab", "a tab indents this line.", "indent with two spaces.")
    message = f"{error.problem or 'cannot be read'}".strip()
    return Problem(
        Position(name, line + first_line, column + 1),
        "yaml-syntax",
        f"this is not YAML: {message}.",
        "check the indentation, and put text that holds `: ` or `#` in double quotes.",
    )


def _character_problem(error: yaml.YAMLError, name: str, first_line: int, text: str) -> Problem:
    """A character that no YAML may hold; libyaml gives its position in bytes, not its line."""
    before = text.encode()[: getattr(error, "position", None) or 0]
    message = f"this is not YAML: {str(error).splitlines()[0]}."
    place = Position(name, before.count(b"\n") + first_line)
    return Problem(place, "yaml-syntax", message, "remove the character.")


class _Builder:
    """Builds values from nodes, collecting the mark of each and every problem on the way."""

    def __init__(self, name: str, first_line: int, text: str) -> None:
        self.name = name
        self.first_line = first_line
        self.text = text
        self.marks: dict[Location, Position] = {}
        self.problems: list[Problem] = []
        self._built: set[int] = set()

    def build(self, node: yaml.Node, location: Location) -> Any:
        if id(node) in self._built:
            fix = "write the value out: each record stands on its own."
            place = self.marks.get(location) or self.marks[location[:-1]]
            message = "an alias (*name) repeats a value."
            self.problems.append(Problem(place, "yaml-alias", message, fix))
            return None
        self._built.add(id(node))
        self.marks.setdefault(location, self._place(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            return tuple(self.build(item, (*location, index)) for index, item in items)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        raise TypeError(type(node))

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                self._refuse(
                    key_node,
                    "duplicate-key",
                    f'"{key}" is already set in this block.',
                    "keep one of the two.",
                )
            self.marks[(*location, key)] = self._place(key_node)
            result[key] = self.build(value_node, (*location, key))
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.style or node.tag == "!":
            return text
        if lost := _LOST.match(self.text, node.end_mark.index):
            self._refuse_lost(node, *lost.groups())
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        for pattern, reason in _TRAPS:
            if pattern.fullmatch(text):
                fix = f'write "{text}" in quotes if it is text, or true, false or a plain number.'
                self._refuse(node, "ambiguous-scalar", f"{text} without quotes: {reason}.", fix)
        return text

    def _refuse_lost(self, node: yaml.Node, blanks: str, lost: str) -> None:
        end = node.end_mark
        place = Position(self.name, end.line + self.first_line, end.column + len(blanks) + 1)
        message = f'"{lost}" is lost: YAML takes it for a comment.'
        fix = "put the whole text in quotes, or write a blank after # if it is a comment."
        self.problems.append(Problem(place, "lost-text", message, fix))

    def _refuse(self, node: yaml.Node, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(self._place(node), code, message, fix))

    def _place(self, node: yaml.Node) -> Position:
        mark = node.start_mark
        return Position(self.name, mark.line + self.first_line, mark.column + 1)
