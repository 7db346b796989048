"""One sound Handbook for as long as the files stay as they are, shared by pages and exports."""

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from macros.address.ledger import LEDGER, read_ledger
from macros.checks.run import sound_handbook
from macros.core.edition import Edition, root_of
from macros.core.files import entries
from macros.core.handbook import Handbook
from macros.core.load import DATA
from macros.core.pages import DOCS, read_pages
from macros.core.problems import HandbookError
from macros.core.promise import PROMISE
from macros.tell.changelog import FILE as CHANGELOG

Stamp = tuple[tuple[str, int, int], ...]


def current_handbook(root: Path, *, today: date) -> Handbook:
    """The Handbook as the files are now; raises HandbookError when anything is wrong.

    Both engines ask for it often (one of them once a page), so it is kept until the path,
    modification time (ns) or size of any file it was made from changes.
    """
    return _handbook(root, stamp(root), today)


def current_edition(root: Path, *, site_url: str, today: date) -> Edition:
    """The Handbook with its pages and the address it is published at, for the exports."""
    return _edition(root, stamp(root), root_of(site_url), today)


@lru_cache(maxsize=2)
def _edition(root: Path, stamp: Stamp, site_url: str, today: date) -> Edition:
    pages, _ = read_pages(root)
    published = frozenset(read_ledger(root / LEDGER, name=LEDGER).entries)
    return Edition(_handbook(root, stamp, today), pages, site_url, today, published)


@lru_cache(maxsize=2)
def _handbook(root: Path, _stamp: Stamp, today: date) -> Handbook:
    return sound_handbook(root, today=today)[0]


def stamp(root: Path) -> Stamp:
    """What the Handbook was made from: path, modification time (ns) and size of every file."""
    return tuple(
        (name, stat.st_mtime_ns, stat.st_size)
        for name in files_read(root)
        if os.path.lexists(root / name)
        for stat in [(root / name).lstat()]
    )


def files_read(root: Path) -> list[str]:
    """The paths, from `root`, of all files that the Handbook is made from; none if no end of it."""
    try:
        return ["mkdocs.yml", CHANGELOG, PROMISE, *entries(root, DATA), *entries(root, DOCS)]
    except HandbookError:  # reading them raises it again
        return []
