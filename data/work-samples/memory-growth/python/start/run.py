"""Play one day of 40 collars, and print the worker's memory every four hours."""

import gc
import random
import sys
import tracemalloc

from pasture import Pasture, Point
from worker import Message, Worker

COLLARS = 40
STEP = 240


def main() -> None:
    """Let the sheep graze, rent out a few collars anew, and print."""
    dice = random.Random(4)
    told: list[str] = []
    worker = Worker(lambda collar, text: told.append(text))
    common = Pasture("North Common", (Point(0, 0), Point(900, 0), Point(900, 600), Point(0, 600)))
    for collar in range(COLLARS):
        worker.hire(collar, common)
    tracemalloc.start()
    print("hour  messages  memory    objects")
    messages = 0
    for minute in range(24 * 60 + 1):
        if minute % STEP == 0:
            gc.collect()
            kilobytes = tracemalloc.get_traced_memory()[0] // 1024
            print(f"{minute // 60:4}  {messages:8}  {kilobytes:6} kB {sys.getallocatedblocks():9}")
        if minute % 60 == 30:
            returned = dice.randrange(COLLARS)
            worker.give_back(returned)
            worker.hire(returned, common)
        if minute % 4:
            continue
        for collar in range(COLLARS):
            point = Point(dice.uniform(-5, 905), dice.uniform(-5, 605))
            if collar == 7 and minute > 1200:
                point = Point(1000 + minute, 100 + dice.random())
            for _ in range(dice.choice((1, 1, 1, 2, 3))):
                worker.handle(Message(f"{collar}-{minute}", collar, 60 * minute, point))
                messages += 1
    alarms = [text for text in told if "strayed" in text]
    print(f"texts to farmers: {len(told)}, alarms: {len(alarms)}")
    print(alarms[-1])


if __name__ == "__main__":
    main()
