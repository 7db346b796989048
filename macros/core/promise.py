"""The promise: every field of the API and every column of its tables that shipped, one a line.

A line says the version it came with, its file, its path and its type
(`1.2.0 tools.json usage.share number or null`), or a column's place and name
(`1.2.0 tools.csv 03 title`). Lines are only added: programs rely on each of them.
"""

from collections.abc import Mapping
from pathlib import Path

PROMISE = "data/.schema/api-v1.txt"
#: The version each line came with, by the rest of the line and in the order of the file.
Promise = Mapping[str, str]


def read_promise(root: Path) -> Promise:
    """What the handbook at `root` has promised; a new one has promised nothing yet."""
    file = root / PROMISE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else ()
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def columns_of(promise: Promise, table: str) -> list[str]:
    """The columns that a table has promised, in their lasting order."""
    lines = (line for line in promise if line.startswith(f"{table} "))
    return [line.split()[2] for line in sorted(lines)]
