"""Rules about the headings of pages: one title, no step left out, an address for each section."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from macros.checks.subject import Subject
from macros.core.pages import Page
from macros.core.problems import Position, Problem

#: A heading as Python-Markdown finds it, in lists and quotations too, and without a blank.
_HEADING = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*(#{1,6})(.*)$")
_ATTRIBUTES = re.compile(r"\{([^{}]*)\}$")
_ID = re.compile(r"#([^\s}]+)")


class Heading(NamedTuple):
    """A heading as it is written: 1 to 6 marks, the id in its braces, and what follows it."""

    level: int
    title: str
    id: str
    place: Position
    says: bool


def one_title(subject: Subject) -> Iterator[Problem]:
    """Ensure a page has one title, a line that begins with `# `, before all other headings."""
    for page in subject.pages.values():
        headings = headings_of(page)
        if not headings or headings[0].level != 1:
            place, fix = page.front.place(("title",)), "begin the page with `# …`."
            yield Problem(place, "one-title", "no heading says what the page is.", fix)
        for other in headings[1:]:
            if other.level == 1:
                message = f'"{other.title}" is a second title.'
                yield Problem(other.place, "one-title", message, "write `## …`.")


def heading_id(subject: Subject) -> Iterator[Problem]:
    """Ensure every section has an id of its own: a link to it outlives its words."""
    for page in subject.pages.values():
        seen: set[str] = set()
        for heading in headings_of(page):
            if not heading.id and heading.level > 1:
                message = f'"{heading.title}" has no id.'
                fix = "add one behind it: ` {#two-words}`."
                yield Problem(heading.place, "heading-id", message, fix)
            elif heading.id in seen:
                message = f'"{heading.id}" is the id of two sections.'
                yield Problem(heading.place, "heading-id", message, "give this one another id.")
            seen |= {heading.id} - {""}


def heading_step(subject: Subject) -> Iterator[Problem]:
    """Ensure a heading is at most one level below the one before it."""
    for page in subject.pages.values():
        for before, after in pairwise(headings_of(page)):
            if after.level > before.level + 1:
                message = f'"{after.title}" skips a level below "{before.title}".'
                fix = f"begin it with {'#' * (before.level + 1)}."
                yield Problem(after.place, "heading-step", message, fix)


def empty_section(subject: Subject) -> Iterator[Problem]:
    """Ensure every heading has something under it."""
    for page in subject.pages.values():
        headings = headings_of(page)
        for heading, after in zip(headings, [*headings[1:], None], strict=False):
            deeper = after is not None and after.level > heading.level
            if not heading.says and not deeper:
                message = f'there is nothing under "{heading.title}".'
                yield Problem(heading.place, "empty-section", message, "write it, or remove it.")


def headings_of(page: Page) -> list[Heading]:
    """The headings of a page in order; what looks like one in a block of code is none."""
    found: list[Heading] = []
    start = 0
    for line in page.prose.split("\n"):
        if heading := _HEADING.match(line.rstrip()):
            attributes = _ATTRIBUTES.search(heading.group(2))
            id = _ID.search(attributes.group(1)) if attributes else None
            end = heading.end(2) - (len(attributes.group()) if attributes else 0)
            title = page.body[start + heading.start(2) : start + end].strip()
            level, place = len(heading.group(1)), page.at(start + heading.start(1))
            found.append(Heading(level, title, id.group(1) if id else "", place, False))
        elif line.strip() and found:
            found[-1] = found[-1]._replace(says=True)
        start += len(line) + 1
    return found
