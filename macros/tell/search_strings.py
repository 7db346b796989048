"""From a role to the strings that find people for it, one writer for each grammar.

What to ask for comes from `search_words.py`, signs and limits from the dialect. `[…]` in a
string is a blank for the reader to fill in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from macros.core.handbook import Handbook
from macros.model.search import SearchDialect
from macros.tell.search_words import SearchTerms, search_terms_for

#: From few and fitting results to many.
BREADTHS = ("narrow", "balanced", "broad")
#: Tools a role's project searches go through: more would be another role's.
_TOPICS = 3
#: Titles a web search goes through: each three or four of them cost another string.
_WEB_TITLES = 6
OPERATORS = frozenset({"AND", "OR", "NOT"})
_PLAIN = re.compile(r"^[A-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a string that stands or falls as a whole; a blank waits for the reader."""

    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class SearchString:
    """One string to paste; `label` tells it from its neighbors, and is empty when it is alone."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The string with its blanks."""
        return " ".join(piece.text for piece in self.pieces)

    def address(self, dialect: SearchDialect) -> str:
        """The address that opens the search without the blanks; empty when there is none."""
        filled = " ".join(piece.text for piece in self.pieces if not piece.blank)
        return f"{dialect.opens}{quote_plus(filled)}" if dialect.opens else ""


Strings = dict[str, tuple[SearchString, ...]]


def search_strings(book: Handbook, role_id: str, dialect_id: str) -> Strings:
    """The strings of a role in one dialect, by breadth; raises UnknownIdError for bad ids."""
    return book.once(_strings, role_id, dialect_id)


def _strings(book: Handbook, role_id: str, dialect_id: str) -> Strings:
    dialect: SearchDialect = book.find("search_dialect", dialect_id)
    wanted = book.once(search_terms_for, role_id)
    return {
        breadth: tuple(_WRITERS[dialect.grammar](wanted, breadth, dialect)) for breadth in BREADTHS
    }


def quoted(word: str) -> str:
    """The word, in quotation marks unless it is a single plain one."""
    return word if _PLAIN.match(word) and word.upper() not in OPERATORS else f'"{word}"'


def any_of(words: Sequence[str]) -> str:
    """A group that any one of the words satisfies."""
    text = " OR ".join(quoted(word) for word in words)
    return f"({text})" if len(words) > 1 else text


def measure(text: str, unit: str) -> int:
    """How much of a limit a string takes: `words`, `characters` or `operators`.

    Words are counted high, with every OR and every part of a hyphenated word, because no
    engine says how it counts.
    """
    if unit == "characters":
        return len(text)
    tokens = re.sub(r'["()]', " ", text).split()
    if unit == "operators":
        return sum(token in OPERATORS for token in tokens)
    return sum(1 if ":" in one else len(re.findall(r"[\w#+]+", one)) for one in tokens)


def _keywords(wanted: SearchTerms, breadth: str, dialect: SearchDialect) -> Iterator[SearchString]:
    """Fields that know AND, OR, NOT and parentheses, such as LinkedIn's.

    NOT stays with the titles: in a whole profile it would drop everyone who ever was an intern.
    """
    titles = any_of(_titles(wanted, breadth))
    without = f" NOT {any_of(wanted.exclude)}" if breadth != "broad" else ""
    yield SearchString("Title field", (Piece(titles + without),))
    if groups := _groups(wanted, breadth, 6, 18):
        yield SearchString("Search box or Keywords field", (Piece(" AND ".join(groups)),))


def _web(wanted: SearchTerms, breadth: str, dialect: SearchDialect) -> Iterator[SearchString]:
    """A web search of public profiles; titles are dealt out so that every string fits."""
    groups = [Piece(group) for group in _groups(wanted, breadth, 2, 5)]
    tail = [*groups, *(Piece(f"-intitle:{quoted(word.lower())}") for word in wanted.exclude)]
    tail.append(Piece('"[city]"', blank=True))
    most = next((limit.most for limit in dialect.limits if limit.unit == "words"), 0)
    dealt: list[tuple[Piece, ...]] = []
    waiting: list[str] = []
    for title in _web_titles(wanted, breadth):
        if waiting and most and _length(_site([*waiting, title], tail)) > most:
            dealt.append(_site(waiting, tail))
            waiting = []
        waiting.append(title)
    dealt.append(_site(waiting, tail))
    for number, pieces in enumerate(dealt, start=1):
        yield SearchString(f"{number} of {len(dealt)}" if len(dealt) > 1 else "", pieces)


def _users(wanted: SearchTerms, breadth: str, dialect: SearchDialect) -> Iterator[SearchString]:
    """GitHub accounts, one string a language."""
    floors = wanted.floors
    least = {"followers": floors.followers, "repos": floors.repositories}
    asked = {"narrow": ("followers", "repos"), "balanced": ("repos",)}.get(breadth, ())
    numbers = [Piece(f"{name}:>={least[name]}") for name in asked if least[name]]
    others = wanted.other_languages if breadth == "broad" else ()
    for language in (*wanted.languages, *others):
        start = [Piece("type:user"), Piece(f"language:{quoted(language)}")]
        where = Piece('location:"[city]"', blank=True)
        yield SearchString(language, (*start, *numbers, where))


def _repositories(
    wanted: SearchTerms, breadth: str, dialect: SearchDialect
) -> Iterator[SearchString]:
    """GitHub projects about a tool of the role, in its first language but for the broad ones."""
    since = Piece("pushed:>=[YYYY-MM-DD]", blank=True)
    language = [Piece(f"language:{quoted(one)}") for one in wanted.languages[:1]]
    for word, topic in wanted.topics[:_TOPICS]:
        about = {
            "narrow": [Piece(f"topic:{topic}"), *language, Piece(f"stars:>={wanted.floors.stars}")],
            "balanced": [Piece(f"topic:{topic}"), *language],
            "broad": [Piece(quoted(word)), Piece("in:readme")],
        }
        yield SearchString(word, (*about[breadth], since))


_WRITERS: dict[str, Callable[[SearchTerms, str, SearchDialect], Iterator[SearchString]]] = {
    "keywords": _keywords,
    "web": _web,
    "users": _users,
    "repositories": _repositories,
}


def _titles(wanted: SearchTerms, breadth: str) -> list[str]:
    """The role's own titles; broad ones take in the level below and titles that do this work."""
    if breadth != "broad":
        return list(wanted.titles)
    wide = (*wanted.titles[:4], *wanted.related, *wanted.below[:3])
    return list(dict.fromkeys(wide))


def _web_titles(wanted: SearchTerms, breadth: str) -> list[str]:
    titles = _titles(wanted, breadth)
    return titles if breadth == "broad" else titles[:_WEB_TITLES]


def _groups(wanted: SearchTerms, breadth: str, each: int, pool: int) -> list[str]:
    """What a profile must hold: `each` words a must, or one pool of at most `pool` words."""
    if breadth == "narrow":
        groups = [any_of(words[:each]) for words in wanted.musts]
        asides = wanted.first_words(wanted.asides, max(each, len(wanted.asides)))
        return [*groups, any_of(asides)] if asides else groups
    own = [*wanted.musts, *wanted.nice, *wanted.asides]
    words = wanted.first_words(own, pool)
    if breadth == "broad":
        half = pool // 2
        words = [*words[: pool - half], *wanted.first_words(wanted.alike, half)]
    return [any_of(words)] if words else []


def _site(titles: Sequence[str], tail: Sequence[Piece]) -> tuple[Piece, ...]:
    return (Piece("site:linkedin.com/in"), Piece(any_of(titles)), *tail)


def _length(pieces: Iterable[Piece]) -> int:
    return measure(" ".join(piece.text for piece in pieces), "words")
