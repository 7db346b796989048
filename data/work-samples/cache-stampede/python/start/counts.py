"""The counts of visitors, kept for a while so that the gateway is not asked for each page."""

import time
from collections.abc import Callable
from typing import NamedTuple

FRESH = 30.0
USABLE = 300.0


class Count(NamedTuple):
    """How many people are in a pool, and when the gateway was asked."""

    people: int
    asked_at: float


class Counts:
    """The latest count of each pool; `load` asks the gateway, which may take seconds or fail."""

    def __init__(
        self, load: Callable[[str], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._load = load
        self._clock = clock
        self._kept: dict[str, Count] = {}

    def get(self, pool: str) -> int:
        """How many people are in `pool`."""
        kept = self._kept.get(pool)
        now = self._clock()
        if kept is not None and now - kept.asked_at < FRESH:
            return kept.people
        try:
            people = self._load(pool)
        except Exception:
            if kept is not None and now - kept.asked_at < USABLE:
                return kept.people
            raise
        self._kept[pool] = Count(people, now)
        return people

    def drop(self, pool: str) -> None:
        """Forget the count of `pool`: it has been corrected."""
        self._kept.pop(pool, None)
