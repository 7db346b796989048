"""The plan: how the table gets from release 41 to release 42."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True)
class Step:
    """One change of the table, and the releases that serve once it is done."""

    name: str
    running: tuple[str, ...]
    up: Change
    down: Change | None = None


def split_the_place(db: sqlite3.Connection) -> None:
    """Add the new columns, fill them, and drop the old one."""
    with db:
        db.execute("ALTER TABLE costume ADD COLUMN hall INTEGER")
        db.execute("ALTER TABLE costume ADD COLUMN rail INTEGER")
        db.execute("ALTER TABLE costume ADD COLUMN remark TEXT NOT NULL DEFAULT ''")
        db.execute(
            "UPDATE costume SET hall = CAST(substr(place, 2) AS INTEGER),"
            " rail = CAST(substr(place, instr(place, '-R') + 2) AS INTEGER)"
        )
        db.execute("ALTER TABLE costume DROP COLUMN place")


STEPS = (Step("split the place", ("release_42",), split_the_place),)
