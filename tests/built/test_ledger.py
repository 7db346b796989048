"""Permanent addresses of the built site: the ledger's, and those we compute without building."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from macros.address.ledger import LEDGER, read_ledger
from macros.address.moves import Moves, moved
from macros.files.write import content
from macros.public.api import LISTS
from macros.render.addresses import WIRING, addresses_of
from tests.built.support import Page, Site, listed
from tests.support import ROOT, real, real_edition

_ID = re.compile(r"[a-z][a-z0-9]*(-{1,2}[a-z0-9]+)*")


def promised(page: Page) -> Iterator[str]:
    """The ids a built page promises: on what is read, and not given by the engine."""
    for tag in page.article.find_all(id=True):
        if tag.name != "h1" and _ID.fullmatch(str(tag["id"])) and not is_wiring(tag):
            yield str(tag["id"])


def is_wiring(tag: Tag) -> bool:
    """Whether an id serves scripts and labels: by its element, what is around it, or its role."""
    around = [parent for parent in (tag, *tag.parents) if parent.name in WIRING]
    hidden = [parent for parent in (tag, *tag.parents) if parent.has_attr("hidden")]
    speaks = tag.has_attr("aria-live") or tag.get("role") in ("status", "alert")
    return bool(around or hidden or speaks or tag.has_attr("data-fleeting"))


def test_computed_anchors_are_those_of_the_built_pages(site: Site) -> None:
    """What the check believes of a page is what a browser finds there, page by page."""
    computed = addresses_of(real_edition(), ()).pages
    built = {page.address: set(promised(page)) for page in site.listed if page.address in computed}
    unequal = [
        f"{address}: {sorted(computed[address] ^ anchors)}"
        for address, anchors in built.items()
        if computed[address] != anchors
    ]

    assert built.keys() == computed.keys()
    assert sum(map(len, built.values())) > 1000
    assert not unequal, listed(unequal)


def test_every_address_of_the_ledger_answers_or_leads_on(site: Site) -> None:
    """No page, anchor or file that ever shipped is missing from the built site."""
    files = [export.path for export in content(real_edition())]
    answers = addresses_of(real_edition(), files).answers
    entries = read_ledger(ROOT / LEDGER, name=LEDGER).entries
    ways = moved(Moves.of(real(), answers, LISTS), entries)
    dead = [address for address in entries if not stands(site, ways.get(address, address))]

    assert len(entries) > 2000
    assert not dead, listed(dead)


def stands(site: Site, address: str) -> bool:
    """Whether the built site has the page, with the anchor, or the file."""
    path, _, anchor = address.partition("#")
    if anchor:
        return path in site.pages and anchor in site.pages[path].ids
    return (site.folder / path[1:] / ("index.html" if path.endswith("/") else "")).is_file()
