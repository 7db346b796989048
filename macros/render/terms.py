"""Terms of the glossary in the running text of a page: at its first use, each links to its entry.

Both engines show the same: MkDocs hands over an article when its blocks are back, and
`handbook export` goes over the pages that the other has built (`files/terms.py`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape

from macros.address.patterns import address_of
from macros.core.handbook import Handbook
from macros.core.read import Location
from macros.model.reference import Term

#: Every word that links, with the id of its term.
Words = tuple[tuple[str, str], ...]
#: How many terms a page links at most: beyond that, marks are in the way of reading.
MOST = 12
_CLASS = "term-link"
_LINKED = re.compile(r'href="[^"]*glossary/#([a-z0-9-]+)"')
#: No running text: code, other links, what is filled in, read out or looked up.
_PASSED = (
    "a|blockquote|button|caption|code|dt|fieldset|figure|form|h[1-6]|header|iframe|kbd|label"
    "|legend|nav|noscript|pre|script|select|style|summary|svg|table|template|textarea"
)
_TOKEN = re.compile(
    rf"(?P<text>[^<]+)|<(?P<passed>{_PASSED})\b.*?</(?P=passed)>"
    r'|<!--.*?-->|</?(?P<tag>[a-z][a-z0-9]*)(?P<given>(?:[^>"]|"[^"]*")*)>',
    re.DOTALL,
)
#: Elements whose words stay as they are: they are copied, scored or listed. A chip is a label.
_VERBATIM = re.compile(r'\bdata-verbatim\b|class="chip\b')
_IN_A_SENTENCE = frozenset(("abbr", "br", "em", "mark", "small", "span", "strong", "sub", "sup"))
_SENTENCE_END = re.compile(r"[.!?:;]\S{0,2}\s")
_IN_PARENTHESES = re.compile(r"\s*\(.*?\)")
_CASED = re.compile(r"\w[A-Z]")


def words_of(term: Term) -> Iterator[tuple[str, Location]]:
    """What links to a term, and where that is written: its title, and its other forms.

    A title that is an ordinary word too does not; what stands in its parentheses never does.
    """
    if not term.ordinary_word:
        yield _IN_PARENTHESES.sub("", term.title), ("title",)
    yield from ((form, ("forms", index)) for index, form in enumerate(term.forms))


def as_found(word: str) -> str:
    """A word as it is looked for: an acronym as it is written (`REST`), all else in any case."""
    return " ".join((word if _CASED.search(word) else word.lower()).split())


def linking_words(book: Handbook) -> Words:
    """Every word that links to a term, by that term's id."""
    found = (
        (as_found(word), term.id) for term in book.terms.values() for word, _ in words_of(term)
    )
    return tuple((word, id) for word, id in found if word)


def link_terms(html: str, words: Words, page: str) -> str:
    """The article of a page whose terms link to the glossary, each once, a few in all.

    `page` is its address from the root of the site ("roles/"). A sentence gets one link at most.
    What has been linked before stays as it is, and so does the glossary itself.
    """
    glossary = address_of("glossary").removeprefix("/")
    if not words or page == glossary or f'class="{_CLASS}"' in html:
        return html
    home = "../" * page.count("/") or "./"
    linker = _Linker(words, f"{home}{glossary}#", set(_LINKED.findall(html)))
    return "".join(linker.pieces(html))


class _Linker:
    """Where the reading stands: the terms met so far, and whether this sentence has a link."""

    def __init__(self, words: Words, address: str, met: set[str]) -> None:
        self._find, self._ids = _finder(words)
        self._address, self._met = address, met
        self._left, self._busy = MOST, False

    def pieces(self, html: str) -> Iterator[str]:
        """The HTML from its begin to its end, with the links."""
        at = 0
        while self._left and (token := _TOKEN.match(html, at)):
            end = token.end()
            if token["tag"]:
                self._busy = self._busy and token["tag"] in _IN_A_SENTENCE
                if _VERBATIM.search(token["given"]):
                    end = _after(html, token["tag"], end)
            yield self._linked(token[0]) if token["text"] else html[at:end]
            at = end
        yield html[at:]

    def _linked(self, text: str) -> str:
        done = at = 0
        pieces = []
        while self._left:
            if self._busy:
                if not (stop := _SENTENCE_END.search(text, at)):
                    break
                at, self._busy = stop.end(), False
            found = self._next(text, at)
            if not found:
                break
            link = f'<a class="{_CLASS}" href="{self._address}{self._id(found[0])}">{found[0]}</a>'
            pieces += [text[done : found.start()], link]
            done = at = found.end()
            self._met.add(self._id(found[0]))
            self._left, self._busy = self._left - 1, True
        return "".join([*pieces, text[done:]])

    def _next(self, text: str, at: int) -> re.Match[str] | None:
        for word in self._find(text, at):
            if self._id(word[0]) not in self._met and not _is_quoted(text, word.start()):
                return word
        return None

    def _id(self, found: str) -> str:
        word = " ".join(found.split())
        return self._ids.get(word) or self._ids[word.lower()]


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place stands in quotation marks: such words are said, sent or searched for."""
    return sum(text.count(mark, 0, at) for mark in ('"', "&quot;")) % 2 == 1


def _after(html: str, tag: str, at: int) -> int:
    """Where the element ends whose content begins here, whatever elements of its name are in it."""
    depth = 1
    for mark in re.compile(rf"<(/?){tag}\b").finditer(html, at):
        depth += -1 if mark[1] else 1
        if not depth:
            return mark.start()
    return len(html)


@lru_cache(maxsize=2)
def _finder(
    words: Words,
) -> tuple[Callable[[str, int], Iterable[re.Match[str]]], dict[str, str]]:
    """What finds whole words in a text, the longest first, and whose each is.

    What goes on with a capital is a name, such as `SQL Server`.
    """
    ids = {escape(word, quote=False): id for word, id in words}
    cased = [word for word in ids if _CASED.search(word)]
    others = [word for word in ids if not _CASED.search(word)]
    either = f"{_tree(cased)}|(?ai:{_tree(others)})"
    return re.compile(rf"(?<![\w./@&-])(?:{either})(?![\w-]|\.\w|\s+[A-Z][a-z])").finditer, ids


def _tree(words: list[str]) -> str:
    """A pattern for any of some words that reads each letter once, and as many as it can."""
    if not words:
        return "(?!)"
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    rest = "|".join(
        (r"\s+" if first == " " else re.escape(first)) + _tree(tails)
        for first, tails in branches.items()
    )
    return f"(?:{rest}){'?' if ends else ''}" if rest else ""
