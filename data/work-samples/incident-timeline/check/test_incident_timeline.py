"""The timeline follows the right clock, and the cause comes before its effects."""

import json
import re
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
RESTARTED = 26
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


def truth() -> dict[str, tuple[datetime, str]]:
    """When each line was really written, and its text."""
    found = {}
    for path in sorted(LOGS.glob("*.log")):
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
            clock = "restarted" if name == "dispatcher" and number >= RESTARTED else name
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
    """merge.py gives the order that was handed in, so that others can repeat it."""
    assert [entry.line for entry in merge.timeline()] == [line for _, line in rows]


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
    assert times == sorted(times)
    assert {"database.log:5", "database.log:6"} & set(chain)


def test_the_release_is_ruled_out_with_a_reason() -> None:
    """Release 5.8 is named among the suspects that did not do it."""
    story = load("cause.json")
    assert len(story["ruled_out"].get("gateway.log:7", "")) > 20
    assert "gateway.log:7" not in story["chain"]


def test_rides_are_counted_and_not_refusals() -> None:
    """A ride that was refused twice, or got its bus later, is not counted twice or at all."""
    assert load("cause.json")["rides_lost"] == 4
