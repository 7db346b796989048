"""The plan: how the table gets from release 41 to release 42, over two releases between."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from parts import FROM_PLACE, together

Change = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True)
class Step:
    """One change of the table, and the releases that serve once it is done."""

    name: str
    running: tuple[str, ...]
    up: Change
    down: Change | None = None


def nothing(db: sqlite3.Connection) -> None:
    """Servers change, the table does not."""


def fill(db: sqlite3.Connection) -> None:
    """Fill the new columns; nobody serves any more who would not write them."""
    latest = 0
    while True:
        ids = [
            id
            for (id,) in db.execute(
                "SELECT id FROM costume WHERE id > ? ORDER BY id LIMIT 500", (latest,)
            )
        ]
        if not ids:
            return
        with db:
            db.execute(
                f"UPDATE costume SET {FROM_PLACE} WHERE id BETWEEN ? AND ?", (ids[0], ids[-1])
            )
        latest = ids[-1]


STEPS = (
    Step(
        "add the columns",
        ("release_41",),
        together(
            "ALTER TABLE costume ADD COLUMN hall INTEGER",
            "ALTER TABLE costume ADD COLUMN rail INTEGER",
            "ALTER TABLE costume ADD COLUMN remark TEXT NOT NULL DEFAULT ''",
        ),
        together(
            "ALTER TABLE costume DROP COLUMN hall",
            "ALTER TABLE costume DROP COLUMN rail",
            "ALTER TABLE costume DROP COLUMN remark",
        ),
    ),
    Step("start 41a", ("release_41", "release_41a"), nothing, nothing),
    Step("stop 41", ("release_41a",), nothing, nothing),
    Step("fill", ("release_41a",), fill),
    Step("start 41b", ("release_41a", "release_41b"), nothing),
    Step("stop 41a", ("release_41b",), nothing),
    Step("start 42", ("release_41b", "release_42"), nothing),
    Step("stop 41b", ("release_42",), nothing),
    Step("drop place", ("release_42",), together("ALTER TABLE costume DROP COLUMN place")),
)
