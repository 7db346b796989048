"""The one way to the files: plain ones inside the repository, of a size that a person writes.

What lies there may come from a stranger. A link is not followed, so that nothing outside the
repository is read or quoted; a pipe or a device is not opened, since reading it may never end.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from macros.core.letters import REFUSED, name_of
from macros.core.problems import HandbookError, Position, Problem

#: The folder of the data, from the root of a handbook.
DATA = "data"
#: The most that is read of a file, in bytes: data, a page, and a list that grows for ever.
DATA_MOST, PAGE_MOST, LIST_MOST = 1_000_000, 200_000, 20_000_000
#: The most entries of a tree of folders, and folders inside each other.
_ENTRIES_MOST, _DEPTH_MOST = 20_000, 20
#: The endings of files that are read, and that no folder has.
_READ = (".yaml", ".yml", ".md")
_HIDDEN = re.compile(rf"[\t\n]|{REFUSED.pattern}")
_SORTS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (lambda mode: not stat.S_ISREG(mode), "a device"),
)


def entries(root: Path, folder: str) -> list[str]:
    """The path of everything below a folder of `root`, from `root`, sorted; nothing is opened.

    Folders count only when one has the name of a file. Names that begin with a dot are left
    out (editors, archives and systems put them there), and what Python leaves beside code.
    Raises HandbookError when there is no end of it, or a name cannot be shown.
    """
    found: list[str] = []
    for name in _walk(root, folder) if os.path.lexists(root / folder) else ():
        found.append(name)
        if bad := _HIDDEN.search(name):
            message = f"the name of this file holds {name_of(bad.group())}."
            fix = "rename the file: letters, digits, hyphens and a dot."
            raise HandbookError([Problem(Position(name), "hidden-character", message, fix)])
        if len(found) > _ENTRIES_MOST:
            raise _too_large(folder, f"more than {_ENTRIES_MOST:,} files lie here", "remove some")
    return sorted(found)


def _walk(root: Path, folder: str) -> Iterator[str]:
    if refused := _no_file(root / folder, folder=True):
        raise _unreadable(folder, refused)
    if folder.count("/") > _DEPTH_MOST:
        what = f"more than {_DEPTH_MOST} folders lie inside each other"
        raise _too_large(folder, what, "move the files up")
    with os.scandir(root / folder) as inside:
        for entry in inside:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            name, is_folder = f"{folder}/{entry.name}", entry.is_dir(follow_symlinks=False)
            if not is_folder or name.endswith(_READ):
                yield name
            if is_folder:
                yield from _walk(root, name)


def judge(root: Path, name: str) -> Iterator[Problem]:
    """What is wrong with a file that is not read and is copied into the site."""
    if refused := _no_file(root / name):
        yield from _unreadable(name, refused).problems


def read_bytes(path: Path, *, name: str, most: int = DATA_MOST) -> bytes:
    """The bytes of the plain file at `path`; `name` is its path from the root, for messages.

    Raises HandbookError when it, or a folder of `name`, is no plain file or folder, when it
    cannot be read, or when it has more than `most` bytes.
    """
    for count, folder in enumerate(list(path.parents)[: name.count("/")], start=1):
        if folder.is_symlink():
            raise _unreadable(name.rsplit("/", count)[0], "a link")
    if refused := _no_file(path):
        raise _unreadable(name, refused)
    return bounded(path, name=name, most=most)


def bounded(path: Path, *, name: str, most: int) -> bytes:
    """The bytes of a file that may lie anywhere; raises HandbookError like `read_bytes`."""
    try:
        if not path.is_file():
            raise _unreadable(name, _no_file(path) or "no plain file")
        with path.open("rb") as file:
            return limited(file, name=name, most=most)
    except (OSError, ValueError):
        raise _unreadable(name, "locked, or in a folder that is") from None


def limited(file: BinaryIO, *, name: str, most: int) -> bytes:
    """All bytes of an open file; raises HandbookError when there are more than `most`."""
    raw = file.read(most + 1)
    if len(raw) > most:
        raise _too_large(name, f"the file has more than {most:,} bytes", "split it, or shorten it")
    return raw


def _no_file(path: Path, *, folder: bool = False) -> str:
    """What lies at a path in the place of a plain file (or folder); empty when it does."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return "not there, or locked"
    if folder and stat.S_ISDIR(mode):
        return ""
    sort = next((sort for is_sort, sort in _SORTS if is_sort(mode)), "")
    return sort or ("a file" if folder else "")


def _unreadable(name: str, what: str) -> HandbookError:
    message = f"this cannot be read: it is {what}."
    fix = "put a plain file (or folder) in its place, or remove it."
    return HandbookError([Problem(Position(name), "unreadable-file", message, fix)])


def _too_large(name: str, what: str, fix: str) -> HandbookError:
    return HandbookError([Problem(Position(name), "too-large", f"{what}.", f"{fix}.")])
