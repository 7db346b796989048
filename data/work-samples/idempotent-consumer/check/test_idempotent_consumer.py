"""Credit, movement and receipt happen once each, wherever the consumer is killed."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from broker import Broker
from cards import open_cards
from consumer import handle_next

Message = dict[str, Any]
PAYMENT: Message = {"id": "pay-1", "card": "3117", "cents": 500}
OTHER: Message = {"id": "pay-2", "card": "3120", "cents": 1000}
UNKNOWN: Message = {"id": "pay-3", "card": "9999", "cents": 700}


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

    def __enter__(self) -> Any:
        self._inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        if error[0] is None:
            return self._fate.around(self._inner.__exit__)(*error)
        return self._inner.__exit__(*error)


class Printer:
    """The receipt service: prints a key once, and is down as often as told."""

    def __init__(self, down: int = 0) -> None:
        self.down = down
        self.keys: set[str] = set()
        self.printed: list[str] = []

    def send(self, card: str, text: str, key: str | None = None) -> None:
        """Print a receipt, unless its key is known."""
        if self.down:
            self.down -= 1
            raise OSError("receipt service does not answer")
        if key is None or key not in self.keys:
            if key is not None:
                self.keys.add(key)
            self.printed.append(card)


class House:
    """A broker, a database file and a receipt service that outlive any consumer."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.broker = Broker()
        self.printer = Printer()

    def open(self) -> sqlite3.Connection:
        """A connection that does not wait for the disk: no test pulls the plug of the machine."""
        db = open_cards(self.path)
        db.execute("PRAGMA synchronous = OFF")
        return db

    def consume(self, fate: Fate | None = None) -> None:
        """Start a consumer and let it work until nothing waits or it is killed."""
        fate = fate or Fate()
        db = self.open()
        try:
            for _ in range(60):
                parts = [Mortal(part, fate) for part in (self.broker, db, self.printer)]
                if not handle_next(*parts):
                    return
            pytest.fail("the consumer does not come to an end")
        except KilledError:
            self.broker.connection_lost()
        finally:
            db.close()

    def credit(self) -> dict[str, int]:
        """What is on each card."""
        return dict(self._rows("SELECT number, cents FROM card"))

    def moved(self) -> list[tuple[str, int]]:
        """The movements, in order of card."""
        return self._rows("SELECT card, cents FROM movement ORDER BY card, id")

    def _rows(self, query: str) -> list[Any]:
        db = self.open()
        rows = db.execute(query).fetchall()
        db.close()
        return rows


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A database file with two cards."""
    path = tmp_path / "empty.db"
    db = open_cards(str(path))
    db.executemany("INSERT INTO card (number) VALUES (?)", [("3117",), ("3120",)])
    db.commit()
    db.close()
    return path


@pytest.fixture
def house(empty: Path) -> House:
    """A dormitory with two cards."""
    return House(empty)


def test_an_ordinary_evening(house: House) -> None:
    """Two payments: two credits, two movements, two receipts, and nothing waits."""
    house.broker.publish(PAYMENT)
    house.broker.publish(OTHER)
    house.consume()
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.moved() == [("3117", 500), ("3120", 1000)]
    assert house.printer.printed == ["3117", "3120"]
    assert not house.broker.waiting and not house.broker.unacked


def test_the_same_amount_paid_twice_counts_twice(house: House) -> None:
    """Two payments that look alike are two payments."""
    house.broker.publish(PAYMENT)
    house.broker.publish({**PAYMENT, "id": "pay-9"})
    house.consume()
    assert house.credit()["3117"] == 1000
    assert house.printer.printed == ["3117", "3117"]


def test_a_message_published_twice(house: House) -> None:
    """The second copy of a payment changes nothing."""
    for message in (PAYMENT, OTHER, PAYMENT):
        house.broker.publish(message)
    house.consume()
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.moved() == [("3117", 500), ("3120", 1000)]
    assert house.printer.printed == ["3117", "3120"]


def test_killed_at_any_point(empty: Path) -> None:
    """Wherever the first consumer dies, the second brings everything to the same end."""
    counting = Fate()
    dry = House(shutil.copy(empty, empty.with_name("dry.db")))
    dry.broker.publish(PAYMENT)
    dry.consume(counting)
    wrong = []
    for point in range(1, counting.points + 1):
        house = House(shutil.copy(empty, empty.with_name(f"{point}.db")))
        house.broker.publish(PAYMENT)
        house.consume(Fate(kill_at=point))
        house.consume()
        end = (house.credit()["3117"], house.moved(), house.printer.printed)
        if end != (500, [("3117", 500)], ["3117"]) or house.broker.unacked:
            wrong.append((point, end))
    assert not wrong, f"of {counting.points} points, these end badly: {wrong}"


def test_two_consumers_with_the_same_payment(house: House) -> None:
    """While one consumer is about to write, another deals with the second copy."""
    house.broker.publish(PAYMENT)
    house.broker.publish(PAYMENT)
    db = house.open()
    waiting = [True]

    class Late(Mortal):
        """Lets the other consumer go first, once, before the first write."""

        def __getattr__(self, name: str) -> Any:
            value = getattr(self._inner, name)
            if name not in ("execute", "executemany"):
                return value

            def execute(sql: str, *arguments: Any) -> Any:
                if waiting and not sql.lstrip().upper().startswith("SELECT"):
                    waiting.clear()
                    house.consume()
                return value(sql, *arguments)

            return execute

    while handle_next(house.broker, Late(db, Fate()), house.printer):
        pass
    db.close()
    house.consume()
    assert house.credit()["3117"] == 500
    assert house.moved() == [("3117", 500)]


def test_a_card_that_does_not_exist(house: House) -> None:
    """The message is set aside for a person, and the others go on."""
    for message in (UNKNOWN, PAYMENT):
        house.broker.publish(message)
    house.consume()
    assert [body for body, _ in house.broker.rejected] == [UNKNOWN]
    assert house.credit() == {"3117": 500, "3120": 0}
    assert house.moved() == [("3117", 500)]
    assert house.printer.printed == ["3117"]


def test_an_unknown_card_that_is_opened_later(house: House) -> None:
    """A rejected payment is not marked as done: published again, it is credited."""
    house.broker.publish(UNKNOWN)
    house.consume()
    db = house.open()
    db.execute("INSERT INTO card (number) VALUES ('9999')")
    db.commit()
    db.close()
    house.broker.publish(UNKNOWN)
    house.consume()
    assert house.credit()["9999"] == 700


def test_the_receipt_service_is_down_for_a_while(house: House) -> None:
    """The credit comes once, and the receipt comes when the service is back."""
    house.printer.down = 2
    house.broker.publish(PAYMENT)
    for _ in range(5):
        try:
            house.consume()
        except OSError:
            house.broker.connection_lost()
    assert house.credit()["3117"] == 500
    assert house.printer.printed == ["3117"]
    assert not house.broker.waiting and not house.broker.rejected


def test_the_receipt_service_stays_down(house: House) -> None:
    """After five attempts a person has the message; the card is credited once."""
    house.printer.down = 1000
    house.broker.publish(PAYMENT)
    for _ in range(12):
        try:
            house.consume()
        except OSError:
            house.broker.connection_lost()
    assert [body for body, _ in house.broker.rejected] == [PAYMENT]
    assert house.credit()["3117"] == 500
    assert not house.broker.waiting and not house.broker.unacked
