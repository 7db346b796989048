"""Rules against saying it twice and against saying too much (invariants 6 and 7)."""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from macros.checks.roles import own_lines
from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.pages import Page
from macros.core.problems import Position, Problem
from macros.core.similar import near_duplicates, runs_in, shingles
from macros.core.text import count_words, texts
from macros.model.base import is_id
from macros.model.interview import Question

#: Four words in a row are rare enough to tell a copy; two fifths of a text are a copy.
_RUN, _COPY = 4, 0.4
#: Seven words in a row of a question on a candidate's page are the question.
_LEAK_RUN = 7
_SHORTEST_ANCHOR, _LONGEST_ANCHOR = 8, 80
#: What lifts a score says one thing, so it may be shorter.
_SHORTEST_EXTRA = 5
_VAGUE = re.compile(
    r"\b(good|great|excellent|poor|bad|weak|strong|solid|adequate|insufficient) (answer|candidate)",
    re.IGNORECASE,
)
_PRIVATE = (
    "ask",
    "evidence",
    "listen_for",
    "follow_ups",
    "anchors",
    "beyond",
    "at_level",
    "also",
    "variant",
)
#: The fields of a question that score it.
_SCORES = ("anchors", "beyond", "at_level", "also")

Placed = tuple[Position, str]
Run = tuple[str, ...]


def near_duplicate(subject: Subject) -> Iterator[Problem]:
    """Ensure no two lines of roles, questions or anchors are near-duplicates of each other."""
    for texts_of in (_lines, _questions):
        yield from subject.handbook.once(_copies, texts_of)


def _copies(book: Handbook, texts_of: Callable[[Handbook], Iterator[Placed]]) -> list[Problem]:
    placed = tuple(texts_of(book))
    found = near_duplicates([text for _, text in placed], size=_RUN, least=_COPY)
    return [_copied(placed[pair.second], placed[pair.first], pair.share) for pair in found]


def _copied(one: Placed, other: Placed, share: float) -> Problem:
    (place, text), (there, _) = one, other
    message = f'{share:.0%} of "{_short(text)}" stands at {there.path}:{there.line} too.'
    fix = "say what is different here, or drop one of the two."
    return Problem(place, "near-duplicate", message, fix)


def _lines(book: Handbook) -> Iterator[Placed]:
    yield from own_lines(book, "responsibilities")
    yield from own_lines(book, "requirements")


def vague_anchor(subject: Subject) -> Iterator[Problem]:
    """Ensure an anchor describes what was said or done, not how good it was."""
    yield from subject.handbook.each(_vague, "question")


def _vague(book: Handbook, kind: str, id: str) -> Iterator[Problem]:
    question = book.questions[id]
    whole = {book.place(kind, id, "anchors", index) for index in range(len(question.anchors))}
    for place, anchor in _scores_of(book, question):
        count = count_words(anchor)
        least = _SHORTEST_ANCHOR if place in whole else _SHORTEST_EXTRA
        if _VAGUE.search(anchor) or count < least:
            what = "does not say what the candidate said or did."
            if count < least:
                what = f"has {count} words, {least} at least."
            fix = "say what was said or done, and how that differs from the scores beside it."
            yield Problem(place, "vague-anchor", f'"{_short(anchor)}" {what}', fix)


def long_anchor(subject: Subject) -> Iterator[Problem]:
    """Ensure what scores can be read while somebody speaks: at most 80 words."""
    handbook = subject.handbook
    for question in handbook.questions.values():
        for place, anchor in _scores_of(handbook, question):
            if (count := count_words(anchor)) > _LONGEST_ANCHOR:
                message = f"{count} words in an anchor, {_LONGEST_ANCHOR} at most."
                fix = "keep what tells this score from the one below."
                yield Problem(place, "long-anchor", message, fix)


def candidate_leak(subject: Subject) -> Iterator[Problem]:
    """Ensure nothing a candidate reads holds the words of a question or its scores."""
    words = list(_candidate_words(subject))
    public = frozenset[int]().union(*(runs_in(text, _LEAK_RUN) for _, text in words))
    leaking = (id for id, secret in subject.handbook.each(_secrets, "question") if secret & public)
    secrets = dict(chain.from_iterable(_secret_runs(subject.handbook, id) for id in leaking))
    for place, text in words if secrets else ():
        if leaked := sorted(run for run in shingles(text, _LEAK_RUN) if run in secrets):
            run = leaked[0]
            yield Problem(
                place,
                "candidate-leak",
                f'"{" ".join(run)}" is also said in the question "{secrets[run]}".',
                "tell the topic and the form, and keep the question's words out.",
            )


def orphan(subject: Subject) -> Iterator[Problem]:
    """Ensure a role asks for every skill, and some role at its level can be asked a question."""
    handbook = subject.handbook
    profiles = {role_id: resolved.profile() for role_id, resolved in handbook.resolved.items()}
    for skill in handbook.skills:
        if not any(skill in profile for profile in profiles.values()):
            place = handbook.place("skill", skill)
            message = f'no role asks for the skill "{skill}".'
            yield Problem(place, "orphan", message, "ask for it in a role, or remove it.")
    for question in handbook.questions.values():
        fitting = [
            role
            for role in handbook.roles.values()
            if role.level in question.levels and question.skill in profiles.get(role.id, {})
        ]
        if not fitting:
            place = handbook.place("question", question.id, "levels")
            message = f"no role at {', '.join(question.levels)} asks for {question.skill}."
            yield Problem(place, "orphan", message, "fix its levels, or remove it.")


def _short(text: str) -> str:
    return " ".join(text.split()[:7]) + " …"


def _questions(handbook: Handbook) -> Iterator[Placed]:
    for question in handbook.questions.values():
        yield handbook.place("question", question.id, "ask"), question.ask
        yield from _scores_of(handbook, question)


def _scores_of(handbook: Handbook, question: Question) -> Iterator[Placed]:
    """Every text that an answer is scored by: a reference to a skill is no text."""
    for name in _SCORES:
        for location, text in texts(getattr(question, name)):
            if not is_id(text):
                yield handbook.place("question", question.id, name, *location), text


def _secrets(book: Handbook, _: str, id: str) -> Iterator[tuple[str, frozenset[int]]]:
    """What a question says that no candidate may read, as `runs_in` gives it."""
    yield id, frozenset(hash(run) for run, _ in _secret_runs(book, id))


def _secret_runs(handbook: Handbook, id: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in _PRIVATE:
        for _, text in texts(getattr(handbook.questions[id], name)):
            yield from ((run, id) for run in shingles(text, _LEAK_RUN))


def _candidate_words(subject: Subject) -> Iterator[Placed]:
    """What candidates read: the stages' public fields, and the candidate pages."""
    handbook = subject.handbook
    for loop in handbook.loops.values():
        for index, stage in enumerate(loop.stages):
            for name in ("title", "purpose", "accommodations", "told_beforehand", "prepare"):
                for location, text in texts(getattr(stage, name)):
                    place = handbook.place("loop", loop.id, "stages", index, name, *location)
                    yield place, text
            yield handbook.place("loop", loop.id, "stages", index, "ai_rule"), stage.ai_rule.note
    for page in subject.pages.values():
        if page.path.endswith("/candidate.md"):
            yield page.front.place(("description",)), str(page.meta.get("description") or "")
            yield from _paragraphs(page)


def _paragraphs(page: Page) -> Iterator[Placed]:
    """The blocks between a page's empty lines, each with the place of its first line."""
    number = page.first_line
    for block in page.body.split("\n\n"):
        skipped = len(block) - len(block.lstrip("\n"))
        yield Position(page.name, number + skipped), block
        number += block.count("\n") + 2
