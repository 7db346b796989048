"""Play a Saturday in July: the site opens, and seventy visitors look at two pools."""

import threading
import time
from collections import Counter

from board import Board

LIMIT = 60


class SlowGateway:
    """Answers after a third of a second, and no more than LIMIT times."""

    def __init__(self) -> None:
        self.asked = 0
        self.people = {"Lido": 1430, "North Bath": 210}
        self._lock = threading.Lock()

    def count(self, pool: str) -> int:
        """Answer as the gateway does on a busy day."""
        with self._lock:
            self.asked += 1
            number = self.asked
        time.sleep(0.3)
        if number > LIMIT:
            raise ConnectionError("429 too many requests")
        return self.people[pool]

    def set_count(self, pool: str, people: int) -> None:
        """Take a correction over."""
        self.people[pool] = people


def main() -> None:
    """Let all visitors come at once and print what they saw."""
    gateway = SlowGateway()
    board = Board(gateway, {"Lido": 1600, "North Bath": 500})
    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda pool=pool: seen.append(board.line(pool)))
        for pool in ["Lido"] * 50 + ["North Bath"] * 10 + ["Lido"] * 10
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for line, visitors in sorted(Counter(seen).items()):
        print(f"{visitors:3} visitors saw  {line}")
    print(f"asked the gateway {gateway.asked} times, the contract allows {LIMIT} a minute")


if __name__ == "__main__":
    main()
