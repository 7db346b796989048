"""Many visitors at once: how often the gateway is asked, and what each of them sees."""

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from counts import Counts

CROWD = 12
#: A visitor who comes after a failure may ask again; the crowd that waited may not.
FEW = 4
#: Long enough for any machine; reached only by code that waits for the wrong thing.
PATIENCE = 2


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Gateway:
    """Counts what it is asked; answers to a pool in `gates` are held until let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {"Lido": 100, "North": 200}
        self.crowd: threading.Barrier | None = None
        self.entered = threading.Event()
        self.let_go = threading.Event()
        self.hold_next = ""
        self._lock = threading.Lock()

    def __call__(self, pool: str) -> int:
        """Answer with what was true when the question came."""
        with self._lock:
            self.asked.append(pool)
            answer = self.answers[pool]
            held = self.hold_next == pool
            if held:
                self.hold_next = ""
        if self.crowd is not None:
            with contextlib.suppress(threading.BrokenBarrierError):
                self.crowd.wait(timeout=0.15)
        if held:
            self.entered.set()
            self.let_go.wait(timeout=10)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Site:
    """The counts with a clock, a gateway and visitors."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.clock = Clock()
        self.gateway = Gateway()
        self.counts = Counts(self.gateway, self.clock)
        self.visitors = pool

    def ask(self, pool: str) -> "Future[int]":
        """A visitor in a thread of their own."""
        return self.visitors.submit(self.counts.get, pool)

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

    def hold(self, pool: str) -> "Future[int]":
        """A visitor whose question to the gateway is not answered yet."""
        self.gateway.hold_next = pool
        first = self.ask(pool)
        assert self.gateway.entered.wait(timeout=PATIENCE)
        return first


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without counts; whatever is held is let go at the end."""
    pool = ThreadPoolExecutor(max_workers=2 * CROWD)
    site = Site(pool)
    yield site
    site.gateway.let_go.set()
    pool.shutdown(wait=True)


def test_crowd_before_any_count(site: Site) -> None:
    """Nothing is kept: one question, and its answer for all."""
    assert site.crowd("Lido") == [100] * CROWD
    assert site.gateway.asked == ["Lido"]


def test_crowd_at_an_old_count(site: Site) -> None:
    """The count has just grown old: one question again."""
    site.counts.get("Lido")
    site.clock.now += 30
    site.gateway.answers["Lido"] = 130
    assert set(site.crowd("Lido")) <= {100, 130}
    assert len(site.gateway.asked) == 2
    assert site.counts.get("Lido") == 130


def test_fresh_count_is_not_asked_for(site: Site) -> None:
    """Within thirty seconds the gateway is left alone, after that it is asked."""
    site.counts.get("Lido")
    site.clock.now += 29.9
    site.counts.get("Lido")
    assert len(site.gateway.asked) == 1
    site.clock.now += 0.1
    site.gateway.answers["Lido"] = 90
    assert site.counts.get("Lido") == 90


def test_old_count_is_shown_meanwhile(site: Site) -> None:
    """While one visitor's request fetches, another sees the old count at once."""
    site.counts.get("Lido")
    site.clock.now += 299
    site.gateway.answers["Lido"] = 130
    first = site.hold("Lido")
    assert site.ask("Lido").result(timeout=PATIENCE) == 100
    assert len(site.gateway.asked) == 2
    site.gateway.let_go.set()
    assert first.result(timeout=PATIENCE) == 130
    assert site.counts.get("Lido") == 130


def test_too_old_count_is_not_shown(site: Site) -> None:
    """After five minutes nobody sees the old count any more."""
    site.counts.get("Lido")
    site.clock.now += 300
    site.gateway.answers["Lido"] = 130
    assert site.crowd("Lido") == [130] * CROWD
    assert len(site.gateway.asked) == 2


def test_pools_do_not_wait_for_each_other(site: Site) -> None:
    """An unanswered question about one pool holds nobody up at another."""
    site.hold("Lido")
    assert site.ask("North").result(timeout=PATIENCE) == 200


def test_failure_with_a_usable_count(site: Site) -> None:
    """The gateway fails, and the old count is shown."""
    site.counts.get("Lido")
    site.clock.now += 60
    site.gateway.answers["Lido"] = ConnectionError("429")
    assert site.crowd("Lido") == [100] * CROWD
    assert len(site.gateway.asked) <= 1 + FEW


def test_failure_is_shared_and_not_kept(site: Site) -> None:
    """Without a usable count all who wait get the error; the next visitor tries again."""
    site.gateway.answers["Lido"] = ConnectionError("429")
    assert site.crowd("Lido") == ["ConnectionError('429')"] * CROWD
    assert len(site.gateway.asked) <= FEW
    site.gateway.answers["Lido"] = 140
    assert site.ask("Lido").result(timeout=PATIENCE) == 140


def test_correction_while_asking(site: Site) -> None:
    """Who asks after a correction does not see what was asked before it, now or later."""
    site.hold("Lido")
    site.gateway.answers["Lido"] = 160
    site.counts.drop("Lido")
    assert site.ask("Lido").result(timeout=PATIENCE) == 160
    site.gateway.let_go.set()


def test_late_answer_is_not_kept(site: Site) -> None:
    """An answer that comes after the correction is not put in its place."""
    first = site.hold("Lido")
    site.gateway.answers["Lido"] = 160
    site.counts.drop("Lido")
    site.gateway.let_go.set()
    first.result(timeout=PATIENCE)
    assert site.counts.get("Lido") == 160


def test_late_answer_does_not_replace_a_newer_one(site: Site) -> None:
    """Two questions cross: the one from before the correction loses."""
    first = site.hold("Lido")
    site.gateway.answers["Lido"] = 160
    site.counts.drop("Lido")
    assert site.ask("Lido").result(timeout=PATIENCE) == 160
    site.gateway.let_go.set()
    first.result(timeout=PATIENCE)
    assert site.counts.get("Lido") == 160
    assert len(site.gateway.asked) == 2
