"""The candidate's own tests hold in any order and at any time, and still catch mistakes."""

import functools
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

#: Plays the builds it is given: each with its own clock and dice and freshly imported modules.
PLAYER = """
import datetime, importlib, json, random, signal, sys, time, unittest

real_date, real_datetime = datetime.date, datetime.datetime
DAY = datetime.timedelta(days=1)

class Dates(type):
    def __instancecheck__(cls, value):
        return isinstance(value, real_date)

class Datetimes(type):
    def __instancecheck__(cls, value):
        return isinstance(value, real_datetime)

def tick():
    global fixed
    now, fixed = fixed, fixed + step
    return now

class Date(real_date, metaclass=Dates):
    @classmethod
    def today(cls):
        return tick().date()

class Datetime(real_datetime, metaclass=Datetimes):
    @classmethod
    def now(cls, tz=None):
        return tick().astimezone(tz) if tz else tick()
    today = utcnow = now

def start(seed, moment, minutes=0):
    global fixed, step
    fixed, step = real_datetime.fromisoformat(moment), datetime.timedelta(minutes=minutes)
    datetime.date, datetime.datetime = Date, Datetime
    time.time = lambda: tick().timestamp()
    for name in ("office", "test_office"):
        sys.modules.pop(name, None)
    random.seed(seed)
    return importlib.import_module("office")

def keeping(method, kind, more):
    def overdue(self):
        kept, self.keep_days = self.keep_days, dict(self.keep_days)
        self.keep_days[kind] += more
        try:
            return method(self)
        finally:
            self.keep_days = kept
    return overdue

def always(method):
    def overdue(self):
        kept, self.keep_days = self.keep_days, {"other": 42, "document": 180}
        try:
            return method(self)
        finally:
            self.keep_days = kept
    return overdue

def busier(method):
    late = keeping(method, "other", 1)
    return lambda self: (late if self.keep_days["other"] == 14 else method)(self)

def first_saturday(month_of, method):
    def auction_day(self):
        day = method(self).replace(day=1) + 31 * DAY * month_of
        return next(day.replace(day=n) for n in range(1, 8) if day.replace(day=n).weekday() == 5)
    return auction_day

def also(method, change):
    return lambda self, *a, **k: change(self, method(self, *a, **k))

def put(self, item):
    self.shelf[item.number] = item
    return item

def break_method(office, name, how):
    method = getattr(office, name)
    changed = {
        "none": lambda self, result: result[:-1],
        "all": lambda self, result: list(self.shelf),
        "later": lambda self, result: result + DAY,
        "earlier": lambda self, result: result - DAY,
        "week later": lambda self, result: result + 7 * DAY,
        "week earlier": lambda self, result: result - 7 * DAY,
        "stays": lambda self, result: put(self, result),
        "nothing": lambda self, result: None,
        "one place": lambda self, result: put(self, result._replace(place=1)),
        "in pairs": lambda self, result: put(self, result._replace(place=result.number // 2 + 1)),
        "number": lambda self, result: result._replace(number=1),
        "one more": lambda self, result: setattr(self, "last", self.last + 1),
        "found today": lambda self, result: put(self, result._replace(found=real_date.today())),
        "no kind": lambda self, result: put(self, result._replace(kind="other")),
    }
    if how in ("always", "busier"):
        setattr(office, name, (always if how == "always" else busier)(method))
    elif name == "overdue" and " " in how:
        kind, more = how.split()
        setattr(office, name, keeping(method, kind, int(more)))
    elif how == "month later":
        setattr(office, name, first_saturday(1, method))
    else:
        setattr(office, name, also(method, changed[how]))

def flat(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from flat(part)
        else:
            yield part

def build(seed, moment, broken="", minutes=0, alone=None):
    office = start(seed, moment, minutes)
    if broken:
        break_method(office.Office, *broken.split(": "))
    tests = list(flat(unittest.defaultTestLoader.loadTestsFromName("test_office")))
    random.Random(seed).shuffle(tests)
    if alone is not None:
        tests = [tests[alone % len(tests)]]
    result = unittest.TestResult()
    unittest.TestSuite(tests).run(result)
    bad = [str(test) for test, _ in result.failures + result.errors]
    bad += [str(test) for test in result.unexpectedSuccesses]
    left_out = len(result.skipped) + len(result.expectedFailures)
    return {"bad": bad, "counted": result.testsRun - left_out}

def ask(moment, question, *given):
    global fixed, step
    office = start(1, moment).Office()
    if question == "places":
        taken = [office.take_in("glove") for _ in range(40)]
        places = [sorted(item.place for item in taken)]
        for turn in range(300):
            gone = [random.choice(sorted(office.shelf)) for _ in range(1)]
            freed = [office.hand_out(number).place for number in gone]
            places.append([office.take_in("hat").place for _ in gone] == freed)
        return places
    if question == "full":
        for _ in range(40):
            office.take_in("glove")
        before = dict(office.shelf)
        try:
            office.take_in("one too many")
        except Exception:
            office.hand_out(40)
            return [office.take_in("hat").number, office.shelf.keys() - before.keys()] == [41, {41}]
        return False
    if question == "shared":
        office.keep_days["other"] = 7
        return [type(office)().keep_days["other"], office.keep_days["document"]]
    if question == "overdue":
        for kind, days in (("other", 41), ("other", 42), ("document", 179), ("document", 180)):
            office.take_in(str(days), kind, fixed.date() - days * DAY)
        return [office.shelf[number].what for number in office.overdue()]
    if question == "found":
        fixed += 3 * DAY
        return [str(office.take_in("scarf").found), office.overdue()]
    if question == "midnight":
        fixed, step = real_datetime.fromisoformat(given[0]), datetime.timedelta(minutes=1)
        return str(office.ready())
    answers = []
    for later in given:
        fixed = real_datetime.fromisoformat(later)
        answers.append(str(getattr(office, question)()))
    return answers

class EndlessError(BaseException):
    pass

def give_up(*_):
    raise EndlessError

timed = hasattr(signal, "SIGVTALRM")
if timed:
    signal.signal(signal.SIGVTALRM, give_up)

def answer(kind, *given):
    if timed:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)
    try:
        return (build if kind == "build" else ask)(*given)
    except EndlessError:
        return {"bad": ["this does not come to an end"], "counted": 0}
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
    *(f"2026-{month:02}-28T{2 * month - 1:02}:30" for month in range(1, 13)),
    *(f"2027-{month:02}-01T00:00:00.000001" for month in range(1, 13)),
)
#: Builds during which the clock goes on, by so many minutes whenever somebody looks.
PASSING = (
    ("2026-05-12T21:59", 1),
    ("2026-05-12T23:58", 1),
    ("2026-05-31T20:00", 45),
    ("2026-12-31T23:59", 1),
    ("2026-02-27T12:00", 400),
)
#: Mistakes in the program that the tests noticed before, each where it is off by the least.
BROKEN = (
    *("overdue: none", "overdue: all", "overdue: other 1", "overdue: other -1"),
    *("overdue: document 1", "overdue: document -1", "ready: later", "ready: earlier"),
    *("overdue: always", "overdue: busier", "__init__: one more"),
    *("auction_day: later", "auction_day: earlier", "auction_day: week later"),
    *("auction_day: week earlier", "auction_day: month later", "hand_out: stays"),
    *("hand_out: nothing", "take_in: one place", "take_in: in pairs", "take_in: number"),
    *("take_in: found today", "take_in: no kind"),
)


def play(*given: tuple[Any, ...]) -> list[Any]:
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
def builds() -> dict[tuple[Any, ...], Any]:
    """All builds that the tests below look at."""
    plan: list[tuple[Any, ...]] = [("build", seed, NOON) for seed in SEEDS]
    plan += [("build", 1, moment) for moment in MOMENTS]
    plan += [("build", seed, NOON, broken) for broken in BROKEN for seed in (1, 2, 3)]
    plan += [("build", 1, moment, "", minutes) for moment, minutes in PASSING]
    plan += [("build", 1, NOON, "", 0, alone) for alone in range(16)]
    return dict(zip(plan, play(*plan), strict=True))


def build(*given: Any) -> Any:
    """One build of the candidate's tests."""
    return builds()["build", *given]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order(seed: int) -> None:
    """The same tests pass in eight orders, with other dice each time."""
    assert build(seed, NOON)["bad"] == []


@pytest.mark.parametrize("alone", range(16))
def test_each_test_alone(alone: int) -> None:
    """A test needs no other before it."""
    assert build(1, NOON, "", 0, alone)["bad"] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_any_time(moment: str) -> None:
    """The tests pass at all hours, in every month and on odd days."""
    assert build(1, moment)["bad"] == []


@pytest.mark.parametrize(("moment", "minutes"), PASSING)
def test_while_time_passes(moment: str, minutes: int) -> None:
    """The tests pass although it becomes ten in the evening, or midnight, while they run."""
    assert build(1, moment, "", minutes)["bad"] == []


def test_no_test_was_given_up() -> None:
    """There are at least as many tests as before, none skipped."""
    assert build(1, NOON)["counted"] >= 8


@pytest.mark.parametrize("broken", BROKEN)
def test_mistakes_are_still_caught(broken: str) -> None:
    """With one method broken, the tests are red in any order."""
    assert build(1, NOON)["bad"] == []
    assert all(build(seed, NOON, broken)["bad"] for seed in (1, 2, 3))


def test_places() -> None:
    """Forty items fill forty places, and a place that was freed is given again, always."""
    (places,) = play(("ask", NOON, "places"))
    assert places == [list(range(1, 41)), *[True] * 300]


def test_a_full_shelf() -> None:
    """The forty-first item gets nobody else's place, and no number before it has one."""
    assert play(("ask", NOON, "full")) == [True]


def test_offices_share_nothing() -> None:
    """A change of one office's times is not a change of all."""
    assert play(("ask", NOON, "shared")) == [[42, 180]]


def test_overdue() -> None:
    """Items wait as long as they did."""
    assert play(("ask", NOON, "overdue")) == [["42", "180"]]


def test_an_office_that_runs_for_days() -> None:
    """The program looks at the clock when it is asked, not when it was started."""
    later = ("2026-05-12T21:59", "2026-05-12T22:00", "2026-05-31T23:00", "2026-12-31T22:30")
    ready, auction, found = play(
        ("ask", NOON, "ready", *later),
        ("ask", NOON, "auction_day", *later),
        ("ask", NOON, "found"),
    )
    assert ready == ["2026-05-12", "2026-05-13", "2026-06-01", "2027-01-01"]
    assert auction == ["2026-06-06", "2026-06-06", "2026-06-06", "2027-01-02"]
    assert found == ["2026-05-15", []]


def test_midnight_comes_while_the_program_looks() -> None:
    """Before or after it, what is brought in now can be fetched on the day that begins."""
    assert play(("ask", NOON, "midnight", "2026-05-12T23:59")) == ["2026-05-13"]


def test_auction() -> None:
    """The auction is on the first Saturday of next month, on each day of four years."""
    days = [date(2025, 12, 1) + timedelta(days=n) for n in range(4 * 365)]
    (given,) = play(("ask", NOON, "auction_day", *[f"{day}T10:00" for day in days]))
    for day, auction in zip(days, given, strict=True):
        first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        assert auction == str(first + timedelta(days=(5 - first.weekday()) % 7))


def test_ready() -> None:
    """From ten in the evening an item is ready on the next day."""
    hours = [f"2026-05-31T{hour:02}:{minute}" for hour in range(24) for minute in ("00", "59")]
    (given,) = play(("ask", NOON, "ready", *hours))
    assert given == ["2026-05-31"] * 44 + ["2026-06-01"] * 4
