"""Credit, movement and receipt happen once each, wherever the consumer is killed."""

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from dormitory import (
    FILE,
    OTHER,
    PAYMENT,
    UNKNOWN,
    WRITES,
    Fate,
    House,
    KilledError,
    Message,
    Mortal,
    process,
)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database file in use, in which two cards are empty; nothing waits long for it."""
    connect = sqlite3.connect

    def fast(*arguments: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*arguments, **named)
        db.executescript("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 10;")
        with contextlib.suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = MEMORY").close()
        return db

    monkeypatch.setattr(sqlite3, "connect", fast)
    path = tmp_path / "cards.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(FILE)
    process().open_cards(str(path)).close()
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
    assert house.done()


def test_receipts_say_what_was_added(house: House) -> None:
    """A receipt tells the sum to the cent."""
    house.broker.publish({**PAYMENT, "cents": 1234})
    house.consume()
    assert ["12.34" in text for text in house.printer.texts] == [True]


@pytest.mark.parametrize("card", ["0042", "3117a", "31 17", "\u0663\u0661"])
def test_cards_with_odd_numbers(house: House, card: str) -> None:
    """A number is what stands on the card, to the letter."""
    house.open_card(card)
    house.broker.publish({**PAYMENT, "card": card})
    house.consume()
    assert house.credit() == {"3117": 0, "3120": 0, card: 500}
    assert house.moved() == [(card, 500)]
    assert house.printer.printed == [card]


@pytest.mark.parametrize("id", ["PAY-1", "pay-1 ", "pay-01", "1", "pay-1\u0301"])
def test_ids_that_look_alike(house: House, id: str) -> None:
    """Two ids are two payments, however little they differ."""
    house.broker.publish(PAYMENT)
    house.broker.publish({**PAYMENT, "id": id})
    house.consume()
    assert house.credit()["3117"] == 1000
    assert house.printer.printed == ["3117", "3117"]


def test_the_same_amount_paid_twice_counts_twice(house: House) -> None:
    """Two payments that look alike are two payments."""
    house.broker.publish(PAYMENT)
    house.broker.publish({**PAYMENT, "id": "pay-9"})
    house.consume()
    assert house.credit()["3117"] == 1000
    assert house.printer.printed == ["3117", "3117"]


@pytest.mark.parametrize("most", [0, 60])
def test_a_message_published_twice(house: House, most: int) -> None:
    """The second copy of a payment changes nothing, also for another process."""
    for message in (PAYMENT, OTHER, PAYMENT, OTHER):
        house.broker.publish(message)
        house.consume(most=most)
    house.consume()
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.moved() == [("3117", 500), ("3120", 1000)]
    assert house.printer.printed == ["3117", "3120"]


def test_a_message_published_again_much_later(house: House) -> None:
    """Thousands of payments lie between the two copies, in a process that goes on."""
    code = process()
    with contextlib.closing(code.open_cards(house.path)) as db:
        for message in (PAYMENT, *({**OTHER, "id": f"pay-{n}"} for n in range(10, 6010)), PAYMENT):
            house.broker.publish(message)
            code.handle_next(house.broker, db, house.printer)
    assert house.credit() == {"3117": 500, "3120": 6_000_000}
    assert house.printer.printed.count("3117") == 1


def ending(path: Path, message: Message, down: int, kills: tuple[int, ...]) -> tuple[Any, ...]:
    """What is true in the end when consumers die at these points, one after the other."""
    copy = path.with_name("copy.db")
    copy.unlink(missing_ok=True)
    house = House(Path(shutil.copy(path, copy)))
    house.printer.down = down
    house.broker.publish(message)
    for point in kills:
        house.consume(Fate(kill_at=point))
    for _ in range(3):
        house.consume()
    aside = [body["id"] for body, _ in house.broker.rejected]
    left = len(house.broker.waiting) + len(house.broker.unacked)
    return house.credit(), house.moved(), house.printer.printed, aside, left


@pytest.mark.parametrize(
    ("message", "down"), [(PAYMENT, 0), (PAYMENT, 1), (UNKNOWN, 0)], ids=["paid", "down", "unknown"]
)
def test_killed_at_any_point(empty: Path, message: Message, down: int) -> None:
    """Wherever consumers die, once or twice, the next brings everything to the same end."""
    counting = Fate()
    dry = House(Path(shutil.copy(empty, empty.with_name("dry.db"))))
    dry.printer.down = down
    dry.broker.publish(message)
    dry.consume(counting)
    calm = ending(empty, message, down, ())
    cents = 0 if message is UNKNOWN else 500
    assert calm[0] == {"3117": cents, "3120": 0}
    points = range(1, counting.points + 1)
    plans = [(point,) for point in points] + [(point, point) for point in points]
    plans += [(point, point % 7 + 1) for point in points]
    wrong = [
        (kills, end) for kills in plans if (end := ending(empty, message, down, kills)) != calm
    ]
    assert not wrong, f"of {len(plans)} plans, these end badly: {wrong[:3]}"


@pytest.mark.parametrize("second", [PAYMENT, {**PAYMENT, "id": "pay-9"}], ids=["same", "other"])
@pytest.mark.parametrize("words", [("SELECT", "PRAGMA"), ()], ids=["begins", "writes"])
def test_two_consumers_on_one_card(house: House, words: tuple[str, ...], second: Message) -> None:
    """While one consumer is about to write, another deals with the second message."""
    house.broker.publish(PAYMENT)
    house.broker.publish(second)
    waiting = [True]

    class Late(Mortal):
        """Lets the other consumer have a go, once, before the first write."""

        def __getattr__(self, name: str) -> Any:
            value = getattr(self._inner, name)
            if name not in ("execute", "executemany"):
                return value

            def execute(sql: str, *arguments: Any) -> Any:
                first = sql.lstrip().upper()
                due = not first.startswith(words) if words else first.startswith(WRITES)
                if waiting and due:
                    waiting.clear()
                    with contextlib.suppress(KilledError):
                        lost, house.broker.connection_lost = house.broker.connection_lost, int
                        house.consume(most=1)
                        house.broker.connection_lost = lost
                return value(sql, *arguments)

            return execute

    house.consume(late=lambda db: Late(db, Fate()))
    house.broker.connection_lost()
    for _ in range(3):
        house.consume()
    paid = [500] if second is PAYMENT else [500, 500]
    assert house.credit()["3117"] == sum(paid)
    assert house.moved() == [("3117", cents) for cents in paid]
    assert house.printer.printed == ["3117" for _ in paid]
    assert house.done()


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN"])
@pytest.mark.parametrize("attempts", [1, 4])
def test_a_locked_file(house: House, lock: str, attempts: int) -> None:
    """Somebody else writes or reads for a while: the payment is tried again, by one process."""
    house.broker.publish(PAYMENT)
    code = process()
    with contextlib.closing(code.open_cards(house.path)) as db:
        with contextlib.closing(sqlite3.connect(house.path)) as other:
            other.execute(lock)
            other.execute("SELECT count(*) FROM card").fetchall()
            for _ in range(attempts):
                with contextlib.suppress(Exception):
                    code.handle_next(house.broker, db, house.printer)
                house.broker.connection_lost()
        assert house.printer.printed == [], "a receipt for a credit that is not there"
        assert not house.broker.rejected
        for _ in range(3):
            code.handle_next(house.broker, db, house.printer)
    assert house.credit()["3117"] == 500
    assert house.moved() == [("3117", 500)]
    assert house.printer.printed == ["3117"]
    assert house.done()


@pytest.mark.parametrize("statement", range(1, 7))
def test_a_statement_that_fails(house: House, statement: int) -> None:
    """The disk fails once, in the middle: the process goes on, and nothing is written by half."""
    run = [0]

    class Failing(Mortal):
        """Does not run the statement of that number."""

        def __getattr__(self, name: str) -> Any:
            value = getattr(self._inner, name)
            if name not in ("execute", "executemany"):
                return value

            def execute(sql: str, *arguments: Any) -> Any:
                run[0] += 1
                if run[0] == statement:
                    raise sqlite3.OperationalError("disk I/O error")
                return value(sql, *arguments)

            return execute

    house.broker.publish(PAYMENT)
    house.broker.publish(OTHER)
    code = process()
    with contextlib.closing(code.open_cards(house.path)) as db:
        for _ in range(6):
            with contextlib.suppress(Exception):
                code.handle_next(house.broker, Failing(db, Fate()), house.printer)
            house.broker.connection_lost()
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.moved() == [("3117", 500), ("3120", 1000)]
    assert sorted(house.printer.printed) == ["3117", "3120"]
    assert house.done()


def test_a_file_that_stays_locked(house: House) -> None:
    """After five attempts a person has the message; nothing was credited and nothing sent."""
    house.broker.publish(PAYMENT)
    with contextlib.closing(sqlite3.connect(house.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM card").fetchall()
        for _ in range(8):
            house.consume()
    assert house.done(rejected=(PAYMENT,))
    assert house.credit()["3117"] == 0 and house.printer.printed == []


def test_a_card_that_does_not_exist(house: House) -> None:
    """The message is set aside for a person, and the others go on."""
    for message in (UNKNOWN, PAYMENT):
        house.broker.publish(message)
    house.consume()
    assert house.done(rejected=(UNKNOWN,))
    assert house.credit() == {"3117": 500, "3120": 0}
    assert house.moved() == [("3117", 500)]
    assert house.printer.printed == ["3117"]


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "pay-7", "card": "3117"},
        {"id": "pay-7", "cents": 500},
        {"card": "3117", "cents": 500},
        {"id": "pay-7", "card": "3117", "cents": None},
        {"id": None, "card": "3117", "cents": 500},
        {},
    ],
    ids=["no cents", "no card", "no id", "null", "null id", "empty"],
)
def test_a_message_that_can_never_succeed(house: House, broken: Message) -> None:
    """It ends with a person, credits nothing, and holds nobody up."""
    house.broker.publish(broken)
    house.broker.publish(OTHER)
    for _ in range(8):
        house.consume()
    assert house.done(rejected=(broken,))
    assert house.credit() == {"3117": 0, "3120": 1000}
    assert house.moved() == [("3120", 1000)]
    assert house.printer.printed == ["3120"]


@pytest.mark.parametrize("restart", [True, False])
def test_an_unknown_card_that_is_opened_later(house: House, restart: bool) -> None:
    """A rejected payment is not marked as done: published again, it is credited."""
    code = process()
    with contextlib.closing(code.open_cards(house.path)) as db:

        def consume() -> None:
            if restart:
                house.consume()
            while not restart and code.handle_next(house.broker, db, house.printer):
                pass

        house.broker.publish(UNKNOWN)
        house.broker.publish(PAYMENT)
        consume()
        house.open_card("9999")
        house.broker.publish(UNKNOWN)
        consume()
    assert house.credit() == {"3117": 500, "3120": 0, "9999": 700}
    assert house.printer.printed == ["3117", "9999"]


@pytest.mark.parametrize("down", [1, 2, 4])
@pytest.mark.parametrize("error", [OSError(), TimeoutError(), ConnectionResetError()], ids=repr)
def test_the_receipt_service_is_down_for_a_while(house: House, down: int, error: Exception) -> None:
    """The credit comes once, and the receipt comes when the service is back."""
    house.printer.down, house.printer.error = down, error
    house.broker.publish(PAYMENT)
    for _ in range(6):
        house.consume()
    assert house.credit()["3117"] == 500
    assert house.printer.printed == ["3117"]
    assert house.done()


def test_the_receipt_service_fails_in_another_way(house: House) -> None:
    """Tried again or set aside at once: the card is credited once, and nothing is lost."""
    house.printer.down, house.printer.error = 2, RuntimeError("odd")
    house.broker.publish(PAYMENT)
    house.broker.publish(OTHER)
    for _ in range(6):
        house.consume()
    assert house.credit() == {"3117": 500, "3120": 1000}
    aside = [body for body, _ in house.broker.rejected]
    assert house.done(rejected=tuple(aside))
    printed = {"3117": PAYMENT, "3120": OTHER}
    assert sorted(house.printer.printed) == [card for card in printed if printed[card] not in aside]


def test_the_receipt_service_stays_down(house: House) -> None:
    """After five attempts a person has the message; published again, only the receipt is due."""
    house.printer.never = "3117"
    house.broker.publish(PAYMENT)
    house.broker.publish(OTHER)
    for _ in range(20):
        house.consume(most=1)
    assert house.printer.latest_attempt == 5
    assert house.done(rejected=(PAYMENT,))
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.printer.printed == ["3120"]
    house.printer.never = ""
    house.broker.publish(PAYMENT)
    house.consume()
    assert house.credit() == {"3117": 500, "3120": 1000}
    assert house.printer.printed == ["3120", "3117"]
