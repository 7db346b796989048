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
        number = int(added.lastrowid or 0)
        _claim(db, berth, arrival, departure, number)
    return number


def extend(db: sqlite3.Connection, stay: int, nights: int, price: Price) -> date:
    """Add `nights` nights at the end of a stay and return the new departure."""
    berth, boat, old = _end_of(db, stay)
    departure = old + timedelta(days=nights)
    if not is_free(db, berth, old, departure):
        raise BerthTakenError(berth)
    cents = price(berth, old, departure)
    with db:
        changed = db.execute(
            "UPDATE stay SET departure = ?, cents = cents + ?"
            " WHERE id = ? AND boat = ? AND departure = ?",
            (departure.isoformat(), cents, stay, boat, old.isoformat()),
        )
        if not changed.rowcount:
            _end_of(db, stay)
            raise BerthTakenError(berth)
        _claim(db, berth, old, departure, stay)
    return departure


def cancel(db: sqlite3.Connection, stay: int) -> None:
    """Give the nights of a stay back."""
    with db:
        db.execute("DELETE FROM berth_night WHERE stay_id = ?", (stay,))
        db.execute("DELETE FROM stay WHERE id = ?", (stay,))


def is_free(db: sqlite3.Connection, berth: str, arrival: date, departure: date) -> bool:
    """Whether nobody has the berth now; only `_claim` decides for the moment of writing."""
    taken = db.execute(
        "SELECT 1 FROM stay WHERE berth = ? AND arrival < ? AND departure > ?",
        (berth, departure.isoformat(), arrival.isoformat()),
    ).fetchone()
    return taken is None


def _claim(db: sqlite3.Connection, berth: str, arrival: date, departure: date, stay: int) -> None:
    """Enter every night of a stay, inside the transaction that writes the stay."""
    nights = [arrival + timedelta(days=n) for n in range((departure - arrival).days)]
    try:
        db.executemany(
            "INSERT INTO berth_night (berth, night, stay_id) VALUES (?, ?, ?)",
            [(berth, night.isoformat(), stay) for night in nights],
        )
    except sqlite3.IntegrityError:
        raise BerthTakenError(berth) from None


def _end_of(db: sqlite3.Connection, stay: int) -> tuple[str, str, date]:
    row = db.execute("SELECT berth, boat, departure FROM stay WHERE id = ?", (stay,)).fetchone()
    if row is None:
        raise UnknownStayError(stay)
    return row[0], row[1], date.fromisoformat(row[2])
