"""What the search strings of a role ask for: titles, words of profiles, languages, topics.

Titles come from the role and the role below it, words from the profiles of its skills.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from macros.core.handbook import Handbook
from macros.model.interview import Skill
from macros.model.role import Role
from macros.model.search import GithubFloors, ProfileWord

_PUNCTUATION = re.compile(r"[^\w#+/&' ]")


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a role's strings ask for, most telling first in every list.

    `musts` holds the words of each must that most people write down, `asides` of each that
    only some do, `nice` of what else most people write; `alike` words of what counts like a must.
    """

    titles: tuple[str, ...]
    below: tuple[str, ...]
    related: tuple[str, ...]
    exclude: tuple[str, ...]
    musts: tuple[tuple[str, ...], ...]
    asides: tuple[tuple[str, ...], ...]
    nice: tuple[tuple[str, ...], ...]
    alike: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]
    other_languages: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    floors: GithubFloors

    def first_words(self, groups: Sequence[Sequence[str]], most: int) -> list[str]:
        """The first word of every group, then the second ones, up to `most`."""
        rounds = zip_longest(*groups)
        return [word for one in rounds for word in one if word is not None][:most]


def search_terms_for(book: Handbook, role_id: str) -> SearchTerms:
    """The titles and words that a role's strings are made of."""
    role: Role = book.find("role", role_id)
    musts = skills_of(book, role_id, "must")
    nice = skills_of(book, role_id, "nice")
    base = book.roles[role.based_on] if role.based_on else None
    tools = [book.tools[stated.item.tool] for stated in book.resolved[role_id].tools]
    languages = tuple(tool.github_language for tool in tools if tool.github_language)
    return SearchTerms(
        titles=title_phrases(role),
        below=title_phrases(base) if base else (),
        related=role.search.related_titles,
        exclude=role.search.exclude,
        musts=_of_habit(book, musts, "often"),
        asides=_of_habit(book, musts, "sometimes"),
        nice=_of_habit(book, nice, "often"),
        alike=tuple(words_in(book, one.in_profiles.equivalents) for one in _often(musts)),
        languages=languages,
        other_languages=tuple(one for one in _languages(book, musts) if one not in languages),
        topics=tuple(
            _topics(book, [*musts, *nice, *skills_of(book, role_id, "tested", "assumed")])
        ),
        floors=role.search.github,
    )


def skills_of(book: Handbook, role_id: str, *necessities: str) -> list[Skill]:
    """The skills a role asks for with these necessities, each once, in the order of its posting."""
    requirements = book.resolved[role_id].requirements_of(*necessities)
    asked = dict.fromkeys(requirement.skill for requirement in requirements)
    return [book.skills[skill] for skill in asked]


def title_phrases(role: Role) -> tuple[str, ...]:
    """The role's titles as engines read them: punctuation is a space, repeats fall away."""
    phrases = (_PUNCTUATION.sub(" ", title) for title in (role.title, *role.alternate_titles))
    folded = {" ".join(phrase.split()).casefold(): " ".join(phrase.split()) for phrase in phrases}
    return tuple(folded.values())


def words_in(book: Handbook, words: Iterable[ProfileWord]) -> tuple[str, ...]:
    """What people write: a tool by its profile word or title, a phrase as it stands."""
    return tuple(word.phrase or _tool_word(book, str(word.tool)) for word in words)


def _often(skills: Iterable[Skill]) -> Iterator[Skill]:
    return (skill for skill in skills if skill.in_profiles.habit == "often")


def _tool_word(book: Handbook, id: str) -> str:
    tool = book.tools[id]
    return tool.profile_word or tool.title


def _of_habit(book: Handbook, skills: Iterable[Skill], habit: str) -> tuple[tuple[str, ...], ...]:
    found = (skill for skill in skills if skill.in_profiles.habit == habit)
    return tuple(words_in(book, skill.in_profiles.words) for skill in found)


def _languages(book: Handbook, skills: Iterable[Skill]) -> Iterator[str]:
    for skill in skills:
        for word in skill.in_profiles.words:
            if word.tool and (language := book.tools[word.tool].github_language):
                yield language


def _topics(book: Handbook, skills: Iterable[Skill]) -> Iterator[tuple[str, str]]:
    """The first tool of every skill often written, but no language, with its project label."""
    for skill in _often(skills):
        tools = (word.tool for word in skill.in_profiles.words if word.tool)
        if (first := next(tools, None)) and not book.tools[first].github_language:
            yield _tool_word(book, first), first
