"""The worker keeps what it needs for the next alarm, and nothing that only the past needed."""

import gc
import itertools
import random
import sys
from collections.abc import Callable

import pytest
from pasture import Pasture, Point, inside
from worker import Message, Worker

COMMON = Pasture("Common", (Point(0, 0), Point(900, 0), Point(900, 600), Point(0, 600)))
CORNER = Pasture("Corner", (Point(0, 0), Point(100, 0), Point(0, 100)))
IN, OUT = Point(50, 50), Point(2000, 50)

BEND = Pasture(
    "Bend", (Point(0, 0), Point(90, 0), Point(90, 30), Point(40, 30), Point(40, 90), Point(0, 90))
)
PASTURES = (COMMON, CORNER, BEND)

#: Few steps, so that a bound which follows the days and not the collars is still to be filled.
WARM_UP, MEASURED = 300, 12_000
#: Blocks for what is dropped only now and then; an id, a position or a rental takes one at least.
ALLOWED = 2500


def growth(step: Callable[[int], object], warm_up: int = WARM_UP, measured: int = MEASURED) -> int:
    """How many more blocks of memory are held after further steps."""
    for number in range(warm_up):
        step(number)
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(warm_up, warm_up + measured):
        step(number)
    gc.collect()
    return sys.getallocatedblocks() - before


def on_pasture(pasture: Pasture, point: Point) -> bool:
    """Whether a point lies on a pasture: the rule, once more and on its own."""
    odd = False
    for (east, north), (next_east, next_north) in zip(
        pasture.corners, (*pasture.corners[1:], pasture.corners[0]), strict=True
    ):
        if (north > point.north) != (next_north > point.north):
            share = (point.north - north) / (next_north - north)
            odd ^= point.east < east + share * (next_east - east)
    return odd


class Memory:
    """The rules without any saving: remembers all that ever was, and says what is to be told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, str]] = []
        self.hired: dict[int, tuple[Pasture, list[Message]]] = {}
        self.seen: set[str] = set()

    def hire(self, collar: int, pasture: Pasture) -> None:
        """Begin a rental with nothing."""
        self.hired[collar] = (pasture, [])

    def give_back(self, collar: int) -> None:
        """Thank the farmer, if there is one."""
        if collar in self.hired:
            pasture, _ = self.hired.pop(collar)
            self.told.append((collar, f"{pasture.name}: thank you, the rental has ended"))

    def handle(self, message: Message) -> None:
        """Count how many of the latest positions lie outside, one after the other."""
        known = message.id in self.seen
        self.seen.add(message.id)
        if known or message.collar not in self.hired:
            return
        pasture, track = self.hired[message.collar]
        track.append(message)
        outside = itertools.takewhile(lambda m: not on_pasture(pasture, m.point), track[::-1])
        if sum(1 for _ in outside) == 5:
            place = f"{message.point.east:.0f} east, {message.point.north:.0f} north"
            text = f"{pasture.name}: a sheep has strayed to {place}"
            self.told.append((message.collar, text))


def season(seed: int) -> list[tuple[str, tuple[object, ...]]]:
    """Some days of collars: what happens in which order, with repeats and changing rentals."""
    dice = random.Random(seed)
    events: list[tuple[int, str, tuple[object, ...]]] = []
    pace = dice.choice((5, 60, 240))
    for number in range(800):
        at, collar = 17 + seed + number * pace // 4, dice.randrange(6)
        spread = dice.choice((120, 2000))
        point = Point(dice.uniform(-5, spread), dice.uniform(-5, spread))
        for later in (0, *dice.choices((1, 59, 300, 599, 600), k=dice.randrange(3))):
            message = Message(f"{collar}-{number}", collar, at + later, point)
            events.append((at + later, "handle", (message,)))
        if dice.random() < 0.1:
            events.append((at, "hire", (dice.randrange(6), dice.choice(PASTURES))))
        if dice.random() < 0.06:
            events.append((at, "give_back", (dice.randrange(6),)))
    events.sort(key=lambda event: event[0])
    return [(name, arguments) for _, name, arguments in events]


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


@pytest.mark.parametrize("point", [IN, OUT])
def test_one_sheep_for_long(point: Point) -> None:
    """A sheep that stands still costs the same after a week as after an hour, in or out."""
    worker = silent()
    worker.hire(1, COMMON)
    assert growth(lambda n: worker.handle(Message(f"m{n}", 1, 60 * n, point))) < ALLOWED


def test_a_sheep_that_strays_every_hour() -> None:
    """Alarms leave nothing behind, nor do repeats."""
    worker = silent()
    worker.hire(1, COMMON)

    def step(number: int) -> None:
        for later in (0, 5):
            at = 600 * number + later
            worker.handle(Message(f"m{number}", 1, at, OUT if number % 6 else IN))

    assert growth(step) < ALLOWED


def test_positions() -> None:
    """Looking up ever new positions leaves nothing behind, or no more than a fixed number."""
    assert growth(lambda n: inside(COMMON, Point(n / 7, n / 11)) and None, 10_000, 4_000) < 400


def test_hires_of_the_same_collars() -> None:
    """A rental that has ended leaves nothing behind, and neither does one that was replaced."""
    worker = silent()

    def step(number: int) -> None:
        worker.hire(number % 50, COMMON)
        if number % 3:
            worker.give_back(number % 50)

    # Each return asks whoever still waits for it, so few steps are enough, and many would be slow.
    assert growth(step, 600, 600) < 150


def test_collars_that_are_hired_once() -> None:
    """A collar that is no longer rented out is forgotten with all that it did."""
    worker = silent()

    def step(number: int) -> None:
        worker.hire(number, COMMON)
        for turn in range(6):
            worker.handle(Message(f"m{number}-{turn}", number, 600 * number + turn, OUT))
        worker.give_back(number)
        worker.handle(Message(f"late-{number}", number, 600 * number + 10, OUT))

    assert growth(step, 100, 3000) < 1500


def test_after_the_summer() -> None:
    """When 400 collars come back, what was kept for them goes."""
    worker = silent()

    def summer(first: int) -> None:
        for collar in range(first, first + 400):
            worker.hire(collar, COMMON)
            for turn in range(6):
                worker.handle(Message(f"s{collar}-{turn}", collar, 10_000 * first, OUT))
        for collar in range(first, first + 400):
            worker.give_back(collar)
        worker.handle(Message(f"end-{first}", 0, 10_000 * first + 5000, IN))

    assert growth(lambda n: summer(1 + 400 * n), 1, 6) < 1500


def test_collars_nobody_hires() -> None:
    """Messages of collars that are not rented out leave nothing behind."""
    worker = silent()
    assert growth(lambda n: worker.handle(Message(f"m{n}", n, 60 * n, IN))) < ALLOWED


@pytest.mark.parametrize("seed", range(24))
def test_whole_seasons(seed: int) -> None:
    """The farmers are told the same as by a worker that forgets nothing."""
    told: list[tuple[int, str]] = []
    worker, memory = Worker(lambda collar, text: told.append((collar, text))), Memory()
    for name, arguments in season(seed):
        getattr(worker, name)(*arguments)
        getattr(memory, name)(*arguments)
        assert told == memory.told
    assert any("strayed" in text for _, text in told)


def test_fences() -> None:
    """A position a hand's breadth from a fence is on the side where it was."""
    dice = random.Random(3)
    for pasture in PASTURES:
        near = [
            Point(c.east + e, c.north + n)
            for c in pasture.corners
            for e in (-0.2, 0, 0.2)
            for n in (-0.3, 0, 0.3)
        ]
        near += [Point(dice.uniform(-3, 110), dice.uniform(-3, 110)) for _ in range(300)]
        near += [Point(99.8 - n / 10, n / 10) for n in range(900)]
        wrong = [point for point in near if inside(pasture, point) != on_pasture(pasture, point)]
        assert not wrong


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


@pytest.mark.parametrize("begin", [0, -600, 2**40])
def test_whenever_the_clock_begins(farm: Farm, begin: int) -> None:
    """A repeat is a repeat, whatever its time is counted from."""
    for later in (0, 1, 600):
        for number in range(4):
            farm.worker.handle(Message(f"m{number}", 1, begin + later, OUT))
    assert farm.alarms() == 0


def test_many_messages_in_ten_minutes(farm: Farm) -> None:
    """However many collars send, the first of ten minutes' messages is still known."""
    for number in range(4):
        farm.worker.handle(Message(f"o{number}", 1, 500, OUT))
    for number in range(30_000):
        farm.worker.handle(Message(f"y{number}", 2 + number % 9000, 500 + number // 60, IN))
    farm.worker.handle(Message("o0", 1, 1100, OUT))
    assert farm.alarms() == 0
    farm.worker.handle(Message("o9", 1, 1101, OUT))
    assert farm.alarms() == 1


def test_next_farmer_starts_anew(farm: Farm) -> None:
    """Neither positions nor repeats of the last rental count for the next one."""
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
    """The farmer of the ended rental is thanked once, and nobody else."""
    farm.worker.hire(2, CORNER)
    farm.worker.give_back(1)
    farm.worker.give_back(1)
    farm.worker.give_back(3)
    assert farm.told == [(1, "Common: thank you, the rental has ended")]
    farm.send(*[OUT] * 9)
    assert farm.alarms() == 0


def test_inside() -> None:
    """The fence of a triangle is where it was."""
    assert [inside(CORNER, Point(*at)) for at in ((10, 10), (90, 90), (-1, 5))] == [
        True,
        False,
        False,
    ]
