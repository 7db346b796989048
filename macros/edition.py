"""One edition of the site: everything an export may read, gathered once.

The Handbook says what is true, the pages where it is told, `site_url` where readers find it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from macros.handbook import Handbook
from macros.pages import Page


@dataclass(frozen=True, slots=True, repr=False)
class Edition:
    """What the exports are made from.

    `pages` are the Markdown pages by path below docs/; `site_url` is the address of the
    site's root and ends in a slash; `today` decides which figures have expired.
    """

    handbook: Handbook
    pages: Mapping[str, Page]
    site_url: str
    today: date


class Export(NamedTuple):
    """A file beside the pages: its path below the site, and how its bytes are made.

    The path is known without making the file, so that the ledger of addresses is cheap.
    """

    path: str
    make: Callable[[], bytes]
