"""Rules about pay law: read again soon, told by two, and never taken for advice."""

from collections.abc import Iterator
from datetime import timedelta

from macros.checks.subject import Subject
from macros.core.problems import Problem

#: About three months: laws on pay change that often.
_LONGEST = timedelta(days=100)
_DISCLAIMER = "not legal advice"
_FOLDER = "law/"


def late_review(subject: Subject) -> Iterator[Problem]:
    """Ensure a place of the law is read again within 100 days of the day it was read."""
    book = subject.handbook
    for place in book.places.values():
        read_on, expiry = place.read_on, book.expiry(place)
        if expiry - read_on > _LONGEST:
            message = f"read on {read_on} and to be read again by {expiry}: that is too late."
            fix = f"write `review_by: {read_on + _LONGEST}`, or an earlier day."
            yield Problem(book.place("place", place.id), "late-review", message, fix)


def single_report(subject: Subject) -> Iterator[Problem]:
    """Ensure a law that was not read at its source stands on two documents that agree."""
    book = subject.handbook
    for place in book.places.values():
        others = set(place.also) - {place.source}
        if book.rank("verification", place.verification) and not others:
            message = f'only "{place.source}" reports it, and that is not the law itself.'
            fix = "name a second source in `also`, or the official text in `source`."
            yield Problem(book.place("place", place.id, "source"), "single-report", message, fix)


def missing_disclaimer(subject: Subject) -> Iterator[Problem]:
    """Ensure what is said about the law says first that it is not legal advice."""
    book = subject.handbook
    for page in subject.pages.values():
        opening = page.body.partition("\n## ")[0]
        if page.path.startswith(_FOLDER) and _DISCLAIMER not in " ".join(opening.split()):
            message = f'nothing before the first section says "{_DISCLAIMER}".'
            fix = "say it in the first paragraph."
            yield Problem(page.front.place(("title",)), "missing-disclaimer", message, fix)
    for faq in book.faqs.values():
        if faq.see.page.startswith(f"/{_FOLDER}") and _DISCLAIMER not in faq.why:
            message = f'the answer leads to the law, and does not say "{_DISCLAIMER}".'
            place = book.place("faq", faq.id, "why")
            yield Problem(place, "missing-disclaimer", message, "say it in `why`.")
