"""Every release that may serve works at every moment of the plan, and no place is lost."""

import importlib
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from plan import STEPS

OLD = "release_41"
LIMIT = 500
COLUMNS = "PRAGMA table_info(costume)"
#: Texts that are no place in a hall, or only look like one, and a hall with two digits.
ODD = (
    *("cleaner", "fitting room 2", "", "H2-R014 left sleeve", "h3-r002", "H2-R7", "H10-R003"),
    *("H02-R014", "H2-R0141", " H2-R014", "H2-R014 ", "H2-R-14", "H2-R1.5", "H0-R001", "H-R001"),
    *(
        "0012",
        "7",
        "1e3",
        "H2-R014\n",
        "HH2-R014",
        "H2-R014-R015",
        "Salle d'Or",
        "H2-R\u0661\u0662\u0663",
    ),
)
TABLE = """
CREATE TABLE costume (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
);
"""


class PowerCutError(BaseException):
    """The machine that runs the plan stops."""


class Noting(sqlite3.Cursor):
    """A cursor that tells its connection what it has done."""

    def execute(self, sql: str, *given: Any) -> Any:
        """Run a statement."""
        super().execute(sql, *given)
        self.connection.note(sql, self.rowcount)
        return self

    def executemany(self, sql: str, *given: Any) -> Any:
        """Run a statement for many rows."""
        super().executemany(sql, *given)
        self.connection.note(sql, self.rowcount)
        return self

    def executescript(self, script: str) -> Any:
        """Run a script as sqlite3 does, each statement by itself; somebody may come between."""
        self.connection.commit()
        level, self.connection.isolation_level = self.connection.isolation_level, None
        statement = ""
        for piece in re.split("(?<=;)", script):
            statement += piece
            if sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""
        self.connection.isolation_level = level
        return self


class Watched(sqlite3.Connection):
    """A connection that calls `between` whenever a transaction has ended."""

    between: Callable[[], None] = staticmethod(lambda: None)
    rows = largest = 0
    changed = False

    def cursor(self, *_: Any) -> Any:
        """A cursor that tells."""
        return super().cursor(Noting)

    def execute(self, sql: str, *given: Any) -> Any:
        """Run a statement over a cursor that tells."""
        return self.cursor().execute(sql, *given)

    def executemany(self, sql: str, *given: Any) -> Any:
        """Run a statement for many rows over a cursor that tells."""
        return self.cursor().executemany(sql, *given)

    def executescript(self, script: str) -> Any:
        """Run a script over a cursor that tells."""
        return self.cursor().executescript(script)

    def commit(self) -> None:
        """Commit, then let others do their work."""
        super().commit()
        self.note("", 0)

    def __exit__(self, *error: Any) -> Any:
        """Leave a `with` block as sqlite3 does, seen from outside."""
        result = super().__exit__(*error)
        if error[0] is None:
            self.note("", 0)
        return result

    def note(self, sql: str, rows: int) -> None:
        """Count the rows that the plan writes itself, without what triggers add."""
        self.changed |= not re.match(r"\s*(SELECT|PRAGMA|EXPLAIN|$)", sql, re.IGNORECASE)
        self.rows += max(rows, 0)
        self.largest = max(self.largest, self.rows)
        if self.changed and not self.in_transaction:
            self.rows, self.changed = 0, False
            self.between()


class House:
    """A copy of the table, what is true of it, and a server of each release."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.servers: dict[str, tuple[ModuleType, sqlite3.Connection]] = {}
        self.truth: dict[str, str] = {}
        self.closely: set[str] = set()

    def fill(self) -> None:
        """Enter 1,700 costumes; some numbers are missing, as some costumes have gone."""
        rows = []
        for n in range(1700):
            place = ODD[n // 37 % len(ODD)] if n % 37 == 0 else f"H{n % 4 + 1}-R{n % 300:03}"
            self.truth[f"C{n:05}"] = place
            rows.append((n + 1 if n < 900 else n + 4000, f"C{n:05}", f"costume {n}", place))
        self.closely = {f"C{n:05}" for n in range(1700) if n % 37 == 0 or n % 20 == 0}
        with closing(self.open()) as db:
            db.executescript(TABLE)
            db.executemany("INSERT INTO costume VALUES (?, ?, ?, ?)", rows)
            db.commit()

    def copy(self) -> "House":
        """The same house once more, with servers of its own."""
        other = House(self.path.with_name(f"{self.path.stem}+.db"))
        other.path.unlink(missing_ok=True)
        shutil.copy(self.path, other.path)
        other.number, other.truth, other.closely = self.number, {**self.truth}, {*self.closely}
        return other

    def open(self) -> Watched:
        """A connection of its own, as each server and the plan have one."""
        db = sqlite3.connect(self.path, factory=Watched)
        with suppress(sqlite3.OperationalError):
            sqlite3.Connection.cursor(db).execute("PRAGMA synchronous = OFF")
            sqlite3.Connection.cursor(db).execute("PRAGMA journal_mode = MEMORY")
        return db

    def server(self, name: str) -> tuple[ModuleType, sqlite3.Connection]:
        """A server of a release: it has its code and its connection for as long as it runs."""
        if name not in self.servers:
            sys.modules.pop(name, None)
            self.servers[name] = importlib.import_module(name), self.open()
        return self.servers[name]

    def close(self) -> None:
        """Stop all servers."""
        for _, db in self.servers.values():
            db.close()

    def work(self, releases: set[str]) -> None:
        """Let each release write, and all of them read what it wrote."""
        for name in sorted(releases):
            self.write(name)
        for name in sorted(releases):
            self.read(name)

    def write(self, name: str) -> None:
        """Add two costumes and move five: old and new ones, to a rail, away from it and back."""
        release, db = self.server(name)
        self.number += 1
        new = f"N{self.number:05}"
        moves = {
            f"C{self.number * 7 % 1700:05}": "cleaner",
            f"C{self.number * 11 % 1700:05}": f"H{self.number % 12 + 1}-R{self.number % 1000:03}",
            f"C{1700 - self.number:05}": "H4-R111",
            "C00037": "" if self.number % 2 else "H1-R001",
            "C00074": ODD[self.number % len(ODD)],
        }
        for code, place in ((new, "H2-R020"), (f"{new}-X", "workshop"), (f"{new}-Y", "")):
            release.add(db, code, "new", place)
            self.truth[code] = place
        for code, place in moves.items():
            release.move(db, code, place)
            self.truth[code] = place
        self.closely |= {new, f"{new}-X", f"{new}-Y", *moves}

    def read(self, name: str, all: bool = False) -> None:
        """Compare what a release finds with what is true, for the odd and moved rows or for all."""
        release, db = self.server(name)
        found = {code: release.where(db, code) for code in (self.truth if all else self.closely)}
        wrong = {c: (p, self.truth[c]) for c, p in found.items() if p != self.truth[c]}
        assert not wrong, f"{name} finds another place: {dict(list(wrong.items())[:3])}"
        for hall in (1, 2, 4, 10):
            form = re.compile(f"H{hall}-R[0-9][0-9][0-9]")
            here = sorted(code for code, place in self.truth.items() if form.fullmatch(place))
            assert release.in_hall(db, hall) == here, f"{name} finds others in hall {hall}"


def serving(position: int) -> set[str]:
    """The releases that may serve while a step is done."""
    before = STEPS[position - 1].running if position else (OLD,)
    return {*before, *STEPS[position].running}


def before(position: int) -> set[str]:
    """The releases that serve when a step begins."""
    return {*(STEPS[position - 1].running if position else (OLD,))}


def run(house: House, position: int, change: Callable[[Any], None]) -> Watched:
    """Run a step up or down; between its transactions a serving release writes."""
    writers = iter(sorted(serving(position)) * 4)

    def others() -> None:
        if name := next(writers, ""):
            house.write(name)

    with closing(house.open()) as db:
        db.between = others
        change(db)
    return db


def up(house: House, position: int) -> Watched:
    """Do a step."""
    return run(house, position, STEPS[position].up)


def down(house: House, position: int) -> Watched:
    """Undo a step."""
    undo = STEPS[position].down
    assert undo is not None, f'no way back from "{STEPS[position].name}"'
    return run(house, position, undo)


#: The steps that begin while release 41 serves: each of them can be undone.
WAYS_BACK = [position for position in range(len(STEPS)) if OLD in before(position)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The table as release 41 left it."""
    house = House(tmp_path / "costumes.db")
    house.fill()
    yield house
    house.close()


def test_every_release_works_at_every_moment(house: House) -> None:
    """Before and after each step, whoever may serve reads what anybody wrote."""
    for position in range(len(STEPS)):
        house.work(serving(position))
        up(house, position)
        house.work(serving(position))


def test_the_end_is_reached(house: House) -> None:
    """Release 41 and `place` are gone, somebody always served, and nothing is lost."""
    with closing(house.open()) as db:
        rows = set(db.execute("SELECT id, code, title FROM costume"))
        shape = {row[1:] for row in db.execute(COLUMNS) if row[1] != "place"}
    for position in range(len(STEPS)):
        assert before(position), "nobody serves"
        up(house, position)
    assert STEPS[-1].running and OLD not in STEPS[-1].running
    with closing(house.open()) as db:
        columns = {row[1] for row in db.execute(COLUMNS)}
        assert {"hall", "rail"} <= columns
        assert "place" not in columns
        assert shape <= {row[1:] for row in db.execute(COLUMNS)}, "id, code or title is another"
        assert rows <= set(db.execute("SELECT id, code, title FROM costume"))
    for name in STEPS[-1].running:
        house.read(name, all=True)
        release, db = house.server(name)
        with pytest.raises(sqlite3.IntegrityError):
            release.add(db, "C00001", "twice", "H1-R001")


def test_each_step_can_be_undone_and_done_again(house: House) -> None:
    """While release 41 serves there is a way back, and it keeps what was written meanwhile."""
    for position in range(len(STEPS)):
        up(house, position)
        house.work(serving(position))
        if position in WAYS_BACK:
            for _ in range(2):
                down(house, position)
                house.work(before(position))
                up(house, position)
                house.work(serving(position))


@pytest.mark.parametrize("times", [1, 2])
def test_all_the_way_back_and_forth(house: House, times: int) -> None:
    """After a full retreat and a week of work with release 41, the plan still succeeds."""
    for _ in range(times):
        for position in WAYS_BACK:
            up(house, position)
            house.work(serving(position))
        for position in reversed(WAYS_BACK):
            down(house, position)
            house.work(before(position))
        for _ in range(5):
            house.work({OLD})
    for position in range(len(STEPS)):
        up(house, position)
        house.work(serving(position))
    for name in STEPS[-1].running:
        house.read(name, all=True)


@pytest.mark.parametrize("seed", range(3))
def test_back_and_forth_at_will(house: House, seed: int) -> None:
    """A plan that hesitates: some steps on, some back, and on to the end."""
    dice, done = random.Random(seed), 0
    for _ in range(16):
        back = done and (done - 1) in WAYS_BACK and dice.random() < 0.45
        if not back and done not in WAYS_BACK:
            continue
        done -= bool(back)
        (down if back else up)(house, done)
        done += not back
        house.work(before(done) if done < len(STEPS) else {*STEPS[-1].running})
    for position in range(done, len(STEPS)):
        up(house, position)
        house.work(serving(position))
    for name in STEPS[-1].running:
        house.read(name, all=True)


def test_transactions_stay_small(house: House) -> None:
    """No transaction writes more rows than the rule allows, on the way there or back."""
    for position, step in enumerate(STEPS):
        ways = [step.up, step.down, step.up] if position in WAYS_BACK else [step.up]
        for change in ways:
            assert change is not None, f'no way back from "{step.name}"'
            with closing(house.open()) as db:
                totals = [db.total_changes]
                db.between = lambda db=db, totals=totals: totals.append(db.total_changes)
                change(db)
            assert db.largest <= LIMIT, f"step {position + 1} writes {db.largest} rows at once"
            # What triggers add is counted here, and may double it.
            steps = [later - earlier for earlier, later in pairwise(totals)]
            assert max(steps, default=0) <= 2 * LIMIT, f"step {position + 1} writes too much"


def cut_off(house: House, position: int, way: str, after: int) -> int:
    """Do or undo a step and stop after so many transactions; how many there were."""
    ended = [0]

    def count() -> None:
        ended[0] += 1
        if ended[0] == after:
            raise PowerCutError

    with closing(house.open()) as db:
        db.between = count
        with suppress(PowerCutError):
            getattr(STEPS[position], way)(db)
    return ended[0]


def test_an_interrupted_step_is_run_again(house: House) -> None:
    """A step cut off between any two transactions comes to its end when it is started again.

    So does the way back from it.
    """
    for position in range(len(STEPS)):
        interrupted(house, position, "up")
        up(house, position)
        house.work(serving(position))
        if position in WAYS_BACK:
            interrupted(house, position, "down")


def interrupted(house: House, position: int, way: str) -> None:
    """Cut a step off after each of its transactions, and start it again."""
    for after in range(1, cut_off(house.copy(), position, way, after=0)):
        copy = house.copy()
        cut_off(copy, position, way, after)
        copy.work(serving(position) if way == "up" else before(position))
        (up if way == "up" else down)(copy, position)
        copy.work(serving(position) if way == "up" else before(position))
        copy.close()
