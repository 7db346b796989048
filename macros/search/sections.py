"""A page as the search reads it: sections with their words, taken from the page as we render it.

Both engines build the same pages from the same text, so neither is asked. A heading that has an
id begins a section. Words of two cells, items or paragraphs never run together. Code, controls
and what a template marks `data-search-exclude` are no words to find.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from macros.core.pages import Page
from macros.core.template import CALL
from macros.render.addresses import WIRING


class Section(NamedTuple):
    """A part of a page: the id and the words of its heading, and the text up to the next one.

    The first has no id: what stands above all others, below the title of the page.
    """

    anchor: str
    title: str
    text: str


_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#{1,6} +(.*?)(?: *\{([^{}]*)\})? *")
_ID = re.compile(r"#([a-z0-9-]+)")
#: What begins a line and says what kind of line it is; a line of a table that rules it off.
_MARK = re.compile(r"[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+|!!!.*|\|[-:| ]+\|?$)*")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^()]*(?:\([^()]*\))?[^()]*\)|\[[^\]]*\])")
_SIGNS = re.compile(r"\*\*|__|[`*]|(?<!\w)_|_(?!\w)|\{:?[ #.][^{}]*\}|\\(?=\W)")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?:[^<>"]|"[^"]*")*)>|<!--.*?-->', re.DOTALL)
_HTML_ID = re.compile(r' id="([^"]+)"')
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
#: Elements that are part of a sentence. The end and the begin of any other parts two words.
_IN_A_WORD = frozenset(
    (*("a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span"), "strong", "sub", "sup")
)
_VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))
_PASSED = (WIRING - {"fieldset", "label", "form"}) | {"pre", "nav", "iframe"}
_PASSED_BY = re.compile(r' (?:data-search-exclude|hidden|class="headerlink")(?=[ =]|$)')
_FLEETING = re.compile(r" data-fleeting(?=[ =]|$)")
_ENDS = tuple(".!?:;,")


def sections_of(page: Page, shown: Iterable[str]) -> list[Section]:
    """The sections of a page; `shown` is what its macro calls give, in their order."""
    reader = _Reader()
    given, at = iter(shown), 0
    for call in CALL.finditer(page.body):
        reader.markdown(page.body[at : call.start()])
        reader.html(next(given))
        at = call.end()
    reader.markdown(page.body[at:])
    return [section for section in reader.sections() if section.title or section.text]


def joined(pieces: Iterable[str]) -> str:
    """Blocks as one line of text, with a dot between two of which the first is no sentence."""
    text = ""
    for piece in filter(None, (" ".join(piece.split()) for piece in pieces)):
        between = " " if not text or text.endswith(_ENDS) else " · "
        text += f"{between}{piece}" if text else piece
    return text


class _Reader:
    """Where the reading stands: the headings met, and the pieces of text below each."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str, list[str]]] = [("", "", [""])]

    def sections(self) -> Iterator[Section]:
        for anchor, title, pieces in self._found:
            yield Section(anchor, joined([title]), joined(pieces))

    def _begin(self, anchor: str, title: str) -> None:
        self._found.append((anchor, title, [""]))

    def _say(self, text: str) -> None:
        self._found[-1][2][-1] += text

    def _part(self) -> None:
        self._found[-1][2].append("")

    def markdown(self, text: str) -> None:
        """Take in what stands in the page's own words."""
        for line in _LINK.sub(r"\1", _FENCE.sub("", text)).split("\n"):
            if heading := _HEADING.fullmatch(line.strip()):
                marks = _ID.search(heading[2] or "")
                if marks:
                    self._begin(marks[1], _plain(heading[1]))
                continue
            mark = _MARK.match(line)
            if (mark and mark.end()) or not line.strip():
                self._part()
            for number, cell in enumerate(line[mark.end() if mark else 0 :].split("|")):
                if number:
                    self._part()
                self._say(f" {_plain(cell)} ")

    def html(self, text: str) -> None:
        """Take in what a macro gives: headings in Markdown between blocks of HTML."""
        at, depth, passing = 0, 0, 0
        for tag in _TAG.finditer(text):
            self._between(text[at : tag.start()], depth, passing)
            at = tag.end()
            end, name, given = tag.groups()
            if name is None or name in _VOID:
                self._part() if name == "br" and not passing else None
                continue
            if not end and name in _HEADINGS and (id := _HTML_ID.search(given)):
                fleeting = _FLEETING.search(given)
                self._heading(id[1], text, at, name) if not (passing or fleeting) else None
                passing = passing or depth + 1
            if not end and not passing and (name in _PASSED or _PASSED_BY.search(given)):
                passing = depth + 1
            depth += -1 if end else 1
            if passing and depth < passing:
                passing = 0
            if not passing and name not in _IN_A_WORD:
                self._part()
        self._between(text[at:], depth, passing)

    def _between(self, text: str, depth: int, passing: int) -> None:
        if depth == 0:
            self.markdown(unescape(text))
        elif not passing:
            self._say(unescape(text) if "&" in text else text)

    def _heading(self, anchor: str, text: str, start: int, name: str) -> None:
        inside = text[start : text.index(f"</{name}>", start)].partition('<a class="headerlink"')[0]
        self._begin(anchor, unescape(_TAG.sub("", inside)))


def _plain(text: str) -> str:
    return _SIGNS.sub("", text) if text.strip() else text
