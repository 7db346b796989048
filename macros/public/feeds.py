"""Atom feeds of what changed: one for the handbook, one for each role, one for the API.

The rules are those of RFC 4287. Ids are `urn:uuid:` names made from the id of the change, so
they stay when the site moves to another address (section 4.2.6), and a reader who follows two
feeds meets an entry once. Days of the data are told as midnight UTC.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from xml.etree import ElementTree as ET

from macros.address.patterns import absolute, address_of, path_of
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.model.change import Change

_ATOM = "http://www.w3.org/2005/Atom"
_LICENSE = "Text CC BY 4.0"
#: Made once with uuid4; a change of it would make every entry new to every reader.
_NAMES = uuid.UUID("b4a5768e-8b88-4467-8b58-ce0a64a354b0")
#: The day of a feed that has no entry yet.
_NEVER = date(2026, 1, 1)
_FROM_ROOT = re.compile(r'href="/(?!/)')


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its path below the site, the page it belongs to, its entries, newest first."""

    path: str
    page: str
    title: str
    subtitle: str
    changes: Sequence[Change]


def feeds(book: Handbook, name: str) -> Iterator[Feed]:
    """Every feed of a site: the handbook's, the API's, then the roles' from the lowest level."""
    everything = list(book.changes.values())
    yield Feed(
        path_of("feed"),
        address_of("changes"),
        f"{name}: what changed",
        "Every change for readers: roles, questions, tools, pay and guides.",
        everything,
    )
    yield Feed(
        path_of("api_feed"),
        address_of("data"),
        f"{name}: the API",
        "Changes of the public data: files, fields and tables.",
        [change for change in everything if change.api_version],
    )
    for role in book.ladder():
        yield Feed(
            path_of("role_feed", role),
            address_of("role", role),
            f"{name}: {role.title}",
            f"What changed for readers of the role {role.title}, and for everybody.",
            book.changes_of(role.id),
        )


def export_feeds(edition: Edition) -> Iterator[Export]:
    """Every feed as an Atom document."""
    for feed in feeds(edition.handbook, edition.name):
        yield Export(feed.path, partial(atom, feed, edition.site_url, edition.name))


def atom(feed: Feed, site_url: str, name: str) -> bytes:
    """A feed of the site `name` as an Atom document.

    Its addresses begin with `site_url`, which ends in a slash.
    """
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    _add(root, "id", _name(feed.path))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _midnight(max((c.date for c in feed.changes), default=_NEVER)))
    kind = {"type": "application/atom+xml"}
    _add(root, "link", rel="self", href=site_url + feed.path, **kind)
    _add(root, "link", rel="alternate", href=absolute(site_url, feed.page), type="text/html")
    author = _add(root, "author")
    _add(author, "name", name)
    _add(author, "uri", site_url)
    _add(root, "rights", _LICENSE)
    for change in feed.changes:
        _add_entry(root, change, site_url)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_entry(root: ET.Element, change: Change, site_url: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _name(f"changes/{change.id}"))
    _add(entry, "title", change.title)
    _add(entry, "published", _midnight(change.date))
    _add(entry, "updated", _midnight(change.date))
    href = absolute(site_url, address_of("change", change))
    _add(entry, "link", rel="alternate", href=href, type="text/html")
    if change.see:
        href = absolute(site_url, change.see.page)
        _add(entry, "link", rel="related", href=href, title=change.see.label)
    _add(entry, "category", term=change.version, label=f"Version {change.version}")
    for role in change.roles:
        _add(entry, "category", term=role)
    html = _FROM_ROOT.sub(f'href="{site_url}', inline(change.text))
    _add(entry, "content", f"<p>{html}</p>", type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _name(path: str) -> str:
    return uuid.uuid5(_NAMES, path).urn


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
