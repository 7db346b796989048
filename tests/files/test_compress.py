"""Compressed twins: of texts, smaller than they are, the same bytes each time."""

import gzip
import os
from pathlib import Path

from macros.files.compress import compress

_TEXT = "A question and four answers. " * 99


def test_texts_get_a_smaller_twin_and_nothing_else_does(tmp_path: Path) -> None:
    """A picture is packed already, and a few letters get longer."""
    for name, content in {
        "a/page.html": _TEXT,
        "b.csv": _TEXT,
        "c.png": _TEXT,
        "d.txt": "x",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)

    assert compress(tmp_path) == 2
    twins = {twin.relative_to(tmp_path).as_posix(): twin for twin in tmp_path.rglob("*.gz")}
    assert set(twins) == {"a/page.html.gz", "b.csv.gz"}
    assert {gzip.decompress(twin.read_bytes()).decode() for twin in twins.values()} == {_TEXT}


def test_twins_are_the_same_whenever_they_are_made(tmp_path: Path) -> None:
    """Their bytes hold no date; their date is that of their file, which readers compare."""
    file, twin = tmp_path / "page.html", tmp_path / "page.html.gz"
    made = []
    for seconds in (1_000_000_000, 1_700_000_000):
        file.write_text(_TEXT)
        os.utime(file, (seconds, seconds))
        compress(tmp_path)
        made.append(twin.read_bytes())
        assert twin.stat().st_mtime == seconds

    assert made[0] == made[1]


def test_a_text_that_changed_loses_its_old_twin(tmp_path: Path) -> None:
    """Readers never get what the file said before."""
    file, twin = tmp_path / "page.html", tmp_path / "page.html.gz"
    file.write_text(_TEXT)
    compress(tmp_path)
    file.write_text(_TEXT.upper())
    compress(tmp_path)
    assert gzip.decompress(twin.read_bytes()).decode() == _TEXT.upper()
    file.write_text("x")
    compress(tmp_path)

    assert list(tmp_path.iterdir()) == [file]
