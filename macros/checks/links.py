"""Rules about links: each leads somewhere, in the data as on the pages."""

import posixpath
import re
from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.pages import Page, served_at
from macros.core.problems import Position, Problem, did_you_mean
from macros.core.text import texts
from macros.model.base import PageLink, parts_of
from macros.model.fields import is_code

_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_CODE = re.compile(r"^(```+|~~~+).*?^\1[ \t]*$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_ELSEWHERE = ("https://", "mailto:")
#: Addresses that are names: their owners write them with http.
_NAMES = "occupation_codes"


def dead_link(subject: Subject) -> Iterator[Problem]:
    """Ensure a link inside the handbook leads to a page, and to a part that is on it."""
    addresses = subject.addresses()
    for place, address, written in _inside(subject):
        if not addresses.answers(address):
            legal = addresses.all() if "#" in address else addresses.pages
            guess = did_you_mean(address, legal)
            message = f'"{written}" leads to {address}, which does not answer.{guess}'
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


def _inside(subject: Subject) -> Iterator[tuple[Position, str, str]]:
    """Every link to an address of ours: its place, the address, and how it is written."""
    book = subject.handbook
    for kind, id, entity in book.records():
        for location, text in texts(entity):
            code = is_code(type(entity), location)
            for target in () if code else _LINK.findall(text):
                if target.startswith("/"):
                    yield book.place(kind, id, *location), target, target
        for location, part in parts_of(entity):
            if isinstance(part, PageLink):
                yield book.place(kind, id, *location, "page"), part.page, part.page
    for page in subject.pages.values():
        for place, target in _links(page):
            if not target.startswith((*_ELSEWHERE, "http://")):
                yield place, _address(page, target), target


def _links(page: Page) -> Iterator[tuple[Position, str]]:
    body = _CODE.sub(lambda code: "\n" * code.group().count("\n"), page.body)
    for number, line in enumerate(body.splitlines(), start=page.first_line):
        yield from ((Position(page.name, number), target) for target in _LINK.findall(line))


def _address(page: Page, target: str) -> str:
    """The address that a link between Markdown files leads to."""
    path, mark, anchor = target.partition("#")
    if not path:
        return f"{page.address}{mark}{anchor}"
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
    return f"{served_at(file)}{mark}{anchor}"
