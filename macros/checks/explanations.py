"""Rules about answers, tools and terms: each says something of its own, and none is missing."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.problems import Position, Problem
from macros.render.terms import as_found, words_of

#: What explains an entity to its reader, by kind.
_EXPLAINS = (
    ("tool", "plain"),
    ("tool", "candidate_did"),
    ("term", "plain"),
    ("term", "in_hiring"),
)


def question_mark(subject: Subject) -> Iterator[Problem]:
    """Ensure the heading of a FAQ is a question, as people type it."""
    handbook = subject.handbook
    for faq in handbook.faqs.values():
        if not faq.question.endswith("?"):
            place = handbook.place("faq", faq.id, "question")
            message = f'"{faq.question}" does not end in a question mark.'
            yield Problem(place, "question-mark", message, "write the question that people ask.")


def repeated_faq(subject: Subject) -> Iterator[Problem]:
    """Ensure no two FAQs ask the same: an answer has one home."""
    yield from _repeated(subject, "faq", "question", "repeated-faq", "join the two answers.")


def repeated_explanation(subject: Subject) -> Iterator[Problem]:
    """Ensure no two tools and no two terms are explained in the same words."""
    fix = "say what is true of this one only."
    for kind, name in _EXPLAINS:
        yield from _repeated(subject, kind, name, "repeated-explanation", fix)


def shared_form(subject: Subject) -> Iterator[Problem]:
    """Ensure no word of running text links to two terms, or to one of them twice."""
    first: dict[str, str] = {}
    for term in subject.handbook.terms.values():
        for word, location in words_of(term):
            if other := first.get(as_found(word)):
                place = subject.handbook.place("term", term.id, *location)
                message = f'"{word}" links to the term "{other}" already.'
                fix = "keep it where it means most, or give the other title `ordinary_word: true`."
                yield Problem(place, "shared-form", message, fix)
            first.setdefault(as_found(word), term.id)


def _repeated(subject: Subject, kind: str, name: str, code: str, fix: str) -> Iterator[Problem]:
    first: dict[str, Position] = {}
    for id, entity in subject.handbook.entities(kind).items():
        place = subject.handbook.place(kind, id, name)
        text = getattr(entity, name).casefold()
        if other := first.get(text):
            message = f"the same words stand at {other.path}:{other.line}."
            yield Problem(place, code, message, fix)
        first.setdefault(text, place)


def empty_page(subject: Subject) -> Iterator[Problem]:
    """Ensure every role has an answer and a tool to show, and every tool category a tool."""
    book = subject.handbook
    for id, resolved in book.resolved.items():
        if not book.faqs_of(id):
            message = f'no FAQ names "{id}" in its `roles`, so docs/roles/{id}/faq.md is empty.'
            fix = f"add an answer to data/faqs/{id}.yaml, or the role to one that fits."
            yield Problem(book.place("role", id), "empty-page", message, fix)
        if not resolved.tools:
            place = book.place("role", id, "tools")
            message = f'"{id}" has no tools, so docs/roles/{id}/tools.md is empty.'
            yield Problem(place, "empty-page", message, "add the tools it works with.")
    for index, category in enumerate(book.vocabularies.tool_category):
        if not book.tools_of(category.id):
            place = book.place("single", "vocabularies", "tool_category", index)
            message = f"there is no tool in it, so docs/tools/{category.id}.md is empty."
            fix = f"`handbook new tool ID --under {category.id}`, or remove the category."
            yield Problem(place, "empty-page", message, fix)
