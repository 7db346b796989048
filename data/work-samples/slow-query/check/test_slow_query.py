"""The report stays as it was, and its cost no longer follows the years in the register."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from register import open_register
from report import Line, month_report

MONTH = "2026-04"


def enter(db: sqlite3.Connection, trees: int, years: int) -> None:
    """Enter `trees` trees, each inspected on one day of April in each of `years` years."""
    db.execute("INSERT INTO inspector (id, name) VALUES (1, 'Ada'), (2, 'Ben')")
    for tree in range(1, trees + 1):
        db.execute("INSERT INTO tree VALUES (?, ?, 'plane', 'Mill Road')", (tree, f"T{tree:05}"))
    for year in range(2027 - years, 2027):
        for tree in range(1, trees + 1):
            at = f"{year}-04-{tree % 28 + 1:02}T09:{tree % 60:02}"
            db.execute(
                "INSERT INTO inspection (tree_id, inspector_id, inspected_at, grade)"
                " VALUES (?, ?, ?, ?)",
                (tree, tree % 2 + 1, at, (tree + year) % 4 + 1),
            )
    db.commit()


def cost(trees: int, years: int) -> tuple[list[str], int]:
    """The statements of one report, and how many steps the database engine took."""
    db = open_register(":memory:")
    enter(db, trees, years)
    statements: list[str] = []
    steps: list[None] = []
    db.set_trace_callback(statements.append)
    db.set_progress_handler(lambda: steps.append(None), 1)
    assert len(month_report(db, MONTH)) == trees
    return statements, len(steps)


def plans(statements: list[str]) -> Iterator[tuple[str, str]]:
    """Each statement on inspections with a line of its plan."""
    db = open_register(":memory:")
    enter(db, trees=30, years=3)
    for statement in statements:
        if "inspection" in statement and statement.lstrip().upper().startswith(("SELECT", "WITH")):
            for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"):
                yield statement, row[3]


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


def test_statements_do_not_grow_with_the_lines() -> None:
    """The number of statements is the same for 10 lines and for 60."""
    few, _ = cost(trees=10, years=2)
    many, _ = cost(trees=60, years=2)
    assert len(few) == len(many)
    assert len(many) <= 5


def test_no_plan_reads_all_inspections() -> None:
    """No statement walks through the whole table or the whole of an index."""
    statements, _ = cost(trees=30, years=3)
    for statement, step in plans(statements):
        names = {"inspection", *re.findall(r"\binspection\s+(?:AS\s+)?(\w+)", statement)}
        scanned = re.match(r"SCAN (?:TABLE )?(\w+)", step)
        assert not (scanned and scanned[1] in names), f"{step}\n{statement}"


def test_work_does_not_grow_with_the_years() -> None:
    """Ten times the history with the same April costs about the same work."""
    _, short = cost(trees=40, years=3)
    _, long = cost(trees=40, years=30)
    assert long <= 1.5 * short
