"""The tables of the laundry cards."""

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS card (
    number TEXT PRIMARY KEY,
    cents INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS movement (
    id INTEGER PRIMARY KEY,
    card TEXT NOT NULL,
    cents INTEGER NOT NULL
);
"""


def open_cards(path: str) -> sqlite3.Connection:
    """Open the database at `path` and create what is missing in it."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    return db
