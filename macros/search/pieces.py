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
from typing import Any

from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.recall import remembered
from macros.render.addresses import bare_view
from macros.render.registry import bound
from macros.search.documents import SLOTS, Found, found_on
from macros.search.sections import sections_of

FOLDER = "assets/search"
#: Pieces with words at least, the pages for each, and how many pieces with texts there are to one.
_FEWEST, _EACH, _TEXTS = 16, 2, 2
#: What a step away from the middle role takes off a page's weight.
_FURTHER = 0.99
_LETTERS = "abcdefghijklmnopqrstuvwxyz0"

Pages = tuple[tuple[Page, Found], ...]


def export_search(edition: Edition) -> Iterator[Export]:
    """The index of the site's search, piece by piece."""
    recall, book = edition.handbook.recall, edition.handbook
    macros = bound(bare_view(edition))
    stop = frozenset(book.finding.stop_words)

    def found(path: str) -> Found:
        page = edition.pages[path]
        shown = (macros[call.name](*call.arguments) for call in page.calls)
        return found_on(page, sections_of(page, shown), book, stop)

    of_page = remembered(recall, "found on page", found)
    whole = remembered(
        recall,
        "found on pages",
        lambda: tuple((edition.pages[path], of_page(path)) for path in edition.pages),
    )
    count = _pieces(len(edition.pages))
    yield Export(f"{FOLDER}/index.json", lambda: _json(_index(edition, whole(), count)))
    for number in range(count):
        yield Export(f"{FOLDER}/words/{number}.json", partial(_words, whole, number, count))
    for number in range(count * _TEXTS):
        yield Export(
            f"{FOLDER}/shown/{number}.json", partial(_shown, whole, number, count * _TEXTS)
        )
    for letter in _LETTERS:
        yield Export(f"{FOLDER}/near/{letter}.json", partial(_near, whole, letter))


def _pieces(pages: int) -> int:
    """How many pieces there are with words: a power of two, so that few edits change it."""
    count = _FEWEST
    while count < SLOTS and count * _EACH < pages:
        count *= 2
    return count


def _index(edition: Edition, pages: Pages, count: int) -> dict[str, Any]:
    finding = edition.handbook.finding
    return {
        "pieces": [count, count * _TEXTS],
        "slots": SLOTS,
        "documents": sum(len(found.documents) for _, found in pages),
        "stop": finding.stop_words,
        "light": finding.light_words,
        "synonyms": finding.synonyms,
        "written": finding.written_out,
        "pages": [
            [page.address, str(page.meta.get("title", "")), *_kind(page, edition.handbook)]
            for page, _ in pages
        ],
    }


def _kind(page: Page, book: Handbook) -> tuple[str, float, float]:
    """What a page is, and how much it and its sections count.

    The longest begin of its address that is told decides. Of what all roles say, the middle one
    is shown.
    """
    parts = [part for part in book.finding.parts if page.address.startswith(part.begins)]
    part = max(parts, key=lambda part: len(part.begins))
    ladder = [role.id for role in book.ladder()]
    away = abs(ladder.index(page.meta["role"]) - len(ladder) // 2) if "role" in page.meta else 0
    return part.label, round(part.weight * _FURTHER**away, 3), part.sections


def _words(whole: Callable[[], Pages], number: int, count: int) -> bytes:
    slots = range(number, SLOTS, count)
    entries: dict[str, list[str]] = {}
    for at, (_, found) in enumerate(whole()):
        for slot in slots:
            for word, entry in found.slots.get(slot, {}).items():
                entries.setdefault(word, []).append(f"[{at},{entry}]")
    return _lines(f"{json.dumps(word)}:[{','.join(entries[word])}]" for word in sorted(entries))


def _near(whole: Callable[[], Pages], letter: str) -> bytes:
    """The words of more than one page, or of a name, that begin with a letter."""
    told: set[str] = set()
    once: set[str] = set()
    for _, found in whole():
        for word, named in found.letters.get(letter, {}).items():
            (told if named or word in once else once).add(word)
    return _json(" ".join(sorted(told)))


def _shown(whole: Callable[[], Pages], number: int, count: int) -> bytes:
    """Documents whose page and number give the piece, by `page.document`."""
    return _lines(
        f'"{at}.{place}":{json.dumps(list(document), ensure_ascii=False)}'
        for at, (_, found) in enumerate(whole())
        for place, document in enumerate(found.documents)
        if (at * 7 + place) % count == number
    )


def _lines(entries: Iterable[str]) -> bytes:
    return ("{" + ",\n".join(entries) + "}\n").encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
