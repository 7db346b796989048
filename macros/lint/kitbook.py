"""The Handbook as the kit builder needs it: one plain record for the page and the command line.

It holds no text of a question; the page fetches those it shows.
"""

from collections.abc import Iterator

from macros.core.handbook import Handbook
from macros.lint.rulebook import any_word, expand
from macros.model.base import Model
from macros.model.interview import CODE_LANGUAGES, Question
from macros.model.kit import SkillWords
from macros.model.role import Requirement, Role
from macros.tell.trace import loop_questions

#: The shape of the published record; a change of meaning is a new number.
VERSION = 1


class Need(Model):
    """A skill that a role asks for, at a level, in the words of its posting."""

    skill: str
    level: str
    line: str


class KitRole(Model):
    """A role: its musts in posting order, the level of every skill, what its loop asks."""

    id: str
    title: str
    level: str
    musts: tuple[Need, ...]
    profile: dict[str, str]
    asked: tuple[str, ...]


class KitSkill(Model):
    """A skill, and patterns for the lines of a posting that ask for it, surely or perhaps."""

    id: str
    title: str
    sure: str
    maybe: str


class Shown(Model):
    """Another skill that a question's answers show, at which levels."""

    skill: str
    skill_levels: tuple[str, ...]


class KitQuestion(Model):
    """What a list of questions says of one; `languages` are those its code is written in."""

    id: str
    title: str
    skill: str
    kind: str
    levels: tuple[str, ...]
    skill_levels: tuple[str, ...]
    minutes: int
    also: tuple[Shown, ...]
    languages: tuple[str, ...]


class LevelWords(Model):
    """A level and the pattern of the words that name it."""

    level: str
    pattern: str


class Kitbook(Model):
    """Everything that choosing questions and reading musts needs, but for the rulebook."""

    version: int
    ranks: tuple[str, ...]
    first: tuple[str, ...]
    roles: tuple[KitRole, ...]
    skills: tuple[KitSkill, ...]
    questions: tuple[KitQuestion, ...]
    cased: tuple[str, ...]
    spared: str
    skill_levels: tuple[LevelWords, ...]
    role_levels: tuple[LevelWords, ...]
    titles: str
    asking: str
    labels: dict[str, str]


def make_kitbook(book: Handbook) -> Kitbook:
    """The record of a Handbook."""
    reading = book.reading.kit
    patterns = {one.id: one.any for one in book.reading.patterns}
    return Kitbook(
        version=VERSION,
        ranks=tuple(level.id for level in book.vocabularies.skill_level),
        first=reading.first,
        roles=tuple(_role(book, role) for role in book.ladder()),
        skills=tuple(_skills(book)),
        cased=tuple(word.lower() for word in reading.cased),
        spared="|".join(expand(f"<{id}>", patterns) for id in reading.spared),
        questions=tuple(_question(question) for question in book.questions.values()),
        skill_levels=tuple(
            LevelWords(level=one.level, pattern=any_word(one.words)) for one in reading.skill_levels
        ),
        role_levels=tuple(
            LevelWords(level=one.level, pattern=any_word(one.words)) for one in reading.role_levels
        ),
        titles=any_word(reading.titles),
        asking=any_word(reading.asking),
        labels=_labels(book),
    )


def _labels(book: Handbook) -> dict[str, str]:
    """What the ids of kinds and levels are called, and those of languages."""
    lists = book.vocabularies
    choices = (*lists.role_level, *lists.skill_level, *lists.question_kind)
    return {choice.id: choice.label for choice in choices} | CODE_LANGUAGES


def _role(book: Handbook, role: Role) -> KitRole:
    resolved = book.resolved[role.id]
    asked = loop_questions(book, book.loops[role.loop])
    return KitRole(
        id=role.id,
        title=role.title,
        level=role.level,
        musts=tuple(_need(item) for item in resolved.requirements_of("must")),
        profile=resolved.profile(),
        asked=tuple(test.question.id for test in asked),
    )


def _need(item: Requirement) -> Need:
    return Need(skill=item.skill, level=item.skill_level, line=item.line)


def _skills(book: Handbook) -> Iterator[KitSkill]:
    named = {entry.skill: entry.words for entry in book.reading.skills}
    asking = {entry.skill: entry for entry in book.reading.kit.skills}
    for skill in book.skills.values():
        own = asking.get(skill.id)
        words = (*named.get(skill.id, ()), *(_words(book, own) if own else ()))
        hints = own.maybe if own else ()
        said = {skill.title, *words} - set(hints)  # the checker knows words that only hint
        sure = any_word(sorted(said, key=lambda word: (-len(word), word)))  # the longest counts
        yield KitSkill(id=skill.id, title=skill.title, sure=sure, maybe=any_word(hints))


def _words(book: Handbook, asking: SkillWords) -> Iterator[str]:
    yield from asking.words
    for tool in book.tools.values():
        if tool.category in asking.tools:
            yield from tool.posting_names
            if not tool.ordinary_word:
                yield tool.title


def _question(question: Question) -> KitQuestion:
    return KitQuestion(
        id=question.id,
        title=question.title,
        skill=question.skill,
        kind=question.kind,
        levels=question.levels,
        skill_levels=question.skill_levels,
        minutes=question.minutes,
        also=tuple(Shown(skill=a.skill, skill_levels=a.skill_levels) for a in question.also),
        languages=question.languages,
    )
