"""The database of the marina: one file, opened by the app and by the harbor office."""

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS stay (
    id INTEGER PRIMARY KEY,
    berth TEXT NOT NULL,
    boat TEXT NOT NULL,
    arrival TEXT NOT NULL,
    departure TEXT NOT NULL, -- the morning after the last night
    cents INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS stay_berth ON stay (berth, arrival);
"""


def open_store(path: str) -> sqlite3.Connection:
    """Open the database at `path` and create what is missing in it."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    return db
