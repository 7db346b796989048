"""A broker, a database file and a receipt service, and processes that die, for the tests."""

import contextlib
import importlib
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from broker import Broker

Message = dict[str, Any]
PAYMENT: Message = {"id": "pay-1", "card": "3117", "cents": 500}
OTHER: Message = {"id": "pay-2", "card": "3120", "cents": 1000}
UNKNOWN: Message = {"id": "pay-3", "card": "9999", "cents": 700}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
#: The file as it is in use, made by the first version.
FILE = """
CREATE TABLE card (
    number TEXT PRIMARY KEY,
    cents INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE movement (
    id INTEGER PRIMARY KEY,
    card TEXT NOT NULL,
    cents INTEGER NOT NULL
);
INSERT INTO card (number, cents) VALUES ('3117', 0), ('3120', 0), ('4000', 900);
INSERT INTO movement (card, cents) VALUES ('4000', 500), ('4000', 500);
"""


def process() -> SimpleNamespace:
    """A freshly imported copy of the code: what a process remembers ends with it."""
    for name in ("cards", "consumer"):
        sys.modules.pop(name, None)
    return SimpleNamespace(
        open_cards=importlib.import_module("cards").open_cards,
        handle_next=importlib.import_module("consumer").handle_next,
    )


class KilledError(BaseException):
    """The process is gone; no `except Exception` sees it."""


class Fate:
    """Counts the points at which a process can die, and kills it at the chosen one."""

    def __init__(self, kill_at: int = 0) -> None:
        self.kill_at = kill_at
        self.points = 0

    def point(self) -> None:
        """Live on, or not."""
        self.points += 1
        if self.points == self.kill_at:
            raise KilledError

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, with a point before and one after it."""

        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.point()
            result = call(*arguments, **named)
            self.point()
            return result

        return wrapped


class Mortal:
    """Something whose calls are points at which the process can die."""

    def __init__(self, inner: Any, fate: Fate) -> None:
        self._inner = inner
        self._fate = fate

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._inner, name)
        return self._fate.around(value) if callable(value) else value

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            setattr(self._inner, name, value)

    def __enter__(self) -> Any:
        self._inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        if error[0] is None:
            return self._fate.around(self._inner.__exit__)(*error)
        return self._inner.__exit__(*error)


class Printer:
    """The receipt service: prints a key once, and is down as often as told, or for a card."""

    def __init__(self, down: int = 0) -> None:
        self.down = down
        self.never = ""
        self.error: Exception = OSError("receipt service does not answer")
        self.keys: set[str] = set()
        self.printed: list[str] = []
        self.texts: list[str] = []
        self.broker = Broker()
        self.latest_attempt = 0

    def send(self, card: str, text: str, key: str | None = None) -> None:
        """Print a receipt, unless its key is known."""
        for delivery in self.broker.unacked.values():
            if delivery.body.get("card") == card:
                self.latest_attempt = max(self.latest_attempt, delivery.attempt)
        if self.down or card == self.never:
            self.down -= bool(self.down)
            raise self.error
        if key is None or key not in self.keys:
            if key is not None:
                self.keys.add(key)
            self.printed.append(card)
            self.texts.append(text)


class House:
    """A broker, a database file and a receipt service that outlive any consumer."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.broker = Broker()
        self.printer = Printer()
        self.printer.broker = self.broker

    def consume(self, fate: Fate | None = None, most: int = 60, late: Any = None) -> None:
        """Start a consumer and let it work until nothing waits, it is killed or it gives up."""
        fate, code = fate or Fate(), process()
        db = code.open_cards(self.path)
        connection = late(db) if late else db
        try:
            for _ in range(most):
                parts = [Mortal(part, fate) for part in (self.broker, connection, self.printer)]
                if not code.handle_next(*parts):
                    return
            assert most < 60, "the consumer does not come to an end"
        except (KilledError, Exception) as error:
            self.broker.connection_lost()
            if isinstance(error, AssertionError):
                raise
        finally:
            db.close()

    def credit(self) -> dict[str, int]:
        """What is on the cards that were empty."""
        return dict(self._rows("SELECT number, cents FROM card WHERE number <> '4000'"))

    def moved(self) -> list[tuple[str, int]]:
        """The movements of those cards, in order of card."""
        return self._rows("SELECT card, cents FROM movement WHERE id > 2 ORDER BY card, id")

    def open_card(self, number: str) -> None:
        """Add a card."""
        with contextlib.closing(sqlite3.connect(self.path)) as db, db:
            db.execute("INSERT INTO card (number) VALUES (?)", (number,))

    def done(self, rejected: tuple[Message, ...] = ()) -> bool:
        """Nothing waits, and what was set aside has a reason."""
        aside = [body for body, reason in self.broker.rejected if reason]
        return not self.broker.waiting and not self.broker.unacked and aside == [*rejected]

    def _rows(self, query: str) -> list[Any]:
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            return db.execute(query).fetchall()
