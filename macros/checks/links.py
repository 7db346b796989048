"""Rules about links: each leads somewhere, in the data as on the pages."""

import posixpath
import re
from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.pages import Page, served_at
from macros.core.problems import Position, Problem, did_you_mean, nearest
from macros.core.text import texts
from macros.model.base import PageLink, parts_of
from macros.model.fields import is_code
from macros.model.links import links_in

#: Where a link leads: behind its text, or on a line below (`[text]: target`).
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]]+\]:)\s*<?([^)\s>]+)")
_CODE = re.compile(r"^(```+|~~~+).*?^\1[ \t]*$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_ELSEWHERE = ("https://", "mailto:")
#: Addresses that are names: their owners write them with http.
_NAMES = "occupation_codes"


def dead_link(subject: Subject) -> Iterator[Problem]:
    """Ensure a link inside the handbook leads to a page, and to a part that is on it."""
    addresses = subject.addresses()
    for place, address in _addresses(subject.handbook):
        if not addresses.answers(address):
            top = address.partition("#")[0]
            parts = [f"{top}#{anchor}" for anchor in addresses.pages.get(top, ())]
            guess = did_you_mean(address, parts or addresses.pages)
            message = f'"{address}" does not answer.{guess}'
            yield Problem(place, "dead-link", message, "link to what is there.")
    for page in subject.pages.values():
        for place, target in _links(page):
            if not target.startswith((*_ELSEWHERE, "http://")):
                yield from _dead_target(subject, page, place, target)


def _dead_target(subject: Subject, page: Page, place: Position, target: str) -> Iterator[Problem]:
    """What is wrong with a link on a page: MkDocs asks for a file, counted from that page's."""
    path, _, anchor = target.partition("#")
    folder = posixpath.dirname(page.path)
    file = posixpath.normpath(posixpath.join(folder, path)) if path else page.path
    if file not in subject.pages:
        files = {one.address: one.path for one in subject.pages.values()}
        near = nearest(served_at(file.strip("/")), files)
        guess = f' Did you mean "{posixpath.relpath(files[near], folder or ".")}"?' if near else ""
        message = f'"{target}" is not the file of a page.{guess}'
        fix = "link to the file, seen from this page, as in ../guides/take-home.md."
        yield Problem(place, "dead-link", message, fix)
        return
    address = subject.pages[file].address
    anchors = subject.addresses().pages[address]
    if anchor and anchor not in anchors:
        message = f'"{target}" leads to no part of {address}.{did_you_mean(anchor, anchors)}'
        yield Problem(place, "dead-link", message, "link to what is there.")


def plain_http(subject: Subject) -> Iterator[Problem]:
    """Ensure a link to another site is encrypted: it begins with https."""
    book = subject.handbook
    for kind, id, entity in book.records():
        for location, text in texts(entity):
            is_name = _NAMES in location or is_code(type(entity), location)
            if text.startswith("http://") and not is_name:
                yield _plain(book.place(kind, id, *location), text)
    for page in subject.pages.values():
        for place, target in _links(page):
            if target.startswith("http://"):
                yield _plain(place, target)


def _plain(place: Position, target: str) -> Problem:
    message = f'"{target}" is not encrypted.'
    return Problem(place, "plain-http", message, "write https, or link to a site that has it.")


def _addresses(book: Handbook) -> Iterator[tuple[Position, str]]:
    """Every address of ours that the data links to, with its place."""
    for kind, id, entity in book.records():
        for location, text in texts(entity):
            code = is_code(type(entity), location)
            for target in () if code else links_in(text):
                if target.startswith("/"):
                    yield book.place(kind, id, *location), target
        for location, part in parts_of(entity):
            if isinstance(part, PageLink):
                yield book.place(kind, id, *location, "page"), part.page


def _links(page: Page) -> Iterator[tuple[Position, str]]:
    body = _CODE.sub(lambda code: "\n" * code.group().count("\n"), page.body)
    for number, line in enumerate(body.splitlines(), start=page.first_line):
        yield from ((Position(page.name, number), target) for target in _LINK.findall(line))
