"""One database file and two programs on it, for the tests."""

import contextlib
import importlib
import queue
import sqlite3
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from types import ModuleType, SimpleNamespace
from typing import Any

TARIFF = 3200
PATIENCE = 10
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
#: The file as it is in use: made by the first version, with the two boats of last July in it.
FILE = """
CREATE TABLE stay (
    id INTEGER PRIMARY KEY,
    berth TEXT NOT NULL,
    boat TEXT NOT NULL,
    arrival TEXT NOT NULL,
    departure TEXT NOT NULL, -- the morning after the last night
    cents INTEGER NOT NULL
);
CREATE INDEX stay_berth ON stay (berth, arrival);
INSERT INTO stay VALUES
    (1, 'V3', 'Skua', '2025-07-10', '2025-07-13', 9600),
    (2, 'V3', 'Fulmar', '2025-07-12', '2025-07-14', 6400),
    (7, 'V3', 'Avocet', '2026-07-20', '2026-07-24', 12800),
    (8, 'V3', 'Dunlin', '2026-07-26', '2026-07-28', 6400);
"""
connect = sqlite3.connect


def fast(*arguments: Any, **named: Any) -> sqlite3.Connection:
    """Connect as usual, without waiting for the disk: no test pulls the plug of the machine."""
    db = connect(*arguments, **named)
    with contextlib.suppress(sqlite3.OperationalError):
        db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")
    return db


def program() -> SimpleNamespace:
    """A freshly imported copy of the code, as a process of its own would hold it."""
    copies: dict[str, ModuleType] = {}
    for name in ("store", "booking"):
        sys.modules.pop(name, None)
    for name in ("store", "booking"):
        copies[name] = importlib.import_module(name)
    return SimpleNamespace(**copies)


def plain_price(berth: str, arrival: date, departure: date) -> int:
    """Answer at once."""
    return TARIFF * (departure - arrival).days


def july(day: int) -> date:
    """A day of July 2026."""
    return date(2026, 7, day)


class Desk:
    """The one thread of a program; one that hangs does not keep the tests from ending."""

    def __init__(self) -> None:
        self._todo: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            future, call, given = self._todo.get()
            try:
                future.set_result(call(*given))
            except BaseException as error:
                future.set_exception(error)

    def submit(self, call: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Let the program do something after what it does now."""
        future: Future[Any] = Future()
        self._todo.put((future, call, given))
        return future


class Marina:
    """One database file and two programs on it, each with one connection for as long as it runs."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.programs = (program(), program())
        self.desks = [Desk() for _ in self.programs]
        self.connections = [
            desk.submit(each.store.open_store, path).result(PATIENCE)
            for desk, each in zip(self.desks, self.programs, strict=True)
        ]

    def close(self) -> None:
        """End both programs."""
        for desk, db in zip(self.desks, self.connections, strict=True):
            desk.submit(db.close)

    def begin(self, number: int, action: str, *arguments: Any) -> Any:
        """Let one program do something and do not wait; errors come back by name."""

        def act() -> Any:
            try:
                return getattr(self.programs[number].booking, action)(
                    self.connections[number], *arguments
                )
            except Exception as error:
                return type(error).__name__

        return self.desks[number].submit(act)

    def do(self, number: int, action: str, *arguments: Any) -> Any:
        """Let one program do something; afterwards it stands in nobody's way."""
        result = self.begin(number, action, *arguments).result(PATIENCE)
        self.unlocked()
        return result

    def unlocked(self) -> None:
        """Nobody holds a lock on the file."""
        db = connect(self.path, timeout=0)
        with contextlib.closing(db):
            db.execute("BEGIN EXCLUSIVE")

    def meanwhile(self, first: tuple[Any, ...], second: tuple[Any, ...]) -> list[Any]:
        """Run two actions at once; each is held at the tariff service until both are there.

        Somebody who is sent away before that is not waited for longer than a moment.
        """
        barrier = threading.Barrier(2)

        def price(berth: str, arrival: date, departure: date) -> int:
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=1)
            return plain_price(berth, arrival, departure)

        running = [self.begin(n, *action, price) for n, action in enumerate((first, second))]
        results = [each.result(PATIENCE) for each in running]
        self.unlocked()
        return results

    def at_the_first_write(self, first: tuple[Any, ...], second: tuple[Any, ...]) -> list[Any]:
        """Run two actions at once; each is held before it writes until the other is there too."""
        barrier = threading.Barrier(2)

        def hold_once() -> Callable[[str], None]:
            held: list[str] = []

            def hold(statement: str) -> None:
                if not held and statement.lstrip().upper().startswith(WRITES):
                    held.append(statement)
                    with contextlib.suppress(threading.BrokenBarrierError):
                        barrier.wait(timeout=0.2)

            return hold

        for desk, db in zip(self.desks, self.connections, strict=True):
            desk.submit(db.set_trace_callback, hold_once())
        results = self.meanwhile(first, second)
        for desk, db in zip(self.desks, self.connections, strict=True):
            desk.submit(db.set_trace_callback, None)
        return results

    def rows(self) -> list[tuple[Any, ...]]:
        """All stays of this year: berth, boat, arrival, departure and cents."""
        with contextlib.closing(connect(self.path)) as db:
            return db.execute(
                "SELECT berth, boat, arrival, departure, cents FROM stay"
                " WHERE departure > '2026' ORDER BY berth, arrival"
            ).fetchall()

    def boats(self, berth: str, night: date) -> list[str]:
        """The boats that have a berth in a night."""
        day = night.isoformat()
        return [row[1] for row in self.rows() if row[0] == berth and row[2] <= day < row[3]]
