"""Where costumes are, as release 41 keeps it: one text per costume."""

import sqlite3


def add(db: sqlite3.Connection, code: str, title: str, place: str) -> None:
    """Enter a new costume."""
    with db:
        db.execute(
            "INSERT INTO costume (code, title, place) VALUES (?, ?, ?)", (code, title, place)
        )


def move(db: sqlite3.Connection, code: str, place: str) -> None:
    """Note that a costume was scanned at another place."""
    with db:
        db.execute("UPDATE costume SET place = ? WHERE code = ?", (place, code))


def where(db: sqlite3.Connection, code: str) -> str:
    """The place of a costume; empty when nobody entered one."""
    (place,) = db.execute("SELECT place FROM costume WHERE code = ?", (code,)).fetchone()
    return str(place)


def in_hall(db: sqlite3.Connection, hall: int) -> list[str]:
    """The codes of all costumes that hang in a hall."""
    rows = db.execute(
        "SELECT code FROM costume WHERE place GLOB ? ORDER BY code",
        (f"H{hall}-R[0-9][0-9][0-9]",),
    )
    return [code for (code,) in rows]
