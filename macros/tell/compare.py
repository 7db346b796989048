"""Two roles side by side: what is new, raised, changed or dropped, and what is the same.

The page of the comparison tells any two roles by the same rules (compare.js); a test holds its
words against these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole

Status = Literal["new", "raised", "changed", "dropped", "same"]
#: The one word for each, strongest first.
LABELS: dict[Status, str] = {
    "new": "New",
    "raised": "Raised",
    "changed": "Changed",
    "dropped": "Dropped",
    "same": "Same",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one role says: a line and its skill level's rank, from 1, or 0 for a duty."""

    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What both roles say of one thing; None where a role says nothing of it."""

    id: str
    status: Status
    lower: Side | None
    upper: Side | None

    @property
    def label(self) -> str:
        """The word a reader sees for the status."""
        return LABELS[self.status]

    @property
    def steps(self) -> int:
        """How many skill levels the upper role asks for above the lower one."""
        return (self.upper.rank if self.upper else 0) - (self.lower.rank if self.lower else 0)


def duties(role: ResolvedRole) -> dict[str, Side]:
    """What a role does."""
    return {stated.item.id: Side(stated.item.line) for stated in role.responsibilities}


def asks(book: Handbook, role: ResolvedRole) -> dict[str, Side]:
    """What a role advertises that it asks for."""
    return {
        item.id: Side(item.line, _rank(book, item.skill_level))
        for item in (stated.item for stated in role.requirements)
        if item.advertised
    }


def skills(book: Handbook, role: ResolvedRole) -> dict[str, Side]:
    """The level of every skill that a role asks for, by skill."""
    profile = role.profile()
    ordered = sorted(profile, key=lambda id: book.skills[id].title)
    return {id: Side(profile[id], _rank(book, profile[id])) for id in ordered}


def rows(lower: Mapping[str, Side], upper: Mapping[str, Side]) -> list[Row]:
    """Two roles thing by thing, the strongest difference first."""
    told = [_row(id, lower.get(id), upper.get(id)) for id in {**upper, **lower}]
    order = list(LABELS)
    return sorted(told, key=lambda row: (order.index(row.status), -row.steps))


def _row(id: str, lower: Side | None, upper: Side | None) -> Row:
    if lower is None or upper is None:
        return Row(id, "new" if lower is None else "dropped", lower, upper)
    if upper.rank > lower.rank:
        return Row(id, "raised", lower, upper)
    return Row(id, "same" if upper == lower else "changed", lower, upper)


def _rank(book: Handbook, level: str) -> int:
    return book.rank("skill_level", level) + 1
