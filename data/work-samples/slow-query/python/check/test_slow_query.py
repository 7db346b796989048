"""The report stays as it was, and its cost no longer follows the years in the register."""

import contextlib
import random
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from register import open_register
from report import Line, month_report

MONTH = "2026-04"
#: The tables as they are in use, made by the first version.
FILE = """
CREATE TABLE tree (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    species TEXT NOT NULL,
    street TEXT NOT NULL
);
CREATE TABLE inspector (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE inspection (
    id INTEGER PRIMARY KEY,
    tree_id INTEGER NOT NULL REFERENCES tree (id),
    inspector_id INTEGER NOT NULL REFERENCES inspector (id),
    inspected_at TEXT NOT NULL, -- local time, such as 2026-04-30T15:40
    grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 5)
);
CREATE INDEX inspection_time ON inspection (inspected_at);
"""
ADD = "INSERT INTO inspection (tree_id, inspector_id, inspected_at, grade) VALUES (?, ?, ?, ?)"


def enter(db: sqlite3.Connection, trees: int, years: range) -> None:
    """Enter twice as many trees: half are inspected each April, half each in another month."""
    db.execute("INSERT INTO inspector (id, name) VALUES (1, 'Ada'), (2, 'Ben')")
    for tree in range(1, 2 * trees + 1):
        db.execute("INSERT INTO tree VALUES (?, ?, 'plane', 'Mill Road')", (tree, f"T{tree:05}"))
    for year in years:
        for tree in range(1, 2 * trees + 1):
            month = 4 if tree <= trees else tree % 3 + 5 - 4 * (tree % 2)
            at = f"{year}-{month:02}-{tree % 28 + 1:02}T09:{tree % 60:02}"
            db.execute(ADD, (tree, tree % 2 + 1, at, (tree + year) % 4 + 1))
    db.commit()


def cost(db: sqlite3.Connection, trees: int) -> tuple[list[str], int]:
    """The statements of one report, and how many steps the database engine took."""
    statements: list[str] = []
    steps: list[None] = []
    db.set_trace_callback(statements.append)
    db.set_progress_handler(lambda: steps.append(None), 1)
    assert len(month_report(db, MONTH)) == trees
    db.set_progress_handler(None, 1)
    db.set_trace_callback(None)
    return statements, len(steps)


def new(trees: int, years: range) -> sqlite3.Connection:
    """A register in memory."""
    db = open_register(":memory:")
    enter(db, trees, years)
    return db


def expected(db: sqlite3.Connection, month: str) -> list[Line]:
    """The report as it was, worked out from all rows."""
    trees = {row[0]: row[1:] for row in db.execute("SELECT id, tag, species, street FROM tree")}
    names = dict(db.execute("SELECT id, name FROM inspector").fetchall())
    rows = db.execute(
        "SELECT inspected_at, id, tree_id, inspector_id, grade FROM inspection"
    ).fetchall()
    lines, latest = [], {}
    for row in sorted(rows):
        at, _, tree, inspector, grade = row
        before = [old for old in latest.get(tree, ()) if old[0] < at]
        if at[:7] == month:
            previous = before[-1][1] if before else None
            lines.append(Line(at, *trees[tree], names[inspector], grade, previous))
        latest.setdefault(tree, []).append((at, grade))
    return lines


def same(db: sqlite3.Connection, months: list[str]) -> None:
    """The report of each month has the same lines as before, and they are lines."""
    for month in months:
        lines = month_report(db, month)
        assert lines == expected(db, month), month
        assert all(type(line) is Line for line in lines)
        assert [line.worse for line in lines] == [
            line.previous is not None and line.grade > line.previous for line in lines
        ]


def plans(statements: list[str]) -> Iterator[tuple[str, str]]:
    """Each statement on inspections with a line of its plan."""
    db = new(30, range(2024, 2027))
    for statement in statements:
        if "inspection" in statement and statement.lstrip().upper().startswith(("SELECT", "WITH")):
            for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"):
                yield statement, row[3]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection waits for the disk: no test pulls the plug of the machine."""
    connect = sqlite3.connect

    def fast(*arguments: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*arguments, **named)
        with contextlib.suppress(sqlite3.OperationalError):
            db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")
        return db

    monkeypatch.setattr(sqlite3, "connect", fast)


@pytest.fixture
def register() -> sqlite3.Connection:
    """A register with the borders that a rewritten query can lose."""
    db = open_register(":memory:")
    db.execute("INSERT INTO inspector (id, name) VALUES (1, 'Ada'), (2, 'Ben')")
    db.execute(
        "INSERT INTO tree VALUES (1, 'T1', 'linden', 'Mill Road'), (2, 'T2', 'plane', 'Mill Road')"
    )
    db.executemany(
        "INSERT INTO inspection (id, tree_id, inspector_id, inspected_at, grade)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (1, 1, 1, "2023-11-07T10:00", 2),
            (2, 2, 2, "2026-03-31T23:59", 4),
            (3, 1, 2, "2026-04-01T00:00", 3),
            (4, 1, 1, "2026-04-30T15:40", 3),
            (5, 2, 1, "2026-05-01T00:00", 1),
            (6, 2, 1, "2026-12-31T23:10", 2),
        ],
    )
    db.commit()
    return db


def test_lines_are_the_same(register: sqlite3.Connection) -> None:
    """First and last minute belong to the month; the grade before may be years old."""
    assert month_report(register, MONTH) == [
        Line("2026-04-01T00:00", "T1", "linden", "Mill Road", "Ben", 3, 2),
        Line("2026-04-30T15:40", "T1", "linden", "Mill Road", "Ada", 3, 3),
    ]


def test_first_inspection_has_no_previous_grade(register: sqlite3.Connection) -> None:
    """A tree's first line shows no previous grade."""
    assert [line.previous for line in month_report(register, "2023-11")] == [None]


def test_december(register: sqlite3.Connection) -> None:
    """The last month of a year holds its last evening."""
    assert [line.tag for line in month_report(register, "2026-12")] == ["T2"]
    assert month_report(register, "2026-11") == []


@pytest.mark.parametrize("seed", range(6))
def test_any_register(seed: int) -> None:
    """Inspections in one minute, entered late, and at the borders of all months."""
    dice, db = random.Random(seed), open_register(":memory:")
    db.execute("INSERT INTO inspector (id, name) VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Ada')")
    for tree in range(1, 7):
        place = dice.choice(("Mill Road", "Canal Street"))
        db.execute("INSERT INTO tree VALUES (?, ?, 'plane', ?)", (tree, f"T{9 - tree}", place))
    months = [f"{year}-{month:02}" for year in range(2022, 2029) for month in range(1, 13)]
    days = (
        "01T00:00",
        "01T00:00",
        "09T08:30",
        "28T23:59",
        "28T23:59",
        "29T00:00",
        "30T23:59",
        "31T23:59",
    )
    length = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}
    for _ in range(500):
        month, day = dice.choice(months), dice.choice(days)
        if int(day[:2]) <= length.get(month[5:], 31) or f"{month}-{day[:2]}" == "2024-02-29":
            row = (dice.randint(1, 6), dice.randint(1, 3), f"{month}-{day}", dice.randint(1, 5))
            for _ in range(dice.choice((1, 1, 1, 2))):
                db.execute(ADD, row)
    db.commit()
    same(db, months)


def test_a_register_that_changes(tmp_path: Path) -> None:
    """A report is right again after an inspection was entered late, corrected or removed."""
    path = str(tmp_path / "trees.db")
    with (
        contextlib.closing(open_register(path)) as db,
        contextlib.closing(open_register(path)) as office,
    ):
        enter(office, 4, range(2024, 2027))
        changes = (
            "UPDATE inspection SET grade = 5 WHERE inspected_at < '2026' AND tree_id = 1",
            ADD.replace("?, ?, ?, ?", "2, 2, '2026-03-31T10:00', 5"),
            ADD.replace("?, ?, ?, ?", "2, 2, '2026-04-01T00:00', 4"),
            "UPDATE inspection SET inspected_at = '2026-04-30T23:59' WHERE tree_id = 7",
            "DELETE FROM inspection WHERE inspected_at LIKE '2025%'",
            "UPDATE inspector SET name = 'Bea' WHERE id = 2",
            "UPDATE tree SET street = 'Canal Street' WHERE id = 1",
            "UPDATE inspection SET grade = 2 WHERE inspected_at LIKE '2026-04%'",
        )
        for writer, change in zip((office, db) * len(changes), changes, strict=False):
            same(db, ["2026-04", "2025-04"])
            writer.execute(change)
            writer.commit()
        same(db, ["2026-04", "2025-04"])


def test_statements_do_not_grow_with_the_lines() -> None:
    """The number of statements is the same for 1 line, for 10 and for 200."""
    counts = {len(cost(new(trees, range(2025, 2027)), trees)[0]) for trees in (1, 10, 200)}
    assert len(counts) == 1
    assert counts.pop() <= 5


def test_no_plan_reads_all_inspections() -> None:
    """No statement walks through the whole table or the whole of an index."""
    statements, _ = cost(new(30, range(2024, 2027)), 30)
    for statement, step in plans(statements):
        names = {"inspection", *re.findall(r"\binspection\s+(?:AS\s+)?(\w+)", statement)}
        scanned = re.match(r"SCAN (?:TABLE )?(\w+)", step)
        assert not (scanned and scanned[1] in names), f"{step}\n{statement}"


@pytest.mark.parametrize(
    "years",
    [range(1997, 2027), range(2024, 2054), range(1990, 2060)],
    ids=["past", "later", "both"],
)
def test_work_does_not_grow_with_the_years(years: range) -> None:
    """Ten times the history with the same April costs about the same work, first and again."""
    _, short = cost(new(40, range(2024, 2027)), 40)
    long = new(40, years)
    assert max(cost(long, 40)[1] for _ in range(2)) <= 1.5 * short


def test_work_does_not_grow_with_the_town() -> None:
    """Trees that nobody inspected in April cost nothing."""
    _, small = cost(new(40, range(2024, 2027)), 40)
    town = new(40, range(2024, 2027))
    others = [(number, f"X{number}", "plane", "Mill Road") for number in range(1000, 4000)]
    town.executemany("INSERT INTO tree VALUES (?, ?, ?, ?)", others)
    town.commit()
    assert cost(town, 40)[1] <= 1.5 * small


def test_opening_does_not_grow_with_the_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office opens the register each month: that reads no inspections once it is in use."""
    connect, steps = sqlite3.connect, []

    def counting(*arguments: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*arguments, **named)
        db.set_progress_handler(lambda: steps.append(None), 1)
        return db

    taken = []
    for name, years in (("short", range(2024, 2027)), ("long", range(1997, 2027))):
        path = str(tmp_path / f"{name}.db")
        with contextlib.closing(open_register(path)) as db:
            enter(db, 40, years)
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", counting)
            steps.clear()
            open_register(path).close()
            taken.append(len(steps))
    assert taken[1] <= 1.5 * taken[0] + 50


def test_a_register_in_use(tmp_path: Path) -> None:
    """A file of the first version is opened, and its report costs no more than a new one's."""
    path = str(tmp_path / "old.db")
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(FILE)
        enter(db, 40, range(1997, 2027))
    _, short = cost(new(40, range(2024, 2027)), 40)
    for _ in range(2):
        with contextlib.closing(open_register(path)) as db:
            assert cost(db, 40)[1] <= 1.5 * short
            same(db, [MONTH])
