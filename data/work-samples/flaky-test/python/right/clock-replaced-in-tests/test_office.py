"""Tests of the lost property office."""

import unittest
from datetime import date, datetime, timedelta
from unittest.mock import patch

from office import Office


class OfficeTest(unittest.TestCase):
    """What is taken in, kept, handed out and sold."""

    def setUp(self) -> None:
        """Open an office with an empty shelf, on a Friday at noon."""
        self.it_is(datetime(2026, 2, 27, 12))
        self.office = Office()

    def it_is(self, moment: datetime) -> None:
        """Let the office's clock stand at a moment until the test ends."""
        clock = patch("office.datetime")
        clock.start().now.return_value = moment
        self.addCleanup(clock.stop)

    def found(self, days_ago: int) -> date:
        """The day that lies `days_ago` days back."""
        return date(2026, 2, 27) - timedelta(days=days_ago)

    def test_auction_is_on_the_first_saturday_of_next_month(self) -> None:
        """The auction has its fixed day."""
        self.assertEqual(self.office.auction_day(), date(2026, 3, 7))
        self.it_is(datetime(2026, 12, 31, 12))
        self.assertEqual(self.office.auction_day(), date(2027, 1, 2))

    def test_busy_weeks(self) -> None:
        """Before the summer fair the shelf is cleared after two weeks."""
        self.office.keep_days["other"] = 14
        umbrella = self.office.take_in("umbrella", found=self.found(14))
        self.assertEqual(self.office.overdue(), [umbrella.number])

    def test_documents_are_kept_longer(self) -> None:
        """A passport waits half a year."""
        self.office.take_in("passport", "document", self.found(179))
        old = self.office.take_in("passport", "document", self.found(180))
        self.assertEqual(self.office.overdue(), [old.number])

    def test_each_item_has_a_place_of_its_own(self) -> None:
        """No two items lie on top of each other."""
        items = [self.office.take_in("glove") for _ in range(40)]
        self.assertEqual(len({item.place for item in items}), 40)

    def test_hand_out(self) -> None:
        """What was handed out is gone from the shelf."""
        scarf = self.office.take_in("scarf")
        self.assertEqual(self.office.hand_out(scarf.number), scarf)
        self.assertEqual(self.office.shelf, {})

    def test_numbers(self) -> None:
        """Items are numbered in the order in which they come in."""
        numbers = [self.office.take_in("glove").number for _ in range(3)]
        self.assertEqual(numbers, [1, 2, 3])

    def test_ready_on_the_same_day(self) -> None:
        """What the driver brings in can be fetched today."""
        self.assertEqual(self.office.ready(), date(2026, 2, 27))
        self.it_is(datetime(2026, 2, 28, 22))
        self.assertEqual(self.office.ready(), date(2026, 3, 1))

    def test_umbrella_waits_six_weeks(self) -> None:
        """Forty-one days are not yet enough, forty-two are."""
        self.office.take_in("umbrella", found=self.found(41))
        old = self.office.take_in("umbrella", found=self.found(42))
        self.assertEqual(self.office.overdue(), [old.number])


if __name__ == "__main__":
    unittest.main()
