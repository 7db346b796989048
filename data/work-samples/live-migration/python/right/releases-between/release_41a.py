"""A release between 41 and 42: it writes both forms of a place and reads the old one, like 41."""

import sqlite3

import release_42
from release_41 import in_hall, where

__all__ = ["add", "in_hall", "move", "where"]


def add(db: sqlite3.Connection, code: str, title: str, place: str) -> None:
    """Enter a new costume."""
    with db:
        db.execute(
            "INSERT INTO costume (code, title, place, hall, rail, remark)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (code, title, place, *release_42._parts(place)),
        )


def move(db: sqlite3.Connection, code: str, place: str) -> None:
    """Note that a costume was scanned at another place."""
    with db:
        db.execute(
            "UPDATE costume SET place = ?, hall = ?, rail = ?, remark = ? WHERE code = ?",
            (place, *release_42._parts(place), code),
        )
