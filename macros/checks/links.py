"""Rules about links: each leads somewhere, in the data as on the pages."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.markup import Link, links_in
from macros.core.pages import Page, served_at
from macros.core.problems import Position, Problem, did_you_mean, nearest
from macros.core.text import texts
from macros.model.base import PageLink, parts_of
from macros.model.fields import is_code
from macros.model.links import links_in as links_in_text

_ELSEWHERE = ("https://", "http://", "mailto:")
#: Addresses that are names: their owners write them with http.
_NAMES = "occupation_codes"


def dead_link(subject: Subject) -> Iterator[Problem]:
    """Ensure a link inside the handbook leads to a page, and to a part that is on it."""
    addresses = subject.addresses()
    for place, address in subject.handbook.each(_addresses_in):
        if not addresses.answers(address):
            top = address.partition("#")[0]
            parts = [f"{top}#{anchor}" for anchor in addresses.pages.get(top, ())]
            guess = did_you_mean(address, parts or [*addresses.pages, *addresses.files])
            message = f'"{address}" does not answer.{guess}'
            fix = "write an address that answers, from the root of the site, as in /skills/sql/."
            yield Problem(subject.within(place, address), "dead-link", message, fix)
    for page, link in subject.on_pages(_links_on):
        if not link.target.startswith(_ELSEWHERE):
            yield from _dead_target(subject, page, link)


def _links_on(_: Subject, page: Page) -> Iterator[tuple[Page, Link]]:
    yield from ((page, link) for link in links_in(page.body))


def _dead_target(subject: Subject, page: Page, link: Link) -> Iterator[Problem]:
    """What is wrong with a link on a page: MkDocs asks for a file, counted from that page's."""
    target, place = link.target, page.at(link.start)
    parts = urlsplit(target)
    path, anchor = unquote(parts.path), parts.fragment
    folder = posixpath.dirname(page.path)
    file = posixpath.normpath(posixpath.join(folder, path)) if path else page.path
    if file in subject.pictures and not anchor:
        return
    if file not in subject.pages or link.is_picture:
        yield _no_file(subject, file, folder, place, link)
        return
    address = subject.pages[file].address
    anchors = subject.addresses().pages[address]
    if anchor and anchor not in anchors:
        message = f'"{target}" leads to no part of {address}.{did_you_mean(anchor, anchors)}'
        yield Problem(place, "dead-link", message, "link to what is there.")


def _no_file(subject: Subject, file: str, folder: str, place: Position, link: Link) -> Problem:
    """A link to nothing that lies in docs/, with the nearest of what does."""
    kind = "picture" if link.is_picture else "page"
    files = {served_at(path): path for path in subject.pages}
    near = nearest(file, subject.pictures)
    if kind == "page":
        near = files.get(nearest(served_at(file.strip("/")), files) or "")
    guess = f' Did you mean "{posixpath.relpath(near, folder or ".")}"?' if near else ""
    message = f'"{link.target}" is not the file of a {kind}.{guess}'
    fix = "link to the file, seen from this page, as in ../guides/take-home.md."
    return Problem(place, "dead-link", message, fix)


def plain_http(subject: Subject) -> Iterator[Problem]:
    """Ensure a link to another site is encrypted: it begins with https."""
    for place, target in subject.handbook.each(_plain_in):
        yield _plain(subject.within(place, target), target)
    for page, link in subject.on_pages(_links_on):
        if link.target.startswith("http://"):
            yield _plain(page.at(link.start), link.target)


def _plain_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[Position, str]]:
    entity = book.find(kind, id)
    for location, text in texts(entity):
        if not text.startswith("http://"):
            continue
        if not (_NAMES in location or is_code(type(entity), location)):
            yield book.place(kind, id, *location), text


def _plain(place: Position, target: str) -> Problem:
    message = f'"{target}" is not encrypted.'
    return Problem(place, "plain-http", message, "write https, or link to a site that has it.")


def _addresses_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[Position, str]]:
    """Every address of ours that a record links to, with the place of its text."""
    entity = book.find(kind, id)
    for location, text in texts(entity):
        if "[" not in text or is_code(type(entity), location):
            continue
        for target in links_in_text(text):
            if target.startswith(("/", "#")):
                yield book.place(kind, id, *location), target
    for location, part in parts_of(entity):
        if isinstance(part, PageLink):
            yield book.place(kind, id, *location, "page"), part.page
