"""One edition of the site: everything an export may read, gathered once.

The Handbook says what is true, the pages where it is told, `site_url` where readers find it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from macros.core.credit import NAME
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.repository import UNKNOWN, Repository

#: Where the site answers until somebody says where it is published (as in mkdocs.yml).
LOCAL = "http://127.0.0.1:8000/"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Edition:
    """What the exports are made from; two editions are equal when they are the same one.

    `pages` are the Markdown pages by path below docs/; `site_url` is the address of the
    site's root and ends in a slash; `today` decides which figures have expired. `published` holds
    every address that ever was: where one does not answer any more, it leads on. `name` is what
    mkdocs.yml calls the site, and `repository` where it says that the data is written.
    """

    handbook: Handbook
    pages: Mapping[str, Page]
    site_url: str
    today: date
    published: frozenset[str] = frozenset()
    name: str = NAME
    repository: Repository = UNKNOWN


class Place(NamedTuple):
    """Where a site is published, what it is called, and where its data is written."""

    site_url: str = LOCAL
    name: str = NAME
    repository: Repository = UNKNOWN


def root_of(site_url: str | None) -> str:
    """The address of the site's root as configured, ending in one slash."""
    return (site_url or LOCAL).rstrip("/") + "/"


class Export(NamedTuple):
    """A file beside the pages: its path below the site, and how its bytes are made.

    The path is known without making the file, so that the ledger of addresses is cheap.
    """

    path: str
    make: Callable[[], bytes]
