"""Two programs act in the same moment, and a berth still holds one boat a night."""

import contextlib
import random
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from marina import FILE, PATIENCE, TARIFF, Marina, connect, fast, july, plain_price


@pytest.fixture
def marina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Marina]:
    """The marina with the stays of its file."""
    monkeypatch.setattr(sqlite3, "connect", fast)
    path = str(tmp_path / "marina.db")
    with contextlib.closing(fast(path)) as db:
        db.executescript(FILE)
    marina = Marina(path)
    yield marina
    marina.close()


def test_nobody_waits_for_the_price_of_another(marina: Marina) -> None:
    """While one program waits for the tariff service, the other reads, books and cancels."""
    done: list[Any] = []

    def slow(berth: str, arrival: date, departure: date) -> int:
        with contextlib.closing(connect(marina.path, timeout=0)) as db:
            db.execute("UPDATE stay SET boat = boat WHERE id = 1")
            db.commit()
        done.append(marina.begin(1, "is_free", "V4", july(1), july(2)).result(PATIENCE))
        done.append(
            marina.begin(1, "book", "V4", "Gannet", july(1), 2, plain_price).result(PATIENCE)
        )
        done.append(marina.begin(1, "cancel", 7).result(PATIENCE))
        return plain_price(berth, arrival, departure)

    stay = marina.do(0, "book", "V3", "Petrel", july(10), 3, slow)
    assert isinstance(stay, int)
    assert done[0] is True and isinstance(done[1], int) and done[2] is None
    done.clear()
    assert marina.do(0, "extend", stay, 1, slow) == july(14)
    assert done[1] == "BerthTakenError"


def test_a_new_file(marina: Marina, tmp_path: Path) -> None:
    """A marina that begins today has all its nights free."""
    new = Marina(str(tmp_path / "new.db"))
    assert isinstance(new.do(0, "book", "V3", "Petrel", july(20), 3, plain_price), int)
    assert new.do(1, "book", "V3", "Nordwind", july(22), 3, plain_price) == "BerthTakenError"
    new.close()


@pytest.mark.parametrize(
    ("boat", "arrival", "nights"),
    [
        ("Nordwind", 12, 2),
        ("Nordwind", 9, 2),
        ("Nordwind", 10, 3),
        ("Nordwind", 11, 1),
        ("Nordwind", 8, 9),
        ("Petrel", 10, 3),
        ("Petrel", 11, 2),
    ],
)
@pytest.mark.parametrize("moment", ["meanwhile", "at_the_first_write"])
def test_two_bookings_at_once(
    marina: Marina, moment: str, boat: str, arrival: int, nights: int
) -> None:
    """One boat wins; the other is told so and leaves neither stay nor night behind."""
    asked = [(july(10), 3), (july(arrival), nights)]
    results = getattr(marina, moment)(
        ("book", "V3", "Petrel", *asked[0]), ("book", "V3", boat, *asked[1])
    )
    assert sorted(isinstance(result, int) for result in results) == [False, True]
    loser = results.index("BerthTakenError")
    begins, ends = asked[1 - loser][0], asked[1 - loser][0] + timedelta(days=asked[1 - loser][1])
    for day in range(8, 20):
        taken = begins <= july(day) < ends
        assert len(marina.boats("V3", july(day))) == taken
        result = marina.do(loser, "book", "V3", "Gannet", july(day), 1, plain_price)
        assert (result == "BerthTakenError") == taken


@pytest.mark.parametrize("moment", ["meanwhile", "at_the_first_write"])
def test_extending_and_booking_at_once(marina: Marina, moment: str) -> None:
    """A stay that grows does not grow into a boat that arrives."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)
    before = marina.rows()
    results = getattr(marina, moment)(("extend", stay, 2), ("book", "V3", "Nordwind", july(13), 2))
    assert results.count("BerthTakenError") == 1
    assert len(marina.boats("V3", july(13))) == 1
    if results[0] == "BerthTakenError":
        assert set(before) <= set(marina.rows())


@pytest.mark.parametrize("moment", ["meanwhile", "at_the_first_write"])
@pytest.mark.parametrize("old", [True, False])
def test_extending_twice_at_once(marina: Marina, moment: str, old: bool) -> None:
    """The desk and the skipper extend one stay: each night is paid for once, by whom it says."""
    stay = 8 if old else marina.do(0, "book", "V3", "Petrel", july(29), 2, plain_price)
    results = getattr(marina, moment)(("extend", stay, 2), ("extend", stay, 2))
    won = sum(isinstance(result, date) for result in results)
    arrival, departure, cents = marina.rows()[-1][2:]
    nights = (date.fromisoformat(departure) - date.fromisoformat(arrival)).days
    assert won >= 1
    assert nights == 2 + 2 * won
    assert cents == TARIFF * nights


def test_canceling_while_a_stay_is_extended(marina: Marina) -> None:
    """A canceled stay holds no night, even when it was being extended; nobody is told it does."""
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)

    def cancel_first(berth: str, arrival: date, departure: date) -> int:
        marina.do(1, "cancel", stay)
        return plain_price(berth, arrival, departure)

    assert isinstance(marina.do(0, "extend", stay, 2, cancel_first), str)
    assert isinstance(marina.do(1, "book", "V3", "Nordwind", july(10), 4, plain_price), int)


def test_a_number_that_is_used_again(marina: Marina) -> None:
    """A stay is canceled while it is extended, and its number goes to a stay elsewhere."""
    stay = marina.do(0, "book", "V3", "Petrel", july(29), 2, plain_price)

    def exchange(berth: str, arrival: date, departure: date) -> int:
        marina.do(1, "cancel", stay)
        assert isinstance(marina.do(1, "book", "V4", "Gannet", july(29), 2, plain_price), int)
        return plain_price(berth, arrival, departure)

    assert isinstance(marina.do(0, "extend", stay, 2, exchange), str)
    assert ("V4", "Gannet", "2026-07-29", "2026-07-31", 2 * TARIFF) in marina.rows()
    for berth, day in (("V3", 29), ("V3", 31), ("V4", 31)):
        booked = marina.do(1, "book", berth, "Nordwind", july(day), 1, plain_price)
        assert isinstance(booked, int)


def test_two_boats_of_one_name(marina: Marina) -> None:
    """A name is nobody's alone: both have a berth, and neither grows into the other."""
    for berth in ("V4", "V5"):
        booked = marina.do(0, "book", berth, "Petrel", july(10), 2, plain_price)
        assert isinstance(booked, int)
    stay = marina.do(0, "book", "V3", "Petrel", july(10), 2, plain_price)
    assert isinstance(marina.do(1, "book", "V3", "Petrel", july(12), 2, plain_price), int)
    before = marina.rows()
    assert marina.do(0, "extend", stay, 1, plain_price) == "BerthTakenError"
    assert marina.rows() == before


def test_bookings_that_do_not_meet(marina: Marina) -> None:
    """Other berths, and the day one boat leaves and the next arrives, are no conflict."""
    for second in (
        ("V3", "Nordwind", july(12), 8),
        ("V4", "Nordwind", july(10), 2),
        ("v3", "Nordwind", july(10), 2),
        ("V3 ", "Nordwind", july(10), 2),
    ):
        first = ("book", "V3", "Petrel", july(10), 2)
        results = marina.meanwhile(first, ("book", *second))
        assert all(isinstance(result, int) for result in results)
        for stay in results:
            marina.do(0, "cancel", stay)


def test_stays_that_are_there_already(marina: Marina) -> None:
    """A night that the file says is taken is taken, for booking and for extending."""
    for arrival, nights in ((20, 1), (23, 1), (18, 3), (23, 5), (21, 2), (19, 9), (27, 4)):
        for number in (0, 1):
            answer = marina.do(number, "book", "V3", "Petrel", july(arrival), nights, plain_price)
            assert answer == "BerthTakenError"
    assert marina.do(0, "extend", 7, 3, plain_price) == "BerthTakenError"
    assert marina.do(1, "extend", 7, 2, plain_price) == july(26)
    assert marina.do(0, "book", "V3", "Petrel", july(25), 1, plain_price) == "BerthTakenError"
    stay = marina.do(0, "book", "V3", "Petrel", july(18), 2, plain_price)
    assert marina.do(1, "extend", stay, 1, plain_price) == "BerthTakenError"
    assert len(marina.rows()) == 3


def test_a_stay_that_was_there_is_canceled(marina: Marina) -> None:
    """Its nights can be booked and extended into, all of them."""
    marina.do(0, "cancel", 7)
    marina.do(1, "cancel", 2)
    stay = marina.do(0, "book", "V3", "Petrel", july(18), 3, plain_price)
    assert marina.do(1, "extend", stay, 5, plain_price) == july(26)
    assert marina.do(1, "book", "V3", "Gannet", july(22), 1, plain_price) == "BerthTakenError"


@pytest.mark.parametrize(("stay", "kept"), [(1, {12, 13}), (2, {10, 11, 12})])
def test_one_of_the_two_boats_of_last_july_cancels(
    marina: Marina, stay: int, kept: set[int]
) -> None:
    """The other keeps all nights of its stay; those that only the first had are free."""
    marina.do(0, "cancel", stay)
    for day in range(9, 16):
        arrival = date(2025, 7, day)
        answer = marina.do(1, "book", "V3", "Gannet", arrival, 1, plain_price)
        assert (answer == "BerthTakenError") == (day in kept), arrival


def test_extending_into_a_stay_that_came_meanwhile(marina: Marina) -> None:
    """An old stay grows while the next boat books: one of the two is told."""
    results = marina.meanwhile(("extend", 7, 2), ("book", "V3", "Nordwind", july(24), 2))
    assert results.count("BerthTakenError") == 1
    assert [len(marina.boats("V3", july(day))) for day in (23, 24, 25)] == [1, 1, 1]


@pytest.mark.parametrize("error", [TimeoutError, ValueError, KeyError, sqlite3.OperationalError])
def test_a_failing_tariff_service_leaves_no_trace(marina: Marina, error: type[Exception]) -> None:
    """When no price comes, no night is held, and the caller sees why."""

    def broken(berth: str, arrival: date, departure: date) -> int:
        raise error("no price today")

    before = marina.rows()
    assert marina.do(0, "book", "V3", "Petrel", july(10), 3, broken) == error.__name__
    assert marina.do(0, "extend", 7, 1, broken) == error.__name__
    assert marina.rows() == before
    for number, day in ((1, 11), (0, 10), (1, 24)):
        booked = marina.do(number, "book", "V3", "Nordwind", july(day), 1, plain_price)
        assert isinstance(booked, int)


def test_a_locked_file_is_no_taken_berth(marina: Marina) -> None:
    """If the file cannot be written, the skipper is not told that the berth is taken."""
    wait = "PRAGMA busy_timeout = 30"
    marina.desks[0].submit(lambda: marina.connections[0].execute(wait).close()).result(PATIENCE)
    with contextlib.closing(connect(marina.path, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        booking = marina.begin(0, "book", "V3", "Petrel", july(10), 2, plain_price)
        timer = threading.Timer(0.2, other.rollback)
        timer.start()
        assert booking.result(PATIENCE) != "BerthTakenError"
        timer.join()


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_summer(marina: Marina, seed: int) -> None:
    """Booked, extended and canceled at both desks in turn, as on a sheet of paper."""
    dice = random.Random(seed)
    sheet: dict[int, list[Any]] = {
        7: ["V3", "Avocet", july(20), july(24)],
        8: ["V3", "Dunlin", july(26), july(28)],
    }

    def free(berth: str, arrival: date, departure: date) -> bool:
        return not any(
            b == berth and a < departure and d > arrival for b, _, a, d in sheet.values()
        )

    for turn in range(60):
        number, stay, nights = dice.randrange(2), dice.choice([*sheet, 99]), dice.randint(1, 12)
        action = dice.choice(("book", "book", "extend", "cancel"))
        if action == "book":
            arrival = july(1) + timedelta(days=dice.randrange(250))
            berth, boat, departure = (
                f"V{turn % 2 + 3}",
                f"B{turn}",
                arrival + timedelta(days=nights),
            )
            fits = free(berth, arrival, departure)
            assert marina.do(number, "is_free", berth, arrival, departure) is fits
            result = marina.do(number, "book", berth, boat, arrival, nights, plain_price)
            assert isinstance(result, int) if fits else result == "BerthTakenError"
            if fits:
                sheet[result] = [berth, boat, arrival, departure]
        elif action == "cancel":
            marina.do(number, "cancel", stay)
            sheet.pop(stay, None)
        elif stay in sheet:
            berth, _, _, old = sheet[stay]
            fits = free(berth, old, old + timedelta(days=nights))
            result = marina.do(number, "extend", stay, nights, plain_price)
            assert result == (old + timedelta(days=nights) if fits else "BerthTakenError")
            sheet[stay][3] += timedelta(days=nights if fits else 0)
        else:
            assert marina.do(number, "extend", stay, nights, plain_price) == "UnknownStayError"
    for _, _, first, last, cents in marina.rows():
        assert cents == plain_price("", date.fromisoformat(first), date.fromisoformat(last))
    paper = sorted((berth, boat, str(a), str(d)) for berth, boat, a, d in sheet.values())
    assert paper == sorted(row[:4] for row in marina.rows())
