"""Rules about the words (docs/contributing/writing.md)."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from macros.checks.pages import FRONT_MATTER
from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.kinds import KINDS
from macros.core.pages import Page
from macros.core.problems import Position, Problem
from macros.core.text import count_words, is_todo, sentences, texts
from macros.lint.engine import first_finds
from macros.lint.rulebook import any_word
from macros.posting.fill import build_job_description
from macros.posting.write import LONGEST, SHORTEST, length

T = TypeVar("T")
#: A text and where it stands.
Placed = tuple[Position, str]
_LONGEST_SENTENCE = 25
_LONGEST_ANSWER = 40
_NOT_OUR_WORDS = frozenset({"phrase", "source", "pay"})
#: Parts shown or matched to the letter: code, words to look for, patterns, other people's texts,
#: and the examples of errors.
_TO_THE_LETTER = frozenset(
    (
        *("exhibits", "words", "any", "notices", "mit_license", "gates", "no_verbs", "proxies"),
        *("right", "wrong", "message", "asked"),
    )
)
_PROSE = re.compile(r"^(?!\s*(\||\{\{|#|<)).*[a-z]{3}", re.IGNORECASE)
_CALL = re.compile(r"\{\{.*?\}\}")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_ITEM = re.compile(r"^\s*([-*]|\d+\.)\s+")


def missing_words(subject: Subject) -> Iterator[Problem]:
    """Ensure nothing that a scaffold left is still to be written: no TODO is published."""
    for page in subject.pages.values():
        for at, text in texts(page.meta):
            if is_todo(text):
                _, sentence = FRONT_MATTER.get(str(at[0]), (str, "words are missing here."))
                message = f"`{at[0]}`: {sentence}"
                yield Problem(page.front.place(at), "missing-words", message, "write it.")
        body = _FENCE.sub(lambda block: "\n" * block.group().count("\n"), page.body)
        for number, line in enumerate(body.splitlines(), start=page.first_line):
            if is_todo(line):
                yield _unwritten(Position(page.name, number), "the page")
    for title, _, place in subject.navigation:
        if is_todo(title):
            yield _unwritten(place, "the name in the navigation")


def _unwritten(place: Position, part: str) -> Problem:
    return Problem(place, "missing-words", f"{part}: words are missing here.", "write them.")


def banned_wording(subject: Subject) -> Iterator[Problem]:
    """Ensure our own text uses none of the phrases of data/phrases.yaml."""
    phrases = tuple(subject.handbook.phrases.values())
    suspects = [*_of_our_words(subject, _suspects, _suspects_in, _suspects_on)]
    patterns = [any_word(phrase.words) for phrase in phrases]
    for number, index, words in first_finds([text for _, text in suspects], patterns):
        (place, _), phrase = suspects[number], phrases[index]
        yield Problem(place, "banned-wording", f'"{words}": {phrase.why}', phrase.instead)


def _suspects(book: Handbook, words: Iterable[Placed]) -> Iterator[Placed]:
    suspect = _suspect(tuple(phrase.words for phrase in book.phrases.values()))
    return ((place, text) for place, text in words if suspect(text))


def _suspects_in(book: Handbook, kind: str, id: str) -> Iterator[Placed]:
    return _suspects(book, _words_in(book, kind, id))


def _suspects_on(subject: Subject, page: Page) -> Iterator[Placed]:
    return _suspects(subject.handbook, _words_on(page))


@lru_cache(maxsize=1)
def _suspect(phrases: tuple[tuple[str, ...], ...]) -> Callable[[str], bool]:
    """What says whether the engine is to look for phrases in a text: all words of one are there."""
    said = [words.casefold().rstrip("*").split() for phrase in phrases for words in phrase]
    rarest = [max(words, key=len) for words in said]
    any_rarest = re.compile("|".join(map(re.escape, sorted(set(rarest)))))

    def suspect(text: str) -> bool:
        folded = text.casefold()
        if not any_rarest.search(folded):
            return False
        return any(all(word in folded for word in words) for words in said)

    return suspect


def long_sentence(subject: Subject) -> Iterator[Problem]:
    """Ensure no sentence has more than 25 words: it is read aloud in a call."""
    yield from _of_our_words(subject, _long, _long_in, _long_on)


def _long(_: Handbook, words: Iterable[Placed]) -> Iterator[Problem]:
    for place, text in words:
        for start, count in _long_sentences(text):
            message = f'{count} words in one sentence, {_LONGEST_SENTENCE} at most: "{start} …"'
            yield Problem(place, "long-sentence", message, "make two sentences of it.")


def _long_in(book: Handbook, kind: str, id: str) -> Iterator[Problem]:
    return _long(book, _words_in(book, kind, id))


def _long_on(subject: Subject, page: Page) -> Iterator[Problem]:
    return _long(subject.handbook, _words_on(page))


def _long_sentences(text: str) -> tuple[tuple[str, int], ...]:
    """How each sentence of too many words begins, and their number."""
    if count_words(text) <= _LONGEST_SENTENCE:
        return ()
    counted = ((sentence.split()[:6], count_words(sentence)) for sentence in sentences(text))
    return tuple((" ".join(words), count) for words, count in counted if count > _LONGEST_SENTENCE)


def long_answer(subject: Subject) -> Iterator[Problem]:
    """Ensure a FAQ answers in at most 40 words before it explains."""
    handbook = subject.handbook
    for faq in handbook.faqs.values():
        count = count_words(faq.short)
        if count > _LONGEST_ANSWER:
            message = f"{count} words in the short answer, {_LONGEST_ANSWER} at most."
            place = handbook.place("faq", faq.id, "short")
            yield Problem(place, "long-answer", message, "move the rest to why or do.")


def equal_anchors(subject: Subject) -> Iterator[Problem]:
    """Ensure the four anchors of a question differ from each other."""
    handbook = subject.handbook
    for question in handbook.questions.values():
        if len({anchor.casefold() for anchor in question.anchors}) < len(question.anchors):
            place = handbook.place("question", question.id, "anchors")
            message = f'two anchors of "{question.id}" are the same.'
            yield Problem(place, "equal-anchors", message, "describe what each score looks like.")


def posting_length(subject: Subject) -> Iterator[Problem]:
    """Ensure every job description has 350 to 650 words."""
    handbook = subject.handbook
    for role_id, resolved in handbook.resolved.items():
        if resolved.role.loop not in handbook.loops:
            continue
        description = build_job_description(handbook, role_id)
        count = length(description)
        if not SHORTEST <= count <= LONGEST:
            yield Problem(
                handbook.place("role", role_id, "posting"),
                "posting-length",
                f"the job description has {count} words.",
                f"write {SHORTEST} to {LONGEST}: post fewer responsibilities or shorten lines.",
            )


def _of_our_words(
    subject: Subject,
    find: Callable[[Handbook, Iterable[Placed]], Iterable[T]],
    find_in: Callable[[Handbook, str, str], Iterable[T]],
    find_on: Callable[[Subject, Page], Iterable[T]],
) -> Iterator[T]:
    """What is found in every text that we wrote: in some words, in a record, on a page."""
    handbook = subject.handbook
    yield from handbook.each(find_in, *(k.name for k in KINDS if k.name not in _NOT_OUR_WORDS))
    yield from find(handbook, _words_of_singles(handbook))
    yield from subject.on_pages(find_on)


def _words_of_singles(handbook: Handbook) -> Iterator[Placed]:
    singles = (
        ("vocabularies", handbook.vocabularies),
        ("posting", handbook.posting),
        ("lint-reading", handbook.reading),
        ("redirects", {"redirects": handbook.redirects}),
    )
    for stem, record in singles:
        for location, text in texts(record):
            if _TO_THE_LETTER.isdisjoint(location):
                yield handbook.place("single", stem, *location), text


def _words_in(book: Handbook, kind: str, id: str) -> Iterator[Placed]:
    for location, text in texts(book.find(kind, id)):
        if _TO_THE_LETTER.isdisjoint(location):
            yield book.place(kind, id, *location), text


def _words_on(page: Page) -> Iterator[Placed]:
    for key, value in page.meta.items():
        if isinstance(value, str):
            yield page.front.place((key,)), value
    yield from _prose(page.body, page.name, page.first_line)


def _prose(body: str, name: str, first_line: int) -> Iterator[Placed]:
    """The paragraphs of a page, each joined to one text, with the place of its first line."""
    lines: list[str] = []
    start = first_line
    body = _FENCE.sub(lambda match: "\n" * match.group().count("\n"), body)
    for number, line in enumerate([*body.splitlines(), ""], start=first_line):
        begins = _ITEM.match(line)
        if lines and (begins or not _PROSE.match(line)):
            yield Position(name, start), " ".join(lines)
            lines = []
        if _PROSE.match(line):
            start = start if lines else number
            lines.append(_CALL.sub("", _ITEM.sub("", line)).strip())
