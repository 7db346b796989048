"""Every release that may serve works at every moment of the plan, and no place is lost."""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from plan import STEPS

OLD = "release_41"
ROWS = 1700
LIMIT = 500
ODD = ("cleaner", "fitting room 2", "", "H2-R014 left sleeve", "h3-r002", "H2-R7", "H10-R003")
TABLE = """
CREATE TABLE costume (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
);
"""


class PowerCutError(Exception):
    """The machine that runs the plan stops."""


class Watched(sqlite3.Connection):
    """A connection that calls `after_commit` whenever it has committed."""

    after_commit: Callable[[], None] = staticmethod(lambda: None)

    def commit(self) -> None:
        """Commit, then let others do their work."""
        super().commit()
        self.after_commit()

    def __exit__(self, *error: Any) -> Any:
        """Leave a `with` block as sqlite3 does, seen from outside."""
        result = super().__exit__(*error)
        if error[0] is None:
            self.after_commit()
        return result


class House:
    """A copy of the table, and what is true of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.truth = {f"C{n:05}": f"H{n % 4 + 1}-R{n % 300:03}" for n in range(ROWS)}
        for n in range(0, ROWS, 37):
            self.truth[f"C{n:05}"] = ODD[n // 37 % len(ODD)]
        self.closely = {f"C{n:05}" for n in range(ROWS) if n % 37 == 0 or n % 10 == 0}
        with self.open() as db:
            db.executescript(TABLE)
            db.executemany(
                "INSERT INTO costume (code, title, place) VALUES (?, 'costume', ?)",
                list(self.truth.items()),
            )
            db.commit()

    @contextmanager
    def open(self) -> Iterator[Watched]:
        """A connection of its own, as each server and the plan have one."""
        db = sqlite3.connect(self.path, factory=Watched)
        db.execute("PRAGMA synchronous = OFF")
        try:
            yield db
        finally:
            db.close()

    def work(self, releases: set[str]) -> None:
        """Let each release write, and all of them read what it wrote."""
        with self.open() as db:
            for name in sorted(releases):
                self.write(db, name)
            for name in sorted(releases):
                self.read(db, name)

    def write(self, db: sqlite3.Connection, name: str) -> None:
        """Add a costume and move four: old and new ones, to a rail, away from it and back."""
        release = importlib.import_module(name)
        self.number += 1
        new = f"N{self.number:05}"
        moves = {
            f"C{self.number * 7 % ROWS:05}": "cleaner",
            f"C{self.number * 11 % ROWS:05}": f"H{self.number % 9 + 1}-R{self.number % 1000:03}",
            f"C{ROWS - self.number:05}": "H4-R111",
            "C00037": "" if self.number % 2 else "H1-R001",
        }
        release.add(db, new, "new", "H2-R020")
        self.truth[new] = "H2-R020"
        release.add(db, f"{new}-X", "new", "workshop")
        self.truth[f"{new}-X"] = "workshop"
        for code, place in moves.items():
            release.move(db, code, place)
            self.truth[code] = place
        self.closely |= {new, f"{new}-X", *moves}

    def read(self, db: sqlite3.Connection, name: str, all: bool = False) -> None:
        """Compare what a release finds with what is true, for the odd and moved rows or for all."""
        release = importlib.import_module(name)
        found = {code: release.where(db, code) for code in (self.truth if all else self.closely)}
        wrong = {c: (p, self.truth[c]) for c, p in found.items() if p != self.truth[c]}
        assert not wrong, f"{name} finds another place: {dict(list(wrong.items())[:3])}"
        in_two = [c for c, p in sorted(self.truth.items()) if len(p) == 7 and p[:4] == "H2-R"]
        assert release.in_hall(db, 2) == in_two, f"{name} finds others in hall 2"


def serving(position: int) -> set[str]:
    """The releases that may serve while a step is done."""
    before = STEPS[position - 1].running if position else (OLD,)
    return {*before, *STEPS[position].running}


def up(house: House, position: int) -> None:
    """Do a step; after each of its first transactions a serving release writes."""
    writers = iter(sorted(serving(position)) * 5)
    with house.open() as db, house.open() as other:

        def others() -> None:
            if name := next(writers, ""):
                house.write(other, name)

        db.after_commit = others
        STEPS[position].up(db)


def down(house: House, position: int) -> None:
    """Undo a step."""
    undo = STEPS[position].down
    assert undo is not None, f'no way back from "{STEPS[position].name}"'
    with house.open() as db:
        undo(db)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The table as release 41 left it."""
    return House(tmp_path / "costumes.db")


def test_every_release_works_at_every_moment(house: House) -> None:
    """Before and after each step, whoever may serve reads what anybody wrote."""
    for position in range(len(STEPS)):
        house.work(serving(position))
        up(house, position)
        house.work(serving(position))


def test_the_end_is_reached(house: House) -> None:
    """Release 41 and `place` are gone, somebody always served, and nothing is lost."""
    for position in range(len(STEPS)):
        before = STEPS[position - 1].running if position else (OLD,)
        assert before, "nobody serves"
        up(house, position)
    with house.open() as db:
        columns = {row[1] for row in db.execute("PRAGMA table_info(costume)")}
        assert {"hall", "rail"} <= columns
        assert "place" not in columns
        assert STEPS[-1].running and OLD not in STEPS[-1].running
        for name in STEPS[-1].running:
            house.read(db, name, all=True)


def test_each_step_can_be_undone_and_done_again(house: House) -> None:
    """While release 41 serves there is a way back, and it keeps what was written meanwhile."""
    for position in range(len(STEPS)):
        before = STEPS[position - 1].running if position else (OLD,)
        up(house, position)
        house.work(serving(position))
        if OLD in before:
            down(house, position)
            house.work(set(before))
            up(house, position)
            house.work(serving(position))


def test_all_the_way_back_and_forth(house: House) -> None:
    """After a full retreat and a week of work with release 41, the plan still succeeds."""
    ways_back = [p for p in range(len(STEPS)) if OLD in (STEPS[p - 1].running if p else (OLD,))]
    for position in ways_back:
        up(house, position)
    for position in reversed(ways_back):
        down(house, position)
    for _ in range(5):
        house.work({OLD})
    for position in range(len(STEPS)):
        up(house, position)
        house.work(serving(position))


def test_transactions_stay_small(house: House) -> None:
    """No transaction of the plan writes more rows than the rule allows (triggers aside)."""
    for position, step in enumerate(STEPS):
        with house.open() as db:
            sizes = [0]

            def note(statement: str, db: sqlite3.Connection = db, sizes: list[int] = sizes) -> None:
                if statement.upper().startswith(("COMMIT", "END")):
                    sizes.append(db.total_changes)

            db.set_trace_callback(note)
            step.up(db)
            db.set_trace_callback(None)
            sizes.append(db.total_changes)
        largest = max(b - a for a, b in pairwise(sizes))
        assert largest <= 2 * LIMIT, f"step {position + 1} writes {largest} rows at once"


def test_an_interrupted_step_is_run_again(house: House) -> None:
    """A step cut off after its first batch comes to the same end when it is started again."""
    for position, step in enumerate(STEPS):
        with house.open() as db:
            changes = [db.total_changes]

            def cut(db: Watched = db, changes: list[int] = changes) -> None:
                changes.append(db.total_changes)
                if changes[-1] - changes[0] >= 100:
                    raise PowerCutError

            db.after_commit = cut
            try:
                step.up(db)
                finished = True
            except PowerCutError:
                finished = False
        if not finished:
            house.work(serving(position))
            up(house, position)
        house.work(serving(position))
