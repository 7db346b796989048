"""Rules about the search: pages say how people ask for them, and no two are asked for alike."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.problems import Position, Problem, did_you_mean
from macros.model.base import Findable

#: How many ways a page is asked for at least. An entity's number is in its model.
_FEWEST = 2
#: The folder with records of what was decided once, which few look for, and by their titles.
_UNASKED = "decisions"

Asked = tuple[str, Position]


def no_asked_phrase(subject: Subject) -> Iterator[Problem]:
    """Ensure a page says in two ways or more how people ask for what it holds."""
    yield from subject.on_pages(_unasked)


def _unasked(_: Subject, page: Page) -> Iterator[Problem]:
    told = len(page.asked)
    if told < _FEWEST and f"/{_UNASKED}/" not in page.path:
        place = page.front.place(("asked",)) if told else Position(page.name, 1)
        message = f'"asked" holds {told} of the {_FEWEST} phrases that a page has at least.'
        fix = "list in `asked:` what people type who look for this page and no other."
        yield Problem(place, "no-asked-phrase", message, fix)


def unknown_asked_section(subject: Subject) -> Iterator[Problem]:
    """Ensure a phrase that leads to a section names one of the page."""
    for page in subject.pages.values():
        sections = subject.addresses().pages[page.address]
        for index, (phrase, anchor) in enumerate(page.asked):
            if anchor and anchor not in sections:
                place = page.front.place(("asked", index))
                message = f'"{phrase}" leads to "{anchor}", which is no section of the page.'
                message += did_you_mean(anchor, sections)
                fix = "write the id of a heading of the page after the >."
                yield Problem(place, "unknown-asked-section", message, fix)


def same_asked_phrase(subject: Subject) -> Iterator[Problem]:
    """Ensure no two pages or entities are asked for in the same words."""
    first: dict[str, Position] = {}
    entities = subject.handbook.each(_asked_of)
    for phrase, place in (*subject.on_pages(_asked_on), *entities):
        other = first.setdefault(" ".join(phrase.casefold().split()), place)
        if other is not place:
            message = f'"{phrase}" also leads to {other.path}:{other.line}.'
            fix = "leave it where the answer is that people want who type this."
            yield Problem(place, "same-asked-phrase", message, fix)


def _asked_on(_: Subject, page: Page) -> Iterator[Asked]:
    for index, (phrase, _section) in enumerate(page.asked):
        yield phrase, page.front.place(("asked", index))


def _asked_of(book: Handbook, kind: str, id: str) -> Iterator[Asked]:
    entity = book.find(kind, id)
    if isinstance(entity, Findable):
        for index, phrase in enumerate(entity.asked):
            yield phrase, book.place(kind, id, "asked", index)
