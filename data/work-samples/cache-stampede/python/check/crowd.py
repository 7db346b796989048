"""A site of pools with a clock, a gateway and visitors that do as they are told."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from counts import Counts

CROWD = 12
#: A visitor who comes after a failure may ask again; the crowd that waited may not.
FEW = 4
#: Long enough for any machine; reached only by code that waits for the wrong thing.
PATIENCE = 4


class EndedError(BaseException):
    """The thread is ended; no `except Exception` sees it."""


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Gateway:
    """Counts what it is asked; the answer to the pool `hold_next` is held until let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {"Lido": 100, "North": 200}
        self.crowd: threading.Barrier | None = None
        self.patience = 0.15
        self.entered = threading.Event()
        self.let_go = threading.Event()
        self.hold_next = ""
        self.meanwhile: list[Callable[[], None]] = []
        self.at_once: dict[str, int] = {}
        self.most_at_once = 0
        self._lock = threading.Lock()

    def __call__(self, pool: str) -> int:
        """Answer, and note how many questions about the pool are open."""
        with self._lock:
            self.at_once[pool] = self.at_once.get(pool, 0) + 1
            self.most_at_once = max(self.most_at_once, self.at_once[pool])
        try:
            return self._answer(pool)
        finally:
            with self._lock:
                self.at_once[pool] -= 1

    def _answer(self, pool: str) -> int:
        """Answer with what was true when the question came."""
        with self._lock:
            self.asked.append(pool)
            answer = self.answers[pool]
            held = self.hold_next == pool
            let_go = self.let_go
            if held:
                self.hold_next = ""
        if self.crowd is not None:
            with contextlib.suppress(threading.BrokenBarrierError):
                self.crowd.wait(timeout=self.patience)
        if held:
            self.entered.set()
            let_go.wait(timeout=10)
        elif self.meanwhile:
            self.meanwhile.pop(0)()
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Visitors:
    """Each in a thread of their own; one that hangs does not keep the tests from ending."""

    def submit(self, call: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Let one of them do something."""
        future: Future[Any] = Future()

        def act() -> None:
            try:
                future.set_result(call(*given))
            except BaseException as error:
                future.set_exception(error)

        threading.Thread(target=act, daemon=True).start()
        return future


class Site:
    """The counts with a clock, a gateway and visitors."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.gateway = Gateway()
        self.counts = Counts(self.gateway, self.clock)
        self.visitors = Visitors()

    def ask(self, pool: str) -> "Future[int]":
        """A visitor in a thread of their own."""
        return self.visitors.submit(self.counts.get, pool)

    def get(self, pool: str) -> int:
        """What a visitor sees who has the site alone."""
        return self.ask(pool).result(timeout=PATIENCE)

    def crowd(self, pool: str) -> list[Any]:
        """What a crowd sees that comes in one moment; errors are part of it."""
        together = threading.Barrier(CROWD)
        self.gateway.crowd = threading.Barrier(CROWD)

        def look() -> Any:
            together.wait(timeout=PATIENCE)
            try:
                return self.counts.get(pool)
            except Exception as error:
                return repr(error)

        futures = [self.visitors.submit(look) for _ in range(CROWD)]
        seen = [future.result(timeout=2 * PATIENCE) for future in futures]
        self.gateway.crowd = None
        return seen

    def drop(self, pool: str) -> None:
        """A correction; it waits for nobody."""
        self.visitors.submit(self.counts.drop, pool).result(timeout=PATIENCE)

    def later(self, seconds: float) -> None:
        """Time passes."""
        self.clock.now += seconds

    def hold(self, pool: str) -> "Future[int]":
        """A visitor whose question to the gateway is not answered yet."""
        self.hold_next(pool)
        first = self.ask(pool)
        assert self.gateway.entered.wait(timeout=PATIENCE)
        return first

    def hold_next(self, pool: str) -> None:
        """The next question about a pool is not answered yet."""
        self.gateway.entered, self.gateway.let_go = threading.Event(), threading.Event()
        self.gateway.hold_next = pool
