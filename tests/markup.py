"""A reader of HTML fragments: what does not close, what runs, where links lead, what is read."""

import json
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS = frozenset(
    {"p", "ul", "ol", "dl", "div", "table", "section", "article", "figure", "pre", "blockquote"}
    | {f"h{level}" for level in range(1, 7)}
)


class Markup(HTMLParser):
    """A parsed fragment: its faults, its links and ids, and its text as a reader meets it.

    `structured` is what it tells machines: its JSON-LD blocks. Any other script is a fault.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.structured: list[Any] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]

    @property
    def text(self) -> str:
        """The text with its white space folded."""
        return folded("".join(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag} {name}>" for name in names if name == "style" or name[:2] == "on"]
        self.faults += [f"<{tag}> sets {name} twice" for name in names if names.count(name) > 1]
        if tag == "script" and attrs != [("type", "application/ld+json")]:
            self.faults.append(f"<script {attrs}>")
        if tag in _BLOCKS and "p" in self._open:
            self.faults.append(f"<{tag}> inside <p>")
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag in _BLOCKS or tag in ("li", "dt", "dd", "td", "th", "br"):
            self._text.append(" ")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            self.structured.append(json.loads(data))
        else:
            self._text.append(data)


def folded(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())
