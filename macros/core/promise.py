"""The promise: every field of the API and every column of its tables that shipped, one a line.

A line says the version it came with, its file, its path and its type
(`1.2.0 tools.json usage.share number or null`), or a column's place and name
(`1.2.0 tools.csv 03 title`). Lines are only added: programs rely on each of them.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from macros.core.read import read_text

PROMISE = "data/.schema/api-v1.txt"
#: The version each line came with, by the rest of the line and in the order of the file.
Promise = Mapping[str, str]


def read_promise(root: Path) -> Promise:
    """What the handbook at `root` has promised; a new one has promised nothing yet.

    Raises HandbookError when there is a file that cannot be read.
    """
    there = os.path.lexists(root / PROMISE)
    lines = read_text(root / PROMISE, name=PROMISE).splitlines() if there else ()
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def columns_of(promise: Promise, table: str) -> list[str]:
    """The columns that a table has promised, in their lasting order."""
    parts = (line.split() for line in sorted(promise) if line.startswith(f"{table} "))
    return [part[2] for part in parts if len(part) > 2]
