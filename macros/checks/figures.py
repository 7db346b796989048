"""Rules about figures: sourced, ordered, and shown no longer than they hold (invariant 5)."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.passages import passages
from macros.core.problems import Position, Problem
from macros.core.read import Location
from macros.core.text import MEASURE, has_figure
from macros.model.base import Sourced, last_day, parts_of
from macros.model.law import Law
from macros.model.reference import Percentiles, Source
from macros.render.view import day
from macros.tell.due import Due, due_of, page_due

_FEWEST = 20
#: What leads to a page of ours bears the title that is there.
_NAMED = re.compile(r"\[[^\[\]]*\](?=\((?!https?:))")
#: A text that begins with a date: a number or the name of a month.
_BARE = re.compile(rf"\d|{'|'.join(filter(None, month_name))}")
#: The grade of what one document reports; a page says so in its own words.
_REPORTED = "reported"
_SAID = re.compile(r"\breport(?:ed|s)?\b", re.IGNORECASE)
_YEAR = timedelta(days=365)
#: Three years: a survey that nobody has looked at for longer tells of another market.
_LONGEST = 3 * _YEAR


def percentile_order(subject: Subject) -> Iterator[Problem]:
    """Ensure p10 <= p25 <= median <= p75 <= p90 wherever pay is stated."""
    for pay in subject.handbook.pay.values():
        for location, part in parts_of(pay):
            if not isinstance(part, Percentiles):
                continue
            values = [v for v in (part.p10, part.p25, part.median, part.p75, part.p90) if v]
            if values != sorted(values):
                place = subject.handbook.place("pay", pay.id, *location)
                steps = "from the lowest percentile to the highest"
                message = f"pay falls on the way {steps}: {values}."
                fix = "check the figures against the source."
                yield Problem(place, "percentile-order", message, fix)


def small_sample(subject: Subject) -> Iterator[Problem]:
    """Ensure no survey figure stands on fewer than 20 answers (the survey's own threshold)."""
    handbook = subject.handbook
    for pay, series in handbook.pay_series():
        if series.n is not None and series.n < _FEWEST:
            index = pay.series.index(series)
            place = handbook.place("pay", pay.id, "series", index, "n")
            message = f'"{series.id}" stands on {series.n} answers; {_FEWEST} are the least.'
            yield Problem(place, "small-sample", message, "leave the series out.")


def repeated_series(subject: Subject) -> Iterator[Problem]:
    """Ensure a pay series id is used once across all countries."""
    seen: dict[str, Position] = {}
    for pay in subject.handbook.pay.values():
        for index, series in enumerate(pay.series):
            place = subject.handbook.place("pay", pay.id, "series", index, "id")
            if (first := seen.setdefault(series.id, place)) is not place:
                message = f'"{series.id}" already stands at {first.path}:{first.line}.'
                yield Problem(place, "repeated-series", message, "rename one.")


def review_order(subject: Subject) -> Iterator[Problem]:
    """Ensure a figure is reviewed after the day it describes, and a source after it was read."""
    handbook = subject.handbook
    for source in handbook.sources.values():
        if source.review_by <= source.read_on:
            place = handbook.place("source", source.id, "review_by")
            message = f"reviewed by {source.review_by}, but read on {source.read_on}."
            yield Problem(place, "review-order", message, "write a later date.")
    for kind, id, location, part in subject.handbook.each(_figures_in):
        if part.review_by and part.review_by <= last_day(part.as_of):
            place = handbook.place(kind, id, *location, "review_by")
            message = f"reviewed by {part.review_by}, but the figure is of {part.as_of}."
            yield Problem(place, "review-order", message, "write a later date.")


def far_review(subject: Subject) -> Iterator[Problem]:
    """Ensure a figure is read again within three years, and was not read in a year to come."""
    book = subject.handbook
    next_year = subject.today + _YEAR
    for place, read_on in book.each(_read_days):
        if read_on > next_year:
            message = f"read on {read_on}, which is more than a year from now."
            yield Problem(place, "far-review", message, "write the day you read it.")
    for source in book.sources.values():
        yield from _late(book.place("source", source.id, "review_by"), source, source.review_by)
    for kind, id, location, part in subject.handbook.each(_figures_in):
        if last_day(part.as_of) > next_year:
            place = book.place(kind, id, *location, "as_of")
            message = f"as of {part.as_of}, which is more than a year from now."
            yield Problem(place, "far-review", message, "write the date that it describes.")
        if part.review_by:
            place = book.place(kind, id, *location, "review_by")
            yield from _late(place, book.sources[part.source], part.review_by)


def _late(place: Position, source: Source, review_by: date) -> Iterator[Problem]:
    latest = source.read_on + _LONGEST
    if review_by > latest:
        message = f"read on {source.read_on} and to be read again by {review_by}: that is too late."
        fix = f"write `review_by: {latest}`, or an earlier day."
        yield Problem(place, "far-review", message, fix)


def bare_date(subject: Subject) -> Iterator[Problem]:
    """Ensure the dates of a source say what they are: published, figures of, copy of."""
    for source in subject.handbook.sources.values():
        if _BARE.match(source.period):
            place = subject.handbook.place("source", source.id, "period")
            message = f'"{source.period}" does not say what that date is.'
            fix = "begin with what it is, such as `published`, `figures of`, `copy of`."
            yield Problem(place, "bare-date", message, fix)


def other_date(subject: Subject) -> Iterator[Problem]:
    """Ensure a figure has a date that its source has, or that of the day it was read.

    A row of the law is dated by the newest of its pages, which any of its sources may be.
    """
    book = subject.handbook
    for kind, id, location, part in book.each(_figures_in):
        source = book.sources.get(part.source)
        if source is None or isinstance(part, Law) or part.as_of == str(source.read_on):
            continue
        if day(part.as_of) not in source.period:
            place = book.place(kind, id, *location, "as_of")
            message = f'{day(part.as_of)} is no date of "{source.id}": "{source.period}".'
            yield Problem(place, "other-date", message, "write the date as its source has it.")


def unsourced_figure(subject: Subject) -> Iterator[Problem]:
    """Ensure an answer or a passage of a page that prints a figure names where it comes from."""
    handbook = subject.handbook
    for faq in handbook.faqs.values():
        for key in ("short", "why", "do"):
            if not faq.sources and has_figure(getattr(faq, key)):
                place = handbook.place("faq", faq.id, key)
                message = f'"{faq.id}" prints a figure and names no source.'
                fix = "add `sources: [id]` with an id of data/sources.yaml."
                yield Problem(place, "unsourced-figure", message, fix)
    yield from subject.on_pages(_uncited)


def silent_report(subject: Subject) -> Iterator[Problem]:
    """Ensure what one document alone reports is told as a report, with its name."""
    book = subject.handbook
    reports = {id for id, one in book.sources.items() if one.verification == _REPORTED}
    fix = "write `as reported by` and whose report it is, or name a better source."
    for faq in book.faqs.values():
        found = reports.intersection(faq.sources)
        if found and not _SAID.search(f"{faq.short} {faq.why} {faq.do}"):
            message = f'the answer does not say that only "{min(found)}" reports it.'
            yield Problem(book.place("faq", faq.id, "sources"), "silent-report", message, fix)
    for page in subject.pages.values():
        for start, end, sources in passages(page.body):
            found = reports.intersection(sources)
            if found and not _SAID.search(page.body, start, end):
                message = f'the passage does not say that only "{min(found)}" reports it.'
                yield Problem(page.at(start), "silent-report", message, fix)


def _uncited(_: Subject, page: Page) -> Iterator[Problem]:
    """Money and percentages of a page that would stay when their source expires."""
    for key in ("title", "description"):
        if figure := MEASURE.search(str(page.meta.get(key, ""))):
            message = f'"{figure.group()}" would stay in the {key} when its source expires.'
            fix = "say it without the figure."
            yield Problem(page.front.place((key,)), "unsourced-figure", message, fix)
    words = _NAMED.sub(lambda name: " " * len(name.group()), page.prose)
    for start, end, sources in passages(page.body) if MEASURE.search(words) else ():
        figure = None if sources else MEASURE.search(words, start, end)
        if figure:
            message = f'"{figure.group()}" stands in a passage that names no source.'
            fix = 'add ({{ cite("id") }}) with an id of data/sources.yaml, or take the figure out.'
            yield Problem(page.at(figure.start()), "unsourced-figure", message, fix)


def expired_figure(subject: Subject) -> Iterator[Problem]:
    """Ensure the reader of the log knows which figures the pages have stopped showing."""
    book = subject.handbook
    for due in sorted(chain(book.each(due_of), subject.on_pages(_due_on))):
        if due.day < subject.today:
            yield due.problem(subject.today)


def _due_on(subject: Subject, page: Page) -> Iterator[Due]:
    return page_due(subject.handbook, page)


def _read_days(book: Handbook, kind: str, id: str) -> Iterator[tuple[Position, date]]:
    one = book.find(kind, id)
    if isinstance(one, Source | Law):
        yield book.place(kind, id, "read_on"), one.read_on


def _figures_in(book: Handbook, kind: str, id: str) -> Iterator[tuple[str, str, Location, Sourced]]:
    """Every figure of a record, with the record and its location there."""
    for location, part in parts_of(book.find(kind, id)):
        if isinstance(part, Sourced):
            yield kind, id, location, part
