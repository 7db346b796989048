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
_BLOCK = re.compile(r"(?:^[^\S\n]*\S.*\n?)+", re.MULTILINE)
#: Lines that stand for themselves, whatever is next to them: headings, boxes, notes, fences.
_APART = re.compile(r"[ \t>]*(?:#|</?div|!!!|`{3}|~{3})")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
#: The second line of a table.
_RULE = re.compile(r"[ \t>]*(?:\|[ \t]*)?:?-[-: \t|]*\n?")
_MARKS = re.compile(rf"(?:{_ITEM.pattern})+|[ \t>]*\|?[ \t]*")
_SENTENCE_END = re.compile(r"[.!?]")


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
            if end == block.end() and _announces(text, passage):
                taken = _announced(blocks, index, end)
                passage = _passage(text, start, taken)
            yield passage


def _passage(text: str, start: int, end: int) -> Passage:
    words = text[start:end].rstrip()
    marks = _MARKS.match(words)
    first = start + (marks.end() if marks else 0)
    last = start + len(words.removesuffix("|").rstrip(" \t"))
    ids = (id for _, name, given in calls_in(words) if name == CITE for id in given)
    return Passage(first, max(first, last), tuple(dict.fromkeys(ids)))


def _announces(text: str, passage: Passage) -> bool:
    """Whether a passage ends in a colon, in the sentence that cites last."""
    if not passage.sources or text[passage.end - 1] != ":":
        return False
    cited = text.rfind("}}", passage.start, passage.end)
    return _SENTENCE_END.search(text, cited, passage.end) is None


def _announced(blocks: list[re.Match[str]], index: int, end: int) -> int:
    """Where the list, table or paragraph ends that comes after a block that announces it."""
    for number in range(index + 1, len(blocks)):
        block = blocks[number].group()
        more = number == index + 1 or _ITEM.match(block) or block[0] in " \t"
        if not more or _APART.match(block):
            break
        end = blocks[number].end()
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
