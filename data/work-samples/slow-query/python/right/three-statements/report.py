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


IN_MONTH = "inspected_at BETWEEN :month || '-01T00:00' AND :month || '-31T23:59'"


def month_report(db: sqlite3.Connection, month: str) -> list[Line]:
    """Every inspection of `month` (such as "2026-04"), oldest first."""
    of = {"month": month}
    trees = {
        row[0]: row[1:]
        for row in db.execute(
            "SELECT id, tag, species, street FROM tree"
            f" WHERE id IN (SELECT tree_id FROM inspection WHERE {IN_MONTH})",
            of,
        )
    }
    names = dict(db.execute("SELECT id, name FROM inspector").fetchall())
    found = db.execute(
        "SELECT i.inspected_at, i.tree_id, i.inspector_id, i.grade, b.grade FROM inspection AS i"
        " LEFT JOIN inspection AS b ON b.id = ("
        "  SELECT id FROM inspection WHERE tree_id = i.tree_id AND inspected_at < i.inspected_at"
        "  ORDER BY inspected_at DESC, id DESC LIMIT 1)"
        f" WHERE i.{IN_MONTH} ORDER BY i.inspected_at, i.id",
        of,
    )
    return [
        Line(at, *trees[tree], names[inspector], grade, previous)
        for at, tree, inspector, grade, previous in found
    ]
