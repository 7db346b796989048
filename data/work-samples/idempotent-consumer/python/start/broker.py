"""A stand-in for the broker: it hands a message out until somebody acks or rejects it."""

from collections import deque
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Delivery:
    """One handing-out of a message; `attempt` counts from 1."""

    tag: int
    body: dict[str, Any]
    attempt: int


class Broker:
    """Messages that wait, that are being worked on, and that were set aside."""

    def __init__(self) -> None:
        self.waiting: deque[Delivery] = deque()
        self.unacked: dict[int, Delivery] = {}
        self.rejected: list[tuple[dict[str, Any], str]] = []
        self._tags = 0

    def publish(self, body: dict[str, Any]) -> None:
        """Add a message."""
        self._tags += 1
        self.waiting.append(Delivery(self._tags, body, attempt=1))

    def receive(self) -> Delivery | None:
        """Hand out the next message."""
        if not self.waiting:
            return None
        delivery = self.waiting.popleft()
        self.unacked[delivery.tag] = delivery
        return delivery

    def ack(self, delivery: Delivery) -> None:
        """Forget a message: it is dealt with."""
        del self.unacked[delivery.tag]

    def requeue(self, delivery: Delivery) -> None:
        """Put a message back; it is handed out again after the others."""
        del self.unacked[delivery.tag]
        self.waiting.append(Delivery(delivery.tag, delivery.body, delivery.attempt + 1))

    def reject(self, delivery: Delivery, reason: str) -> None:
        """Set a message aside for a person to look at."""
        del self.unacked[delivery.tag]
        self.rejected.append((delivery.body, reason))

    def connection_lost(self) -> None:
        """A consumer is gone: what it had not acked is handed out again."""
        for delivery in list(self.unacked.values()):
            self.requeue(delivery)
