"""Many visitors at once: how often the gateway is asked, and what each of them sees."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from crowd import CROWD, FEW, PATIENCE, EndedError, Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without counts; whatever is held is let go at the end."""
    site = Site()
    yield site
    site.gateway.let_go.set()


@pytest.mark.parametrize("people", [100, 0])
def test_crowd_before_any_count(site: Site, people: int) -> None:
    """Nothing is kept: one question, and its answer for all, also when the pool is empty."""
    site.gateway.answers["Lido"] = people
    assert site.crowd("Lido") == [people] * CROWD
    assert site.gateway.asked == ["Lido"]
    site.later(29)
    assert site.get("Lido") == people
    assert site.gateway.asked == ["Lido"]


def test_crowd_at_an_old_count(site: Site) -> None:
    """The count has just grown old: one question again."""
    site.get("Lido")
    site.clock.now += 30
    site.gateway.answers["Lido"] = 130
    assert set(site.crowd("Lido")) <= {100, 130}
    assert len(site.gateway.asked) == 2
    assert site.get("Lido") == 130


@pytest.mark.parametrize("begin", [0.0, -7.0, 1e9])
def test_fresh_count_is_not_asked_for(site: Site, begin: float) -> None:
    """Within thirty seconds the gateway is left alone, after that it is asked."""
    site.clock.now = begin
    site.get("Lido")
    site.clock.now += 29.9
    site.get("Lido")
    assert len(site.gateway.asked) == 1
    site.clock.now += 0.1
    site.gateway.answers["Lido"] = 90
    assert site.get("Lido") == 90


def test_old_count_is_shown_meanwhile(site: Site) -> None:
    """While one visitor's request fetches, another sees the old count at once."""
    site.get("Lido")
    site.clock.now += 299
    site.gateway.answers["Lido"] = 130
    first = site.hold("Lido")
    assert site.ask("Lido").result(timeout=PATIENCE) == 100
    assert len(site.gateway.asked) == 2
    site.gateway.let_go.set()
    assert first.result(timeout=PATIENCE) == 130
    assert site.get("Lido") == 130


def test_too_old_count_is_not_shown(site: Site) -> None:
    """After five minutes nobody sees the old count any more."""
    site.get("Lido")
    site.clock.now += 300
    site.gateway.answers["Lido"] = 130
    assert site.crowd("Lido") == [130] * CROWD
    assert len(site.gateway.asked) == 2


def test_a_count_that_grows_too_old_meanwhile(site: Site) -> None:
    """The question takes so long that the old count passes five minutes: all wait for the new."""
    site.get("Lido")
    site.later(299)
    site.gateway.answers["Lido"] = 130
    first = site.hold("Lido")
    site.later(1)
    second = site.ask("Lido")
    with pytest.raises(TimeoutError):
        second.result(timeout=0.05)
    site.gateway.let_go.set()
    assert [first.result(timeout=PATIENCE), second.result(timeout=PATIENCE)] == [130, 130]
    assert len(site.gateway.asked) == 2


def test_age_counts_from_the_question(site: Site) -> None:
    """A slow answer is as old as its question, for both limits."""
    first = site.hold("Lido")
    site.later(20)
    site.gateway.let_go.set()
    assert first.result(timeout=PATIENCE) == 100
    site.later(9)
    site.get("Lido")
    assert len(site.gateway.asked) == 1
    site.later(1)
    site.gateway.answers["Lido"] = ConnectionError("429")
    assert site.get("Lido") == 100
    assert len(site.gateway.asked) == 2
    site.later(270)
    with pytest.raises(ConnectionError):
        site.get("Lido")


def test_pools_do_not_wait_for_each_other(site: Site) -> None:
    """An unanswered question about one pool holds nobody up at any other, old counts or none."""
    others = ["North", *(f"Bath {number}" for number in range(40))]
    site.gateway.answers.update(dict.fromkeys(others, 200))
    for pool in others[::2]:
        site.get(pool)
    site.later(60)
    site.hold("Lido")
    assert {site.ask(pool).result(timeout=PATIENCE) for pool in others} == {200}
    site.drop("North")
    assert site.ask("North").result(timeout=PATIENCE) == 200


def test_all_pools_at_once(site: Site) -> None:
    """Each of fifty pools is asked for at once, however slow the gateway is."""
    pools = [f"Bath {number}" for number in range(50)]
    site.gateway.answers.update(dict.fromkeys(pools, 200))
    site.gateway.crowd, site.gateway.patience = threading.Barrier(len(pools)), PATIENCE
    assert [one.result(2 * PATIENCE) for one in [site.ask(pool) for pool in pools]] == [200] * 50
    assert not site.gateway.crowd.broken, "some pools waited for others"


def test_pools_whose_names_look_alike(site: Site) -> None:
    """Each name is a pool of its own, as the gateway spells it."""
    pools = {"Lido": 1, "lido": 2, "Lido ": 3, "LIDO": 4, "0": 5}
    site.gateway.answers.update(pools)
    assert {pool: site.get(pool) for pool in pools} == pools
    site.drop("lido")
    site.gateway.answers["lido"] = 6
    assert {pool: site.get(pool) for pool in pools} == {**pools, "lido": 6}
    assert site.gateway.asked == [*pools, "lido"]


@pytest.mark.parametrize(
    ("error", "people"),
    [(ConnectionError("429"), 100), (TimeoutError("slow"), 0), (ValueError("odd"), 100)],
    ids=repr,
)
def test_failure_with_a_usable_count(site: Site, error: Exception, people: int) -> None:
    """Whatever the gateway fails with, the old count is shown, and never longer than it may."""
    site.gateway.answers["Lido"] = people
    site.get("Lido")
    site.gateway.answers["Lido"] = error
    for passed in (60, 180, 299):
        site.clock.now = 1000.0 + passed
        asked = len(site.gateway.asked)
        assert site.crowd("Lido") == [people] * CROWD
        assert asked < len(site.gateway.asked) <= asked + 1 + FEW
    site.clock.now = 1000.0 + 300
    with pytest.raises(type(error)):
        site.get("Lido")
    site.gateway.answers["Lido"] = 140
    assert site.ask("Lido").result(timeout=PATIENCE) == 140
    assert site.gateway.most_at_once == 1


@pytest.mark.parametrize("error", [ConnectionError("429"), KeyError("Lido")], ids=repr)
def test_failure_is_shared_and_not_kept(site: Site, error: Exception) -> None:
    """Without a usable count all who wait get the error; the next visitor tries again."""
    site.gateway.answers["Lido"] = error
    assert site.crowd("Lido") == [repr(error)] * CROWD
    assert len(site.gateway.asked) <= FEW
    site.gateway.answers["Lido"] = 140
    assert site.ask("Lido").result(timeout=PATIENCE) == 140
    assert site.gateway.most_at_once == 1


def test_thread_that_is_ended(site: Site) -> None:
    """However a question ends, nobody waits for it for ever, and nothing it brought is kept."""
    site.gateway.answers["Lido"] = EndedError()
    with pytest.raises(EndedError):
        site.get("Lido")
    site.gateway.answers["Lido"] = 140
    assert site.get("Lido") == 140


@pytest.mark.parametrize(("passed", "seen"), [(0.5, 100), (1, "error")])
def test_failure_that_takes_its_time(site: Site, passed: float, seen: Any) -> None:
    """Whether the old count is still shown is judged when the gateway has failed."""
    site.get("Lido")
    site.later(299)
    site.gateway.answers["Lido"] = ConnectionError("429")
    first = site.hold("Lido")
    site.later(passed)
    site.gateway.let_go.set()
    if seen == "error":
        with pytest.raises(ConnectionError):
            first.result(timeout=PATIENCE)
    else:
        assert first.result(timeout=PATIENCE) == seen


@pytest.mark.parametrize("kept", [True, False])
def test_correction_while_asking(site: Site, kept: bool) -> None:
    """After a correction nobody is shown what was asked before it: not the one who asked.

    Neither are those who wait for that answer, nor those who come later.
    """
    if kept:
        site.get("Lido")
        site.later(300)
    first = site.hold("Lido")
    waiting = [site.ask("Lido") for _ in range(3)]
    with pytest.raises(TimeoutError):
        waiting[0].result(timeout=0.05)
    site.gateway.answers["Lido"] = 160
    site.drop("Lido")
    late = site.ask("Lido")
    with contextlib.suppress(TimeoutError):
        late.result(timeout=0.1)
    site.gateway.let_go.set()
    seen = [each.result(timeout=PATIENCE) for each in (first, *waiting, late)]
    assert seen == [160] * 5
    assert site.get("Lido") == 160
    assert len(site.gateway.asked) == 2 + kept


def test_late_answer_while_the_next_question_is_open(site: Site) -> None:
    """An answer from before the correction ends no question from after it."""
    first, late = site.hold("Lido"), site.gateway.let_go
    site.gateway.answers["Lido"] = 160
    site.drop("Lido")
    site.hold_next("Lido")
    second = site.ask("Lido")
    site.gateway.entered.wait(timeout=0.1)
    late.set()
    assert site.gateway.entered.wait(timeout=PATIENCE)
    with pytest.raises(TimeoutError):
        first.result(timeout=0.1)
    third = site.ask("Lido")
    with pytest.raises(TimeoutError):
        third.result(timeout=0.05)
    site.gateway.let_go.set()
    seen = [each.result(timeout=PATIENCE) for each in (first, second, third)]
    assert seen == [160] * 3
    assert len(site.gateway.asked) == 2
    assert site.get("Lido") == 160


def test_correction_while_an_old_count_is_shown(site: Site) -> None:
    """Neither the old count nor the one on its way is shown after the correction."""
    site.get("Lido")
    site.later(60)
    site.gateway.answers["Lido"] = 130
    first = site.hold("Lido")
    assert site.ask("Lido").result(timeout=PATIENCE) == 100
    site.gateway.answers["Lido"] = 160
    site.drop("Lido")
    late = site.ask("Lido")
    with contextlib.suppress(TimeoutError):
        late.result(timeout=0.1)
    site.gateway.let_go.set()
    assert [first.result(timeout=PATIENCE), late.result(timeout=PATIENCE)] == [160, 160]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_corrections_one_after_the_other(site: Site, times: int) -> None:
    """Each answer is overtaken by a correction; what is shown was asked after the last one."""

    def correct() -> None:
        site.gateway.answers["Lido"] += 1
        site.drop("Lido")

    site.gateway.meanwhile = [correct] * times
    assert site.ask("Lido").result(timeout=PATIENCE) == 100 + times
    assert site.get("Lido") == 100 + times
    assert len(site.gateway.asked) == 1 + times


def test_correction_of_another_pool(site: Site) -> None:
    """Who waits at one pool is not sent back because another was corrected."""
    first = site.hold("Lido")
    second = site.ask("Lido")
    with pytest.raises(TimeoutError):
        second.result(timeout=0.05)
    site.drop("North")
    site.later(40)
    site.gateway.let_go.set()
    assert [first.result(timeout=PATIENCE), second.result(timeout=PATIENCE)] == [100, 100]
    assert site.gateway.asked == ["Lido"]


def test_correction_before_a_failure(site: Site) -> None:
    """The gateway fails after a correction: no count from before it stands in."""
    site.get("Lido")
    site.get("North")
    site.later(60)
    site.drop("Lido")
    site.drop("a pool that was never asked for")
    site.gateway.answers["Lido"] = site.gateway.answers["North"] = ConnectionError("429")
    with pytest.raises(ConnectionError):
        site.get("Lido")
    assert site.get("North") == 200


def test_correction_while_a_question_fails(site: Site) -> None:
    """The question fails after the correction: an error or a new count, never the old one."""
    site.get("Lido")
    site.later(60)
    site.gateway.answers["Lido"] = ConnectionError("429")
    first = site.hold("Lido")
    site.gateway.answers["Lido"] = 160
    site.drop("Lido")
    site.gateway.let_go.set()
    with contextlib.suppress(ConnectionError):
        assert first.result(timeout=PATIENCE) == 160
    assert site.get("Lido") == 160
