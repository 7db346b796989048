"""Two programs act in the same moment, and a berth still holds one boat a night."""

import contextlib
import importlib
import sys
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

TARIFF = 3200


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


class Marina:
    """One database file and two programs on it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.programs = (program(), program())
        for each in self.programs:
            each.store.open_store(path).close()

    def do(self, number: int, action: str, *arguments: Any) -> Any:
        """Let one program do something on a connection of its own; errors come back by name."""
        chosen = self.programs[number]
        db = chosen.store.open_store(self.path)
        try:
            return getattr(chosen.booking, action)(db, *arguments)
        except Exception as error:
            return type(error).__name__
        finally:
            db.close()

    def meanwhile(self, *actions: Callable[[Any], Any]) -> list[Any]:
        """Run the actions at once; each is held at the tariff service until all are there.

        A program that lets nobody else come that far is let go after a second.
        """
        barrier = threading.Barrier(len(actions))
        results: list[Any] = [None] * len(actions)

        def price(berth: str, arrival: date, departure: date) -> int:
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=1)
            return plain_price(berth, arrival, departure)

        def play(index: int) -> None:
            results[index] = actions[index](price)

        threads = [threading.Thread(target=play, args=(i,)) for i in range(len(actions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def boats(self, berth: str, night: date) -> list[str]:
        """The boats that have a berth in a night."""
        db = self.programs[0].store.open_store(self.path)
        rows = db.execute(
            "SELECT boat FROM stay WHERE berth = ? AND arrival <= ? AND departure > ?",
            (berth, night.isoformat(), night.isoformat()),
        ).fetchall()
        db.close()
        return [boat for (boat,) in rows]


@pytest.fixture
def marina(tmp_path: Path) -> Marina:
    """A marina without stays."""
    return Marina(str(tmp_path / "marina.db"))


def test_two_bookings_at_once(marina: Marina) -> None:
    """One boat wins; the other is told so and leaves no stay."""
    results = marina.meanwhile(
        lambda price: marina.do(0, "book", "V3", "Petrel", july(10), 3, price),
        lambda price: marina.do(1, "book", "V3", "Nordwind", july(12), 2, price),
    )
    assert sorted(isinstance(result, int) for result in results) == [False, True]
    assert "BerthTakenError" in results
    assert all(len(marina.boats("V3", july(day))) <= 1 for day in range(9, 15))


def test_the_loser_keeps_no_night(marina: Marina) -> None:
    """A night that only the loser asked for can be booked by the next boat."""
    results = marina.meanwhile(
        lambda price: marina.do(0, "book", "V3", "Petrel", july(10), 3, price),
        lambda price: marina.do(1, "book", "V3", "Nordwind", july(12), 3, price),
    )
    assert "BerthTakenError" in results
    free = july(10) if results[0] == "BerthTakenError" else july(13)
    assert isinstance(marina.do(0, "book", "V3", "Gannet", free, 2, plain_price), int)


def test_extending_and_booking_at_once(marina: Marina) -> None:
    """A stay that grows does not grow into a boat that arrives."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)
    results = marina.meanwhile(
        lambda price: marina.do(0, "extend", stay, 2, price),
        lambda price: marina.do(1, "book", "V3", "Nordwind", july(13), 2, price),
    )
    assert results.count("BerthTakenError") == 1
    assert marina.boats("V3", july(11)) == ["Petrel"]
    assert len(marina.boats("V3", july(13))) == 1


def test_canceling_while_a_stay_is_extended(marina: Marina) -> None:
    """A canceled stay holds no night, even when it was being extended."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)

    def cancel_first(berth: str, arrival: date, departure: date) -> int:
        marina.do(1, "cancel", stay)
        return plain_price(berth, arrival, departure)

    marina.do(0, "extend", stay, 2, cancel_first)
    assert isinstance(marina.do(1, "book", "V3", "Nordwind", july(10), 4, plain_price), int)


def test_bookings_that_do_not_meet(marina: Marina) -> None:
    """Other berths, and the day one boat leaves and the next arrives, are no conflict."""
    results = marina.meanwhile(
        lambda price: marina.do(0, "book", "V3", "Petrel", july(10), 2, price),
        lambda price: marina.do(1, "book", "V3", "Nordwind", july(12), 2, price),
        lambda price: marina.do(1, "book", "V4", "Gannet", july(10), 2, price),
    )
    assert all(isinstance(result, int) for result in results)


def test_a_canceled_stay_gives_its_nights_back(marina: Marina) -> None:
    """What was canceled can be booked again."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 3, plain_price)
    assert marina.do(1, "book", "V3", "Nordwind", july(11), 1, plain_price) == "BerthTakenError"
    marina.do(0, "cancel", stay)
    assert isinstance(marina.do(1, "book", "V3", "Nordwind", july(11), 1, plain_price), int)


def test_a_failing_tariff_service_leaves_no_trace(marina: Marina) -> None:
    """When no price comes, no night is held."""

    def broken(berth: str, arrival: date, departure: date) -> int:
        raise TimeoutError

    assert marina.do(0, "book", "V3", "Petrel", july(10), 3, broken) == "TimeoutError"
    assert isinstance(marina.do(1, "book", "V3", "Nordwind", july(11), 1, plain_price), int)


def test_extending(marina: Marina) -> None:
    """Alone, an extension moves the departure and adds its price."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)
    assert marina.do(0, "extend", stay, 2, plain_price) == july(12) + timedelta(days=2)
    assert marina.do(0, "extend", 99, 1, plain_price) == "UnknownStayError"
    assert marina.boats("V3", july(13)) == ["Petrel"]
