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
        self.outside = 0
        self.alarmed = False

    def move(self, message: Message) -> bool:
        """Take a new position; whether the farmer has to be told."""
        if inside(self.pasture, message.point):
            self.outside = 0
            self.alarmed = False
            return False
        self.outside += 1
        if self.outside < STRAYED or self.alarmed:
            return False
        self.alarmed = True
        return True


class Worker:
    """Handles messages; `tell` sends the farmer a text about a collar."""

    def __init__(self, tell: Callable[[int, str], None]) -> None:
        self.tell = tell
        self.sheep: dict[int, Sheep] = {}
        self.seen: set[str] = set()
        self.deliveries: deque[tuple[int, str]] = deque()

    def hire(self, collar: int, pasture: Pasture) -> None:
        """A farmer rents a collar for a sheep on a pasture."""
        self.sheep[collar] = Sheep(pasture)

    def give_back(self, collar: int) -> None:
        """The rental of a collar ends; what it still sends is ignored."""
        sheep = self.sheep.pop(collar, None)
        if sheep is not None:
            self.tell(collar, f"{sheep.pasture.name}: thank you, the rental has ended")

    def handle(self, message: Message) -> None:
        """Take one message of a collar."""
        self._forget(message.at - REPEATED)
        if message.id in self.seen:
            return
        self.seen.add(message.id)
        self.deliveries.append((message.at, message.id))
        sheep = self.sheep.get(message.collar)
        if sheep is not None and sheep.move(message):
            place = f"{message.point.east:.0f} east, {message.point.north:.0f} north"
            self.tell(message.collar, f"{sheep.pasture.name}: a sheep has strayed to {place}")

    def _forget(self, before: int) -> None:
        """Drop the ids delivered before a time: they cannot be repeated any more."""
        while self.deliveries and self.deliveries[0][0] < before:
            self.seen.discard(self.deliveries.popleft()[1])
