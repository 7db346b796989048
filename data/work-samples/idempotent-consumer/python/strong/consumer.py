"""The consumer: credits laundry cards from the messages of the web shop."""

import sqlite3
from typing import Any

from broker import Broker

MOST_ATTEMPTS = 5


class HopelessError(Exception):
    """However often this message is tried, it fails."""


def handle_next(broker: Broker, db: sqlite3.Connection, receipts: Any) -> bool:
    """Deal with the next message; return False when none was waiting."""
    delivery = broker.receive()
    if delivery is None:
        return False
    try:
        top_up(db, delivery.body)
        send_receipt(receipts, delivery.body)
    except HopelessError as error:
        broker.reject(delivery, str(error))
    except Exception as error:
        if delivery.attempt < MOST_ATTEMPTS:
            broker.requeue(delivery)
        else:
            broker.reject(delivery, f"attempt {delivery.attempt}: {error!r}")
    else:
        broker.ack(delivery)
    return True


def top_up(db: sqlite3.Connection, message: dict[str, Any]) -> None:
    """Credit the card and note the movement: once per message id, all of it or nothing."""
    id, card, cents = (message.get(name) for name in ("id", "card", "cents"))
    if id is None or card is None or cents is None:
        raise HopelessError("id, card or cents is missing in the message")
    with db:
        first_time = db.execute("INSERT OR IGNORE INTO credited (message_id) VALUES (?)", (id,))
        if not first_time.rowcount:
            return
        found = db.execute("UPDATE card SET cents = cents + ? WHERE number = ?", (cents, card))
        if not found.rowcount:
            raise HopelessError(f"no card {card}")
        db.execute("INSERT INTO movement (card, cents) VALUES (?, ?)", (card, cents))


def send_receipt(receipts: Any, message: dict[str, Any]) -> None:
    """Tell the resident that the credit is there.

    A repeated message sends again: the last attempt may have died between credit and receipt.
    """
    text = f"{message['cents'] / 100:.2f} were added to your card"
    receipts.send(message["card"], text, key=message["id"])
