"""Tests of the lost property office."""

import unittest
from datetime import date, timedelta

from office import Office


class OfficeTest(unittest.TestCase):
    """What is taken in, kept, handed out and sold."""

    def setUp(self) -> None:
        """Open an office with an empty shelf."""
        self.office = Office()

    def found(self, days_ago: int) -> date:
        """The day that lies `days_ago` days back."""
        return date.today() - timedelta(days=days_ago)

    def test_auction_is_on_the_first_saturday_of_next_month(self) -> None:
        """The auction has its fixed day."""
        day = self.office.auction_day()
        self.assertEqual(day.month, date.today().month + 1)
        self.assertEqual(day.weekday(), 5)
        self.assertLessEqual(day.day, 7)

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
        items = [self.office.take_in("glove") for _ in range(5)]
        self.assertEqual(len({item.place for item in items}), 5)

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
        self.assertEqual(self.office.ready(), date.today())

    def test_umbrella_waits_six_weeks(self) -> None:
        """Forty-one days are not yet enough, forty-two are."""
        self.office.take_in("umbrella", found=self.found(41))
        old = self.office.take_in("umbrella", found=self.found(42))
        self.assertEqual(self.office.overdue(), [old.number])


if __name__ == "__main__":
    unittest.main()
