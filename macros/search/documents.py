"""What of a page can be found: its sections as documents, and the words that find each.

A document has a title, names (other words for it, and the ways people ask for it) and a text. The
weight of a word in a document is worked out from that document alone, so that an edit of a page
changes the parts of the index that hold this page's words, and no others.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from zlib import crc32

from macros.address.patterns import readings_of
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.search.sections import Section
from macros.search.words import words

#: How much a word counts by where it stands, and how finely weights are kept.
_TITLE, _NAME, _FINE, _MOST = 5.0, 5.0, 8, 120
#: The text of a question is a story, and most of its words are not what it is about.
_TEXT = {"Question": 0.4, "Source": 0.5}
#: The words of a usual text: in a longer one each counts for less.
_USUAL = 60
#: Words of a text that are read, and its letters that can be shown around a match.
_SHOWN = 1000
#: Words that begin with so many letters alike share a piece, so that one can be completed.
_SHARED = 3
#: For words that begin with no letter.
SIGN = "0"
#: A shorter word is not guessed at.
_GUESSED = 4
#: Names of more words, or documents with more names, are cut: the browser gets both as one number.
MOST_WORDS, MOST_NAMES = 15, 15
#: A name of so many words is itself with all of them: `My SQL` is not `SQL`.
_PAIR = 2
#: What a document shows, by the line of PATTERNS that makes its address.
LABELS = {
    "faq": "FAQ",
    "skill_question": "Question",
    "tool": "Tool",
    "term": "Term",
    "source": "Source",
    "place": "Law",
    "hiring_law": "Law",
    "method": "Evidence",
    "change": "Change",
    "error": "Error code",
    "lint_rule": "Rule of the checker",
}
#: Entities with pages of their own.
_PAGES = frozenset(("role", "skill", "work_sample"))
#: Where a question stands once more: it is found below its skill.
_AGAIN = frozenset(("stage_question",))


class Found(NamedTuple):
    """What the index holds of a page: how many documents, and its part of each piece by name.

    In `words/…`, the entry of a word is `document,weight` for each, and below zero what names hold
    it. In `near/…`, a longer word is said to stand in a name or not. In `shown/…` are documents.
    """

    documents: int
    parts: dict[str, dict[str, Any]]


class Finder(NamedTuple):
    """How pages are read: the handbook, words that say nothing, how many pieces there are."""

    book: Handbook
    stop: frozenset[str]
    pieces: int


def found_on(page: Page, sections: list[Section], finder: Finder) -> Found:
    """What can be found on a page, as the pieces hold it."""
    entries: dict[str, list[int]] = defaultdict(list)
    parts: dict[str, dict[str, Any]] = defaultdict(dict)
    count = 0
    for section in _whole(page, sections):
        readings = dict(_readings(page.address, section.anchor, finder.book))
        if _AGAIN & readings.keys():
            continue
        label = next((LABELS[name] for name in readings if name in LABELS), "")
        names = [section.title, *_names(page, section, readings)]
        _enter(entries, count, names, (section.text, _TEXT.get(label, 1.0)), finder.stop)
        shown = [section.anchor, section.title, label, section.text[:_SHOWN]]
        piece = (checksum(page.address) + count) % finder.pieces
        parts[f"shown/{piece}"][str(count)] = json.dumps(shown, ensure_ascii=False)
        count += 1
    for word, entry in sorted(entries.items()):
        piece = checksum(word[:_SHARED]) % finder.pieces
        parts[f"words/{piece}"][word] = ",".join(map(str, entry))
        if len(word) >= _GUESSED:
            parts[f"near/{word[0] if word[0].isalpha() else SIGN}"][word] = min(entry) < 0
    return Found(count, dict(parts))


def checksum(text: str) -> int:
    """CRC-32, which the browser works out as well."""
    return crc32(text.encode())


def _whole(page: Page, sections: list[Section]) -> Iterator[Section]:
    """The sections of a page, the page itself as the first."""
    first = sections[0] if sections and not sections[0].anchor else Section("", "", "")
    about = f"{page.meta.get('description', '')} {first.text}"
    yield Section("", str(page.meta.get("title", "")), about)
    yield from (section for section in sections if section.anchor)


def _readings(page: str, anchor: str, book: Handbook) -> Iterator[tuple[str, Any]]:
    """The lines of PATTERNS that make an address, each with the entity that it names last."""
    for name, parts in readings_of(f"{page}#{anchor}" if anchor else page, {}):
        kind, id = parts[-1] if parts else ("", "")
        if (name in LABELS or name in _AGAIN or name in _PAGES) and id in book.entities(kind):
            yield name, book.entities(kind)[id]


def _names(page: Page, section: Section, readings: dict[str, Any]) -> Iterator[str]:
    """Other words for what a section shows, and the ways people ask for it."""
    yield from (phrase for phrase, anchor in page.asked if anchor == section.anchor)
    for entity in readings.values():
        yield from getattr(entity, "asked", ())
        for field in ("alternate_titles", "posting_names", "forms"):
            yield from getattr(entity, field, ())
        yield from filter(None, [getattr(entity, "profile_word", None)])
    if "term" in readings and "(" in section.title:
        yield from section.title.rstrip(")").split(" (", 1)


def _enter(
    entries: dict[str, list[int]],
    number: int,
    names: list[str],
    told: tuple[str, float],
    stop: frozenset[str],
) -> None:
    """Enter the words of a document with their weights, and the names that hold them.

    `told` is its text, and how much that counts.
    """
    text, share = told
    weights: dict[str, float] = defaultdict(float)
    held: dict[str, list[int]] = defaultdict(list)
    counts = Counter(word for word in words(text) if word not in stop)
    length = (0.5 + 0.5 * counts.total() / _USUAL) / share
    for word, count in counts.items():
        weights[word] = count / length
    for at, name in enumerate(names[:MOST_NAMES]):
        said = list(dict.fromkeys(words(name)))
        kept = [word for word in said if word not in stop][:MOST_WORDS]
        size = max(len(kept), min(len(said), _PAIR))
        for word in kept:
            if at == 0 or not held[word]:
                weights[word] += _NAME if at else _TITLE
            held[word].append(-1 - ((number * (MOST_NAMES + 1) + at) * 16 + size))
    for word, weight in weights.items():
        entries[word] += [number, max(1, min(_MOST, round(_FINE * weight))), *held[word]]
