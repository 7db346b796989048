"""The worker: takes the collars' messages and tells farmers of strayed sheep."""

from collections.abc import Callable
from typing import NamedTuple

from pasture import Pasture, Point, inside

#: So many positions outside, one after the other, make a strayed sheep.
STRAYED = 5


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
        self.track: list[Message] = []
        self.alarmed = False

    def move(self, message: Message) -> bool:
        """Take a new position; whether the farmer has to be told."""
        self.track.append(message)
        if inside(self.pasture, message.point):
            self.alarmed = False
            return False
        latest = self.track[-STRAYED:]
        outside = [not inside(self.pasture, each.point) for each in latest]
        if len(latest) < STRAYED or not all(outside) or self.alarmed:
            return False
        self.alarmed = True
        return True


class Worker:
    """Handles messages; `tell` sends the farmer a text about a collar."""

    def __init__(self, tell: Callable[[int, str], None]) -> None:
        self.tell = tell
        self.sheep: dict[int, Sheep] = {}
        self.seen: set[str] = set()
        self.on_return: list[Callable[[int], None]] = []

    def hire(self, collar: int, pasture: Pasture) -> None:
        """A farmer rents a collar for a sheep on a pasture."""
        sheep = Sheep(pasture)
        self.sheep[collar] = sheep

        def greet(returned: int) -> None:
            if returned == collar and self.sheep.get(collar) is sheep:
                self.tell(collar, f"{pasture.name}: thank you, the rental has ended")

        self.on_return.append(greet)

    def give_back(self, collar: int) -> None:
        """The rental of a collar ends; what it still sends is ignored."""
        for listener in self.on_return:
            listener(collar)
        self.sheep.pop(collar, None)

    def handle(self, message: Message) -> None:
        """Take one message of a collar."""
        if message.id in self.seen:
            return
        self.seen.add(message.id)
        sheep = self.sheep.get(message.collar)
        if sheep is not None and sheep.move(message):
            place = f"{message.point.east:.0f} east, {message.point.north:.0f} north"
            self.tell(message.collar, f"{sheep.pasture.name}: a sheep has strayed to {place}")
