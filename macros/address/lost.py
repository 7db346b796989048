"""What may have taken the place of a lost address: a guess for a message, never a redirect."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.address.moves import named
from macros.address.patterns import address_of, is_file, readings_of
from macros.core.handbook import Handbook


class Guess(NamedTuple):
    """An address that answers, and the id that a record of some kind may have had before."""

    address: str
    kind: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What answers now, `new` for the first time, and the ids there are by kind and role."""

    living: frozenset[str]
    new: frozenset[str]
    ids: Mapping[tuple[str, str], set[str]]
    lists: Mapping[str, str]

    @classmethod
    def of(
        cls, book: Handbook, living: Iterable[str], old: Iterable[str], lists: Mapping[str, str]
    ) -> "Guesses":
        """The guesses of a handbook that answers at `living` and has published `old`."""
        ids = defaultdict(set)
        for one in named(book):
            ids[one.kind, one.role].add(one.id)
        answering = frozenset(living)
        return cls(answering, answering.difference(old), dict(ids), lists)

    def of_lost(self, lost: str) -> Guess | None:
        """The likeliest: what a new id makes of the address, or else the nearest by spelling."""
        renamed = {guess.address: guess for guess in self._renamed(lost)}
        for pool, cutoff in ((sorted(renamed), 0.0), *((pool, 0.6) for pool in self._pools(lost))):
            for near in difflib.get_close_matches(lost, pool, n=1, cutoff=cutoff):
                return renamed.get(near, Guess(near))
        return None

    def _renamed(self, lost: str) -> Iterator[Guess]:
        """Every new address that differs from the lost one by an id that is no more."""
        for name, parts in readings_of(lost, self.lists):
            role = dict(parts).get("role", "")
            for kind, old in parts:
                ids = self.ids.get((kind, role)) or self.ids.get((kind, ""), set())
                for new in () if old in ids else ids:
                    now = (new if part == (kind, old) else part[1] for part in parts)
                    if (address := address_of(name, *now)) in self.new:
                        yield Guess(address, kind, old, new)

    def _pools(self, lost: str) -> Iterator[list[str]]:
        """Addresses of the same sort: new ones first, and first those of the same page."""
        page = lost.partition("#")[0]
        for candidates in (self.new, self.living):
            alike = sorted(one for one in candidates if _sort(one) == _sort(lost))
            yield from ([one for one in alike if one.startswith(f"{page}#")], alike)


def _sort(address: str) -> str:
    return "file" if is_file(address) else "anchor" if "#" in address else "page"
