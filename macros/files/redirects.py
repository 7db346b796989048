"""What stands at the addresses that moved, so that an old link in a live posting still leads on.

A moved page is a page with nothing but the way to the new one; a moved anchor is a line of
redirects.json, which anchors.js reads in the browser; a moved file is a copy of the new one.
None of this is an address of its own: the ledger lists what it serves.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from posixpath import relpath
from urllib.parse import urlsplit

from macros.address.moves import Moves, moved, renames
from macros.address.patterns import absolute, address_at, path_at
from macros.core.edition import Edition, Export
from macros.public.api import LISTS
from macros.render.addresses import addresses_of
from macros.render.view import environment

#: The script that keeps `?query` and `#anchor`; in overrides/, so that both engines copy it.
SCRIPT = "/assets/javascripts/moved.js"
Make = Callable[[], bytes]
#: What stands near the beginning of files that only lead on, and of no others.
_MARKS = (b'<meta http-equiv="refresh"', b'{\n "moved_to":')


class Way(Export):
    """A file that stands at an old address and leads on, or holds what has moved."""


def export_redirects(edition: Edition, made: Sequence[Export]) -> Iterator[Export]:
    """Every file that redirects; `made` are the exports with something of their own."""
    makers = {address_at(export.path): export.make for export in made}
    ways = _ways(edition, made)
    pages = {old: new for old, new in ways.items() if old.endswith("/")}
    for old, new in pages.items():
        yield Way(path_at(old), partial(_moved_page, edition, old, new))
    for old, new in ways.items():
        if "#" not in old and old not in pages:
            yield Way(path_at(old), partial(_moved_file, makers[new], new))
    yield Export("redirects.json", partial(_json, _anchors(ways, pages)))
    below = urlsplit(edition.site_url).path.rstrip("/")
    yield Export("_redirects", partial(_host_redirects, pages, below))


def leads_on(content: bytes) -> bool:
    """Whether a file of the site is one that an earlier build left to lead on."""
    return any(mark in content[:1000] for mark in _MARKS)


def _ways(edition: Edition, made: Iterable[Export]) -> dict[str, str]:
    """From every old address to the one that answers for it; nothing is computed in vain."""
    book = edition.handbook
    if not book.redirects and not book.once(renames):
        return {}
    answers = addresses_of(edition, (export.path for export in made)).answers
    return moved(Moves.of(book, answers, LISTS), edition.published)


def _moved_page(edition: Edition, old: str, new: str) -> bytes:
    """The page left behind: a refresh without delay, a link, and a script that goes first."""
    target = new.partition("#")[0]
    titles = {page.address: str(page.meta.get("title", "")) for page in edition.pages.values()}
    html = environment().get_template("moved_page.html.j2")
    return html.render(
        title=titles.get(target) or absolute(edition.site_url, target),
        canonical=absolute(edition.site_url, target),
        to=_relative(old, new),
        script=_relative(old, SCRIPT),
    ).encode()


def _relative(page: str, target: str) -> str:
    """The address of `target` as a link on `page`, so that the site works below any path."""
    path, mark, anchor = target.partition("#")
    end = "/" if path.endswith("/") else ""
    return f"{relpath(path, page)}{end}{mark}{anchor}"


def _moved_file(make: Make, new: str) -> bytes:
    """A copy of the new file; a JSON object says where it has moved to."""
    content = make()
    if not new.endswith(".json"):
        return content
    value = json.loads(content)
    return _json({"moved_to": new, **value}) if isinstance(value, dict) else content


def _anchors(ways: Mapping[str, str], pages: Mapping[str, str]) -> dict[str, str]:
    """Moved anchors, also as they are asked for on the page that took the old one's place."""
    found = {}
    for old, new in ways.items():
        page, mark, anchor = old.partition("#")
        if mark and page in pages:
            arrived = f"{pages[page].partition('#')[0]}#{anchor}"
            if arrived != new:
                found[arrived] = new
        if mark:
            found[old] = new
    return dict(sorted(found.items()))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _host_redirects(pages: Mapping[str, str], below: str) -> bytes:
    """The pages for hosts that read `_redirects` (Netlify, Cloudflare Pages): moved for good.

    Its rules count from the root of the host, so those of a site below a path begin with it.
    Netlify prefers the page that is there, which leads to the same place.
    """
    lines = [f"{below}{old} {below}{new} 301\n" for old, new in sorted(pages.items())]
    return "".join(["# Pages that moved for good.\n", *lines]).encode()
