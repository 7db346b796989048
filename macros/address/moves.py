"""Where an address that no longer answers leads: by redirects, and by former ids.

An address is made of ids: `/roles/<role>/interview/#<question>`. When one of them was renamed,
the new id stands in the place of the old one. Whatever comes out must answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.handbook import Handbook
from macros.core.inherit import chain_of
from macros.core.load import KINDS
from macros.model.reference import Vocabularies
from macros.model.role import Role
from macros.render.addresses import Addresses

_PART = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A record that addresses below the address `under` name by its id.

    A stage has its id in the pages of the roles that go through its loop. `at` is where the
    record is written, as `Handbook.place` takes it.
    """

    kind: str
    id: str
    former_ids: tuple[str, ...]
    under: str
    at: tuple[str, str, *tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Rename:
    """An id that changed, true below the address `under`."""

    old: str
    new: str
    under: str


def named(book: Handbook) -> Iterator[Named]:
    """Everything that addresses name by an id, once for each address it is named below."""
    yield from _entities(book)
    for role in book.roles.values():
        under = f"/roles/{role.id}/"
        for index, stage in enumerate(book.loops[role.loop].stages):
            at = ("loop", role.loop, "stages", index)
            yield Named("stage", stage.id, stage.former_ids, under, at)
        yield from _lines(book, role, under)


def _entities(book: Handbook) -> Iterator[Named]:
    for kind in (kind.name for kind in KINDS):
        for id, entity in book.entities(kind).items():
            yield Named(kind, id, entity.former_ids, "/", (kind, id))
    for pay in book.pay.values():
        for index, series in enumerate(pay.series):
            at = ("pay", pay.id, "series", index)
            yield Named("pay_series", series.id, series.former_ids, "/", at)
    for kind in Vocabularies.model_fields:
        for index, choice in enumerate(getattr(book.vocabularies, kind)):
            at = ("single", "vocabularies", kind, index)
            yield Named(kind, choice.id, choice.former_ids, "/", at)


def _lines(book: Handbook, role: Role, under: str) -> Iterator[Named]:
    """Requirements and responsibilities of a role.

    A line keeps the former ids it has anywhere along the chain of roles, so a role that
    replaces it inherits them.
    """
    resolved = book.resolved[role.id]
    for name in ("requirements", "responsibilities"):
        shown = {line.item.id for line in getattr(resolved, name)}
        kind = "requirement" if name == "requirements" else "responsibility"
        for id in chain_of(role.id, book.roles) or ():
            changes = getattr(book.roles[id], name)
            for how in ("add", "replace"):
                for index, item in enumerate(getattr(changes, how)):
                    if item.id in shown:
                        at = ("role", id, name, how, index)
                        yield Named(kind, item.id, item.former_ids, under, at)


def renames(book: Handbook) -> tuple[Rename, ...]:
    """Every former id, with the id that took its place."""
    found = (Rename(old, one.id, one.under) for one in named(book) for old in one.former_ids)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Moves:
    """The ways from old addresses to those that answer."""

    addresses: Addresses
    renames: tuple[Rename, ...]
    by_hand: dict[str, str]
    ids: frozenset[str]

    @classmethod
    def of(cls, book: Handbook, addresses: Addresses) -> "Moves":
        """The moves of a handbook whose site answers at `addresses`."""
        by_hand = {redirect.from_: redirect.to for redirect in book.redirects}
        ids = frozenset(one.id for one in named(book) if one.under == "/")
        return cls(addresses, renames(book), by_hand, ids)

    def target(self, address: str) -> str | None:
        """The address that answers for this one, or None.

        An anchor that the new page lacks leads to the top of it when somebody has redirected
        the page by hand; a renamed page owes every anchor it had.
        """
        page = address.partition("#")[0]
        return self._search(address) or (self._search(page) if page in self.by_hand else None)

    def _search(self, address: str) -> str | None:
        """The nearest address along the moves that answers: itself, or some steps away."""
        seen = {address}
        waiting = [address]
        for current in waiting:
            if self.addresses.answers(current):
                return current
            steps = [step for step in self._steps(current) if step not in seen]
            seen.update(steps)
            waiting.extend(steps)
        return None

    def _steps(self, address: str) -> Iterator[str]:
        """What one redirect or one renamed id makes of an address."""
        page, _, anchor = address.partition("#")
        if address in self.by_hand:
            yield self.by_hand[address]
        elif page in self.by_hand:
            yield f"{self.by_hand[page].partition('#')[0]}#{anchor}"
        for rename in self.renames:
            if address.startswith(rename.under):
                yield from self._renamed(address, rename)

    def _renamed(self, address: str, rename: Rename) -> Iterator[str]:
        """The address with the new id for each place where the old one stands in it.

        The old id is a whole part between slashes, dots and double hyphens, or a whole run of
        words in one (`requirement-<id>`) that is not as a whole the id of something else.
        """
        run = re.compile(rf"(?:(?<=-)|^){re.escape(rename.old)}(?=-|$)")
        for part in _PART.finditer(address):
            if address[max(part.start() - 1, 0)] == ".":
                continue
            for hit in run.finditer(part.group()):
                text = part.group()
                changed = text[: hit.start()] + rename.new + text[hit.end() :]
                if changed == rename.new or changed not in self.ids:
                    yield address[: part.start()] + changed + address[part.end() :]


def is_file(address: str) -> bool:
    """Whether an address is that of a file: no page and no part of one."""
    return not address.endswith("/") and "#" not in address


def moved(book: Handbook, addresses: Addresses) -> dict[str, str]:
    """Every address that once answered, answers no more, and leads somewhere that does."""
    moves = Moves.of(book, addresses)
    once = {*book.ledger.entries, *moves.by_hand}
    gone = (address for address in sorted(once) if not addresses.answers(address))
    found = ((address, moves.target(address)) for address in gone)
    return {address: target for address, target in found if target is not None}
