"""Every address the site answers, computed without building it.

Pages are the Markdown files. Their anchors are the ids of their headings and of what their
macro calls return, each call rendered once. Files are the exports, whose paths are known
before they are made; what begins with a dot or an underscore configures a host and is none.
The built site is compared with this (tests/built/test_ledger.py).

An anchor is promised when its id stands on something to read. Wiring is not: controls, and
whatever stands in a form, a drawing or a dialog, is hidden, or speaks up by itself. Nor is what
a template marks `data-fleeting`, because it comes and goes with the words (the letters of the
glossary). Files below /assets/ dress the site and are no addresses of their own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from macros.address.patterns import address_at
from macros.core.edition import Edition, Place
from macros.core.pages import Call, Page
from macros.core.recall import remembered
from macros.model.moves import is_address
from macros.render.aside import aside
from macros.render.registry import MACROS, bound
from macros.render.view import view_of

#: Elements whose ids, and the ids of all they hold, serve scripts and labels.
WIRING = frozenset(
    (
        *("form", "fieldset", "label", "input", "select", "option", "datalist", "button"),
        *("textarea", "output", "dialog", "template", "script", "style", "svg"),
    )
)
#: A tag of our own HTML, where every value of an attribute is in double quotes.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9-]*)([^<>"]*(?:"[^"]*"[^<>"]*)*)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_TOLD = re.compile(r" (?:id=|hidden)")
#: The one of them that holds nothing and is never closed.
_LEAF = "input"
_HEADING = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?#{1,6} .*\{[^{}]*#([a-z0-9-]+)[^{}]*\}[ \t]*$", re.MULTILINE
)
_TITLE = re.compile(r"^# +([^{}\n]+)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_DRESS = "assets/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """What answers now: anchors by page, and files.

    `refused` are the calls that had nothing to show, with the reason; `repeated` those that
    show something with an id that the page has already, with that id.
    """

    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    refused: tuple[tuple[Call, str], ...] = ()
    repeated: tuple[tuple[Call, str], ...] = ()

    def answers(self, address: str) -> bool:
        """Whether a page, one of its anchors or a file stands at this address."""
        page, _, anchor = address.partition("#")
        if anchor:
            return anchor in self.pages.get(page, ())
        return page in self.pages or page in self.files

    def all(self) -> Iterator[str]:
        """Every address: pages, anchors, files."""
        yield from self.files
        for page, anchors in self.pages.items():
            yield page
            yield from (f"{page}#{anchor}" for anchor in anchors)


def finder_of(edition: Edition, files: Callable[[], Iterable[str]]) -> Callable[[], Addresses]:
    """What finds all addresses of an edition whose handbook is sound; `files` are the exports'."""
    recall, shown = edition.handbook.recall, shown_by(edition)
    ids_of = remembered(recall, "ids", lambda name, *ids: _ids_in(shown(name, *ids)))
    paths = remembered(recall, "paths", lambda: tuple(files()))
    return remembered(recall, "addresses", lambda: _addresses(edition, paths(), ids_of))


def addresses_of(edition: Edition, files: Iterable[str]) -> Addresses:
    """All addresses of an edition whose handbook is sound; `files` are the exports' paths."""
    return finder_of(edition, lambda: files)()


def _addresses(edition: Edition, files: Iterable[str], ids_of: Callable[..., "_Ids"]) -> Addresses:
    refused: list[tuple[Call, str]] = []
    repeated: list[tuple[Call, str]] = []
    pages = {}
    for page in edition.pages.values():
        found = _ids_in(page.prose)
        for call in page.calls:
            try:
                ids = ids_of(call.name, *call.arguments)
            except ValueError as reason:
                refused.append((call, str(reason)))
                continue
            taken = found.all | {_id_of_title(page)}
            repeated += ((call, id) for id in sorted(taken & ids.all))
            found |= ids
        pages[page.address] = found.anchors
    listed = (address_at(path) for path in files if not path.startswith(_DRESS))
    answering = frozenset(filter(is_address, listed))
    return Addresses(pages, answering, tuple(refused), tuple(repeated))


def shown_by(edition: Edition) -> Callable[..., str]:
    """What gives the text of a macro for some ids, on whatever page.

    With a recall it is made once: the pages of MkDocs show this very text. It is then for the place
    that was given with the handbook.
    """
    recall = edition.handbook.recall
    if recall is None:
        macros = bound(view_of(edition))
        return cache(lambda name, *ids: macros[name](*ids))
    kept = {"aside": aside.put, "kept": partial(recall.of, "part")}
    view = view_of(edition, recall.given("given", "place") or Place(), **kept)

    def part(make: Callable[..., str], *ids: str) -> str:
        recall.given("given", "place")
        return make(view, *ids)

    recall.makers |= {"macro": lambda name, *ids: part(MACROS[name], *ids), "part": part}
    return lambda name, *ids: aside.back(recall.of("macro", name, *ids))


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids in a text: the promised anchors, and all of them."""

    anchors: frozenset[str]
    all: frozenset[str]

    def __or__(self, other: "_Ids") -> "_Ids":
        return _Ids(self.anchors | other.anchors, self.all | other.all)


def anchors_in(text: str) -> frozenset[str]:
    """The promised anchors in Markdown with HTML blocks, as pages and macros give it."""
    return _ids_in(text).anchors


@lru_cache(maxsize=4096)
def _ids_in(text: str) -> _Ids:
    anchors, ids = _ids_of(text) if ' id="' in text else ([], [])
    headings = _HEADING.findall(text) if "# " in text else ()
    return _Ids(frozenset((*headings, *anchors)), frozenset((*headings, *ids)))


def _id_of_title(page: Page) -> str:
    """The id that Python-Markdown makes of a title that has none of its own."""
    if not (title := _TITLE.search(page.prose)):
        return ""
    words = _LINK.sub(r"\1", page.body[title.start(1) : title.end(1)])
    latin = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", latin).strip().lower())


def _ids_of(html: str) -> tuple[list[str], list[str]]:
    """The anchors in HTML of ours, and all ids: anchors stand on something to read."""
    anchors, ids = [], []
    inside: list[str] = []
    for end, tag, attributes in _TAG.findall(html):
        given = dict(_ATTRIBUTE.findall(attributes)) if _TOLD.search(attributes) else {}
        if id := given.get("id"):
            ids.append(id)
        if inside:
            if tag == inside[-1]:
                inside.pop() if end else inside.append(tag)
        elif not end and (tag in WIRING or "hidden" in given):
            inside += [] if tag == _LEAF else [tag]
        elif id and is_address(f"/#{id}") and not _is_unpromised(given):
            anchors.append(id)
    return anchors, ids


def _is_unpromised(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element says what a script has done, or stands there only for now."""
    announces = attributes.get("role") in ("status", "alert") or "aria-live" in attributes
    return announces or "data-fleeting" in attributes
