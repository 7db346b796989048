"""Which handbook a command is about."""

import os
import sys
from pathlib import Path

from macros.core.files import DATA
from macros.core.problems import HandbookError, Position, Problem


def root_of(given: str | None, *, anywhere: bool = False) -> Path:
    """The folder that --root names, or the nearest around this one that holds a handbook.

    `anywhere` takes the one around this environment where there is no other: pre-commit installs
    a hook into a folder of its clone. Raises HandbookError when there is none.
    """
    start = Path(os.path.realpath(given or "."))
    installed = Path(sys.prefix).parents if anywhere else ()
    around = () if given else (*start.parents, *installed)
    for folder in (start, *around):
        if (folder / "mkdocs.yml").exists() and (folder / DATA).is_dir():
            return folder
    if (start / DATA).is_dir():
        return start
    message = "no handbook lies here: one has mkdocs.yml beside a folder data/."
    fix = "go to a folder of a handbook, or name one with --root."
    raise HandbookError([Problem(Position(given or "."), "missing-file", message, fix)])
