"""How much two lines say the same, for lines that somebody else wrote.

Shared runs of words (macros.core.similar) find copies. An advert says "design RESTful services"
where we say "you design an API": no run of four words is shared, so single content words are
compared, by their first letters, which makes "design", "designs" and "designing" one.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z][a-z0-9+#]+")
#: Letters of a word that are compared: five keep "caching" beside "cached", and off "call".
_KEPT = 5


def content_words(line: str, stop_words: Iterable[str]) -> frozenset[str]:
    """The words of a line that carry its meaning, cut to their first letters."""
    stops = set(stop_words)
    return frozenset(word[:_KEPT] for word in _WORD.findall(line.lower()) if word not in stops)


def overlap(one: frozenset[str], other: frozenset[str], *, least: int) -> float:
    """The share (0 to 1) of the shorter line's words that both hold; 0 under `least` words."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= least else 0.0
