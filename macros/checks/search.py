"""Rules about searching for people: words that mean one skill, strings that are accepted."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.problems import Position, Problem
from macros.core.text import any_of
from macros.model.interview import Skill
from macros.model.search import SearchDialect
from macros.tell.search_strings import SearchString, measure, search_strings
from macros.tell.search_words import title_phrases, words_in


def profile_words(subject: Subject) -> Iterator[Problem]:
    """Ensure a skill that people write down has words, and one they never do has none."""
    handbook = subject.handbook
    for skill in handbook.skills.values():
        shown = skill.in_profiles
        place = handbook.place("skill", skill.id, "in_profiles")
        if shown.habit == "never" and (shown.words or shown.equivalents):
            message = f'nobody writes "{skill.id}" in a profile, and yet there are words for it.'
            yield Problem(place, "profile-words", message, "remove the words, or fix habit.")
        elif shown.habit != "never" and not shown.words:
            message = f'people write "{skill.id}" in profiles, and no words say how.'
            fix = "add words, or write `habit: never` and say in note where to look instead."
            yield Problem(place, "profile-words", message, fix)


def repeated_profile_word(subject: Subject) -> Iterator[Problem]:
    """Ensure a word stands for one skill: twice in a string, it asks for nothing more."""
    first: dict[str, Position] = {}
    for place, word in _skill_words(subject.handbook):
        if word.casefold() in first:
            other = first[word.casefold()]
            message = f'"{word}" stands at {other.path}:{other.line} too.'
            fix = "keep it with the skill it says most about."
            yield Problem(place, "repeated-profile-word", message, fix)
        first.setdefault(word.casefold(), place)


def excluded_search_word(subject: Subject) -> Iterator[Problem]:
    """Ensure a role excludes no word that its own strings ask for."""
    handbook = subject.handbook
    for role in handbook.roles.values():
        base = handbook.roles.get(role.based_on or "")
        titles = [*title_phrases(role), *role.search.related_titles]
        titles += title_phrases(base) if base else ()
        for index, word in enumerate(role.search.exclude):
            pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
            hit = next((title for title in titles if pattern.search(title)), None)
            if hit:
                place = handbook.place("role", role.id, "search", "exclude", index)
                message = f'"{word}" is excluded, and "{hit}" is searched for.'
                yield Problem(place, "excluded-search-word", message, "drop one of the two.")


def proxy_in_search(subject: Subject) -> Iterator[Problem]:
    """Ensure no string asks for or excludes people by age, origin, school, family or health."""
    proxies = any_of(subject.handbook.reading.proxies)
    for place, word in (*_skill_words(subject.handbook), *_role_words(subject.handbook)):
        if found := proxies.search(word):
            message = f'"{found.group()}" sorts people by something other than the work.'
            fix = "search by titles, tools and tasks only."
            yield Problem(place, "proxy-in-search", message, fix)


def search_string_limit(subject: Subject) -> Iterator[Problem]:
    """Ensure every role has strings in every dialect, and none is longer than its limits."""
    handbook = subject.handbook
    for role in handbook.roles:
        place = handbook.place("role", role, "search")
        for dialect in handbook.search_dialects.values():
            found = search_strings(handbook, role, dialect.id)
            if not all(found.values()):
                message = f"there is no string for {dialect.title}."
                fix = "give the role's skills words, and its tools a github_language."
                yield Problem(place, "search-string-limit", message, fix)
            for breadth, strings in found.items():
                for message in _excesses(dialect, breadth, strings):
                    fix = "shorten a title, or put shorter words of a skill first."
                    yield Problem(place, "search-string-limit", message, fix)


def _excesses(
    dialect: SearchDialect, breadth: str, strings: Iterable[SearchString]
) -> Iterator[str]:
    for string, limit in product(strings, dialect.limits):
        size = measure(string.text, limit.unit)
        if size > limit.most:
            yield (
                f"a {breadth} string for {dialect.title} has {size} {limit.unit}, "
                f'{limit.most} at most: "{string.text[:40]}…"'
            )


def _skill_words(handbook: Handbook) -> Iterator[tuple[Position, str]]:
    for skill in handbook.skills.values():
        for key, words in _lists(handbook, skill):
            for index, word in enumerate(words):
                yield handbook.place("skill", skill.id, "in_profiles", key, index), word


def _lists(handbook: Handbook, skill: Skill) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "words", words_in(handbook, skill.in_profiles.words)
    yield "equivalents", words_in(handbook, skill.in_profiles.equivalents)


def _role_words(handbook: Handbook) -> Iterator[tuple[Position, str]]:
    for role in handbook.roles.values():
        for index, title in enumerate(role.alternate_titles):
            yield handbook.place("role", role.id, "alternate_titles", index), title
        for key in ("related_titles", "exclude"):
            for index, word in enumerate(getattr(role.search, key)):
                yield handbook.place("role", role.id, "search", key, index), word
