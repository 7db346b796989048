"""The counts of visitors, kept for a while so that the gateway is not asked for each page."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
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
        self._lock = threading.Lock()
        self._kept: dict[str, Count] = {}
        self._asking: dict[str, Future[int]] = {}

    def get(self, pool: str) -> int:
        """How many people are in `pool`."""
        with self._lock:
            kept = self._kept.get(pool)
            now = self._clock()
            if kept is not None and now - kept.asked_at < FRESH:
                return kept.people
            running = self._asking.get(pool)
            if running is None:
                answer = self._asking[pool] = Future()
            elif kept is not None and now - kept.asked_at < USABLE:
                return kept.people
        if running is not None:
            return running.result()
        return self._ask(pool, answer, now)

    def _ask(self, pool: str, answer: Future[int], now: float) -> int:
        """Ask the gateway for everybody who waits for `answer`; never called under the lock."""
        try:
            people = self._load(pool)
        except BaseException as error:
            with self._lock:
                self._end(pool, answer)
                kept = self._kept.get(pool)
            if isinstance(error, Exception) and kept and now - kept.asked_at < USABLE:
                answer.set_result(kept.people)
                return kept.people
            answer.set_exception(error)
            raise
        with self._lock:
            if self._end(pool, answer):
                self._kept[pool] = Count(people, now)
        answer.set_result(people)
        return people

    def _end(self, pool: str, answer: Future[int]) -> bool:
        """Close a request; False if a correction has disowned it in the meantime."""
        current = self._asking.get(pool) is answer
        if current:
            del self._asking[pool]
        return current

    def drop(self, pool: str) -> None:
        """Forget the count of `pool`: it has been corrected.

        A request under way is disowned: nobody joins it any more, and its answer is not kept.
        """
        with self._lock:
            self._kept.pop(pool, None)
            self._asking.pop(pool, None)
