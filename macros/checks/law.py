"""Rules about the law: read again soon, told by two, graded as found, never taken for advice."""

from collections.abc import Iterator
from datetime import timedelta

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Problem
from macros.model.law import Law

#: About three months: laws on pay change that often.
_LONGEST = timedelta(days=100)
_DISCLAIMER = "not legal advice"
_FOLDER = "law/"


def late_review(subject: Subject) -> Iterator[Problem]:
    """Ensure a row of the law is read again within 100 days of the day it was read."""
    for kind, law in _rows(subject.handbook):
        read_on, expiry = law.read_on, subject.handbook.expiry(law)
        if expiry - read_on > _LONGEST:
            message = f"read on {read_on} and to be read again by {expiry}: that is too late."
            fix = f"write `review_by: {read_on + _LONGEST}`, or an earlier day."
            yield Problem(subject.handbook.place(kind, law.id), "late-review", message, fix)


def single_report(subject: Subject) -> Iterator[Problem]:
    """Ensure a law that was not read at its source stands on two documents that agree."""
    book = subject.handbook
    for kind, law in _rows(book):
        others = set(law.also) - {law.source}
        if book.rank("verification", law.verification) and not others:
            message = f'only "{law.source}" reports it, and that is not the law itself.'
            fix = "name a second source in `also`, or the official text in `source`."
            yield Problem(book.place(kind, law.id, "verification"), "single-report", message, fix)


def generous_grade(subject: Subject) -> Iterator[Problem]:
    """Ensure a row of the law claims no better grade than the best of its sources has."""
    book = subject.handbook
    for kind, law in _rows(book):
        found = [book.sources[id].verification for id in (law.source, *law.also)]
        best = min(found, key=lambda grade: book.rank("verification", grade))
        if book.rank("verification", law.verification) < book.rank("verification", best):
            message = f'"{law.verification}", but its best source is "{best}".'
            fix = f"write `verification: {best}`, or name the source that is better."
            place = book.place(kind, law.id, "verification")
            yield Problem(place, "generous-grade", message, fix)


def _rows(book: Handbook) -> Iterator[tuple[str, Law]]:
    """Every row of the law with its kind."""
    for place in book.places.values():
        yield "place", place
    for law in book.hiring_laws.values():
        yield "hiring_law", law


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
