"""Parts for a plan: how a place is written in the old and in the new columns, in SQL."""

import sqlite3
from collections.abc import Callable

_HALL = "CAST(substr(place, 2) AS INTEGER)"
_RAIL = "CAST(substr(place, instr(place, '-R') + 2) AS INTEGER)"
#: A text is a place in a hall when both numbers, written out again, give the same text.
_HANGS = f"""place GLOB 'H[1-9]*-R[0-9][0-9][0-9]'
        AND place = printf('H%d-R%03d', {_HALL}, {_RAIL})"""
#: For `UPDATE costume SET ...`: the new columns from the old one, and the other way round.
FROM_PLACE = f"""
    hall = CASE WHEN {_HANGS} THEN {_HALL} END,
    rail = CASE WHEN {_HANGS} THEN {_RAIL} END,
    remark = CASE WHEN {_HANGS} THEN '' ELSE place END"""
TO_PLACE = """
    place = CASE WHEN hall IS NULL THEN remark ELSE printf('H%d-R%03d', hall, rail) END"""


def together(*statements: str) -> Callable[[sqlite3.Connection], None]:
    """A change that runs the statements in one transaction: all of them or none."""

    def change(db: sqlite3.Connection) -> None:
        with db:
            db.execute("BEGIN IMMEDIATE")
            for statement in statements:
                db.execute(statement)

    return change
