"""The timeline follows the right clock, and the cause comes before its effects."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import merge
import pytest

HERE = Path(merge.__file__).parent
LOGS = HERE / "logs"
#: Seconds to add to a clock: what the logs were written with.
OFF = {"gateway": 0, "dispatcher": 47.2, "restarted": 0.1, "database": -95.4, "operations": -380}
#: What the dispatcher writes when its clock has been set right.
RESTARTED = "time server reached"
DOUBT = timedelta(seconds=1.5)
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


#: Lines of that afternoon that were found afterwards, to be put behind each log, or before it.
FOUND = {
    "gateway.log": "2026-06-12T17:40:00.000Z  adm-17 GET /stop-map by tablet-1, 200",
    "dispatcher.log": "2026-06-12 13:41:02,115  4 connections to the database",
    "database.log": "1781286220.000  checkpoint, 3 pages",
    "operations.log": "06/12/2026 01:46:00 PM  note  the first coffee of the shift",
}
FOUND_LATER = {
    "gateway.log": "2026-06-12T18:21:07.100Z  req-115 ride r-211 sent to dispatcher",
    "dispatcher.log": "2026-06-12 14:21:07,030  req-115 received",
    "database.log": "1781288563.000  checkpoint, 9 pages",
    "operations.log": "06/12/2026 02:28:00 PM  note  the last driver goes home",
}


def truth(folder: Path = LOGS) -> dict[str, tuple[datetime, str]]:
    """When each line was really written, and its text."""
    found = {}
    for path in sorted(folder.glob("*.log")):
        restarted = False
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            stamp, text = line.split("  ", 1)
            name = path.stem
            if name == "gateway":
                time = datetime.fromisoformat(stamp)
            elif name == "database":
                time = datetime.fromtimestamp(float(stamp), UTC)
            else:
                form = "%Y-%m-%d %H:%M:%S,%f" if name == "dispatcher" else "%m/%d/%Y %I:%M:%S %p"
                time = datetime.strptime(stamp, form).replace(tzinfo=UTC) + timedelta(hours=4)
            restarted |= RESTARTED in text
            clock = "restarted" if restarted else name
            found[f"{path.name}:{number}"] = (time + timedelta(seconds=OFF[clock]), text.strip())
    return found


TRUTH = truth()


def load(name: str) -> Any:
    """One of the two files that are handed in."""
    return json.loads((HERE / name).read_text())


@pytest.fixture
def rows() -> list[tuple[datetime, str]]:
    """The handed-in timeline."""
    return [(datetime.fromisoformat(row["time"]), row["line"]) for row in load("timeline.json")]


def test_every_line_once_and_in_order(rows: list[tuple[datetime, str]]) -> None:
    """No line is missing or doubled, and the times rise."""
    assert sorted(line for _, line in rows) == sorted(TRUTH)
    assert all(before <= after for (before, _), (after, _) in pairwise(rows))
    assert {time.utcoffset() for time, _ in rows} == {timedelta()}


@pytest.mark.parametrize("log", sorted(path.name for path in LOGS.glob("*.log")))
def test_each_log_keeps_its_order(rows: list[tuple[datetime, str]], log: str) -> None:
    """A clock may be wrong, but it does not go backwards while it runs."""
    numbers = [int(line.split(":")[1]) for _, line in rows if line.startswith(log)]
    assert numbers == sorted(numbers)


def test_times_follow_the_right_clock(rows: list[tuple[datetime, str]]) -> None:
    """Each line stands at its real time, also after the restart."""
    wrong = {line: str(time - TRUTH[line][0]) for time, line in rows if line in TRUTH}
    wrong = {line: wrong[line] for time, line in rows if abs(time - TRUTH[line][0]) > DOUBT}
    assert not wrong, f"{len(wrong)} lines are off, such as {dict(list(wrong.items())[:3])}"


def test_nothing_arrives_before_it_was_sent(rows: list[tuple[datetime, str]]) -> None:
    """Lines that share an id stand in the order of sending and receiving."""
    position = {line: index for index, (_, line) in enumerate(rows)}

    def ids(text: str) -> set[str]:
        return set(re.findall(r"\b(?:req|q|adm|x)-\d+", text))

    wrong = [
        (first, second)
        for log, words, other, answer in BEFORE
        for first, (_, text) in TRUTH.items()
        if first.startswith(log) and words in text
        for second, (_, reply) in TRUTH.items()
        if second.startswith(other) and answer in reply and ids(text) & ids(reply)
        if position[first] > position[second]
    ]
    assert not wrong, f"{len(wrong)} pairs stand the wrong way round, such as {wrong[:3]}"


def test_the_script_gives_the_timeline(rows: list[tuple[datetime, str]]) -> None:
    """merge.py gives the order and the times that were handed in, so that others can repeat it."""
    entries = merge.timeline()
    assert [entry.line for entry in entries] == [line for _, line in rows]
    second = timedelta(seconds=1)
    assert all(abs(e.time - time) < second for e, (time, _) in zip(entries, rows, strict=True))


@pytest.mark.parametrize("zone", ["UTC", "XXX-5:30"])
@pytest.mark.parametrize(
    ("first", "last"), [({}, {}), ({}, FOUND_LATER), (FOUND, {})], ids=["as is", "later", "earlier"]
)
def test_the_script_works_it_out(
    rows: list[tuple[datetime, str]], tmp_path: Path, first: Any, last: Any, zone: str
) -> None:
    """`python merge.py` writes the timeline without the one that was handed in.

    Lines that were found afterwards come to their place, and it does not matter where the machine
    stands.
    """
    folder = Path(shutil.copytree(HERE, tmp_path / "copy"))
    for log in (folder / "logs").glob("*.log"):
        texts = [first.get(log.name), *log.read_text().splitlines(), last.get(log.name)]
        log.write_text("".join(f"{text}\n" for text in texts if text))
    for name in ("timeline.json", "cause.json"):
        (folder / name).write_text("[]")
    environment = {**os.environ, "PYTHONPATH": str(folder), "TZ": zone}
    command = [sys.executable, "-B", "merge.py"]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    written = json.loads((folder / "timeline.json").read_text())
    lines = [row["line"] for row in written]
    logs = [(line.partition(":")[0], int(line.partition(":")[2])) for _, line in rows]
    before = [f"{log}:{number + len(first) // 4}" for log, number in logs]
    assert lines[len(first) :][: len(rows)] == before
    right = truth(folder / "logs")
    assert sorted(lines) == sorted(right)
    times = {row["line"]: datetime.fromisoformat(row["time"]) for row in written}
    assert all(abs(time - right[line][0]) <= DOUBT for line, time in times.items())


def test_the_cause() -> None:
    """It began with the export that took the lock."""
    assert load("cause.json")["cause"] in ("operations.log:3", "database.log:5")


def test_the_chain_leads_from_the_cause_to_the_riders() -> None:
    """Each link is older than the next, and the last one is the first refused ride."""
    story = load("cause.json")
    chain = story["chain"]
    assert chain[0] == story["cause"]
    assert chain[-1] == "gateway.log:11"
    times = [TRUTH[line][0] for line in chain]
    assert all(before < after for before, after in pairwise(times))
    assert {"database.log:5", "database.log:6"} & set(chain)


def test_the_release_is_ruled_out_with_a_reason() -> None:
    """Release 5.8 is named among the suspects that did not do it."""
    story = load("cause.json")
    assert "gateway.log:7" in story["ruled_out"]
    assert "gateway.log:7" not in story["chain"]


def test_suspects_are_no_links() -> None:
    """Who is ruled out is a line of a log, has a reason in words, and is not in the chain."""
    story = load("cause.json")
    export = {"operations.log:3", "database.log:5", "database.log:6"}
    assert not set(story["ruled_out"]) & {*story["chain"], story["cause"], *export}
    assert set(story["ruled_out"]) <= set(TRUTH)
    for reason in story["ruled_out"].values():
        assert len(reason) > 20
        assert len(set(reason.lower().split())) >= 4


def test_rides_are_counted_and_not_refusals() -> None:
    """A ride that was refused twice, or got its bus later, is not counted twice or at all."""
    lost = load("cause.json")["rides_lost"]
    assert (type(lost), lost) == (int, 4)
