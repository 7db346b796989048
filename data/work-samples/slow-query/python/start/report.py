"""The month report of the parks office."""

import sqlite3
from typing import NamedTuple


class Line(NamedTuple):
    """One inspection of the month; `previous` is the tree's grade at the inspection before."""

    inspected_at: str
    tag: str
    species: str
    street: str
    inspector: str
    grade: int
    previous: int | None

    @property
    def worse(self) -> bool:
        """Whether the tree got worse since the inspection before."""
        return self.previous is not None and self.grade > self.previous


def month_report(db: sqlite3.Connection, month: str) -> list[Line]:
    """Every inspection of `month` (such as "2026-04"), oldest first."""
    inspections = db.execute(
        "SELECT id, tree_id, inspector_id, inspected_at, grade FROM inspection"
        " WHERE strftime('%Y-%m', inspected_at) = ? ORDER BY inspected_at, id",
        (month,),
    ).fetchall()
    lines = []
    for _, tree_id, inspector_id, inspected_at, grade in inspections:
        tag, species, street = db.execute(
            "SELECT tag, species, street FROM tree WHERE id = ?", (tree_id,)
        ).fetchone()
        (inspector,) = db.execute(
            "SELECT name FROM inspector WHERE id = ?", (inspector_id,)
        ).fetchone()
        before = db.execute(
            "SELECT grade FROM inspection WHERE tree_id = ? AND inspected_at < ?"
            " ORDER BY inspected_at DESC, id DESC LIMIT 1",
            (tree_id, inspected_at),
        ).fetchone()
        previous = before[0] if before else None
        lines.append(Line(inspected_at, tag, species, street, inspector, grade, previous))
    return lines
