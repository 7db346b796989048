"""Rules about what a page may hold: nothing that runs, and nothing in the place of another page."""

from collections.abc import Iterator
from itertools import islice

from macros.checks.subject import Subject
from macros.core.markup import faults_in
from macros.core.pages import MOST_FAULTS, Page
from macros.core.problems import Position, Problem


def page_markup(subject: Subject) -> Iterator[Problem]:
    """Ensure a page holds text, headings, lists, tables, code, links and pictures of ours."""
    yield from subject.on_pages(_markup)


def _markup(_: Subject, page: Page) -> Iterator[Problem]:
    for fault in islice(faults_in(page.body), MOST_FAULTS):
        yield Problem(page.at(fault.start), "page-markup", fault.message, fault.fix)


def shared_address(subject: Subject) -> Iterator[Problem]:
    """Ensure a page has an address of its own: no other page and no export is written there."""
    first: dict[str, Page] = {}
    for page in subject.pages.values():
        other = first.setdefault(page.address, page)
        taken = "a file that the build makes" if page.address in subject.addresses().files else ""
        if taken := other.name if other is not page else taken:
            message = f"{page.address} is the address of {taken} too."
            fix = "remove the page, or give it another name."
            yield Problem(Position(page.name), "shared-address", message, fix)
