"""The index of the search in pieces, of which a browser loads those that a query needs.

| piece | holds |
| --- | --- |
| `index.json` | every page with its title, the stop words, synonyms and weights |
| `words/N.json` | where the words stand whose first three letters belong to the piece |
| `near/X.json` | the words that begin with X, to guess what a misspelled one means |
| `shown/N.json` | titles and texts of some documents, for the list of results |
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from string import ascii_lowercase
from typing import Any

from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.recall import remembered
from macros.render.addresses import shown_by
from macros.search.documents import SIGN, Finder, Found, found_on
from macros.search.sections import sections_of

FOLDER = "assets/search"
#: Pieces of each kind, at least and at most; there are as many as pages, or up to twice that.
_FEWEST, _MOST = 16, 1024
#: What a step away from the middle role takes off a page's weight.
_FURTHER = 0.97

_LETTERS = (*ascii_lowercase, SIGN)
#: What each piece holds of the pages that have something in it, by number.
Parts = dict[str, list[tuple[int, dict[str, Any]]]]
#: The pieces as they were made last, each with its parts: an edit renews those that it concerns.
_made: dict[str, tuple[list[tuple[int, dict[str, Any]]], bytes]] = {}


def export_search(edition: Edition) -> Iterator[Export]:
    """The index of the site's search, piece by piece."""
    recall = edition.handbook.recall
    finding, count = edition.handbook.finding, _pieces(len(edition.pages))
    finder = Finder(edition.handbook, frozenset(finding.stop_words), count)
    shown_of = shown_by(edition)

    def found(path: str) -> Found:
        page = edition.pages[path]
        shown = (shown_of(call.name, *call.arguments) for call in page.calls)
        return found_on(page, sections_of(page, shown), finder)

    of_page = remembered(recall, "found on page", found)
    every = remembered(recall, "found on pages", lambda: _gathered(map(of_page, edition.pages)))
    yield Export(f"{FOLDER}/index.json", lambda: _json(_index(edition, every()[0], count)))
    numbers = [*map(str, range(count))]
    names: dict[Callable[..., bytes], Iterable[str]]
    names = {_words: numbers, _shown: numbers, _near: _LETTERS}
    for join, ends in names.items():
        for name in (f"{join.__name__[1:]}/{end}" for end in ends):
            yield Export(f"{FOLDER}/{name}.json", partial(_piece, every, name, join))


def _gathered(pages: Iterable[Found]) -> tuple[int, Parts]:
    """How many documents there are, and what each piece holds of which page."""
    count = 0
    parts: Parts = {}
    for at, found in enumerate(pages):
        count += found.documents
        for name, part in found.parts.items():
            parts.setdefault(name, []).append((at, part))
    return count, parts


def _piece(every: Callable[[], tuple[int, Parts]], name: str, join: Callable[..., bytes]) -> bytes:
    """The bytes of a piece, made of the parts that the pages have of it."""
    parts = every()[1].get(name, [])
    before, content = _made.get(name, ([], None))
    if content is None or before != parts:
        content = join(parts)
        _made[name] = parts, content
    return content


def _pieces(pages: int) -> int:
    """How many pieces there are of a kind: a power of two, so that few edits change it."""
    count = _FEWEST
    while count < _MOST and count < pages:
        count *= 2
    return count


def _index(edition: Edition, documents: int, count: int) -> dict[str, Any]:
    finding = edition.handbook.finding
    return {
        "pieces": count,
        "documents": documents,
        "stop": finding.stop_words,
        "light": finding.light_words,
        "synonyms": finding.synonyms,
        "written": finding.written_out,
        "pages": [
            [page.address, str(page.meta.get("title", "")), *_kind(page, edition.handbook)]
            for page in edition.pages.values()
        ],
    }


def _kind(page: Page, book: Handbook) -> tuple[str, float, float]:
    """What a page is, and how much it and its sections count.

    The longest begin of its address that is told decides. Of what all roles say, the middle one
    is shown.
    """
    parts = [part for part in book.finding.parts if page.address.startswith(part.begins)]
    part = max(parts, key=lambda part: len(part.begins))
    ladder = [role.id for role in book.rungs()]
    away = abs(ladder.index(page.meta["role"]) - len(ladder) // 2) if "role" in page.meta else 0
    return part.label, round(part.weight * _FURTHER**away, 3), part.sections


def _words(parts: list[tuple[int, dict[str, str]]]) -> bytes:
    entries: dict[str, list[str]] = {}
    for at, words in parts:
        for word, entry in words.items():
            entries.setdefault(word, []).append(f"[{at},{entry}]")
    return _lines(f"{json.dumps(word)}:[{','.join(entries[word])}]" for word in sorted(entries))


def _near(parts: list[tuple[int, dict[str, bool]]]) -> bytes:
    """The words of more than one page, or of a name, that begin with a letter."""
    told: set[str] = set()
    once: set[str] = set()
    for _, words in parts:
        for word, named in words.items():
            (told if named or word in once else once).add(word)
    return _json(" ".join(sorted(told)))


def _shown(parts: list[tuple[int, dict[str, str]]]) -> bytes:
    """Documents by `page.document`."""
    return _lines(f'"{at}.{place}":{text}' for at, texts in parts for place, text in texts.items())


def _lines(entries: Iterable[str]) -> bytes:
    return ("{" + ",\n".join(entries) + "}\n").encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
