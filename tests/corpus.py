"""A handbook of any size in the shape of the real one: `grow` writes it, the same every time.

It is the real repository with copies of its roles, loops, skills, questions, answers and guides.
In a copy every longer word is another one of the same length, by a cipher of its own. So each file
keeps its size and its structure, no rule is broken that the real text keeps, and no two copies
are alike.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

import yaml

from macros.core.handbook import Handbook, assemble
from macros.core.load import load
from macros.tell.changelog import write_changelog
from tests.support import ROOT

PARTS = ("data", "docs", "macros", "overrides")
#: What a copy says as it stands: addresses, code, blanks, calls, anchors, a link's target.
_TOKEN = re.compile(
    r"\{[^{}]*\}+|`[^`]*`|\]\([^)]*\)|\[[^\]]*\](?!\()|https?://\S+|/[a-z][\w/#-]*|[A-Za-z]+"
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = ("bdfklmnpstvz", "aeiou")
_SHORT = 4  # letters of the shortest word that is changed
_MOST_ROLES = 50
_QUESTIONS = 8  # of a skill, at least
#: Keys whose values name what is copied too, those that hold words even where these look like
#: ids, and those whose values stay.
_NAMES = {"id", "skill", "skills", "question", "role", "roles", "based_on", "loop", "tool", "drop"}
_WORDS = {"phrase", "title", "profile_word", "asked"}
_KEPT = {"framework", "code", "label", "page", "who", "interviewers", "url", "source", "sources"}
#: The values of a finished posting, in which a poster could write no other words.
_EXAMPLE = "example"
#: The lines of a posting, and those in which a copied one names the words of the trade.
_DUTIES = "responsibilities"
_LINES = (_DUTIES, "requirements")
#: What tells a report from a fact, and an example from a rule.
_TOLD = {"report", "reported", "example"}
#: The examples of tools in the lines of a role, which a poster replaces.
_TOOLS = frozenset(("through", "python", "java", "postgresql", "kafka"))
_FRONT = re.compile(r"^((?:title|description): |  - (?=.* ))(.*?)(?= > |$)", re.MULTILINE)
_SUBJECT = re.compile(r"^((?:role|stage|skill|category): )(.*)$", re.MULTILINE)
_SHOWS_DATA = re.compile(r"\{\{ (?!cite\()")
_SAID = "Written by the benchmark."


@dataclass(frozen=True)
class Copy:
    """A further copy of what is there: its number, the new id of each old one, words to keep."""

    number: int
    ids: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    def text(self, text: str) -> str:
        """A text in other words; one that has only short words gets other ones for these."""
        changed = _TOKEN.sub(lambda found: self._token(found[0]), text)
        return changed if changed != text else _TOKEN.sub(lambda found: self._word(found[0]), text)

    def id(self, id: str) -> str:
        """The id of the copy."""
        return self.ids.get(id, id)

    def _token(self, token: str) -> str:
        if token.isalpha():
            return self._word(token) if len(token) >= _SHORT else token
        is_here = token.startswith(("{ ", "]("))
        return _ID.sub(lambda found: self.id(found[0]), token) if is_here else token

    def _word(self, word: str) -> str:
        """A word of its length, with its capitals; a short one becomes long, lest two be alike."""
        if not word.isalpha() or word.lower().rstrip("s") in _TOLD | self.kept:
            return word
        length = len(word) if len(word) >= _SHORT else 6
        digest = hashlib.blake2b(f"{self.number} {word.lower()}".encode()).digest()
        sounds = (_LETTERS[at % 2][digest[at] % len(_LETTERS[at % 2])] for at in range(length))
        made = "".join(sounds)
        return made.upper() if word.isupper() else made.capitalize() if word[0].isupper() else made


def _kept_in(lines: str) -> frozenset[str]:
    return _TOOLS | _nouns() if lines == _DUTIES else _TOOLS


@cache
def _nouns() -> frozenset[str]:
    """The words of the trade, of which each posting has to name some."""
    posting = load(ROOT).posting
    assert posting
    words = (word for noun in posting.nouns for word in noun.lower().split())
    return frozenset(word.rstrip("s") for word in words)


def grow(root: Path, pages: int) -> Handbook:
    """Write a repository with that many pages, or as many as the real one has, into `root`.

    There are five roles to 150 pages, at most 50, and eight questions to a skill.
    """
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, root / part, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", root)
    _add_questions(root, assemble(load(root)))
    book = assemble(load(root))
    families = min(_MOST_ROLES, pages // 30) // len(book.roles)
    skills: dict[str, str] = {}
    for number in range(2, families + 1):
        if number % 2:
            skills = _copy_skills(root, book, number)
        _copy_roles(root, book, number, skills)
    _copy_guides(root, pages)
    grown = assemble(load(root))
    write_changelog(root, grown)
    return grown


def _add_questions(root: Path, book: Handbook) -> None:
    """Give each skill copies of its questions, until it has eight."""
    for skill in book.skills:
        file = root / "data" / "questions" / f"{skill}.yaml"
        text = file.read_text(encoding="utf-8")
        whole: Any = yaml.compose(text, yaml.CSafeLoader)
        ((_, listed),) = whole.value
        for number, node in islice(enumerate(cycle(listed.value), 101), _missing(book, skill)):
            ids = {id: f"{id}-{number}" for id in book.questions}
            text = f"{text.rstrip()}\n  - {_edited(text, node, Copy(number, ids)).rstrip()}\n"
        file.write_text(text, encoding="utf-8")


def _missing(book: Handbook, skill: str) -> int:
    return max(0, _QUESTIONS - len(book.questions_of(skill)))


def _copy_skills(root: Path, book: Handbook, number: int) -> dict[str, str]:
    """Copy all skills with their questions, and the tools that profiles name; returns the ids."""
    shelves = [choice.id for choice in book.vocabularies.tool_category]
    old = (*book.skills, *book.questions, *book.tools, *shelves)
    copy = Copy(number, {id: f"{id}-{number}" for id in old})
    for part, ids in (("skills", tuple(book.skills)), ("tools", shelves)):
        for id in ids:
            _copy_data(root / "data" / part, id, copy)
            _copy_page(root / "docs" / part / f"{id}.md", copy)
        nav = [f"      - {copy.id(id)}: {part}/{copy.id(id)}.md\n" for id in ids]
        _add(root / "mkdocs.yml", f": {part}/", nav)
    for id in book.skills:
        _copy_data(root / "data" / "questions", id, copy)
    _add_choices(root, "tool_category", map(copy.id, shelves))
    return dict(copy.ids)


def _add_choices(root: Path, name: str, ids: Iterable[str]) -> None:
    lines = [f"  - {{id: {id}, label: {id}, description: {_SAID}}}\n" for id in ids]
    _add(root / "data" / "vocabularies.yaml", f"{name}:", lines)


def _copy_roles(root: Path, book: Handbook, number: int, skills: Mapping[str, str]) -> None:
    """Copy all roles with their loops, answers and pages, and announce them."""
    ids = {id: f"{id}-{number}" for id in (*book.roles, *book.loops, *book.faqs)}
    copy = Copy(number, {**skills, **ids})
    for id in book.roles:
        for folder in ("roles", "loops", "faqs"):
            _copy_data(root / "data" / folder, id, copy)
        own = []
        for page in sorted((root / "docs" / "roles" / id).rglob("*.md")):
            _copy_page(page, copy)
            parts = page.relative_to(root / "docs").with_suffix("").parts
            own.append(f"          - {'/'.join(map(copy.id, parts))}.md\n")
        _add(root / "mkdocs.yml", " roles/", [f"      - {copy.id(id)}:\n", *own])
    roles = [copy.id(id) for id in book.roles]
    _add_choices(root, "faq_topic", roles)
    change = {"id": f"roles-{number}", "date": "2099-12-31", "version": "99.0.0", "roles": roles}
    change |= {"title": f"Roles of copy {number}", "text": _SAID}
    _add(root / "data" / "changes.yaml", "changes:", [f"  - {json.dumps(change)}\n"])


def _copy_guides(root: Path, pages: int) -> None:
    """Copy the guides that show no data of their own until there are so many pages."""
    stages = {stage.stem for stage in (root / "docs" / "roles").rglob("interview/*.md")}
    guides = [
        guide
        for guide in sorted((root / "docs" / "guides").glob("*.md"))
        if guide.stem not in stages and not _SHOWS_DATA.search(guide.read_text(encoding="utf-8"))
    ]
    missing = pages - sum(1 for _ in (root / "docs").rglob("*.md"))
    rounds = ((guide, number) for number in count(2) for guide in guides)
    added = [
        _copy_page(guide, Copy(number, {guide.stem: f"{guide.stem}-{number}"}))
        for guide, number in islice(rounds, max(0, missing))
    ]
    _add(root / "mkdocs.yml", ": guides/", [f"      - {id}: guides/{id}.md\n" for id in added])


def _copy_data(folder: Path, id: str, copy: Copy) -> None:
    text = (folder / f"{id}.yaml").read_text(encoding="utf-8")
    node: Any = yaml.compose(text, yaml.CSafeLoader)
    head = text[: node.start_mark.index]
    (folder / f"{copy.id(id)}.yaml").write_text(head + _edited(text, node, copy), encoding="utf-8")


def _edited(text: str, node: Any, copy: Copy) -> str:
    """The part of a text that a node of it spans, in the words of a copy."""
    done, at = "", node.start_mark.index
    for start, end, new in _edits(node, "", text, copy):
        done += text[at:start] + new
        at = end
    return done + text[at : node.end_mark.index]


def _edits(node: Any, key: str, text: str, copy: Copy) -> Iterator[tuple[int, int, str]]:
    """What stands elsewhere in the copy of a file: from, to, and the new text."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            inside = replace(copy, kept=_kept_in(name.value)) if name.value in _LINES else copy
            if name.value != _EXAMPLE:
                yield from _edits(value, name.value, text, inside)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _edits(value, key, text, copy)
    elif key not in _KEPT:
        start, end = node.start_mark.index, node.end_mark.index
        is_id = _ID.fullmatch(node.value) and key not in _WORDS
        if key in _NAMES and is_id:
            yield start, end, copy.id(node.value)
        elif not is_id:
            yield start, end, copy.text(text[start:end])


def _copy_page(page: Path, copy: Copy) -> str:
    """Write the copy of a page, and return its name."""
    head, front, body = page.read_text(encoding="utf-8").split("---\n", 2)
    front = _FRONT.sub(lambda found: found[1] + copy.text(found[2]), front)
    front = _SUBJECT.sub(lambda found: found[1] + copy.id(found[2]), front)
    path = Path(*(copy.id(part) for part in page.with_suffix("").parts)).with_suffix(".md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\n{head}{front}---\n{copy.text(body)}", encoding="utf-8")
    return path.stem


def _add(file: Path, mark: str, lines: Iterable[str]) -> None:
    """Add lines behind the last line of a file that holds a mark."""
    text = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = max(number for number, line in enumerate(text) if mark in line) + 1
    file.write_text("".join([*text[:at], *lines, *text[at:]]), encoding="utf-8")
