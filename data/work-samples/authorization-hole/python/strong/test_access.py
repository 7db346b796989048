"""Every endpoint, asked by the holder, a guest, a neighbor and nobody."""

import unittest

from app import NOT_FOUND, handle
from run import fill
from store import open_store

OF_UNIT_12 = (
    ("GET", "/units/12"),
    ("POST", "/units/12/code"),
    ("DELETE", "/guests/3"),
)


class Access(unittest.TestCase):
    """Mara holds unit 12, Ines is her guest, Tomek rents unit 14."""

    def setUp(self) -> None:
        """Start each test from the same two units."""
        self.db = open_store(":memory:")
        self.addCleanup(self.db.close)
        fill(self.db)
        self.before = self.tables()

    def tables(self) -> list[object]:
        """Everything that a refused request must leave alone."""
        return [self.db.execute(f"SELECT * FROM {t}").fetchall() for t in ("unit", "access")]

    def test_neighbor(self) -> None:
        """Tomek is told the same as for a unit that does not exist, and changes nothing."""
        for method, address in OF_UNIT_12:
            with self.subTest(address):
                self.assertEqual(handle(self.db, method, address, "tomek"), NOT_FOUND)
        self.assertEqual(self.tables(), self.before)

    def test_guest(self) -> None:
        """Ines sees the code; she neither changes it nor removes anybody."""
        statuses = [handle(self.db, *asked, "ines")[0] for asked in OF_UNIT_12]
        self.assertEqual(statuses, [200, 403, 403])
        self.assertEqual(self.tables(), self.before)

    def test_holder(self) -> None:
        """Mara can do all of it."""
        statuses = [handle(self.db, *asked, "mara")[0] for asked in OF_UNIT_12]
        self.assertEqual(statuses, [200, 200, 200])

    def test_nobody(self) -> None:
        """Without a session there is no answer at all."""
        for method, address in (*OF_UNIT_12, ("GET", "/units"), ("GET", "/visits")):
            with self.subTest(address):
                self.assertEqual(handle(self.db, method, address)[0], 401)

    def test_visits(self) -> None:
        """Mara's nine visits stand on one page, and the total counts no others."""
        _, body = handle(self.db, "GET", "/visits", "mara")
        self.assertEqual({visit["unit"] for visit in body["visits"]}, {12})
        self.assertEqual((len(body["visits"]), body["total"]), (9, 9))


if __name__ == "__main__":
    unittest.main()
