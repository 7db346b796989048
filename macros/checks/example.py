"""Rules about the words of a job description, and the finished posting that stands beside it."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from macros.checks.posting import printed
from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Problem, listed
from macros.lint.engine import TooMuchError, lint
from macros.posting.draft import pairs_of, read_draft
from macros.posting.fill import build_example, build_job_description, example_draft
from macros.posting.recipe import build_recipe
from macros.posting.write import to_text

_BLANK = re.compile(r"\[[^\[\]]+\]")
_MOST_BLANKS = 10
_FEWEST_WORDS = 8


def too_many_blanks(subject: Subject) -> Iterator[Problem]:
    """Ensure a job description is filled in within minutes: it has at most ten blanks."""
    for id in _whole_roles(subject.handbook):
        blanks = _BLANK.findall(to_text(build_job_description(subject.handbook, id)))
        if len(blanks) > _MOST_BLANKS:
            place = subject.handbook.place("role", id, "posting")
            message = f"the job description has {len(blanks)} blanks, {_MOST_BLANKS} at most."
            fix = "join blanks, or write what is true of most teams."
            yield Problem(place, "too-many-blanks", message, fix)


def trade_words(subject: Subject) -> Iterator[Problem]:
    """Ensure a posting is found and recognized: it names words of the trade, and its tools."""
    book = subject.handbook
    for id in _whole_roles(book):
        place = book.place("role", id, "posting")
        for message, fix in book.once(_missing_words, id):
            yield Problem(place, "trade-words", message, fix)


def _missing_words(book: Handbook, id: str) -> list[tuple[str, str]]:
    """What the texts of a role do not say: messages and fixes."""
    found, nouns = [], book.posting.nouns
    least = min(_FEWEST_WORDS, len(nouns))
    for name, text, tools in _postings(book, id):
        there = [noun for noun in nouns if _named(noun).search(_BLANK.sub("", text))]
        if len(there) < least:
            message = f"the {name} names {len(there)} words of the trade, {least} at least."
            missing = listed(noun for noun in nouns if noun not in there)
            found.append((message, f"name some of: {missing}."))
        if example_draft(book, id).values and not (tools and all(one in text for one in tools)):
            message = f"the {name} does not name the tools that its team works with."
            fix = "choose tools in `example`, and print them in data/posting.yaml."
            found.append((message, fix))
    return found


def fixed_tool(subject: Subject) -> Iterator[Problem]:
    """Ensure the lines of a posting name a tool only where the poster's own takes its place."""
    book = subject.handbook
    groups = book.posting.stack
    ours = [f", for example {group.preposition} {group.example}" for group in groups]
    titles = [book.tools[tool].title for group in groups for tool in group.tools]
    tool = re.compile(rf"(?<![\w^])(?:{'|'.join(map(re.escape, titles))})(?![\w+#])")
    for place, text in printed(subject) if groups else ():
        for phrase in ours:
            text = text.replace(phrase, "")
        if found := tool.search(text):
            message = f'"{found.group()}" stays, whatever tools the poster chooses.'
            fix = f'write "{ours[0]}" or its like, which gives way; or name no tool.'
            yield Problem(place, "fixed-tool", message, fix)


def example_value(subject: Subject) -> Iterator[Problem]:
    """Ensure the example of a role gives every field a value that the field can have."""
    book = subject.handbook
    for id in _whole_roles(book):
        example = book.roles[id].posting.example
        for fault in read_draft(build_recipe(book, id), pairs_of(example))[1]:
            place = book.place("role", id, "posting", "example", fault.key)
            yield Problem(place, "example-value", fault.message, fault.fix)


def finished_example(subject: Subject) -> Iterator[Problem]:
    """Ensure the finished posting of a role could be posted: our own checker finds nothing.

    A law that has to be read again is left out of it: a day alone makes no posting wrong.
    """
    book = subject.handbook
    for id in _whole_roles(book):
        place = book.place("role", id, "posting")
        for message, fix in book.once(_found_in_example, id, subject.today):
            yield Problem(place, "finished-example", message, fix)


def _found_in_example(book: Handbook, id: str, today: date) -> list[tuple[str, str]]:
    """What our checker says of the finished posting of a role: messages and fixes."""
    text, chosen = to_text(build_example(book, id)), _chosen(book, id, "places")
    places = tuple(one for one in chosen if book.expiry(book.places[one]) >= today)
    try:
        found = lint(text, book, role=id, places=places, today=today).findings
    except TooMuchError as error:
        return [(f"the finished posting: {error}", "shorten it.")]
    return [
        (
            f"our checker finds in the finished posting: {finding.rule}"
            + (f' "{finding.words}".' if finding.words else "."),
            finding.instead,
        )
        for finding in found
    ]


def _whole_roles(book: Handbook) -> Iterator[str]:
    """The roles whose job description can be built."""
    return (id for id, one in book.resolved.items() if one.role.loop in book.loops)


def _chosen(book: Handbook, id: str, input: str) -> tuple[str, ...]:
    """The values that a role's example has for the fields of an input."""
    fields, values = build_recipe(book, id).fields, example_draft(book, id).values
    mine = (values.get(field.id, ()) for field in fields if field.input == input)
    return tuple(chain.from_iterable(mine))


def _postings(book: Handbook, id: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The template and the finished posting of a role: name, text, and what names its tools."""
    blanks = tuple(field.blank or "" for field in book.posting.fields if field.input == "tools")
    tools = tuple(book.tools[tool].title for tool in _chosen(book, id, "tools"))
    yield "job description", to_text(build_job_description(book, id)), blanks
    yield "finished posting", to_text(build_example(book, id)), tools


def _named(noun: str) -> re.Pattern[str]:
    """A pattern for a noun in singular and plural, with a hyphen or a space between its words."""
    stem = re.escape(noun).replace(r"\ ", "[ -]")
    return re.compile(rf"(?<!\w){stem}(?:e?s)?(?!\w)", re.IGNORECASE)
