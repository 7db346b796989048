"""Rules about what the exports need of the data: each choice has its word, each cell its items."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Problem
from macros.core.text import texts
from macros.model.fields import is_code
from macros.posting.jobposting import EMPLOYMENT
from macros.public.tables import SEPARATOR
from macros.tell.structured import DURATIONS

#: The choices that programs are told in words of schema.org, and where those stand.
_WORDS = (
    ("employment_type", EMPLOYMENT, "EMPLOYMENT in macros/posting/jobposting.py"),
    ("pay_period", DURATIONS, "DURATIONS in macros/tell/structured.py"),
)


def unworded_choice(subject: Subject) -> Iterator[Problem]:
    """Ensure every employment type and pay period has its word of schema.org."""
    book = subject.handbook
    for vocabulary, words, where in _WORDS:
        for index, choice in enumerate(getattr(book.vocabularies, vocabulary)):
            if choice.id not in words:
                place = book.place("single", "vocabularies", vocabulary, index)
                message = f'programs do not know what "{choice.id}" means.'
                yield Problem(place, "unworded-choice", message, f"add it to {where}.")


def table_separator(subject: Subject) -> Iterator[Problem]:
    """Ensure no item of a list holds what stands between items in a cell of a table."""
    yield from subject.handbook.each(_separators_in)


def _separators_in(book: Handbook, kind: str, id: str) -> Iterator[Problem]:
    entity = book.find(kind, id)
    for location, text in texts(entity):
        in_list = SEPARATOR in text and any(isinstance(step, int) for step in location)
        if in_list and not is_code(type(entity), location):
            place = book.place(kind, id, *location)
            message = f'"{SEPARATOR}" tells two items apart in the tables.'
            yield Problem(place, "table-separator", message, "use another sign.")
