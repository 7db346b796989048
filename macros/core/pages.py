"""The pages as written: front matter, macro calls and addresses of docs/**/*.md.

Neither engine refuses a page whose front matter is not YAML (it prints it), so the pages are
read here as well, and judged before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.core.files import PAGE_MOST, entries, judge
from macros.core.limits import too_much
from macros.core.problems import HandbookError, Position, Problem
from macros.core.read import Document, parse_yaml, read_text, reading

DOCS = "docs"
#: Endings of pages that only MkDocs takes for pages, of data, and of what editors leave behind.
_NO_PAGE = re.compile(
    r"/readme\.md$|\.(markdown|mdown|mkdn|mkd|ya?ml|bak|orig|rej|tmp|swp)$|~$|\.md[^/]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\{[{%]")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
#: `{#` begins an anchor on our pages, so comments have marks of their own (see mkdocs.yml).
_SYNTAX = Environment(autoescape=True, comment_start_string="{##", comment_end_string="##}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a page macro: its name and, for an id, the kind it must name."""

    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call on a page: its name, its constant arguments, and its place.

    A name that is printed without being called is kept as well, with `called` False.
    """

    name: str
    arguments: tuple[Any, ...]
    place: Position
    called: bool = True


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
    def meta(self) -> dict[str, Any]:
        """The front matter's values by key."""
        return self.front.value or {}


def served_at(path: str) -> str:
    """The address a page path is served at: `tools/index.md` at `/tools/`, `kit.md` at `/kit/`."""
    stem = path.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else stem + "/"
    return "/" + stem


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
        try:
            if not name.endswith(".md") or name.lower().endswith("/readme.md"):
                problems += _beside(root, name)
                continue
            with reading(name):
                text = read_text(root / name, name=name, most=PAGE_MOST)
                pages[path] = parse_page(text, path=path)
        except HandbookError as error:
            problems.extend(error.problems)
    return pages, problems


def _beside(root: Path, name: str) -> Iterator[Problem]:
    """A file that is no page: the engines put it into the site as it is."""
    if _NO_PAGE.search(name):
        message = "an engine may take this file for a page, or publish it as it is."
        fix = "a page ends in .md, and one for a folder is index.md: rename it, or take it away."
        yield Problem(Position(name), "stray-file", message, fix)
    yield from judge(root, name)


@lru_cache(maxsize=1024)
def parse_page(text: str, *, path: str) -> Page:
    """Split a page into front matter and body; raises HandbookError on bad syntax in either."""
    name = f"{DOCS}/{path}"
    match = _FRONT_MATTER.match(text)
    if match is None:
        message = "the page does not begin with front matter between two lines of ---."
        fix = "begin with `---`, then `title:` and `description:`, then `---`."
        raise HandbookError([Problem(Position(name), "front-matter", message, fix)])
    front = parse_yaml(match.group(1), name=name, first_line=2)
    if not isinstance(front.value, dict):
        message = "the front matter holds no `key: value` lines."
        fix = "write at least `title:` and `description:`."
        raise HandbookError([Problem(Position(name, 2), "front-matter", message, fix)])
    body = text[match.end() :]
    first_line = text[: match.end()].count("\n") + 1
    if problems := list(too_much(body, name, first_line)):
        raise HandbookError(problems)
    try:
        calls = tuple(_calls(body, name, first_line))
    except (RecursionError, ValueError):  # of the parser, and of a number of thousands of digits
        place = Position(name, first_line + _longest(body))
        message = "the template here is too deep or too long to be read."
        fix = 'write macro calls as {{ name("id") }}, and text with braces in a code span.'
        raise HandbookError([Problem(place, "template-syntax", message, fix)]) from None
    return Page(path, front, calls, body, first_line)


def _longest(body: str) -> int:
    """The number, from 0, of the longest line with a mark of templates."""
    lines = body.split("\n")
    return max(range(len(lines)), key=lambda at: (bool(_MARK.search(lines[at])), len(lines[at])))


def _calls(body: str, name: str, first_line: int) -> Iterator[Call]:
    try:
        tree = _SYNTAX.parse(body)
    except TemplateSyntaxError as error:
        place = Position(name, error.lineno + first_line - 1)
        fix = 'a macro call reads {{ name("id") }}; text with braces goes into a code span.'
        problem = Problem(place, "template-syntax", f"{error.message}.", fix)
        raise HandbookError([problem]) from None
    lines = body.splitlines()
    callers = {id(call.node): call for call in tree.find_all(nodes.Call)}
    for node in tree.find_all(nodes.Name):
        call = callers.get(id(node))
        arguments = tuple(
            arg.value if isinstance(arg, nodes.Const) else None
            for arg in (call.args if call else ())
        )
        column = lines[node.lineno - 1].find(node.name) + 1
        place = Position(name, node.lineno + first_line - 1, max(column, 1))
        yield Call(node.name, arguments, place, called=call is not None)
