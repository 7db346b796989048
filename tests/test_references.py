"""No reference leads nowhere: the files, sections and rules that comments and guides name exist."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from macros.checks.run import CODES
from tests.support import ROOT

#: What is made or fetched, and what invents files of its own.
_SKIPPED = re.compile(r"(\.git|\.venv|\.\w+_cache|site|tests/(dummy|golden))|.*/node_modules")
#: A file by its name or the end of its path, and the section it is cited for. A path with a
#: placeholder (`data/roles/<role>.yaml`) names no file.
_CITED = re.compile(
    r"(?<![\w/<>*{}$.…:-])(?:\.\./)*"
    r"((?:[\w.-]+/)*[\w-]+(?:\.html)?\.(?:md|py|ya?ml|toml|txt|js|css|j2))\b"
    r"(?:#([\w-]+))?(?![\w/<*{])"
)
_LINK = re.compile(r"\]\((?!https?:|/)([^)#\s]*)(?:#([^)\s]*))?\)")
_INVARIANT = re.compile(r"\binvariants? (\d)(?: (?:and|to) (\d))?", re.IGNORECASE)
_HEADING = re.compile(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
_RULE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|^\s*//.*?$", re.DOTALL | re.MULTILINE)
_LINE_COMMENT = re.compile(r"^#.*$", re.MULTILINE)
#: What people read to change the handbook, and what else has remarks of ours.
_GUIDE = re.compile(r"([^/]+|docs/contributing/.+)\.md")
_CODE = re.compile(
    r"((macros|tests|overrides|\.github|data/(?!work-samples/))(/.+)?/|)"
    r"[^/]+\.(py|js|css|html|j2|ya?ml|toml)"
)
DESIGN, WRITING = "docs/contributing/design.md", "docs/contributing/writing.md"


@cache
def files() -> tuple[str, ...]:
    """The path of every file of the repository."""
    return tuple(sorted(walked(ROOT)))


def walked(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        name = path.relative_to(ROOT).as_posix()
        if path.is_file():
            yield name
        elif not _SKIPPED.fullmatch(name):
            yield from walked(path)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def guides() -> list[str]:
    return [path for path in files() if _GUIDE.fullmatch(path)]


def remarks() -> Iterator[tuple[str, str]]:
    """Every guide, and the comments and docstrings of every file of code, with its path."""
    yield from ((path, read(path)) for path in guides())
    for path in filter(_CODE.fullmatch, files()):
        if path.endswith(".py"):
            yield path, "\n".join((*docstrings(read(path)), *comments(read(path))))
        else:
            lines = path.endswith((".yaml", ".yml", ".toml"))
            yield path, "\n".join((_LINE_COMMENT if lines else _BLOCK_COMMENT).findall(read(path)))


def docstrings(code: str) -> Iterator[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds))
    yield from filter(None, map(ast.get_docstring, nodes))


def comments(code: str) -> Iterator[str]:
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    yield from (token.string for token in tokens if token.type == tokenize.COMMENT)


def named(cited: str) -> str:
    """The file whose path is this, or ends like it; empty when there is none."""
    return next((path for path in files() if f"/{path}".endswith(f"/{cited}")), "")


@cache
def sections(path: str) -> frozenset[str]:
    """The anchors of a Markdown file: its own ids, or what hosts make of its headings."""
    slugs = (
        id or re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")
        for words, id in _HEADING.findall(read(path))
    )
    return frozenset(("", *slugs))


def test_cited_files_and_sections_exist() -> None:
    """What looks like a file is one, and has the section it is cited for."""
    lost = [
        f"{path}: {match.group().strip()}"
        for path, text in remarks()
        for match in _CITED.finditer(text)
        if not (file := named(match[1])) or (match[2] and match[2] not in sections(file))
    ]

    assert lost == []


def test_links_of_guides_lead_somewhere() -> None:
    """A link of a guide leads to a file of the repository, also where no site is built."""
    links = [(path, *match.groups()) for path in guides() for match in _LINK.finditer(read(path))]
    targets = [
        (path, (ROOT / path).parent / link if link else ROOT / path, id or "")
        for path, link, id in links
    ]
    lost = [
        f"{path}: {file.name}#{id}"
        for path, file, id in targets
        if not file.exists() or (id and id not in sections(str(file.resolve().relative_to(ROOT))))
    ]

    assert lost == []


def test_cited_invariants_are_explained() -> None:
    """The eight invariants are cited, and each has its section in the design."""
    cited = {
        f"invariant-{number}"
        for path, text in remarks()
        for numbers in _INVARIANT.findall(text)
        for number in filter(None, numbers)
    }

    assert cited == {id for id in sections(DESIGN) if re.fullmatch(r"invariant-\d", id)}


def test_rules_that_guides_name_exist() -> None:
    """A code that the design or the style guide names is one that the check prints."""
    reading = "".join(read(path) for path in files() if path.startswith("macros/core/"))
    rules = {*_RULE.findall(read(DESIGN)), *_RULE.findall(read(WRITING))}

    assert sorted(rule for rule in rules - {*CODES} if f'"{rule}"' not in reading) == []


def test_owners_are_named_for_paths_that_exist() -> None:
    """No line of CODEOWNERS is about a file or folder that is gone."""
    lines = (line.split() for line in read(".github/CODEOWNERS").splitlines())
    paths = [words[0] for words in lines if words and words[0] not in ("#", "*")]

    assert [path for path in paths if not (ROOT / path.strip("/")).exists()] == []
