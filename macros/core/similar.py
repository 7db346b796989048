"""How alike two texts are: shared runs of words, the way near-duplicates are told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from macros.core.text import plain

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their position, and the share of the shorter one's runs that both hold."""

    first: int
    second: int
    share: float


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Every run of `size` words of a text, lower-cased, without punctuation."""
    words = _WORD.findall(plain(text).lower())
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


@lru_cache(maxsize=1 << 15)
def runs_in(text: str, size: int) -> frozenset[int]:
    """The same runs by their hashes, kept with the text: a text is compared at every edit."""
    return frozenset(map(hash, shingles(text, size)))


def near_duplicates(texts: Sequence[str], *, size: int, least: float) -> Iterator[Pair]:
    """Every pair of texts that share at least `least` (0 to 1) of the shorter one's runs.

    Work grows with the runs that repeat, not with the square of the texts.
    """
    runs = [runs_in(text, size) for text in texts]
    counts = Counter(chain.from_iterable(runs))
    repeated = {run for run, count in counts.items() if count > 1}
    holders: dict[int, list[int]] = defaultdict(list)
    for position, own in enumerate(runs):
        for run in own & repeated:
            holders[run].append(position)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for positions in holders.values():
        for index, first in enumerate(positions):
            for second in positions[index + 1 :]:
                shared[first, second] += 1
    for (first, second), count in sorted(shared.items()):
        share = count / min(len(runs[first]), len(runs[second]))
        if share >= least:
            yield Pair(first, second, share)
