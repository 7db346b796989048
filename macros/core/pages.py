"""The pages as written: front matter, macro calls and addresses of docs/**/*.md.

Neither engine refuses a page whose front matter is not YAML (it prints it), so the pages are
read here as well, and judged before anything is built.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from macros.core.files import PAGE_MOST, entries, judge
from macros.core.kept import newest
from macros.core.limits import too_much
from macros.core.problems import HandbookError, Position, Problem, listed
from macros.core.prose import prose
from macros.core.read import Document, parse_yaml, read_text, reading
from macros.core.template import calls_in, faults_in
from macros.model.base import last_day

DOCS = "docs"
#: The pictures that pages may show. An SVG can hold scripts.
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_FILE = re.compile(rf"(?:{_NAME}/)*{_NAME}(?:\.[a-z]+)")
#: What the front matter calls those who wrote and reviewed the page.
AUTHORS = ("written_by", "reviewed_by")
#: Folders of docs/ that are not published, or in which the theme and the exports write.
_OWNED = ("templates/", "assets/")
#: Stands between a phrase of `asked` and the id of the section that it leads to.
_LEADS_TO = " > "
#: How many faults of a kind a page is told at once: a file of braces would tell a million.
MOST_FAULTS = 20
#: Front matter as MkDocs finds it: three dots end it as well.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a page macro, which takes ids alone: its name and the kind of its ids."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call on a page: its name, the ids it gives, and its place."""

    name: str
    arguments: tuple[str, ...]
    place: Position


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page. `path` counts from docs/; the body begins at `first_line`."""

    path: str
    front: Document
    calls: tuple[Call, ...]
    body: str
    first_line: int

    @property
    def name(self) -> str:
        """The page's path from the root of the repository."""
        return f"{DOCS}/{self.path}"

    @property
    def address(self) -> str:
        """The page's permanent address, such as `/roles/backend-developer/pay/`."""
        return served_at(self.path)

    @property
    def prose(self) -> str:
        """The body with its code and its macro calls covered, letter by letter."""
        return prose(self.body)

    def at(self, start: int) -> Position:
        """The place of a letter of the body."""
        return _place(self.name, self.first_line, self.body, start)

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter's values by key."""
        return self.front.value or {}

    @property
    def asked(self) -> list[tuple[str, str]]:
        """How people ask for the page or a section of it: phrases, each with the section's id."""
        told = (str(one).partition(_LEADS_TO) for one in self.meta.get("asked") or ())
        return [(phrase, anchor.strip()) for phrase, _, anchor in told]


def served_at(path: str) -> str:
    """The address a page path is served at: `tools/index.md` at `/tools/`, `kit.md` at `/kit/`."""
    stem = path.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else stem + "/"
    return "/" + stem


def built_at(path: str) -> str:
    """The file of a page below the built site: `tools/index.html` for `tools/index.md`."""
    return f"{served_at(path)[1:]}index.html"


def reviewed_on(front: Mapping[str, Any]) -> date | None:
    """The day of the page's last review by its front matter; None where that names no day."""
    told = str(front.get("reviewed"))
    try:
        return last_day(told) if told.count("-") == 2 else None
    except ValueError:
        return None


def read_pages(root: Path) -> tuple[dict[str, Page], list[Problem]]:
    """All pages by path, and the problems of those that cannot be read."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    try:
        names = entries(root, DOCS)
    except HandbookError as error:
        return {}, list(error.problems)
    for name in names:
        path = name.removeprefix(f"{DOCS}/")
        if no_page := [*judge(root, name)] or [*_stray(path)]:
            problems += no_page
            continue
        try:
            if path.endswith(".md"):
                with reading(name):
                    text = read_text(root / name, name=name, most=PAGE_MOST)
                    parse = partial(parse_page, text, path=path)
                    pages[path] = newest.of(("page", path), text, parse)
        except HandbookError as error:
            problems.extend(error.problems)
    return pages, problems


def pictures(root: Path) -> frozenset[str]:
    """The paths below docs/ of the pictures there; none if there is no end of them."""
    try:
        names = entries(root, DOCS)
    except HandbookError:  # reading the pages raises it again
        return frozenset()
    return frozenset(name.removeprefix(f"{DOCS}/") for name in names if name.endswith(PICTURES))


def _stray(path: str) -> Iterator[Problem]:
    """A file that an engine would copy to the site as it is, or over something of its own."""
    fix = f"keep it elsewhere: {DOCS}/ holds pages (.md) and pictures ({listed(PICTURES)})."
    message = ""
    if Path(path).suffix not in (".md", *PICTURES):
        message = "this would be published as it is."
    elif not _FILE.fullmatch(path):
        message = "the name of a file is part of its address."
        fix = "use lower-case letters, digits and single hyphens."
    elif path.startswith(_OWNED):
        message = f"the folder {path.partition('/')[0]} belongs to the theme."
        fix = "use another folder."
    elif Path(path).name == "readme.md":
        message = "MkDocs takes this file for the page of its folder."
        fix = "rename it to index.md, or take it away."
    if message:
        yield Problem(Position(f"{DOCS}/{path}"), "stray-file", message, fix)


def parse_page(text: str, *, path: str) -> Page:
    """Split a page into front matter and body; raises HandbookError on bad syntax in either."""
    name = f"{DOCS}/{path}"
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = "the page does not begin with front matter between two lines of ---."
        fix = "begin with `---`, then `title:` and `description:`, then `---`."
        raise HandbookError([Problem(Position(name), "front-matter", message, fix)])
    front = parse_yaml(match.group(1), name=name, first_line=2)
    body = text[match.end() :]
    first_line = text[: match.end()].count("\n") + 1
    problems = [*_misread(front, match.group(1)), *too_much(body, name, first_line)]
    if problems := problems or list(_faults(body, name, first_line)):
        raise HandbookError(problems)
    calls = tuple(
        Call(macro, ids, _place(name, first_line, body, start))
        for start, macro, ids in calls_in(body)
    )
    return Page(path, front, calls, body, first_line)


def _misread(front: Document, text: str) -> Iterator[Problem]:
    """What the engines, whose YAML guesses, would read as something else, or not at all."""
    if not isinstance(front.value, dict):
        message = "the front matter holds no `key: value` lines."
        fix = "write at least `title:` and `description:`."
        yield Problem(Position(front.path, 2), "front-matter", message, fix)
        return
    for key, value in front.value.items():
        if isinstance(value, str) and _guessed(text).get(key) != value:
            message = f'"{key}" is text, and the engine reads something else.'
            yield Problem(front.place((key,)), "front-matter", message, "put it in quotes.")


@lru_cache(maxsize=1)
def _guessed(text: str) -> dict[str, Any]:
    """Front matter as the engines read it: where they fail, they print it as text."""
    try:
        return dict(yaml.load(text, yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError, TypeError):
        return {}


def _faults(body: str, name: str, first_line: int) -> Iterator[Problem]:
    for fault in islice(faults_in(body), MOST_FAULTS):
        place = _place(name, first_line, body, fault.start)
        fix = (
            'write {{ name("id") }}; put a blank between double braces that are text, in code too.'
        )
        yield Problem(place, "template-syntax", f"{fault.message}.", fix)


def _place(name: str, first_line: int, body: str, start: int) -> Position:
    line = first_line + body.count("\n", 0, start)
    return Position(name, line, start - body.rfind("\n", 0, start))
