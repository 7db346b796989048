"""The worker keeps what it needs for the next alarm, and nothing that only the past needed."""

import gc
import itertools
import sys
from collections.abc import Callable

import pytest
from pasture import Pasture, Point, inside
from worker import Message, Worker

COMMON = Pasture("Common", (Point(0, 0), Point(900, 0), Point(900, 600), Point(0, 600)))
CORNER = Pasture("Corner", (Point(0, 0), Point(100, 0), Point(0, 100)))
IN, OUT = Point(50, 50), Point(2000, 50)

#: Enough steps that any fixed bound is reached, then steps that have to be free of growth.
WARM_UP, MEASURED, ALLOWED = 10_000, 4_000, 400


def growth(step: Callable[[int], None]) -> int:
    """How many more blocks of memory are held after MEASURED further steps."""
    for number in range(WARM_UP):
        step(number)
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(WARM_UP, WARM_UP + MEASURED):
        step(number)
    gc.collect()
    return sys.getallocatedblocks() - before


class Farm:
    """A worker, its messages and what it told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, str]] = []
        self.worker = Worker(lambda collar, text: self.told.append((collar, text)))
        self.numbers = itertools.count()
        self.at = 0

    def send(self, *points: Point, collar: int = 1) -> None:
        """Deliver new positions, a minute apart."""
        for point in points:
            self.at += 60
            self.worker.handle(Message(f"m{next(self.numbers)}", collar, self.at, point))

    def alarms(self) -> int:
        """How often a farmer was told of a strayed sheep."""
        return sum("strayed" in text for _, text in self.told)


@pytest.fixture
def farm() -> Farm:
    """One sheep with collar 1 on the common."""
    farm = Farm()
    farm.worker.hire(1, COMMON)
    return farm


def silent() -> Worker:
    """A worker whose texts are not kept."""
    return Worker(lambda collar, text: None)


def test_one_sheep_for_long() -> None:
    """A sheep that stands still costs the same after a week as after an hour."""
    worker = silent()
    worker.hire(1, COMMON)
    assert growth(lambda n: worker.handle(Message(f"m{n}", 1, 60 * n, IN))) < ALLOWED


def test_one_strayed_sheep_for_long() -> None:
    """So does a sheep that stays outside."""
    worker = silent()
    worker.hire(1, COMMON)
    assert growth(lambda n: worker.handle(Message(f"m{n}", 1, 60 * n, OUT))) < ALLOWED


def test_positions() -> None:
    """Looking up ever new positions leaves nothing behind."""
    assert growth(lambda n: inside(COMMON, Point(n / 7, n / 11)) and None) < ALLOWED


def test_hires() -> None:
    """A hire that has ended leaves nothing behind."""
    worker = silent()

    def step(number: int) -> None:
        worker.hire(number % 50, COMMON)
        if number % 3:
            worker.give_back(number % 50)

    # Each return asks whoever still waits for it, so few steps are enough, and many would be slow.
    for number in range(600):
        step(number)
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(600, 1200):
        step(number)
    gc.collect()
    assert sys.getallocatedblocks() - before < ALLOWED


def test_collars_nobody_hires() -> None:
    """Messages of collars that are not hired leave nothing behind."""
    worker = silent()
    assert growth(lambda n: worker.handle(Message(f"m{n}", n, 60 * n, IN))) < ALLOWED


def test_fifth_position_outside(farm: Farm) -> None:
    """Four positions outside are no alarm, the fifth is, and it is one."""
    farm.send(IN, OUT, OUT, OUT, OUT)
    assert farm.alarms() == 0
    farm.send(OUT)
    assert farm.alarms() == 1
    farm.send(*[OUT] * 20)
    assert farm.alarms() == 1
    assert farm.told == [(1, "Common: a sheep has strayed to 2000 east, 50 north")]


def test_back_and_away_again(farm: Farm) -> None:
    """One position inside starts the count again."""
    farm.send(OUT, OUT, OUT, OUT, IN, OUT, OUT, OUT, OUT)
    assert farm.alarms() == 0
    farm.send(OUT, IN, OUT, OUT, OUT, OUT, OUT)
    assert farm.alarms() == 2


@pytest.mark.parametrize("later", [0, 60, 599, 600])
def test_repeats_count_for_nothing(farm: Farm, later: int) -> None:
    """Up to ten minutes after its first delivery a repeat is recognized."""
    farm.worker.handle(Message("a", 1, 100, OUT))
    farm.worker.handle(Message("b", 1, 100, OUT))
    farm.worker.handle(Message("c", 1, 100, OUT))
    farm.worker.handle(Message("a", 1, 100 + later, OUT))
    farm.worker.handle(Message("b", 1, 100 + later, OUT))
    farm.worker.handle(Message("d", 1, 100 + later, OUT))
    assert farm.alarms() == 0
    farm.worker.handle(Message("e", 1, 100 + later, OUT))
    assert farm.alarms() == 1


def test_many_messages_in_ten_minutes(farm: Farm) -> None:
    """However many collars send, the first of ten minutes' messages is still known."""
    for number in range(5000):
        farm.worker.handle(Message(f"x{number}", 2 + number, number // 10, IN))
    for number in range(4):
        farm.worker.handle(Message(f"o{number}", 1, 500, OUT))
    for number in range(5000):
        farm.worker.handle(Message(f"y{number}", 2 + number, 500 + number // 10, IN))
    farm.worker.handle(Message("o0", 1, 1050, OUT))
    assert farm.alarms() == 0
    farm.worker.handle(Message("o9", 1, 1060, OUT))
    assert farm.alarms() == 1


def test_next_farmer_starts_anew(farm: Farm) -> None:
    """Neither positions nor repeats of the last hire count for the next one."""
    for number in range(4):
        farm.worker.handle(Message(f"o{number}", 1, 10, OUT))
    farm.worker.give_back(1)
    farm.worker.hire(1, CORNER)
    for number in range(4):
        farm.worker.handle(Message(f"o{number}", 1, 20, OUT))
    for number in range(4, 8):
        farm.worker.handle(Message(f"o{number}", 1, 30, OUT))
    assert farm.alarms() == 0
    farm.worker.handle(Message("o8", 1, 40, OUT))
    assert farm.told[-1] == (1, "Corner: a sheep has strayed to 2000 east, 50 north")


def test_thanks_once(farm: Farm) -> None:
    """The farmer of the ended hire is thanked once, and nobody else."""
    farm.worker.hire(2, CORNER)
    farm.worker.give_back(1)
    farm.worker.give_back(1)
    farm.worker.give_back(3)
    assert farm.told == [(1, "Common: thank you, the hire has ended")]
    farm.send(*[OUT] * 9)
    assert farm.alarms() == 0


def test_inside() -> None:
    """The fence of a triangle is where it was."""
    assert [inside(CORNER, Point(*at)) for at in ((10, 10), (90, 90), (-1, 5))] == [
        True,
        False,
        False,
    ]
