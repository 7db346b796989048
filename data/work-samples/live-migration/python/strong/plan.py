"""The plan: how the table gets from release 41 to release 42."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from parts import FROM_PLACE, TO_PLACE, together

Change = Callable[[sqlite3.Connection], None]

BATCH = 500
_TRIGGERS = {
    "old_adds": f"""AFTER INSERT ON costume WHEN new.place <> ''
        BEGIN UPDATE costume SET {FROM_PLACE} WHERE id = new.id; END""",
    "old_moves": f"""AFTER UPDATE OF place ON costume WHEN new.place <> old.place
        BEGIN UPDATE costume SET {FROM_PLACE} WHERE id = new.id; END""",
    "new_adds": f"""AFTER INSERT ON costume WHEN new.place = ''
        BEGIN UPDATE costume SET {TO_PLACE} WHERE id = new.id; END""",
    "new_moves": f"""AFTER UPDATE OF hall, rail, remark ON costume
        WHEN (new.hall, new.rail, new.remark) IS NOT (old.hall, old.rail, old.remark)
        BEGIN UPDATE costume SET {TO_PLACE} WHERE id = new.id; END""",
}


@dataclass(frozen=True)
class Step:
    """One change of the table, and the releases that serve once it is done."""

    name: str
    running: tuple[str, ...]
    up: Change
    down: Change | None = None


def fill(db: sqlite3.Connection) -> None:
    """Fill hall, rail and remark from `place` for the rows of this moment, some at a time.

    Later rows are the triggers' business. Rows that look filled are not skipped: after going
    back and forth they may be out of date.
    """
    (end,) = db.execute("SELECT coalesce(max(id), 0) FROM costume").fetchone()
    for first in range(1, end + 1, BATCH):
        with db:
            db.execute(
                f"UPDATE costume SET {FROM_PLACE} WHERE id BETWEEN ? AND ?",
                (first, min(first + BATCH - 1, end)),
            )


def nothing(db: sqlite3.Connection) -> None:
    """Leave the table alone: this step only starts or stops servers."""


add_columns = together(
    "ALTER TABLE costume ADD COLUMN hall INTEGER",
    "ALTER TABLE costume ADD COLUMN rail INTEGER",
    "ALTER TABLE costume ADD COLUMN remark TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX costume_hall ON costume (hall, rail)",
)
drop_columns = together(
    "DROP INDEX costume_hall",
    "ALTER TABLE costume DROP COLUMN remark",
    "ALTER TABLE costume DROP COLUMN rail",
    "ALTER TABLE costume DROP COLUMN hall",
)
keep_in_step = together(*(f"CREATE TRIGGER {name} {body}" for name, body in _TRIGGERS.items()))
let_go = together(*(f"DROP TRIGGER {name}" for name in _TRIGGERS))

_OLD, _BOTH, _NEW = ("release_41",), ("release_41", "release_42"), ("release_42",)
STEPS = (
    Step("add hall, rail and remark", _OLD, add_columns, drop_columns),
    Step("keep old and new columns in step", _OLD, keep_in_step, let_go),
    Step("fill the rows from before", _OLD, fill, nothing),
    Step("start release 42", _BOTH, nothing, nothing),
    Step("stop release 41", _NEW, nothing, nothing),
    Step("stop keeping in step", _NEW, let_go),
    Step("drop place", _NEW, together("ALTER TABLE costume DROP COLUMN place")),
)
