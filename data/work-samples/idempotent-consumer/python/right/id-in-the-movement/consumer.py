"""The consumer: credits laundry cards from the messages of the web shop."""

import sqlite3
from typing import Any

from broker import Broker


def handle_next(broker: Broker, db: sqlite3.Connection, receipts: Any) -> bool:
    """Deal with the next message; return False when none was waiting.

    What fails is raised: the process ends, is started again, and gets the message once more.
    """
    delivery = broker.receive()
    if delivery is None:
        return False
    message = delivery.body
    if delivery.attempt > 5:
        broker.reject(delivery, "five attempts have failed")
    elif None in [message.get(name) for name in ("id", "card", "cents")]:
        broker.reject(delivery, "the message is not complete")
    elif not top_up(db, message):
        broker.reject(delivery, "there is no such card")
    else:
        receipts.send(message["card"], text_of(message), key=message["id"])
        broker.ack(delivery)
    return True


def top_up(db: sqlite3.Connection, message: dict[str, Any]) -> bool:
    """Credit the card unless this payment has moved already; False if there is no card."""
    db.execute("BEGIN IMMEDIATE")
    try:
        known = "SELECT 1 FROM movement WHERE payment = :id"
        if not db.execute(known, message).fetchone():
            credit = "UPDATE card SET cents = cents + :cents WHERE number = :card"
            if not db.execute(credit, message).rowcount:
                db.rollback()
                return False
            db.execute(
                "INSERT INTO movement (card, cents, payment) VALUES (:card, :cents, :id)", message
            )
        db.commit()
    except BaseException:
        db.rollback()
        raise
    return True


def text_of(message: dict[str, Any]) -> str:
    """What the resident reads."""
    return f"{message['cents'] / 100:.2f} were added to your card"
