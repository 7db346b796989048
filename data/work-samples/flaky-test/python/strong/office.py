"""The lost property office of a tram company: one shelf, and the rules for it."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

PLACES = 40
OPEN_UNTIL = 22
SATURDAY = 5


KEEP_DAYS = {"other": 42, "document": 180}


class ShelfFullError(Exception):
    """All places are taken."""


class Item(NamedTuple):
    """Something left in a tram; `place` is where it lies on the shelf, from 1 to PLACES."""

    number: int
    what: str
    kind: str
    found: date
    place: int


class Office:
    """The shelf, and who may fetch what until when."""

    def __init__(self, now: Callable[[], datetime] = datetime.now) -> None:
        self.now = now
        self.keep_days = dict(KEEP_DAYS)
        self.shelf: dict[int, Item] = {}
        self.last = 0

    def take_in(self, what: str, kind: str = "other", found: date | None = None) -> Item:
        """Number an item, give it a place of its own and keep it; it was found today if unsaid."""
        free = set(range(1, PLACES + 1)) - {item.place for item in self.shelf.values()}
        if not free:
            raise ShelfFullError
        self.last += 1
        place = random.choice(sorted(free))
        item = Item(self.last, what, kind, found or self.now().date(), place)
        self.shelf[item.number] = item
        return item

    def hand_out(self, number: int) -> Item:
        """Give an item back to its owner."""
        return self.shelf.pop(number)

    def overdue(self) -> list[int]:
        """The items nobody fetched in time, which go to the auction."""
        today = self.now().date()
        return [
            item.number
            for item in self.shelf.values()
            if today >= item.found + timedelta(days=self.keep_days[item.kind])
        ]

    def ready(self) -> date:
        """The day on which an item brought in now can be fetched: after closing, the next one."""
        now = self.now()
        late = now.hour >= OPEN_UNTIL
        return now.date() + timedelta(days=1 if late else 0)

    def auction_day(self) -> date:
        """The first Saturday of next month."""
        this_month = self.now().date().replace(day=1)
        first = (this_month + timedelta(days=31)).replace(day=1)
        return first + timedelta(days=(SATURDAY - first.weekday()) % 7)
