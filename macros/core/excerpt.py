"""A line of a file as an error shows it: cut to fit, nothing unprintable, marks below a part."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

_CUT = "…"
#: What is no part of a longer name: `clerk` does not stand in `senior-clerk`.
_NAME = re.compile(r"[\w-]+")


def visible(text: str) -> str:
    r"""The text with everything that does not print written as an escape, such as `\t`.

    So no file name or value can move the cursor, turn the text around or begin a line.
    """
    return "".join(map(_shown, text))


def excerpt(line: str, column: int, words: Iterable[str], *, room: int) -> tuple[str, str]:
    """The line in at most `room` columns of a terminal, and the marks to print below it.

    `column` counts characters from 1. The first of the words that stands there or further
    right is marked whole; without one, the character at the column is.
    """
    start, end = _span(line, min(column - 1, len(line)), words)
    shown = [_shown(character) for character in line]
    edges = [0, *accumulate(map(_width, shown))]
    first, last = _window(edges, start, room)
    before = _CUT if first else ""
    after = _CUT if last < len(line) else ""
    indent = len(before) + edges[start] - edges[first]
    marks = "^" * max(1, edges[min(end, last)] - edges[start])
    return f"{before}{''.join(shown[first:last])}{after}", " " * indent + marks


def _span(line: str, start: int, words: Iterable[str]) -> tuple[int, int]:
    for word in words:
        part = re.escape(word)
        whole = rf"(?<![\w-]){part}(?![\w-])" if _NAME.fullmatch(word) else part
        if found := re.compile(whole).search(line, start):
            return found.span()
    return start, min(start + 1, len(line))


def _window(edges: Sequence[int], start: int, room: int) -> tuple[int, int]:
    """The first character to show and the one after the last; `edges` are their columns."""
    if edges[-1] <= room:
        return 0, len(edges) - 1
    room -= 2 * len(_CUT)
    first = bisect_left(edges, max(0, min(edges[start] - room // 2, edges[-1] - room)))
    return first, bisect_right(edges, edges[first] + room) - 1


def _shown(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


def _width(shown: str) -> int:
    """Columns of a terminal: none for a mark on the letter before, two for a wide letter."""
    if len(shown) > 1:
        return len(shown)
    if unicodedata.category(shown) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1
