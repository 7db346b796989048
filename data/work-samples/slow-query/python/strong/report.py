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


# The inspection before may lie years back, so it is looked up outside the month.
REPORT = """
SELECT i.inspected_at, t.tag, t.species, t.street, p.name, i.grade,
       (SELECT b.grade FROM inspection AS b
         WHERE b.tree_id = i.tree_id AND b.inspected_at < i.inspected_at
         ORDER BY b.inspected_at DESC, b.id DESC LIMIT 1)
  FROM inspection AS i
  JOIN tree AS t ON t.id = i.tree_id
  JOIN inspector AS p ON p.id = i.inspector_id
 WHERE i.inspected_at >= ? AND i.inspected_at < ?
 ORDER BY i.inspected_at, i.id
"""


def month_report(db: sqlite3.Connection, month: str) -> list[Line]:
    """Every inspection of `month` (such as "2026-04"), oldest first."""
    return [Line(*row) for row in db.execute(REPORT, (month, next_month(month)))]


def next_month(month: str) -> str:
    """The month after `month`; as text, every minute of `month` sorts before it."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04}-01" if number == 12 else f"{year:04}-{number + 1:02}"
