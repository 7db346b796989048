"""Two roles line by line: what both share, what changes, what is new, what is left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole

Status = Literal["new", "replaced", "dropped", "inherited"]
_LABELS: dict[Status, str] = {
    "new": "New",
    "replaced": "Changed",
    "dropped": "Left behind",
    "inherited": "Same",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison; `before` is what the lower role says in its place."""

    status: Status
    text: str
    before: str = ""

    @property
    def label(self) -> str:
        """The word a reader sees for the status."""
        return _LABELS[self.status]


@dataclass(frozen=True, slots=True)
class SkillStep:
    """A skill's level in both roles, by skill id; None where a role does not ask for it."""

    skill: str
    lower: str | None
    upper: str | None


def duties(lower: ResolvedRole, upper: ResolvedRole) -> list[Line]:
    """The responsibilities of two roles side by side."""
    return _lines(
        {stated.item.id: stated.item.line for stated in lower.responsibilities},
        {stated.item.id: stated.item.line for stated in upper.responsibilities},
    )


def asks(lower: ResolvedRole, upper: ResolvedRole) -> list[Line]:
    """The requirements that either role advertises, side by side."""
    return _lines(
        {s.item.id: s.item.line for s in lower.requirements if s.item.advertised},
        {s.item.id: s.item.line for s in upper.requirements if s.item.advertised},
    )


def skill_steps(book: Handbook, lower: ResolvedRole, upper: ResolvedRole) -> list[SkillStep]:
    """Every skill that either role asks for, by title."""
    below, above = lower.profile(), upper.profile()
    skills = sorted({*below, *above}, key=lambda id: book.skills[id].title)
    return [SkillStep(id, below.get(id), above.get(id)) for id in skills]


def _lines(lower: dict[str, str], upper: dict[str, str]) -> list[Line]:
    """Changed first, because that is what a reader compares for; then what stays."""
    lines = [_line(lower.get(id), text) for id, text in upper.items()]
    lines += [Line("dropped", text) for id, text in lower.items() if id not in upper]
    return _in_order(lines)


def _line(before: str | None, text: str) -> Line:
    if before is None:
        return Line("new", text)
    return Line("inherited", text) if before == text else Line("replaced", text, before)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    order = list(_LABELS)
    return sorted(lines, key=lambda line: order.index(line.status))
