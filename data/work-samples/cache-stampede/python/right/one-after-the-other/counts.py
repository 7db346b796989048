"""The counts of visitors, kept for a while so that the gateway is not asked for each page."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

FRESH = 30.0
USABLE = 300.0


class Count(NamedTuple):
    """How many people are in a pool, and when the gateway was asked."""

    people: int
    asked_at: float


class Question:
    """A question to the gateway, and what became of it."""

    def __init__(self, asked_at: float) -> None:
        self.asked_at = asked_at
        self.corrected = False
        self.over = False
        self.people = 0
        self.error: BaseException | None = None


class Counts:
    """The latest count of each pool; `load` asks the gateway, which may take seconds or fail.

    Also after a correction a pool is asked for once at a time: the next question waits until the
    one before the correction is over.
    """

    def __init__(
        self, load: Callable[[str], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._load = load
        self._clock = clock
        self._changed = threading.Condition()
        self._kept: dict[str, Count] = {}
        self._open: dict[str, Question] = {}

    def get(self, pool: str) -> int:
        """How many people are in `pool`."""
        with self._changed:
            while True:
                if (young := self._younger_than(FRESH, pool)) is not None:
                    return young
                question = self._open.get(pool)
                if question is None:
                    question = self._open[pool] = Question(self._clock())
                    self._changed.release()
                    try:
                        self._ask(pool, question)
                    finally:
                        self._changed.acquire()
                        self._close(pool, question)
                elif (old := self._younger_than(USABLE, pool)) is not None:
                    return old
                else:
                    self._changed.wait_for(lambda q=question: q.over)
                if question.corrected:
                    continue
                if question.error is None:
                    return question.people
                if (old := self._younger_than(USABLE, pool)) is not None:
                    return old
                raise question.error

    def _ask(self, pool: str, question: Question) -> None:
        try:
            question.people = self._load(pool)
        except BaseException as error:
            question.error = error

    def _close(self, pool: str, question: Question) -> None:
        question.over = True
        del self._open[pool]
        if question.error is None and not question.corrected:
            self._kept[pool] = Count(question.people, question.asked_at)
        self._changed.notify_all()

    def _younger_than(self, seconds: float, pool: str) -> int | None:
        kept = self._kept.get(pool)
        if kept is None or self._clock() - kept.asked_at >= seconds:
            return None
        return kept.people

    def drop(self, pool: str) -> None:
        """Forget the count of `pool`: it has been corrected."""
        with self._changed:
            self._kept.pop(pool, None)
            if pool in self._open:
                self._open[pool].corrected = True
