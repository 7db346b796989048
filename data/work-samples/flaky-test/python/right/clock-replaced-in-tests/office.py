"""The lost property office of a tram company: one shelf, and the rules for it."""

import random
from datetime import date, datetime, timedelta
from typing import NamedTuple

PLACES = 40
OPEN_UNTIL = 22
SATURDAY = 5


class Item(NamedTuple):
    """Something left in a tram; `place` is where it lies on the shelf, from 1 to PLACES."""

    number: int
    what: str
    kind: str
    found: date
    place: int


def today() -> date:
    """The day it is."""
    return datetime.now().date()


class Office:
    """The shelf, and who may fetch what until when."""

    def __init__(self) -> None:
        self.keep_days = {"other": 42, "document": 180}
        self.free = list(range(1, PLACES + 1))
        self.shelf: dict[int, Item] = {}
        self.last = 0

    def take_in(self, what: str, kind: str = "other", found: date | None = None) -> Item:
        """Number an item, give it a place of its own and keep it; it was found today if unsaid."""
        place = self.free.pop(random.randrange(len(self.free)))
        self.last += 1
        item = Item(self.last, what, kind, found or today(), place)
        self.shelf[item.number] = item
        return item

    def hand_out(self, number: int) -> Item:
        """Give an item back to its owner."""
        item = self.shelf.pop(number)
        self.free.append(item.place)
        return item

    def overdue(self) -> list[int]:
        """The items nobody fetched in time, which go to the auction."""
        day = today()
        return [
            item.number
            for item in self.shelf.values()
            if day >= item.found + timedelta(days=self.keep_days[item.kind])
        ]

    def ready(self) -> date:
        """The day on which an item brought in now can be fetched: after closing, the next one."""
        now = datetime.now()
        late = now.hour >= OPEN_UNTIL
        return now.date() + timedelta(days=1 if late else 0)

    def auction_day(self) -> date:
        """The first Saturday of next month."""
        day = today()
        first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return first + timedelta(days=(SATURDAY - first.weekday()) % 7)
