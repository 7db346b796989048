"""The tree register: the tables, and a filled register to try things on."""

import random
import sqlite3
from datetime import datetime, timedelta

SCHEMA = """
CREATE TABLE IF NOT EXISTS tree (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    species TEXT NOT NULL,
    street TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS inspector (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS inspection (
    id INTEGER PRIMARY KEY,
    tree_id INTEGER NOT NULL REFERENCES tree (id),
    inspector_id INTEGER NOT NULL REFERENCES inspector (id),
    inspected_at TEXT NOT NULL, -- local time, such as 2026-04-30T15:40
    grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 5)
);
CREATE INDEX IF NOT EXISTS inspection_time ON inspection (inspected_at);
CREATE INDEX IF NOT EXISTS inspection_tree_time ON inspection (tree_id, inspected_at);
"""

SPECIES = ("linden", "plane", "field maple", "honey locust", "hornbeam")
STREETS = ("Mill Road", "Canal Street", "Orchard Row", "Station Square", "Quarry Lane")
INSPECTORS = ("Amara Okafor", "Jonas Reiter", "Priya Nair", "Luis Ortega")


def open_register(path: str) -> sqlite3.Connection:
    """Open the register at `path` and create what is missing in it."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    return db


def fill(db: sqlite3.Connection, trees: int, years: int) -> None:
    """Enter `trees` trees and a yearly inspection of each for `years` years, up to May 2026."""
    dice = random.Random(11)
    db.executemany("INSERT INTO inspector (name) VALUES (?)", [(name,) for name in INSPECTORS])
    db.executemany(
        "INSERT INTO tree (tag, species, street) VALUES (?, ?, ?)",
        [(f"T{n:05}", dice.choice(SPECIES), dice.choice(STREETS)) for n in range(1, trees + 1)],
    )
    last_day = datetime(2026, 5, 31, 16, 0)
    rows = []
    for tree in range(1, trees + 1):
        last = last_day - timedelta(days=dice.randrange(365), minutes=dice.randrange(480))
        for year in range(years):
            at = last - timedelta(days=365 * year)
            grade = dice.choice((1, 1, 2, 2, 2, 3, 4))
            rows.append((tree, dice.randint(1, 4), at.isoformat(timespec="minutes"), grade))
    rows.sort(key=lambda row: row[2])
    db.executemany(
        "INSERT INTO inspection (tree_id, inspector_id, inspected_at, grade) VALUES (?, ?, ?, ?)",
        rows,
    )
    db.commit()
