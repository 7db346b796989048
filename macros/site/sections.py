"""The sections of a page for the search: what Material's parser finds, in a third of the time.

The search of Material reads each page letter by letter, which was a tenth of a build. Our HTML
is of one spelling, so its tags are found by a pattern; for any other page Material's parser is
asked. Its rules are kept to the letter, also where two elements of a name are one to it, and
tests/site/test_sections.py compares both over all pages and over random ones.
"""

import re
from html import escape, unescape
from typing import Any

from material.plugins.search.plugin import (  # type: ignore[import-untyped]
    Element,
    Parser,
    Section,
    void,
)

_ATTRIBUTES = r"(?:\s+[^\s\"'<>/=`]+(?:=\"[^\"]*\")?)*\s*"
_TOKEN = re.compile(
    r"(?P<text>[^<]+)|</(?P<end>[a-z][a-z0-9-]*)>"
    rf"|<(?P<raw>script|style){_ATTRIBUTES}>.*?</(?P=raw)>"
    rf"|<(?P<tag>[a-z][a-z0-9-]*)(?P<given>{_ATTRIBUTES}/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([^\s"=/>]+)(?:="([^"]*)")?')
#: The only attributes that say something; most tags have none of them.
_TELLING = re.compile(r"data-search-exclude|linenodiv|headerlink")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KEPT = frozenset(("p", "code", "pre", "li", "ol", "ul", "sub", "sup"))
_NEVER = frozenset(("object", "script", "style"))


def sections_of(html: str) -> list[Section]:
    """The sections of a page's HTML, as Material's search plugin makes entries of them."""
    reader, at = _Reader(), 0
    for token in _TOKEN.finditer(html):
        if token.start() != at:
            break
        at = token.end()
        reader.read(token)
    if at == len(html):
        return reader.sections
    parser = Parser()
    parser.feed(html)
    parser.close()
    found: list[Section] = parser.data
    return found


class _Reader:
    """Where the reading stands: the open elements by name, the section, what is passed over."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.section: Any = None
        self.open: list[str] = []
        self.skip = set(_NEVER)
        self.skipping = False
        self.permalink = 0  # how many elements are open with a permalink, the last of them

    def read(self, token: re.Match[str]) -> None:
        """Take in the next text, tag, or element that holds no HTML."""
        text, end, raw, tag, given = token.groups()
        if text:
            if not self.skipping:
                self._text(unescape(text) if "&" in text else text)
        elif end:
            self._end(end)
        elif raw:
            self._start(raw, "")
            self._end(raw)
        elif tag not in void:
            self._start(tag, given)
            if given.endswith("/"):
                self._end(tag)

    def _start(self, tag: str, given: str) -> None:
        self.open.append(tag)
        self.skipping = self.skipping or tag in self.skip
        attributes: dict[str, str] = {}
        if tag in _HEADINGS or (given and _TELLING.search(given)):
            attributes = dict(_ATTRIBUTE.findall(given))
        if tag in _HEADINGS and "id" in attributes:
            self._begin(tag, attributes)
        if self.section is None:
            self._add(Section(Element("hx")))
        if "data-search-exclude" in attributes or attributes.get("class") == "linenodiv":
            self.skip.add(tag)
            self.skipping = True
            return
        if attributes.get("class") == "headerlink" and tag == "a":
            self.permalink = len(self.open)
        if tag in _KEPT and not self.skipping:
            self._into().append(f"<{tag}>")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        depth = len(self.open)
        if tag != "h1" and not self.sections:
            self._add(Section(Element("hx"), depth))
        section = Section(Element(tag, attributes), depth)
        if self.sections:
            section.id = unescape(attributes["id"])
        self._add(section)

    def _add(self, section: Section) -> None:
        self.section = section
        self.sections.append(section)

    def _into(self) -> list[str]:
        """What is written to now: the title of the section, or its text."""
        section = self.section
        found: list[str] = section.title if section.el.tag in self.open else section.text
        return found

    def _end(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            return
        self._leave()
        self.open.pop()
        if len(self.open) < self.permalink:
            self.permalink = 0
        skipped = tag in self.skip
        if skipped:
            self.skip -= {tag} - _NEVER
        if self.skipping:
            self.skipping = not self.skip.isdisjoint(self.open)
        if not skipped and not self.skipping and tag in _KEPT:
            self._close(tag)

    def _leave(self) -> None:
        """Go back to the section around one whose element is closed."""
        if self.section.depth > len(self.open):
            for section in reversed(self.sections):
                if section.depth <= len(self.open):
                    self.section.depth = float("inf")
                    self.section = section
                    break

    def _close(self, tag: str) -> None:
        """Write the end of an element, or take it back when it holds nothing."""
        data = self._into()
        index = data.index(f"<{tag}>")
        if any(not part.isspace() for part in data[index + 1 :]):
            data.append(f"</{tag}>")
        else:
            del data[index:]

    def _text(self, text: str) -> None:
        inside = "pre" in self.open
        if not inside:
            text = " " if text.isspace() else text.replace("\n", " ")
        if self.section is None:
            self._add(Section(Element("hx")))
        section = self.section
        if section.el.tag in self.open:
            if not self.permalink:
                section.title.append(escape(text, quote=False))
        elif not text.isspace():
            section.text.append(escape(text, quote=False))
        elif inside or not section.text or not section.text[-1].isspace():
            section.text.append(text)
