"""Merge the four logs of an incident into one timeline."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BEHIND_UTC = timedelta(hours=4)
#: What the dispatcher writes when it was restarted and its clock set right.
RESTARTED = "time server reached"
JOURNEY = timedelta(milliseconds=10)
#: What is written in one log before the same id appears in another: nothing arrives unsent.
BEFORE = (
    ("gateway", "sent to dispatcher", "dispatcher", "received"),
    ("dispatcher", "assigned", "gateway", " 201"),
    ("dispatcher", "asks for positions", "database", "q-"),
    ("database", "answered", "dispatcher", "has positions"),
    ("operations", "tap", "gateway", "by tablet-2"),
    ("operations", "tap", "dispatcher", "stopping"),
    ("operations", "export for", "database", "locks"),
    ("operations", "cancel", "database", "canceled"),
)


class Entry(NamedTuple):
    """A line of a log: when it happened, where it stands, what it says, and whose clock it has.

    The dispatcher's clock was set right when it was restarted, so it has two.
    """

    time: datetime
    line: str
    text: str
    clock: str


def read_utc(stamp: str) -> datetime:
    """Read the gateway's stamps."""
    return datetime.fromisoformat(stamp)


def read_local(stamp: str) -> datetime:
    """Read the dispatcher's stamps."""
    return datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S,%f").replace(tzinfo=UTC) + BEHIND_UTC


def read_epoch(stamp: str) -> datetime:
    """Read the database's stamps."""
    return datetime.fromtimestamp(float(stamp), UTC)


def read_tablet(stamp: str) -> datetime:
    """Read the tablet's stamps."""
    return datetime.strptime(stamp, "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=UTC) + BEHIND_UTC


READERS: dict[str, Callable[[str], datetime]] = {
    "gateway.log": read_utc,
    "dispatcher.log": read_local,
    "database.log": read_epoch,
    "operations.log": read_tablet,
}


def read(folder: Path) -> list[Entry]:
    """All lines of all logs, with the time each log gives."""
    entries = []
    for name, reader in READERS.items():
        clock = name.removesuffix(".log")
        for number, line in enumerate((folder / name).read_text().splitlines(), start=1):
            stamp, text = line.split("  ", 1)
            if RESTARTED in text:
                clock = "dispatcher, restarted"
            entries.append(Entry(reader(stamp), f"{name}:{number}", text.strip(), clock))
    return entries


def pairs(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Lines that must stand in this order, because the second answers the first."""

    def ids(entry: Entry) -> set[str]:
        return set(re.findall(r"\b(?:req|q|adm|x)-\d+", entry.text))

    return [
        (first, second)
        for log, words, other, answer in BEFORE
        for first in entries
        if first.line.startswith(log) and words in first.text
        for second in entries
        if second.line.startswith(other) and answer in second.text and ids(first) & ids(second)
    ]


def offsets(entries: list[Entry]) -> dict[str, timedelta]:
    """What to add to each clock, found from the clocks that are known so far.

    Sending gives a lower bound and answering an upper one; between the two lies the truth.
    The tablet only sends, and writes whole seconds: it is right to about a second.
    """
    known = {"gateway": timedelta()}
    for name in ("dispatcher", "dispatcher, restarted", "database", "operations"):
        lower, upper = [], []
        for first, second in pairs(entries):
            if first.clock in known and second.clock == name:
                lower.append(first.time + known[first.clock] - second.time)
            if first.clock == name and second.clock in known:
                upper.append(second.time + known[second.clock] - first.time)
        known[name] = (max(lower) + min(upper)) / 2 if lower else min(upper) - JOURNEY
    return known


def timeline(folder: Path = HERE / "logs") -> list[Entry]:
    """The lines in the order in which they happened."""
    entries = read(folder)
    add = offsets(entries)
    return sorted(entry._replace(time=entry.time + add[entry.clock]) for entry in entries)


def main() -> None:
    """Write timeline.json and say how far each clock was off."""
    for name, add in offsets(read(HERE / "logs")).items():
        print(f"{name}: add {add.total_seconds():.3f} s")
    rows = [
        {"time": entry.time.isoformat(timespec="milliseconds"), "line": entry.line}
        for entry in timeline()
    ]
    text = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    (HERE / "timeline.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
