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
CREATE TRIGGER IF NOT EXISTS one_boat_books BEFORE INSERT ON stay
WHEN EXISTS (SELECT 1 FROM stay WHERE berth = new.berth
              AND arrival < new.departure AND departure > new.arrival)
BEGIN SELECT RAISE(ABORT, 'berth taken'); END;
CREATE TRIGGER IF NOT EXISTS one_boat_extends BEFORE UPDATE OF departure ON stay
WHEN EXISTS (SELECT 1 FROM stay WHERE berth = new.berth AND id <> new.id
              AND arrival < new.departure AND departure > old.departure)
BEGIN SELECT RAISE(ABORT, 'berth taken'); END;
"""


def open_store(path: str) -> sqlite3.Connection:
    """Open the database at `path` and create what is missing in it."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    return db
