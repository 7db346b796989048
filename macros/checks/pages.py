"""Rules about the pages: front matter, macro calls, and a page for everything (invariant 4)."""

import re
from collections.abc import Iterator
from html import unescape

from macros.address.patterns import address_of, pages_of, stage_page
from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.pages import AUTHORS, Call, Page, reviewed_on, served_at
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.text import count_words, is_todo
from macros.files.drawing import missing_letters
from macros.model.base import PageLink, parts_of
from macros.model.lint import DutiesCheck, LintRule
from macros.tell.due import reviews_due

#: What the front matter of a page may hold: the type of each value, and what it is.
FRONT_MATTER: dict[str, tuple[type[object], str]] = {
    "title": (str, "the page's name in search results, tabs and previews, like no other page's."),
    "description": (str, "what the page gives and to whom, in 50 to 165 characters."),
    "role": (str, "the id of the role that the page is about."),
    "stage": (str, "the id of the interview's stage that the page is about."),
    "skill": (str, "the id of the skill that the page is about."),
    "category": (str, "the id of the tool category that the page is about."),
    "country": (str, "the id of the country that the page is about."),
    "sample": (str, "the id of the work sample that the page is about."),
    "hide": (tuple, "the parts of the theme that the page leaves out."),
    "asked": (tuple, "ways people put it when they search for what the page holds."),
    "reviewed": (str, "the day on which somebody read the page aloud against its sources."),
    "written_by": (str, "the id of the page author who wrote the page, if not the first."),
    "reviewed_by": (str, "the id of the page author who reviewed the page, if not the first."),
}
#: The parts that the theme leaves out when told.
_HIDDEN = ("navigation", "toc", "footer")
#: What the theme or the engine would not print as it stands.
_UNSAFE = re.compile(r"[\"<{]")
_SORTS: dict[type[object], str] = {str: "text", tuple: "a list"}
#: The front matter key that names a page's entity, with the entity's kind.
SUBJECTS = {
    "role": "role",
    "skill": "skill",
    "category": "tool_category",
    "country": "pay",
    "sample": "work_sample",
}

_SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION, _LONGEST_TITLE = 50, 165, 70  # characters
_FEWEST_WORDS = 25
#: What is no prose of a page: its macro calls and its headings.
_NO_PROSE = re.compile(r"\{\{.*?\}\}|^#.*?$", re.DOTALL | re.MULTILINE)

#: Folders whose pages belong to an entity each, but for the index.
_OWNED = tuple(address_of(kind, "").strip("/") + "/" for kind in SUBJECTS.values())
_INDEXES = frozenset(f"{folder}index.md" for folder in _OWNED)


def front_matter(subject: Subject) -> Iterator[Problem]:
    """Ensure front matter has what every page has, and only keys that do something."""
    for page in subject.pages.values():
        for key in ("title", "description", "reviewed"):
            if not page.meta.get(key):
                message = f'"{key}" is missing.'
                yield Problem(Position(page.name, 1), "front-matter", message, f"add `{key}: …`.")
        for key, value in page.meta.items():
            place = page.front.place((key,))
            if key not in FRONT_MATTER:
                message = f'"{key}" is not a key here.{did_you_mean(key, FRONT_MATTER)}'
                yield Problem(
                    place, "front-matter", message, f"use one of: {listed(FRONT_MATTER)}."
                )
            elif value is not None and not isinstance(value, FRONT_MATTER[key][0]):
                wanted = _SORTS[FRONT_MATTER[key][0]]
                message = f'"{key}" holds {wanted}, found {value!r}.'
                yield Problem(place, "front-matter", message, f"write {wanted}.")
            elif isinstance(value, str):
                yield from _unsafe(f'"{key}"', value, place, "front-matter")
                yield from _unknown(subject, page, key)
            else:
                yield from _unknown_within(page, key)


def _unsafe(what: str, value: str, place: Position, code: str) -> Iterator[Problem]:
    """Signs of markup in a value that the engine and its theme take for markup."""
    if found := _UNSAFE.search(value):
        sign = "a double quote" if found.group() == '"' else f'"{found.group()}"'
        message = f"{what} holds {sign}, which the theme prints unescaped."
        yield Problem(place, code, message, f"say it without {sign.replace('a double', 'the')}.")
    elif unescape(value) != value:
        message = f"{what} holds an entity such as &lt;, which the theme resolves."
        yield Problem(place, code, message, "write the sign itself, or say it in words.")


def _unknown(subject: Subject, page: Page, key: str) -> Iterator[Problem]:
    """A day that is none, or an author whom the data does not know."""
    value, place = page.meta[key], page.front.place((key,))
    if key == "reviewed" and value and not is_todo(value) and not reviewed_on(page.meta):
        message = f'"{value}" is no day.'
        yield Problem(place, "front-matter", message, f'write it as "{subject.today}", in quotes.')
    if key in AUTHORS and not subject.knows("page_author", value):
        authors = subject.legal("page_author")
        message = f'"{value}" is not a page author.{did_you_mean(value, authors)}'
        yield Problem(place, "front-matter", message, f"use one of: {listed(authors)}.")


def page_review(subject: Subject) -> Iterator[Problem]:
    """Ensure a page was reviewed within a year, on a day that has come."""
    for page in subject.pages.values():
        day = reviewed_on(page.meta)
        if day and day > subject.today:
            message = f"reviewed on {day}, and today is {subject.today} (UTC)."
            fix = "write the day on which somebody read the page."
            yield Problem(page.front.place(("reviewed",)), "page-review", message, fix)
    for due in reviews_due(subject.pages.values()):
        if due.day < subject.today:
            yield due.problem(subject.today)


def _unknown_within(page: Page, key: str) -> Iterator[Problem]:
    """What is no text in a list of the front matter, and what the theme does not know."""
    for index, item in enumerate(page.meta[key] or ()):
        place = page.front.place((key, index))
        if not isinstance(item, str):
            message = f'"{key}" holds texts, found {item!r}.'
            yield Problem(place, "front-matter", message, "write text, in quotes if need be.")
        elif key == "hide" and item not in _HIDDEN:
            message = f'"{item}" does nothing in "{key}".{did_you_mean(item, _HIDDEN)}'
            yield Problem(place, "front-matter", message, f"use one of: {listed(_HIDDEN)}.")


def page_title(subject: Subject) -> Iterator[Problem]:
    """Ensure a page's title is its own, and can be drawn on its title card."""
    first: dict[str, Page] = {}
    for page in subject.pages.values():
        title, place = str(page.meta["title"]), page.front.place(("title",))
        if other := first.get(title):
            message = f'"{title}" is the title of {other.name} too.'
            yield Problem(place, "page-title", message, "say what is different here.")
        first.setdefault(title, page)
        if len(title) > _LONGEST_TITLE:
            message = f"{len(title)} characters in a title, {_LONGEST_TITLE} at most."
            yield Problem(place, "page-title", message, "move what comes last to the description.")
    yield from subject.on_pages(_undrawn)


def _undrawn(_: Subject, page: Page) -> Iterator[Problem]:

    if missing := missing_letters(str(page.meta["title"])):
        message = f'the type of the title cards has no "{missing}".'
        place = page.front.place(("title",))
        yield Problem(place, "page-title", message, "write it in other letters.")


def page_description(subject: Subject) -> Iterator[Problem]:
    """Ensure a page's description is its own, and as long as search engines show it."""
    first: dict[str, Page] = {}
    for page in subject.pages.values():
        text, place = str(page.meta["description"]), page.front.place(("description",))
        if other := first.get(text):
            message = f"it is the description of {other.name} too."
            yield Problem(place, "page-description", message, "say what is different here.")
        first.setdefault(text, page)
        if not _SHORTEST_DESCRIPTION <= len(text) <= _LONGEST_DESCRIPTION:
            message = f"the description has {len(text)} characters."
            fix = f"write {_SHORTEST_DESCRIPTION} to {_LONGEST_DESCRIPTION}."
            yield Problem(place, "page-description", message, fix)


def thin_page(subject: Subject) -> Iterator[Problem]:
    """Ensure a page has words of its own around its macros: at least 25."""
    yield from subject.on_pages(_thin)


def _thin(_: Subject, page: Page) -> Iterator[Problem]:
    count = count_words(_NO_PROSE.sub("", page.body))
    if count < _FEWEST_WORDS:
        message = f"{count} words of prose, {_FEWEST_WORDS} at least."
        fix = "say what the page is for and how to use it."
        yield Problem(page.front.place(("title",)), "thin-page", message, fix)


def unknown_macro(subject: Subject) -> Iterator[Problem]:
    """Ensure a page calls only macros that exist, with as many arguments as they take."""
    for _, call in _calls(subject):
        if call.name not in subject.macros:
            guess = did_you_mean(call.name, subject.macros)
            message = f'"{call.name}" is not a macro.{guess}'
            fix = f"use one of: {listed(subject.macros, most=60)}."
            yield Problem(call.place, "unknown-macro", message, fix)
            continue
        wanted = [parameter.name for parameter in subject.macros[call.name]]
        if len(call.arguments) != len(wanted):
            message = f'"{call.name}" takes {len(wanted)} arguments, found {len(call.arguments)}.'
            fix = f"write {call.name}({', '.join(wanted)})."
            yield Problem(call.place, "unknown-macro", message, fix)


def unknown_macro_id(subject: Subject) -> Iterator[Problem]:
    """Ensure every id that a page gives to a macro exists."""
    for place, kind, id in unknown_macro_ids(subject):
        legal = subject.legal(kind)
        message = f'"{id}" is not a {kind.replace("_", " ")}.{did_you_mean(id, legal)}'
        yield Problem(place, "unknown-macro-id", message, f"use one of: {listed(legal)}.")


def unknown_macro_ids(subject: Subject) -> Iterator[tuple[Position, str, str]]:
    """Every unknown id that a page gives a macro: its place, the kind it must name, the id."""
    for place, kind, id in subject.on_pages(_macro_ids):
        if not subject.knows(kind, id):
            yield place, kind, id


def _macro_ids(subject: Subject, page: Page) -> Iterator[tuple[Position, str, str]]:
    for call in page.calls:
        for parameter, id in zip(subject.macros.get(call.name, ()), call.arguments, strict=False):
            yield call.place, parameter.kind, id


def foreign_macro_id(subject: Subject) -> Iterator[Problem]:
    """Ensure a page about one entity shows that entity: a copied page keeps the old id."""
    for page, call in _calls(subject):
        for key, kind in (*SUBJECTS.items(), ("stage", "stage")):
            own = page.meta.get(key)
            for parameter, id in zip(
                subject.macros.get(call.name, ()), call.arguments, strict=False
            ):
                if own and parameter.kind == kind and id != own:
                    message = f'this page is about "{own}", and the macro shows "{id}".'
                    fix = f'write "{own}".'
                    yield Problem(call.place, "foreign-macro-id", message, fix)


def page_without_subject(subject: Subject) -> Iterator[Problem]:
    """Ensure a page in the folder of an entity says in its front matter which it is about."""
    expected = {path: about for path, about, _ in _expected(subject.handbook)}
    for page in subject.pages.values():
        if page.path in expected:
            for key, id in expected[page.path].items():
                if page.meta.get(key) != id:
                    message = f"this page is about {id} and its front matter does not say so."
                    place = page.front.place((key,))
                    yield Problem(place, "page-without-subject", message, f"write `{key}: {id}`.")
        elif page.path.startswith(_OWNED) and page.path not in _INDEXES:
            message = "no entity of the data belongs to this page."
            fix = "remove it, or rename it to the id it is about."
            yield Problem(Position(page.name), "page-without-subject", message, fix)


def entity_without_page(subject: Subject) -> Iterator[Problem]:
    """Ensure every role, stage, skill, category and country has its pages."""
    for path, about, place in _expected(subject.handbook):
        if path not in subject.pages:
            key, id = list(about.items())[-1]
            yield Problem(
                place,
                "entity-without-page",
                f'the {key} "{id}" has no page docs/{path}.',
                f"write docs/{path}: copy the page of another {key} and change its id.",
            )


def navigation(subject: Subject) -> Iterator[Problem]:
    """Ensure mkdocs.yml lists every page once, and nothing that is not a page."""
    listed_before: set[str] = set()
    for title, path, place in subject.navigation:
        yield from _unsafe(f'the title "{title}"', title, place, "navigation")
        if not path:
            continue  # the head of a section
        if path in listed_before:
            message = f'"{path}" is listed twice.'
            yield Problem(place, "navigation", message, "remove one of the two lines.")
        listed_before.add(path)
        if path not in subject.pages and not path.startswith("https://"):
            message = f'"{path}" is not a page.{did_you_mean(path, subject.pages)}'
            yield Problem(place, "navigation", message, "remove the line, or write the page.")
    for page in subject.pages.values():
        if page.path not in listed_before:
            message = "the page is not in the navigation."
            fix = f"add {page.path} to nav in mkdocs.yml."
            yield Problem(Position(page.name), "navigation", message, fix)


def directory_urls(subject: Subject) -> Iterator[Problem]:
    """Ensure the engine serves a page at its folder, as every address of this site spells it."""
    value, place = subject.settings.get("use_directory_urls", ("true", Position("mkdocs.yml")))
    if value.lower() != "true":
        message = "pages would answer at /skills/sql.html, and our addresses read /skills/sql/."
        fix = "write `use_directory_urls: true`, or remove the line."
        yield Problem(place, "directory-urls", message, fix)


def unknown_page(subject: Subject) -> Iterator[Problem]:
    """Ensure data sends its reader to a page that exists (anchors are judged once built)."""
    addresses = {served_at(path) for path in subject.pages}
    for place, page in subject.handbook.each(_sent_to):
        address = page.partition("#")[0]
        if address not in addresses:
            message = f'"{address}" is no page.{did_you_mean(address, addresses)}'
            fix = "write the address of a page."
            yield Problem(subject.within(place, page), "unknown-page", message, fix)


def _sent_to(handbook: Handbook, kind: str, id: str) -> Iterator[tuple[Position, str]]:
    """Every page that a record sends its reader to, with the place that does."""
    entity = handbook.find(kind, id)
    for location, part in parts_of(entity):
        if isinstance(part, PageLink):
            yield handbook.place(kind, id, *location, "page"), part.page
    check = entity.check if isinstance(entity, LintRule) else None
    if isinstance(check, DutiesCheck) and check.place_page:
        yield handbook.place(kind, id, "check"), check.place_page


def _calls(subject: Subject) -> Iterator[tuple[Page, Call]]:
    for page in subject.pages.values():
        for call in page.calls:
            yield page, call


def _expected(handbook: Handbook) -> Iterator[tuple[str, dict[str, str], Position]]:
    """Every page the data asks for: its path, what its front matter says, and the data's place."""
    for key, kind in SUBJECTS.items():
        for id in handbook.entities(kind):
            place = handbook.place(kind, id)
            yield from ((path, {key: id}, place) for _, path in pages_of(kind, id))
    for role in handbook.roles.values():
        for index, stage in enumerate(handbook.loops[role.loop].stages):
            place = handbook.place("loop", role.loop, "stages", index)
            about = {"role": role.id, "stage": stage.id}
            yield stage_page(role.id, stage.id), about, place
