"""Where costumes are, as release 42 keeps it: hall and rail, or a remark."""

import re
import sqlite3

_PLACE = re.compile(r"H([1-9][0-9]*)-R([0-9]{3})")


def add(db: sqlite3.Connection, code: str, title: str, place: str) -> None:
    """Enter a new costume."""
    with db:
        db.execute(
            "INSERT INTO costume (code, title, hall, rail, remark) VALUES (?, ?, ?, ?, ?)",
            (code, title, *_parts(place)),
        )


def move(db: sqlite3.Connection, code: str, place: str) -> None:
    """Note that a costume was scanned at another place."""
    with db:
        db.execute(
            "UPDATE costume SET hall = ?, rail = ?, remark = ? WHERE code = ?",
            (*_parts(place), code),
        )


def where(db: sqlite3.Connection, code: str) -> str:
    """The place of a costume; empty when nobody entered one."""
    hall, rail, remark = db.execute(
        "SELECT hall, rail, remark FROM costume WHERE code = ?", (code,)
    ).fetchone()
    return str(remark) if hall is None else f"H{hall}-R{rail:03}"


def in_hall(db: sqlite3.Connection, hall: int) -> list[str]:
    """The codes of all costumes that hang in a hall."""
    rows = db.execute("SELECT code FROM costume WHERE hall = ? ORDER BY code", (hall,))
    return [code for (code,) in rows]


def _parts(place: str) -> tuple[int | None, int | None, str]:
    """Hall, rail and remark of a place: either both numbers or a text."""
    found = _PLACE.fullmatch(place)
    return (int(found[1]), int(found[2]), "") if found else (None, None, place)
