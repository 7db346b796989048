"""One sound Handbook for as long as the files stay as they are, shared by pages and exports."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from macros.address.ledger import LEDGER, read_ledger
from macros.checks.run import sound_handbook
from macros.core.credit import NAME
from macros.core.edition import Edition, Place, root_of
from macros.core.files import entries
from macros.core.kinds import DATA
from macros.core.pages import DOCS
from macros.core.problems import HandbookError
from macros.core.promise import PROMISE
from macros.core.recall import Recall
from macros.core.repository import UNKNOWN, Repository
from macros.tell.changelog import FILE as CHANGELOG

#: The folders of a repository that pages are made from.
MADE_FROM = (DATA, DOCS, "overrides", "macros")
Stamp = tuple[tuple[str, int, int, int, int], ...]


def current_edition(
    root: Path,
    *,
    site_url: str | None,
    today: date,
    name: str | None = None,
    repository: Repository = UNKNOWN,
    recall: Recall | None = None,
    now: Stamp | None = None,
) -> Edition:
    """The Handbook as the files are now, with its pages, and with its place.

    Both engines ask for it often (one of them once a page), so it is kept until the
    `stamp` of what it was made from changes; `now` is that stamp, if it is at hand. With
    `recall`, an edit then costs what it concerns.
    Raises HandbookError when anything is wrong.
    """
    place = Place(root_of(site_url), name or NAME, repository)
    return _edition(root, now or stamp(root), place, today, recall)


@lru_cache(maxsize=1)
def _edition(
    root: Path, _stamp: Stamp, place: Place, today: date, recall: Recall | None
) -> Edition:
    handbook, pages, _ = sound_handbook(root, today=today, recall=recall, place=place)
    published = frozenset(read_ledger(root / LEDGER, name=LEDGER).entries)
    return Edition(handbook, pages, place.site_url, today, published, place.name, place.repository)


def stamp(root: Path) -> Stamp:
    """What a page or a file is made from: path, inode, size and times of every file.

    Whatever lies in these folders counts, since any of it may be shown: code of work samples,
    tables, templates. A symbolic link stands for itself.
    """
    files = ["mkdocs.yml", CHANGELOG, PROMISE]
    for folder in MADE_FROM:
        with suppress(HandbookError):  # reading them raises it again
            files += entries(root, folder)
    return tuple(stated for name in files for stated in _stated(root, name))


def _stated(root: Path, name: str) -> Iterator[tuple[str, int, int, int, int]]:
    with suppress(OSError):  # it may go while we look
        stat = (root / name).lstat()
        yield name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
