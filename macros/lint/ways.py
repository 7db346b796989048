"""How much a pattern may cost: whether a text that nearly fits makes its engine try on and on.

Every text ends at some length, so the work is bounded when the tries at one place are. They are
when each repetition has an end, none holds another, and the choices in a row are few.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

#: The most tries at one place; a closing date takes 15,000, mostly of a letter each.
MOST = 30_000
#: The longest repetition: what is farther away belongs to another sentence.
LONGEST = 120
_TOKEN = re.compile(
    r"(?P<zero>\\[bB]|[\^$])"
    r"|(?P<any>\\p\{[^}]*\}|\\k<[^>]*>|\.)"
    r"|(?P<one>\\(?:u\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\])"
    r"|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?::|<\w+>))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<often>(?:[*+?]|\{\d+(?:,\d*)?\})\??)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
_Letters = frozenset[str]
_ASCII: _Letters = frozenset(map(chr, range(128)))


class CostlyError(Exception):
    """A pattern may try on and on: why, and the fix."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True, slots=True)
class _Part:
    """One step of a pattern: the alternatives in it, how often it may stand, what it begins with.

    `look` marks a group that takes no letter; one without alternatives takes a letter of `first`.
    """

    alternatives: tuple[tuple["_Part", ...], ...]
    first: _Letters
    look: bool = False
    least: int = 1
    most: int = 1

    @property
    def varies(self) -> bool:
        """Whether two texts of different length, or two readings, can be this part."""
        inner = any(part.varies for parts in self.alternatives for part in parts)
        return inner or self.least != self.most or len(self.alternatives) > 1


def judge_cost(pattern: str) -> None:
    """Raises CostlyError when a text could keep the engine busy; takes an expanded pattern."""
    tokens = ((found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern))
    tries = _tries(_alternatives(tokens), frozenset(), frozenset())
    if tries > MOST:
        raise CostlyError(
            f"it can be tried in {tries:,} ways at one place, {MOST:,} at most",
            "bound its repetitions closer, or let those in a row take different letters.",
        )


def _alternatives(tokens: Iterator[tuple[str, str]]) -> tuple[tuple[_Part, ...], ...]:
    """What stands up to the end of the group, or of the pattern."""
    rows: list[list[_Part]] = [[]]
    for kind, text in tokens:
        match kind:
            case "close":
                break
            case "or":
                rows.append([])
            case "open" | "look":
                inner = _alternatives(tokens)
                rows[-1].append(_Part(inner, _first(inner), look=kind == "look"))
            case "often" if rows[-1]:
                rows[-1].append(_repeated(rows[-1].pop(), text))
            case "any" | "one" | "letter":
                rows[-1].append(_Part((), _ASCII if kind == "any" else _letters(text)))
    return tuple(tuple(row) for row in rows)


def _repeated(part: _Part, sign: str) -> _Part:
    least, most = _bounds(sign)
    if most is None or most > LONGEST:
        fix = f"write how often, as in {{{least},60}}."
        raise CostlyError(f'"{sign}" may repeat more than {LONGEST} times', fix)
    if most > 1 and part.varies:
        fix = "repeat one letter or class, or spell the group out."
        raise CostlyError(f'"{sign}" repeats a group in which something varies', fix)
    return _Part(part.alternatives, part.first, part.look, least, most)


def _bounds(sign: str) -> tuple[int, int | None]:
    if sign[0] in "*+?":
        return int(sign[0] == "+"), 1 if sign[0] == "?" else None
    least, comma, most = sign.rstrip("?")[1:-1].partition(",")
    return int(least), (int(most) if most else None) if comma else int(least)


@cache
def _letters(text: str) -> _Letters:
    """The letters of ASCII that one sign or class stands for."""
    try:
        sign = re.compile(text if len(text) > 1 else re.escape(text), re.IGNORECASE | re.ASCII)
    except re.error:
        return _ASCII
    return frozenset(filter(sign.fullmatch, _ASCII))


def _first(alternatives: Iterable[tuple[_Part, ...]]) -> _Letters:
    return frozenset().union(*(_begin(row, frozenset()) for row in alternatives))


def _begin(parts: tuple[_Part, ...], behind: _Letters) -> _Letters:
    """The letters that parts in a row can begin with, those behind them included."""
    for part in reversed(parts):
        if not part.look:
            behind = part.first | (behind if _may_be_nothing(part) else frozenset())
    return behind


def _may_be_nothing(part: _Part) -> bool:
    empty = any(all(p.look or _may_be_nothing(p) for p in row) for row in part.alternatives)
    return part.least == 0 or empty


def _tries(alternatives: Iterable[tuple[_Part, ...]], before: _Letters, behind: _Letters) -> int:
    """The ways to try alternatives between a repetition of `before` and what begins `behind`."""
    most = 1
    for row in alternatives:
        tries, ahead = 1, before
        for number, part in enumerate(row, start=1):
            tries *= _tries_of(part, ahead, _begin(row[number:], behind))
            ahead = part.first if part.varies else frozenset()
        most = max(most, tries)
    return most


def _tries_of(part: _Part, before: _Letters, behind: _Letters) -> int:
    """The ways to try one part: a repetition is a choice where its neighbors take its letters."""
    inner = _tries(part.alternatives, before, frozenset() if part.look else behind)
    overlaps = part.first & (before | behind)
    return inner * (part.most - part.least + 1 if overlaps else 1)
