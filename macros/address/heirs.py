"""Who an address that was lost belonged to: a guess for the message, never for a redirect."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.address.moves import is_file, named
from macros.core.handbook import Handbook
from macros.public.api import FILES
from macros.render.addresses import Addresses

_PIECES = re.compile(r"[/#.]|--")
_API = "/api/"
#: The kind whose id follows a folder in the address of a page, and in that of a file of the API.
_OWNERS = {
    "roles": "role",
    "skills": "skill",
    "tools": "tool_category",
    "pay": "pay",
    "work-samples": "work_sample",
}
_API_OWNERS = {file.key: file.kind for file in FILES}


@dataclass(frozen=True, slots=True)
class Heirs:
    """What may have taken the place of a lost address: new addresses first, then all."""

    kinds: dict[str, tuple[str, ...]]
    new: frozenset[str]
    all: frozenset[str]

    @classmethod
    def of(cls, book: Handbook, addresses: Addresses) -> "Heirs":
        """The candidates of a handbook; an address the ledger lacks is new."""
        kinds: dict[str, tuple[str, ...]] = {}
        for one in named(book):
            kinds[one.id] = tuple(dict.fromkeys((*kinds.get(one.id, ()), one.kind)))
        living = frozenset(addresses.all())
        return cls(kinds, living - book.ledger.entries.keys(), living)

    def of_lost(self, lost: str) -> tuple[str, str]:
        """What to say of a lost address after its name, and how to fix it."""
        heir = self.nearest(lost)
        if not heir:
            fix = "restore what stood there, or redirect the address in data/redirects.yaml."
            return "", fix
        by_hand = f"redirect it in data/redirects.yaml, perhaps to {heir}; or restore it."
        renamed = self.renamed(lost, heir)
        if not renamed:
            return f' Nearest to it is "{heir}".', by_hand
        kind, old, new = renamed
        said = f' Nearest to it is "{heir}", of the {kind} "{new}".'
        return (
            said,
            f'add `former_ids: [{old}]` to the {kind} "{new}" if it was renamed; or {by_hand}',
        )

    def nearest(self, lost: str) -> str:
        """The address most like the lost one: the same part of another page, else by spelling."""
        page, mark, anchor = lost.partition("#")
        for candidates in (self.new, self.all):
            alike = [one for one in candidates if _sort(one) == _sort(lost)]
            here = [one for one in alike if one.startswith(f"{page}#")]
            same = sorted(one for one in alike if mark and one.endswith(f"#{anchor}"))
            for pool in (here, same, alike):
                if near := difflib.get_close_matches(lost, sorted(pool), n=1, cutoff=0.6):
                    return near[0]
        return ""

    def renamed(self, lost: str, heir: str) -> tuple[str, str, str] | None:
        """The kind, old and new id that make one address of the other, if one id does."""
        before, after = _PIECES.split(lost), _PIECES.split(heir)
        if len(before) != len(after):
            return None
        changed = [
            index
            for index, pair in enumerate(zip(before, after, strict=True))
            if pair[0] != pair[1]
        ]
        if len(changed) != 1:
            return None
        old, new = before[changed[0]], after[changed[0]]
        kind = _owner(after, changed[0], api=heir.startswith(_API))
        for id in _endings(new):
            prefix = new[: len(new) - len(id)]
            if id in self.kinds and old.startswith(prefix):
                known = self.kinds[id]
                return _said((kind,) if kind in known else known), old[len(prefix) :], id
        return None


def _sort(address: str) -> str:
    return "file" if is_file(address) else "anchor" if "#" in address else "page"


def _owner(pieces: list[str], index: int, *, api: bool) -> str:
    owners = _API_OWNERS if api else _OWNERS
    return owners.get(pieces[index - 1], "") if index else ""


def _endings(piece: str) -> Iterable[str]:
    """The piece, and what is left of it without its first words: `requirement-sql`, `sql`."""
    words = piece.split("-")
    return ("-".join(words[start:]) for start in range(len(words)))


def _said(kinds: Iterable[str]) -> str:
    return " or ".join(kind.replace("_", " ") for kind in kinds)
