"""What is due for review, and when: every figure, source, passage that cites, and page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from macros.core.handbook import Handbook
from macros.core.pages import Page, reviewed_on
from macros.core.passages import CITE, passages
from macros.core.problems import Position, Problem
from macros.core.text import has_number
from macros.model.base import Sourced, parts_of
from macros.model.reference import Faq

#: How long a page counts as reviewed.
REVIEWED_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something that holds until the end of `day`: where it stands, what it is, its source.

    `title` is for people (`place ontario`); `url` is what they read again. A page has no source.
    """

    day: date
    place: Position
    title: str
    source: str
    url: str

    def shown(self, format: str, today: date) -> str:
        """The same on one line, as `text`, `json` or `github`."""
        if format == "json":
            return self._json(today)
        if format == "github":
            return self.problem(today).github()
        return f"{self.day}  {self.place.path}:{self.place.line}  {self.title}  {self.url}"

    def _json(self, today: date) -> str:
        """With the days that are left; fewer than 0 have passed."""
        values = {"review_by": str(self.day), "days": (self.day - today).days}
        values |= {"path": self.place.path, "line": self.place.line, "column": self.place.column}
        return json.dumps(values | {"what": self.title, "source": self.source, "url": self.url})

    def problem(self, today: date) -> Problem:
        """The same as a warning beside its line."""
        if not self.source:
            verb = "was" if self.day < today else "is"
            message = f"the page {verb} to be reviewed by {self.day}."
            fix = "read it aloud against its sources, and write the day of that."
            return Problem(self.place, "page-review", message, fix, severity="warning")
        message = f"the figure is to be reviewed by {self.day}, and is shown until then."
        if self.day < today:
            past = f"the figure was to be reviewed by {self.day}"
            message = f"{past}; its pages show a notice instead."
        fix = f"read {self.url} again and renew the dates."
        return Problem(self.place, "expired-figure", message, fix, severity="warning")


def figures_due(handbook: Handbook, pages: Iterable[Page]) -> list[Due]:
    """Everything that a reader is shown until its day, the soonest first.

    What names a source that is not there is left out: another rule reports it.
    """
    cited = (page_due(handbook, page) for page in pages)
    return sorted(chain(handbook.each(due_of), chain.from_iterable(cited)))


def sources_due(handbook: Handbook) -> list[Due]:
    """Every source by the day it is to be read again, the soonest first."""
    return sorted(
        Due(one.review_by, handbook.place("source", id, "review_by"), f"source {id}", id, one.url)
        for id, one in handbook.sources.items()
    )


def reviews_due(pages: Iterable[Page]) -> list[Due]:
    """Every page by the day of its next review."""
    at = ("reviewed",)
    told = ((reviewed_on(page.meta), page) for page in pages)
    return sorted(
        Due(day + REVIEWED_FOR, page.front.place(at), f"review {page.path}", "", page.address)
        for day, page in told
        if day
    )


def due_of(handbook: Handbook, kind: str, id: str) -> Iterator[Due]:
    """Each figure of a record, by the day until which it is shown."""
    entity, title = handbook.find(kind, id), f"{kind.replace('_', ' ')} {id}"
    for location, part in parts_of(entity):
        if isinstance(part, Sourced) and (source := handbook.sources.get(part.source)):
            place = handbook.place(kind, id, *location)
            yield Due(handbook.expiry(part), place, title, source.id, source.url)
    if isinstance(entity, Faq) and any(map(has_number, (entity.short, entity.why, entity.do))):
        yield from _cited(handbook, handbook.place(kind, id), title, entity.sources)


def page_due(handbook: Handbook, page: Page) -> Iterator[Due]:
    """Each passage of a page that cites."""
    cites = any(call.name == CITE for call in page.calls)
    for start, _, ids in passages(page.body) if cites else ():
        yield from _cited(handbook, page.at(start), f"page {page.path}", ids)


def _cited(handbook: Handbook, place: Position, title: str, ids: Iterable[str]) -> Iterator[Due]:
    """What goes as soon as the first of its sources does."""
    known = [handbook.sources[id] for id in ids if id in handbook.sources]
    for source in sorted(known, key=lambda one: one.review_by)[:1]:
        yield Due(source.review_by, place, title, source.id, source.url)
