"""Tests of the lost property office."""

import unittest
from datetime import date, datetime, timedelta

from office import PLACES, Office, ShelfFullError


class OfficeTest(unittest.TestCase):
    """What is taken in, kept, handed out and sold."""

    def setUp(self) -> None:
        """Open an office with an empty shelf, on a Tuesday morning."""
        self.now = datetime(2026, 3, 24, 9, 30)
        self.office = Office(lambda: self.now)

    def found(self, days_ago: int) -> date:
        """The day that lies `days_ago` days back."""
        return self.now.date() - timedelta(days=days_ago)

    def test_auction_is_on_the_first_saturday_of_next_month(self) -> None:
        """The auction has its fixed day."""
        for today, expected in (
            (datetime(2026, 3, 24), date(2026, 4, 4)),
            (datetime(2026, 7, 31), date(2026, 8, 1)),
            (datetime(2026, 1, 31), date(2026, 2, 7)),
            (datetime(2026, 12, 1), date(2027, 1, 2)),
            (datetime(2026, 12, 31), date(2027, 1, 2)),
        ):
            with self.subTest(today):
                self.now = today
                self.assertEqual(self.office.auction_day(), expected)

    def test_busy_weeks(self) -> None:
        """Before the summer fair the shelf is cleared after two weeks."""
        self.office.keep_days["other"] = 14
        umbrella = self.office.take_in("umbrella", found=self.found(14))
        self.assertEqual(self.office.overdue(), [umbrella.number])
        self.assertEqual(Office().keep_days["other"], 42)

    def test_documents_are_kept_longer(self) -> None:
        """A passport waits half a year."""
        self.office.take_in("passport", "document", self.found(179))
        old = self.office.take_in("passport", "document", self.found(180))
        self.assertEqual(self.office.overdue(), [old.number])

    def test_each_item_has_a_place_of_its_own(self) -> None:
        """No two items lie on top of each other."""
        items = [self.office.take_in("glove") for _ in range(PLACES)]
        self.assertEqual({item.place for item in items}, set(range(1, PLACES + 1)))
        with self.assertRaises(ShelfFullError):
            self.office.take_in("glove")
        freed = self.office.hand_out(17).place
        self.assertEqual(self.office.take_in("scarf").place, freed)

    def test_found_today_if_unsaid(self) -> None:
        """An item without a day was found on the day it comes in."""
        self.assertEqual(self.office.take_in("scarf").found, date(2026, 3, 24))

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
        """What the driver brings in until closing can be fetched today."""
        self.now = datetime(2026, 3, 24, 21, 59)
        self.assertEqual(self.office.ready(), date(2026, 3, 24))

    def test_ready_on_the_next_day(self) -> None:
        """What comes in after closing can be fetched tomorrow, also on the last of a month."""
        self.now = datetime(2026, 3, 31, 22, 0)
        self.assertEqual(self.office.ready(), date(2026, 4, 1))

    def test_umbrella_waits_six_weeks(self) -> None:
        """Forty-one days are not yet enough, forty-two are."""
        self.office.take_in("umbrella", found=self.found(41))
        old = self.office.take_in("umbrella", found=self.found(42))
        self.assertEqual(self.office.overdue(), [old.number])


if __name__ == "__main__":
    unittest.main()
