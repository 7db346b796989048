"""An advert as the rules see it: ASCII, with a way back to the words as they were written.

assets/javascripts/lint-text.js does the same, step by step; tests/lint/test_lint_parity.py compares.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from macros.lint.rulebook import Rulebook
from macros.model.lint import SectionName

_FLAGS = re.ASCII | re.IGNORECASE
_MARKED = re.compile(r"#{1,6}\s+(.*)|\*\*(.+?)\*\*:?|__(.+?)__:?", _FLAGS)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_LONGEST_HEADING = 60
_LEAD: Literal["lead"] = "lead"
Opened = SectionName | Literal["lead"]
_SECTIONS: tuple[SectionName, ...] = ("requirements", "nice", "other")


@lru_cache(maxsize=1024)
def compiled(source: str) -> re.Pattern[str]:
    """A pattern of the rulebook; one that finds nothing when its source is empty."""
    return re.compile(source or r"(?!)", _FLAGS)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the normalized text: where it starts and ends, and what it is.

    `section` is the part of the advert it belongs to; `body` is where its words begin.
    """

    start: int
    end: int
    body: int
    is_heading: bool
    is_item: bool
    section: SectionName


@dataclass(frozen=True)
class Advert:
    """A text read for checking.

    `text` is ASCII and as long as `starts` and `ends`, which hold for each of its characters
    where that came from in `raw`.
    """

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    rules: Rulebook

    def quote(self, start: int, end: int) -> str:
        """The words as they were written, for a stretch of the normalized text."""
        return self.raw[self.starts[start] : self._raw_end(end)]

    def position(self, start: int) -> tuple[int, int]:
        """Line and column (in characters) of the original text, both from 1."""
        at = self.starts[start]
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def _raw_end(self, end: int) -> int:
        following = self.starts[end] if end < len(self.starts) else len(self.raw)
        return max(self.ends[end - 1], following) if end else 0

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _NEWLINE.finditer(self.raw))]

    @cached_property
    def masked(self) -> str:
        """The text with blanks in square brackets whited out: they say nothing yet."""
        return whited_out(self.text, self.rules.structure["blank"])

    @cached_property
    def spared(self) -> str:
        """As `masked`, with the terms that are allowed by name whited out too."""
        return whited_out(self.masked, self.rules.allowed)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line with its section, in order."""
        return tuple(_outline(self.text, self.rules))

    @cached_property
    def sentence_ends(self) -> list[tuple[int, int]]:
        """Where sentences end (start and end of what ends them), in order."""
        pattern = compiled(self.rules.structure["sentence_end"])
        return [found.span() for found in pattern.finditer(self.text)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence, or sentences, that a stretch of the text lies in."""
        first = max((stop for _, stop in self.sentence_ends if stop <= start), default=0)
        lasts = (begin for begin, _ in self.sentence_ends if begin >= end)
        return first, min(lasts, default=len(self.text))

    def section(self, at: int) -> SectionName:
        """The section of the line that a position of the text lies in."""
        return next((line.section for line in self.lines if at <= line.end), "other")

    def items(self, section: SectionName) -> list[tuple[int, int]]:
        """The list items of a section, each with the lines that continue it."""
        found: list[tuple[int, int]] = []
        goes_on = False
        for line in self.lines:
            empty = line.body == line.end
            if line.is_item and line.section == section:
                found.append((line.body, line.end))
            elif goes_on and not (empty or line.is_item or line.is_heading):
                found[-1] = (found[-1][0], line.end)
                continue
            goes_on = line.is_item and line.section == section
        return found


def read(raw: str, rules: Rulebook) -> Advert:
    """Read an advert: every character becomes the ASCII that stands for it, or vanishes."""
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(raw):
        plain = _plain(char, raw[index + 1 : index + 2], rules)
        made.append(plain)
        starts += [index] * len(plain)
        ends += [index + 1] * len(plain)
    return Advert(raw, "".join(made), tuple(starts), tuple(ends), rules)


def whited_out(text: str, pattern: str) -> str:
    """The text with every find as spaces, line breaks kept, so that all positions hold."""
    return compiled(pattern).sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _plain(char: str, following: str, rules: Rulebook) -> str:
    code = ord(char)
    if char in rules.characters:
        return rules.characters[char]
    if char == "\r":
        return "" if following == "\n" else "\n"
    if code < 128:
        return char if code >= 32 or char == "\n" else " "
    if any(first <= code <= last for first, last in rules.ignored):
        return ""
    decomposed = unicodedata.normalize("NFKD", char)
    return "".join(one for one in decomposed if 32 <= ord(one) < 127) or "*"


def _outline(text: str, rules: Rulebook) -> Iterator[Line]:
    rows = text.split("\n")
    marker = compiled(rf"\s*(?:{rules.structure['list_marker']})")
    section: SectionName = "other"
    start = 0
    for number, row in enumerate(rows):
        marked = marker.match(row)
        blank = len(row) - len(row.lstrip(" "))
        heading = None if marked else _heading(rows, number, marker, rules)
        if heading:
            section = section if heading == _LEAD else heading
        body = start + (marked.end() if marked else blank)
        end = start + len(row)
        yield Line(start, end, min(body, end), heading is not None, marked is not None, section)
        start = end + 1


def _heading(
    rows: list[str], number: int, marker: re.Pattern[str], rules: Rulebook
) -> Opened | None:
    """The section that a line opens, a lead that opens none, or None for no heading."""
    row = rows[number].strip(" ")
    marks = _MARKED.fullmatch(row)
    name = (marks[marks.lastindex or 0] if marks else row).strip(" *_")
    label = name.rstrip(":").rstrip(" ")
    if not label or len(label) > _LONGEST_HEADING:
        return None
    for section in _SECTIONS:
        if compiled(rules.structure[section]).fullmatch(label):
            return section
    if marks or _shouted(label):
        return "other"
    if name.endswith(":"):
        return _LEAD
    return "other" if _stands_alone(rows, number, label, marker) else None


def _shouted(label: str) -> bool:
    return bool(re.search(r"[A-Z]{3}", label)) and not re.search(r"[a-z]", label)


def _stands_alone(rows: list[str], number: int, label: str, marker: re.Pattern[str]) -> bool:
    """Whether a short line without a full stop stands after a gap and right above a list."""
    if label[-1] in ".,;!?" or (number and rows[number - 1].strip(" ")):
        return False
    after = next((row for row in rows[number + 1 :] if row.strip(" ")), "")
    return marker.match(after) is not None
