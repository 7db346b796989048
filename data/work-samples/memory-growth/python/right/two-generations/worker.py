"""The worker: takes the collars' messages and tells farmers of strayed sheep."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from pasture import Pasture, Point, inside

#: So many positions outside, one after the other, make a strayed sheep.
STRAYED = 5

#: A repeat comes at most so many seconds after the first delivery.
REPEATED = 600


class Message(NamedTuple):
    """What a collar sends; `at` is when it was delivered, in seconds."""

    id: str
    collar: int
    at: int
    point: Point


class Sheep:
    """What is known of the sheep that wears a collar."""

    def __init__(self, pasture: Pasture) -> None:
        self.pasture = pasture
        self.track: deque[Point] = deque(maxlen=STRAYED)
        self.alarmed = False

    def move(self, message: Message) -> bool:
        """Take a new position; whether the farmer has to be told."""
        self.track.append(message.point)
        if inside(self.pasture, message.point):
            self.alarmed = False
            return False
        strayed = len(self.track) == STRAYED and not any(
            inside(self.pasture, point) for point in self.track
        )
        told, self.alarmed = self.alarmed, self.alarmed or strayed
        return strayed and not told


class Worker:
    """Handles messages; `tell` sends the farmer a text about a collar."""

    def __init__(self, tell: Callable[[int, str], None]) -> None:
        self.tell = tell
        self.sheep: dict[int, Sheep] = {}
        self.since = 0
        self.seen: set[str] = set()
        self.seen_before: set[str] = set()

    def hire(self, collar: int, pasture: Pasture) -> None:
        """A farmer rents a collar for a sheep on a pasture."""
        self.sheep[collar] = Sheep(pasture)

    def give_back(self, collar: int) -> None:
        """The rental of a collar ends; what it still sends is ignored."""
        if collar in self.sheep:
            name = self.sheep.pop(collar).pasture.name
            self.tell(collar, f"{name}: thank you, the rental has ended")

    def handle(self, message: Message) -> None:
        """Take one message of a collar."""
        if message.at > self.since + 2 * REPEATED:
            self.seen, self.seen_before, self.since = set(), set(), message.at
        elif message.at > self.since + REPEATED:
            self.seen, self.seen_before, self.since = set(), self.seen, message.at
        if message.id in self.seen or message.id in self.seen_before:
            return
        self.seen.add(message.id)
        sheep = self.sheep.get(message.collar)
        if sheep is not None and sheep.move(message):
            place = f"{message.point.east:.0f} east, {message.point.north:.0f} north"
            self.tell(message.collar, f"{sheep.pasture.name}: a sheep has strayed to {place}")
