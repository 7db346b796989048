"""The board of all pools, and the lifeguard's correction."""

from typing import Protocol

from counts import Counts


class Gateway(Protocol):
    """The other company's service in front of the turnstiles."""

    def count(self, pool: str) -> int:
        """Ask how many people are in a pool."""

    def set_count(self, pool: str, people: int) -> None:
        """Correct the count, for example after a school class came through the side door."""


class Board:
    """What the site shows and the lifeguards correct."""

    def __init__(self, gateway: Gateway, capacity: dict[str, int]) -> None:
        self.gateway = gateway
        self.capacity = capacity
        self.counts = Counts(gateway.count)

    def line(self, pool: str) -> str:
        """One line of the board."""
        try:
            people = self.counts.get(pool)
        except ConnectionError:
            return f"{pool}: no count at the moment"
        return f"{pool}: {100 * people // self.capacity[pool]} percent full"

    def correct(self, pool: str, people: int) -> None:
        """Enter what the lifeguard counted."""
        self.gateway.set_count(pool, people)
        self.counts.drop(pool)
