"""The ledger: every address that ever shipped, one a line, under a seal.

`handbook ledger` adds lines and never removes one (docs/contributing/design.md, invariant 8).
The seal is a count and a digest over all entries, so that a line taken out by hand is noticed.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.core.files import LIST_MOST
from macros.core.kinds import DATA, PUBLISHED
from macros.core.problems import HandbookError, Position, Problem
from macros.core.read import read_text
from macros.model.moves import is_address

LEDGER = f"{DATA}/{PUBLISHED}"
_SEAL = "# seal: "
_HEAD = (
    "# Every page, anchor and file that ever shipped. `handbook ledger` adds lines; none goes.\n"
    "# An address that moved gets a redirect: former_ids of its entity, or data/redirects.yaml.\n"
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the file says: entries with their lines, the seal, and lines that are no address."""

    entries: Mapping[str, int] = field(default_factory=dict)
    seal: str = ""
    seal_line: int = 1
    no_address: tuple[tuple[int, str], ...] = ()

    @property
    def sealed(self) -> int:
        """How many entries the seal was put on; 0 when it does not say."""
        count = self.seal.partition(" ")[0]
        return int(count) if re.fullmatch("[0-9]{1,9}", count) else 0

    @property
    def whole(self) -> bool:
        """Whether the entries are those the seal was put on."""
        return self.seal == seal_of(self.entries) and not self.no_address

    def denies(self, address: str) -> bool:
        """Whether an address never shipped; one that is empty or was edited cannot tell."""
        return self.whole and bool(self.entries) and address not in self.entries


def seal_of(entries: Iterable[str]) -> str:
    """The count of the entries and the SHA-256 of their sorted lines."""
    ordered = sorted(set(entries))
    digest = hashlib.sha256("\n".join(ordered).encode()).hexdigest()
    return f"{len(ordered)} sha256:{digest}"


def ledger_text(entries: Iterable[str]) -> str:
    """The whole file for some entries. Sorted, so that a page stands above its anchors."""
    ordered = sorted(set(entries))
    lines = "".join(f"{entry}\n" for entry in ordered)
    return f"{_HEAD}{_SEAL}{seal_of(ordered)}\n{lines}"


def read_ledger(path: Path, *, name: str) -> Ledger:
    """Read a ledger; `name` is its path in messages.

    Raises HandbookError when there is no such file, or when it is not text.
    """
    if not os.path.lexists(path):
        message = "the file is missing: it lists every address that ever shipped."
        fix = "restore it with git; a new handbook begins with `handbook ledger --begin`."
        raise HandbookError([Problem(Position(name), "missing-file", message, fix)])
    return parse_ledger(read_text(path, name=name, most=LIST_MOST))


def parse_ledger(text: str) -> Ledger:
    """The entries, the seal and the lines that are no address of a ledger's text."""
    entries: dict[str, int] = {}
    no_address: list[tuple[int, str]] = []
    seal, seal_line = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_SEAL):
            seal, seal_line = line.removeprefix(_SEAL).strip(), number
        elif is_address(line):
            entries.setdefault(line, number)
        elif line.strip() and not line.startswith("#"):
            no_address.append((number, line))
    return Ledger(entries, seal, seal_line, tuple(no_address))


def missing_since(older: Ledger, newer: Ledger, *, name: str) -> Iterator[Problem]:
    """What an older ledger lists and a newer one lacks; `name` is the older file's path."""
    for address, line in older.entries.items():
        if address not in newer.entries:
            message = f'"{address}" shipped, and {LEDGER} lists it no more.'
            fix = "put the line back with git, run `handbook check`, and redirect what moved."
            yield Problem(Position(name, line), "removed-address", message, fix)
