"""Macros of the search pages: what the signs mean, the strings to paste, the words behind them."""

from macros.address.patterns import anchor_of
from macros.core.handbook import Handbook
from macros.model.base import RoleRef
from macros.model.interview import Skill
from macros.model.role import ADVERTISED, Role
from macros.model.search import SearchDialect
from macros.render.view import View, headed, joined
from macros.tell.search_strings import BREADTHS, SearchString, any_of, quoted, search_strings
from macros.tell.search_words import search_terms_for, skills_of, words_in


def role_search_primer(view: View, role: RoleRef) -> str:
    """What each sign of a search string does, with the role's own words."""
    examples = _examples(view.handbook, _role(view, role).id)
    marks = view.handbook.vocabularies.search_mark
    rows = [{"mark": mark, "example": examples[mark.id]} for mark in marks]
    return view.render("role_search_primer", rows=rows)


def role_search_strings(view: View, role: RoleRef) -> str:
    """The strings by place to search and breadth, each to copy or to open."""
    book = view.handbook
    record = _role(view, role)
    blocks = []
    for dialect in book.search_dialects.values():
        block = view.render("search_dialect", dialect=dialect)
        blocks.append(headed(2, dialect.title, dialect.id, block))
        strings = search_strings(book, record.id, dialect.id)
        blocks += [_breadth_block(view, dialect, one, strings[one]) for one in BREADTHS]
    return joined(blocks)


def role_search_exclusions(view: View, role: RoleRef) -> str:
    """The title words that the role's strings leave out, and why."""
    return view.render("role_search_exclusions", role=_role(view, role))


def role_search_silent(view: View, role: RoleRef) -> str:
    """Skills the job posting asks for that no profile shows, and where to look for them instead."""
    skills = [skill for skill in _posted_skills(view, role) if skill.in_profiles.habit == "never"]
    return view.render("role_search_silent", role=view.handbook.roles[role], skills=skills)


def role_search_words(view: View, role: RoleRef) -> str:
    """The words people write for each skill of the posting, and experience that counts as well."""
    book = view.handbook
    rows = [
        {
            "skill": skill,
            "habit": book.choice("profile_habit", skill.in_profiles.habit),
            "words": words_in(book, skill.in_profiles.words),
            "alike": words_in(book, skill.in_profiles.equivalents),
        }
        for skill in _posted_skills(view, role)
        if skill.in_profiles.habit != "never"
    ]
    return view.render("role_search_words", rows=rows)


def _role(view: View, id: str) -> Role:
    role: Role = view.handbook.find("role", id)
    return role


def _posted_skills(view: View, role: str) -> list[Skill]:
    id = _role(view, role).id
    return [skill for one in ADVERTISED for skill in skills_of(view.handbook, id, one)]


def _breadth_block(
    view: View, dialect: SearchDialect, breadth: str, strings: tuple[SearchString, ...]
) -> str:
    anchor, title = anchor_of("search_breadth", dialect, breadth), f"{dialect.title}, {breadth}"
    rows = [
        {
            "id": f"{anchor}-{number}",
            "name": ", ".join(filter(None, (title, string.label))),
            "string": string,
            "address": string.address(dialect),
        }
        for number, string in enumerate(strings, start=1)
    ]
    about = getattr(dialect.breadths, breadth)
    return headed(3, title, anchor, view.render("search_strings", rows=rows, about=about))


def _examples(book: Handbook, role: str) -> dict[str, str]:
    """One example for each sign, from the titles and words of the role."""
    wanted = search_terms_for(book, role)
    title = quoted(wanted.titles[0])
    groups = [*wanted.musts, *wanted.asides]
    either = " OR ".join(quoted(word) for word in groups[0][:2])
    last = quoted(groups[-1][0])
    return {
        "quotes": title,
        "or": either,
        "and": f"{title} AND {last}",
        "parentheses": f"{any_of(groups[0][:2])} AND {last}",
        "without": f"{title} NOT {quoted(wanted.exclude[0])}",
    }
