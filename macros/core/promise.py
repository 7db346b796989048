"""The promise: every field of the API and every column of its tables that shipped, one a line.

A line says the version it came with, its file, its path and its type
(`1.2.0 tools.json usage.share number or null`), or a column's place and name
(`1.2.0 tools.csv 03 title`). Lines are only added: programs rely on each of them.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from macros.core.problems import HandbookError, Position, Problem
from macros.core.read import read_text

PROMISE = "data/.schema/api-v1.txt"
_LINE = re.compile(r"\d+\.\d+\.\d+ \S+ \S+ \S.*")
#: The version each line came with, by the rest of the line and in the order of the file.
Promise = Mapping[str, str]


def read_promise(root: Path) -> Promise:
    """What the handbook at `root` has promised; a new one has promised nothing yet.

    Raises HandbookError when there is a file that cannot be read.
    """
    there = os.path.lexists(root / PROMISE)
    lines = read_text(root / PROMISE, name=PROMISE).splitlines() if there else ()
    message, fix = "this line is no promise.", "restore the file with git."
    wrong = [number for number, line in enumerate(lines, start=1) if not _LINE.fullmatch(line)]
    if wrong:
        places = (Position(PROMISE, number) for number in wrong)
        raise HandbookError(Problem(place, "broken-promise", message, fix) for place in places)
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def columns_of(promise: Promise, table: str) -> list[str]:
    """The columns that a table has promised, in their lasting order."""
    lines = (line for line in promise if line.startswith(f"{table} "))
    return [line.split()[2] for line in sorted(lines)]
