"""The consumer: credits laundry cards from the messages of the web shop."""

import sqlite3
from typing import Any

from broker import Broker


def handle_next(broker: Broker, db: sqlite3.Connection, receipts: Any) -> bool:
    """Deal with the next message; return False when none was waiting."""
    delivery = broker.receive()
    if delivery is None:
        return False
    broker.ack(delivery)
    top_up(db, delivery.body)
    send_receipt(receipts, delivery.body)
    return True


def top_up(db: sqlite3.Connection, message: dict[str, Any]) -> None:
    """Credit the card and note the movement."""
    with db:
        db.execute(
            "UPDATE card SET cents = cents + ? WHERE number = ?",
            (message["cents"], message["card"]),
        )
    with db:
        db.execute(
            "INSERT INTO movement (card, cents) VALUES (?, ?)",
            (message["card"], message["cents"]),
        )


def send_receipt(receipts: Any, message: dict[str, Any]) -> None:
    """Tell the resident that the credit is there."""
    receipts.send(message["card"], f"{message['cents'] / 100:.2f} were added to your card")
