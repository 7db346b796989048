"""The passages of a page: a paragraph, an item of a list, a row of a table.

A passage is what a citation speaks for. It is shown whole or not at all, so nothing smaller is
looked at when a source expires (render/passages.py), or when a figure asks for its source.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.core.template import calls_in

#: The macro that names the source of a passage.
CITE = "cite"
_BLOCK = re.compile(r"(?:.*\S.*\n?)+")
#: Lines that stand for themselves, whatever is next to them: headings, boxes, notes, fences.
_APART = re.compile(r"[ \t>]*(?:#|</?div|!!!|`{3}|~{3})")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
#: The second line of a table.
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-[-: \t|]*\n?")
#: A sentence that cites and ends in a colon.
_ANNOUNCES = re.compile(rf"\{{\{{ ?{CITE}\([^)]*\) ?\}}\}}[^.!?]*:\Z")
_BEGIN = re.compile(rf"(?:{_ITEM.pattern})+|[ \t>]*\|?[ \t]*")
_END = re.compile(r"[ \t]*\|?\s*\Z")


class Passage(NamedTuple):
    """Where the words of a passage begin and end, without marks around them; what they cite."""

    start: int
    end: int
    sources: tuple[str, ...]


def passages(text: str) -> Iterator[Passage]:
    """Every passage of a page's text, in order; what a cited sentence announces is part of it."""
    blocks = [*_BLOCK.finditer(text)]
    taken = 0
    for index, block in enumerate(blocks):
        for start, end in _spans(block.group(), block.start()):
            if start < taken:
                continue
            passage = _passage(text, start, end)
            if _ANNOUNCES.search(text, passage.start, passage.end):
                taken = _announced(blocks[index:], end)
                passage = _passage(text, start, taken)
            yield passage


def _passage(text: str, start: int, end: int) -> Passage:
    words = text[start:end]
    begin, last = _BEGIN.match(words), _END.search(words)
    first = begin.end() if begin else 0
    final = max(first, last.start()) if last else len(words)
    calls = calls_in(words)
    sources = (id for _, name, ids in calls if name == CITE for id in ids)
    return Passage(start + first, start + final, tuple(dict.fromkeys(sources)))


def _announced(blocks: list[re.Match[str]], end: int) -> int:
    """Where the list, table or paragraph ends that comes after a colon at the end of a block."""
    if end < blocks[0].end():
        return end
    for number, block in enumerate(blocks[1:]):
        more = number == 0 or _ITEM.match(block.group()) or block.group()[0] in " \t"
        if not more or _APART.match(block.group()):
            break
        end = block.end()
    return end


def _spans(block: str, at: int) -> Iterator[tuple[int, int]]:
    """Where each passage of a block begins and ends in the text, with the marks around it."""
    lines = block.splitlines(keepends=True)
    begun, part = at, ""
    for index, line in enumerate(lines):
        if index == 0 or _APART.match(line) or _APART.match(lines[index - 1]):
            part, begins = _part(lines[index : index + 2]), index > 0
        else:
            begins = part == "table" or (part == "list" and bool(_ITEM.match(line)))
        if begins:
            yield begun, at
            begun = at
        at += len(line)
    yield begun, at


def _part(lines: list[str]) -> str:
    """What begins with some lines; a table whose head cites is one passage, as a paragraph is."""
    head, *rule = lines
    if "|" in head and "{{" not in head and rule and _RULE.fullmatch(rule[0]):
        return "table"
    return "list" if _ITEM.match(head) else "paragraph"
