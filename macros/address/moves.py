"""Where an address that no longer answers leads: by redirects, and by former ids.

An address is made of ids (patterns.py). Made again, of the ids that its own have become, it is
the one that took its place. Whatever comes out must answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.address.patterns import address_of, readings_of
from macros.core.handbook import Handbook
from macros.core.inherit import chain_of
from macros.core.kinds import KINDS
from macros.model.reference import Vocabularies
from macros.model.role import Role


@dataclass(frozen=True, slots=True)
class Named:
    """A record that addresses name by its id.

    `role` is the role whose addresses they are, empty when all can be; a stage is in those of
    every role that goes through its loop. `at` is where it is written, as `Handbook.place`
    takes it.
    """

    kind: str
    id: str
    former_ids: tuple[str, ...]
    role: str
    at: tuple[str, str, *tuple[str | int, ...]]


def named(book: Handbook) -> Iterator[Named]:
    """Everything that addresses name by an id, once for each role when it belongs to roles."""
    for kind in (*(kind.name for kind in KINDS), *Vocabularies.model_fields):
        for id, entity in book.entities(kind).items():
            yield Named(kind, id, entity.former_ids, "", (kind, id))
    for pay in book.pay.values():
        for index, series in enumerate(pay.series):
            at = ("pay", pay.id, "series", index)
            yield Named("pay_series", series.id, series.former_ids, "", at)
    for role in book.roles.values():
        for index, stage in enumerate(book.loops[role.loop].stages):
            at = ("loop", role.loop, "stages", index)
            yield Named("stage", stage.id, stage.former_ids, role.id, at)
        yield from _lines(book, role)


def _lines(book: Handbook, role: Role) -> Iterator[Named]:
    """Requirements and responsibilities of a role.

    A line keeps the former ids it has anywhere along the chain of roles, so a role that
    replaces it inherits them.
    """
    resolved = book.resolved[role.id]
    for name, kind in (("requirements", "requirement"), ("responsibilities", "responsibility")):
        shown = {line.item.id for line in getattr(resolved, name)}
        for id in chain_of(role.id, book.roles) or ():
            changes = getattr(book.roles[id], name)
            for how in ("add", "replace"):
                for index, item in enumerate(getattr(changes, how)):
                    if item.id in shown:
                        at = ("role", id, name, how, index)
                        yield Named(kind, item.id, item.former_ids, role.id, at)


#: From a kind, a former id and the role it belonged to (or none) to the id of today.
Renames = Mapping[tuple[str, str, str], str]


def renames(book: Handbook) -> Renames:
    """Every former id, with the id that took its place."""
    return {(one.kind, old, one.role): one.id for one in named(book) for old in one.former_ids}


@dataclass(frozen=True, slots=True)
class Moves:
    """The ways from old addresses to those that answer.

    `answers` tells whether something stands at an address, `lists` of which kind the entries of
    each list of the API are, `by_hand` where redirects lead.
    """

    answers: Callable[[str], bool]
    lists: Mapping[str, str]
    by_hand: Mapping[str, str]
    renames: Renames

    @classmethod
    def of(
        cls, book: Handbook, answers: Callable[[str], bool], lists: Mapping[str, str]
    ) -> "Moves":
        """The moves of a handbook."""
        by_hand = {redirect.from_: redirect.to for redirect in book.redirects}
        return cls(answers, lists, by_hand, book.once(renames))

    def target(self, address: str) -> str | None:
        """The address that answers for this one, or None.

        An anchor that the new page lacks leads to the top of it when somebody has redirected
        the page by hand; a renamed page owes every anchor it had.
        """
        page = address.partition("#")[0]
        return self._search(address) or (self._search(page) if page in self.by_hand else None)

    def _search(self, address: str) -> str | None:
        """The nearest address along the moves that answers: itself, or some steps away."""
        waiting = [address]
        for current in waiting:
            if self.answers(current):
                return current
            waiting.extend(step for step in self._steps(current) if step not in waiting)
        return None

    def _steps(self, address: str) -> Iterator[str]:
        """What a redirect or new ids make of an address; a page takes its anchors along."""
        if address in self.by_hand:
            yield self.by_hand[address]
        for name, parts in readings_of(address, self.lists):
            yield address_of(name, *self._today(parts))
        page, mark, anchor = address.partition("#")
        if mark:
            yield from (f"{step.partition('#')[0]}#{anchor}" for step in self._steps(page))

    def _today(self, parts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The ids of today; the role, which stands before what belongs to it, says whose it is."""
        role = ""
        for kind, id in parts:
            today = self.renames.get((kind, id, ""), self.renames.get((kind, id, role), id))
            role = today if kind == "role" else role
            yield today


def moved(moves: Moves, published: Iterable[str]) -> dict[str, str]:
    """Every address that was published, answers no more, and leads somewhere that does."""
    gone = (one for one in sorted(published) if not moves.answers(one))
    found = ((address, moves.target(address)) for address in gone)
    return {address: target for address, target in found if target is not None}
