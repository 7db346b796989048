"""The counts of visitors, kept for a while so that the gateway is not asked for each page."""

import threading
import time
from collections import Counter
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
        self._corrections: Counter[str] = Counter()

    def get(self, pool: str) -> int:
        """How many people are in `pool`, asked for since its latest correction."""
        while True:
            with self._lock:
                kept = self._kept.get(pool)
                now = self._clock()
                if kept is not None and now - kept.asked_at < FRESH:
                    return kept.people
                running = self._asking.get(pool)
                if running is not None and kept is not None and now - kept.asked_at < USABLE:
                    return kept.people
                answer = running or self._asking.setdefault(pool, Future())
                corrections = self._corrections[pool]
            if running is None:
                self._ask(pool, answer, now)
            people = answer.result()
            with self._lock:
                if corrections == self._corrections[pool]:
                    return people

    def _ask(self, pool: str, answer: Future[int], now: float) -> None:
        """Ask the gateway for everybody who waits for `answer`; never called under the lock."""
        try:
            people = self._load(pool)
        except BaseException as error:
            with self._lock:
                self._end(pool, answer)
                kept = self._kept.get(pool)
                usable = kept is not None and self._clock() - kept.asked_at < USABLE
            if kept is None or not usable or not isinstance(error, Exception):
                answer.set_exception(error)
            else:
                answer.set_result(kept.people)
            return
        with self._lock:
            if self._end(pool, answer):
                self._kept[pool] = Count(people, now)
        answer.set_result(people)

    def _end(self, pool: str, answer: Future[int]) -> bool:
        """Close a request; False if a correction has disowned it in the meantime."""
        current = self._asking.get(pool) is answer
        if current:
            del self._asking[pool]
        return current

    def drop(self, pool: str) -> None:
        """Forget the count of `pool`: it has been corrected.

        A request under way is disowned: nobody joins it any more, its answer is not kept, and
        those who wait for it ask again.
        """
        with self._lock:
            self._kept.pop(pool, None)
            self._asking.pop(pool, None)
            self._corrections[pool] += 1
