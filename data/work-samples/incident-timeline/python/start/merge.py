"""Merge the four logs of an incident into one timeline."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BEHIND_UTC = timedelta(hours=4)


class Entry(NamedTuple):
    """A line of a log: when it happened, where it stands, and what it says."""

    time: datetime
    line: str
    text: str


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
        for number, line in enumerate((folder / name).read_text().splitlines(), start=1):
            stamp, text = line.split("  ", 1)
            entries.append(Entry(reader(stamp), f"{name}:{number}", text.strip()))
    return entries


def timeline(folder: Path = HERE / "logs") -> list[Entry]:
    """The lines in the order in which they happened."""
    return sorted(read(folder))


def main() -> None:
    """Write timeline.json."""
    rows = [
        {"time": entry.time.isoformat(timespec="milliseconds"), "line": entry.line}
        for entry in timeline()
    ]
    text = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    (HERE / "timeline.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
