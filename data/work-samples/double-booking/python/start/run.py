"""Play a July morning: the app and the harbor office book while the tariff service is slow."""

import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from booking import BerthTakenError, book
from store import open_store


def slow_price(berth: str, arrival: date, departure: date) -> int:
    """Answer as the tariff service does on a busy morning."""
    time.sleep(0.2)
    return 3200 * (departure - arrival).days


def ask(path: str, who: str, boat: str, arrival: date, nights: int) -> None:
    """Book berth V3 and say what became of it."""
    db = open_store(path)
    try:
        number = book(db, "V3", boat, arrival, nights, slow_price)
        print(f"{who}: {boat} has V3 from {arrival} for {nights} nights, stay {number}")
    except BerthTakenError:
        print(f"{who}: V3 is taken, {boat} has to choose another berth")
    finally:
        db.close()


def main() -> None:
    """Let both ask at once, then print the plan of berth V3."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "marina.db")
        open_store(path).close()
        asks = (
            (path, "app   ", "Petrel", date(2026, 7, 10), 3),
            (path, "office", "Nordwind", date(2026, 7, 12), 2),
        )
        threads = [threading.Thread(target=ask, args=arguments) for arguments in asks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        db = open_store(path)
        print("\nnight        boats at V3")
        for day in range(10, 14):
            night = f"2026-07-{day}"
            boats = db.execute(
                "SELECT boat FROM stay WHERE arrival <= ? AND departure > ? ORDER BY boat",
                (night, night),
            ).fetchall()
            print(f"{night}   {', '.join(boat for (boat,) in boats)}")
        db.close()


if __name__ == "__main__":
    main()
