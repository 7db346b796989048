"""Booking, extending and canceling a stay at a visitors' berth."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta

#: Asks the tariff service what a berth costs from arrival to departure, in cents.
Price = Callable[[str, date, date], int]


class BerthTakenError(Exception):
    """Somebody else has the berth in one of these nights."""


class UnknownStayError(Exception):
    """There is no such stay."""


def book(
    db: sqlite3.Connection, berth: str, boat: str, arrival: date, nights: int, price: Price
) -> int:
    """Book `nights` nights from `arrival` for `boat` and return the number of the stay."""
    departure = arrival + timedelta(days=nights)
    if not is_free(db, berth, arrival, departure):
        raise BerthTakenError(berth)
    cents = price(berth, arrival, departure)
    with db:
        added = db.execute(
            "INSERT INTO stay (berth, boat, arrival, departure, cents) VALUES (?, ?, ?, ?, ?)",
            (berth, boat, arrival.isoformat(), departure.isoformat(), cents),
        )
    return int(added.lastrowid or 0)


def extend(db: sqlite3.Connection, stay: int, nights: int, price: Price) -> date:
    """Add `nights` nights at the end of a stay and return the new departure."""
    berth, old = _end_of(db, stay)
    departure = old + timedelta(days=nights)
    if not is_free(db, berth, old, departure):
        raise BerthTakenError(berth)
    cents = price(berth, old, departure)
    with db:
        db.execute(
            "UPDATE stay SET departure = ?, cents = cents + ? WHERE id = ?",
            (departure.isoformat(), cents, stay),
        )
    return departure


def cancel(db: sqlite3.Connection, stay: int) -> None:
    """Give the nights of a stay back."""
    with db:
        db.execute("DELETE FROM stay WHERE id = ?", (stay,))


def is_free(db: sqlite3.Connection, berth: str, arrival: date, departure: date) -> bool:
    """Whether nobody has the berth in any night from `arrival` to `departure`."""
    taken = db.execute(
        "SELECT 1 FROM stay WHERE berth = ? AND arrival < ? AND departure > ?",
        (berth, departure.isoformat(), arrival.isoformat()),
    ).fetchone()
    return taken is None


def _end_of(db: sqlite3.Connection, stay: int) -> tuple[str, date]:
    row = db.execute("SELECT berth, departure FROM stay WHERE id = ?", (stay,)).fetchone()
    if row is None:
        raise UnknownStayError(stay)
    return row[0], date.fromisoformat(row[1])
