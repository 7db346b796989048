"""Each endpoint of the storage company, asked by holder, guest, neighbor and nobody."""

import sqlite3
from typing import Any

import pytest
from app import handle
from store import open_store

#: Units of the neighbor; their visits are newer and older than those of unit 12.
FOREIGN_VISITS = 400
OWN_VISITS = 25


@pytest.fixture
def db() -> sqlite3.Connection:
    """Mara (1) holds 12 and 13, Tomek (2) holds 14, Ines (3) is a guest at 12, Bo (4) at 14."""
    db = open_store(":memory:")
    db.executescript(
        """
        INSERT INTO tenant VALUES (1, 'Mara'), (2, 'Tomek'), (3, 'Ines'), (4, 'Bo');
        INSERT INTO session VALUES ('mara', 1), ('tomek', 2), ('ines', 3), ('bo', 4);
        INSERT INTO unit VALUES (12, '6 m2', '418207'), (13, '3 m2', '550912');
        INSERT INTO unit VALUES (14, '2 m2', '903351');
        INSERT INTO access VALUES (71, 12, 1, 'holder'), (72, 13, 1, 'holder');
        INSERT INTO access VALUES (73, 14, 2, 'holder'), (74, 12, 3, 'guest');
        INSERT INTO access VALUES (75, 14, 4, 'guest');
        """
    )
    for n in range(FOREIGN_VISITS):
        at = f"2026-05-{1 + n % 28:02}T{n // 28:02}:30"
        db.execute("INSERT INTO visit (unit_id, at) VALUES (14, ?)", (at,))
    for n in range(OWN_VISITS):
        unit = 12 if n % 5 else 13
        db.execute(
            "INSERT INTO visit (unit_id, at) VALUES (?, ?)", (unit, f"2026-05-{n + 1:02}T07")
        )
    db.commit()
    return db


def state(db: sqlite3.Connection) -> list[Any]:
    """What no refused request may change."""
    return [db.execute(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in ("unit", "access")]


def all_visits(db: sqlite3.Connection, token: str) -> list[Any]:
    """The visits of all pages."""
    visits: list[Any] = []
    for page in range(1, 60):
        _, body = handle(db, "GET", f"/visits?page={page}", token)
        if not body["visits"]:
            break
        visits += body["visits"]
    return visits


@pytest.mark.parametrize(
    ("method", "address", "missing"),
    [
        ("GET", "/units/12", "/units/99"),
        ("POST", "/units/12/code", "/units/99/code"),
        ("DELETE", "/guests/74", "/guests/99"),
        ("DELETE", "/guests/71", "/guests/99"),
    ],
)
@pytest.mark.parametrize("stranger", ["tomek", "bo"])
def test_strangers(
    db: sqlite3.Connection, stranger: str, method: str, address: str, missing: str
) -> None:
    """A stranger gets the answer for what does not exist, and nothing changes."""
    before = state(db)
    answer = handle(db, method, address, stranger)
    assert answer[0] == 404
    assert answer == handle(db, method, missing, stranger)
    assert state(db) == before


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/units"),
        ("GET", "/units/12"),
        ("POST", "/units/12/code"),
        ("DELETE", "/guests/74"),
        ("GET", "/visits"),
    ],
)
@pytest.mark.parametrize("token", ["", "nobody"])
def test_without_login(db: sqlite3.Connection, token: str, method: str, address: str) -> None:
    """Without a session every endpoint answers 401 and does nothing."""
    before = state(db)
    assert handle(db, method, address, token)[0] == 401
    assert state(db) == before


def test_guest_sees_the_unit(db: sqlite3.Connection) -> None:
    """A guest gets the gate code and the visits of that unit, and of no other."""
    status, body = handle(db, "GET", "/units/12", "ines")
    assert (status, body["gate_code"]) == (200, "418207")
    assert handle(db, "GET", "/units/13", "ines")[0] == 404
    assert {visit["unit"] for visit in all_visits(db, "ines")} == {12}


@pytest.mark.parametrize(
    ("method", "address"), [("POST", "/units/12/code"), ("DELETE", "/guests/74")]
)
def test_guest_changes_nothing(db: sqlite3.Connection, method: str, address: str) -> None:
    """A guest is refused openly: the unit is no secret to a guest."""
    before = state(db)
    assert handle(db, method, address, "ines")[0] == 403
    assert state(db) == before


def test_holder(db: sqlite3.Connection) -> None:
    """The holder can do all of it, and what is done lasts."""
    status, body = handle(db, "POST", "/units/12/code", "mara")
    assert status == 200
    shown = handle(db, "GET", "/units/12", "mara")[1]
    assert shown["gate_code"] == body["gate_code"]
    assert shown["guests"] == [{"id": 74, "name": "Ines"}]
    assert handle(db, "DELETE", "/guests/74", "mara") == (200, {"removed": 74})
    assert handle(db, "GET", "/units/12", "ines")[0] == 404
    assert handle(db, "GET", "/units/14", "tomek")[1]["gate_code"] == "903351"


def test_own_units(db: sqlite3.Connection) -> None:
    """The list of units stays what it was."""
    units = handle(db, "GET", "/units", "mara")[1]["units"]
    assert [(unit["id"], unit["role"]) for unit in units] == [(12, "holder"), (13, "holder")]


def test_pages_of_visits_are_full(db: sqlite3.Connection) -> None:
    """Pages hold ten own visits each, newest first, until all have been shown once."""
    pages = [handle(db, "GET", f"/visits?page={n}", "mara")[1]["visits"] for n in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    times = [visit["at"] for page in pages for visit in page]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == OWN_VISITS
    assert pages[0] == handle(db, "GET", "/visits", "mara")[1]["visits"]


def test_total_counts_own_visits(db: sqlite3.Connection) -> None:
    """The total says nothing about the neighbors."""
    assert handle(db, "GET", "/visits", "mara")[1]["total"] == OWN_VISITS
    assert handle(db, "GET", "/visits", "tomek")[1]["total"] == FOREIGN_VISITS


def test_foreign_visits_are_not_loaded(db: sqlite3.Connection) -> None:
    """Rows of others stay in the database instead of being dropped afterwards."""
    loaded: list[tuple[Any, ...]] = []

    def count(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        loaded.append(row)
        return row

    db.row_factory = count
    handle(db, "GET", "/visits", "mara")
    assert not [row for row in loaded if 14 in row]
    assert len(loaded) <= 2 * OWN_VISITS
