"""Rehearse the plan: after each step, let every release that may serve do its work."""

import importlib
import sqlite3

from plan import STEPS

TABLE = """
CREATE TABLE costume (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
);
INSERT INTO costume (code, title, place) VALUES
    ('TOS-01', 'Tosca, act 2, red velvet', 'H2-R014'),
    ('TOS-02', 'Scarpia, coat', 'H2-R014'),
    ('FLE-11', 'Adele, maid', 'H1-R003'),
    ('FLE-12', 'Eisenstein, tailcoat', 'cleaner'),
    ('MAG-05', 'Papageno, feathers', '');
"""


def attempt(db: sqlite3.Connection, release: str, number: int) -> str:
    """Let a release add, move and find costumes; say what came of it."""
    code = importlib.import_module(release)
    try:
        code.add(db, f"NEW-{number}", "new costume", "H1-R007")
        code.move(db, "TOS-02", "H3-R001")
        code.move(db, "TOS-02", "H2-R014")
        found = [code.where(db, name) for name in ("TOS-01", "FLE-12", "MAG-05")]
        halls = code.in_hall(db, 2)
    except sqlite3.Error as error:
        return f"FAILS: {error}"
    expected = ["H2-R014", "cleaner", ""]
    if found != expected or halls != ["TOS-01", "TOS-02"]:
        return f"WRONG: {found}, hall 2: {halls}"
    return "works"


def main() -> None:
    """Go through the plan once."""
    db = sqlite3.connect(":memory:")
    db.executescript(TABLE)
    before: tuple[str, ...] = ("release_41",)
    number = 0
    print(f"at the start: release_41 {attempt(db, 'release_41', number)}")
    for position, step in enumerate(STEPS, start=1):
        step.up(db)
        print(f"\n{position}. {step.name}" + ("" if step.down else " (no rollback)"))
        for release in sorted({*before, *step.running}):
            number += 1
            print(f"   {release} {attempt(db, release, number)}")
        before = step.running


if __name__ == "__main__":
    main()
