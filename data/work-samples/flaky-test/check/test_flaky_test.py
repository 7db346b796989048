"""The candidate's own tests hold in any order and at any time, and still catch mistakes."""

import functools
import json
import os
import subprocess
import sys
from typing import Any

import pytest

#: Plays the builds it is given: each with its own clock and dice and freshly imported modules.
PLAYER = """
import datetime, importlib, json, random, sys, time, unittest

real_date, real_datetime = datetime.date, datetime.datetime

class Dates(type):
    def __instancecheck__(cls, value):
        return isinstance(value, real_date)

class Datetimes(type):
    def __instancecheck__(cls, value):
        return isinstance(value, real_datetime)

class Date(real_date, metaclass=Dates):
    @classmethod
    def today(cls):
        return real_date(fixed.year, fixed.month, fixed.day)

class Datetime(real_datetime, metaclass=Datetimes):
    @classmethod
    def now(cls, tz=None):
        return fixed.astimezone(tz) if tz else fixed
    today = utcnow = now

def start(seed, moment):
    global fixed
    fixed = real_datetime.fromisoformat(moment)
    datetime.date, datetime.datetime = Date, Datetime
    time.time = fixed.timestamp
    for name in ("office", "test_office"):
        sys.modules.pop(name, None)
    random.seed(seed)
    return importlib.import_module("office")

def break_method(office, name):
    method = getattr(office, name)
    broken = {
        "overdue": lambda *a, **k: method(*a, **k)[:-1],
        "ready": lambda *a, **k: method(*a, **k) + datetime.timedelta(days=1),
        "auction_day": lambda *a, **k: method(*a, **k) + datetime.timedelta(days=7),
        "hand_out": lambda self, number: self.shelf[number],
        "take_in": lambda *a, **k: method(*a, **k)._replace(number=1, place=1),
    }
    setattr(office, name, broken[name])

def flat(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from flat(part)
        else:
            yield part

def build(seed, moment, broken):
    office = start(seed, moment)
    if broken:
        break_method(office.Office, broken)
    tests = list(flat(unittest.defaultTestLoader.loadTestsFromName("test_office")))
    random.Random(seed).shuffle(tests)
    result = unittest.TestResult()
    unittest.TestSuite(tests).run(result)
    bad = [str(test) for test, _ in result.failures + result.errors]
    bad += [str(test) for test in result.unexpectedSuccesses]
    left_out = len(result.skipped) + len(result.expectedFailures)
    return {"bad": bad, "counted": result.testsRun - left_out}

def ask(seed, moment, question):
    office = start(seed, moment).Office()
    if question == "places":
        places = [office.take_in("glove").place for _ in range(40)]
        return [sorted(places), office.hand_out(9).place, office.take_in("hat").place]
    if question == "shared":
        office.keep_days["other"] = 7
        return type(office)().keep_days["other"]
    return str(getattr(office, question)())

def answer(kind, *given):
    try:
        return (build if kind == "build" else ask)(*given)
    except Exception as error:
        return repr(error)

print(json.dumps([answer(*given) for given in json.loads(sys.argv[1])]))
"""

NOON = "2026-05-12T12:00"
SEEDS = range(1, 9)
MOMENTS = (
    "2026-05-12T00:00",
    "2026-05-12T21:59:59",
    "2026-05-12T22:00",
    "2026-05-31T23:59:59",
    "2026-12-15T10:00",
    "2027-01-31T10:00",
    "2028-02-29T23:00",
)
METHODS = ("overdue", "ready", "auction_day", "hand_out", "take_in")


def play(*given: tuple[str, int, str, str]) -> list[Any]:
    """Let a process of its own answer; its clock and its modules are not ours."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", PLAYER, json.dumps(given)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return answers


@functools.cache
def builds() -> dict[tuple[str, int, str, str], Any]:
    """All builds that the tests below look at."""
    plan = [("build", seed, NOON, "") for seed in SEEDS]
    plan += [("build", 1, moment, "") for moment in MOMENTS]
    plan += [("build", 1, NOON, method) for method in METHODS]
    return dict(zip(plan, play(*plan), strict=True))


def build(seed: int, moment: str, broken: str = "") -> Any:
    """One build of the candidate's tests."""
    return builds()["build", seed, moment, broken]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order(seed: int) -> None:
    """The same tests pass in eight orders, with other dice each time."""
    assert build(seed, NOON)["bad"] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_any_time(moment: str) -> None:
    """The tests pass in the evening, in December and on odd days."""
    assert build(1, moment)["bad"] == []


def test_no_test_was_given_up() -> None:
    """There are at least as many tests as before, none skipped."""
    assert build(1, NOON)["counted"] >= 8


@pytest.mark.parametrize("broken", METHODS)
def test_mistakes_are_still_caught(broken: str) -> None:
    """With one method broken, the tests are red."""
    assert build(1, NOON)["bad"] == []
    assert build(1, NOON, broken)["bad"] != []


def test_places() -> None:
    """Forty items fill forty places, and a place that was freed is given again."""
    for places, freed, given in play(("ask", 1, NOON, "places"), ("ask", 2, NOON, "places")):
        assert places == list(range(1, 41))
        assert freed == given


def test_offices_share_nothing() -> None:
    """A change of one office's times is not a change of all."""
    assert play(("ask", 1, NOON, "shared")) == [42]


def test_auction() -> None:
    """The auction is on the first Saturday of next month, in December too."""
    days = ("2026-12-15T10:00", "2026-12-31T10:00", "2026-01-31T10:00", "2026-07-04T10:00")
    assert play(*[("ask", 1, day, "auction_day") for day in days]) == [
        "2027-01-02",
        "2027-01-02",
        "2026-02-07",
        "2026-08-01",
    ]


def test_ready() -> None:
    """From ten in the evening an item is ready on the next day."""
    evening = ("2026-05-31T21:59", "2026-05-31T22:00")
    answers = play(*[("ask", 1, moment, "ready") for moment in evening])
    assert answers == ["2026-05-31", "2026-06-01"]
