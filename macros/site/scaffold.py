"""`handbook new`: the files of a new entity, complete but for the words.

The pattern is an entity that is already there: its numbers and references are kept, every
text becomes TODO. So the scaffold follows the house shape without a second copy of it, and
`handbook check` lists the TODOs by line as missing-words.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from macros.address.patterns import address_of, pages_of
from macros.checks.references import reference_kinds
from macros.core.handbook import Handbook, assemble
from macros.core.load import DATA, load
from macros.core.pages import DOCS, parse_page
from macros.core.problems import HandbookError, Position, Problem, did_you_mean, listed
from macros.model.base import ID_PATTERN, Model

KINDS = ("role", "skill", "question", "tool", "faq")
TODO = "TODO"
#: What an entity cannot have from its pattern.
_OWN = ("id", "former_ids")
_FOLDERS = {
    "question": ("skill", "questions"),
    "tool": ("tool_category", "tools"),
    "faq": ("faq_topic", "faqs"),
}


def scaffold(root: Path, kind: str, id: str, *, under: str = "") -> list[str]:
    """Write the files of a new entity; returns the paths written or changed.

    `under` names the skill of a question, the category of a tool, the topic of a FAQ or the
    role that a new role is based on. Raises HandbookError when the id is no id, is taken, or
    `under` is not there; nothing is written then.
    """
    loaded = load(root)
    book = assemble(loaded)
    _refuse_bad_id(book, kind, id)
    if id in loaded.attempted[kind]:
        message = f'the {kind} "{id}" is there already and cannot be read.'
        _refuse("duplicate-id", message, "fix it: `handbook check` names the line.")
    files = dict(_files(root, book, kind, id, under))
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return sorted(files)


def _files(root: Path, book: Handbook, kind: str, id: str, under: str) -> Iterator[tuple[str, str]]:
    if kind == "role":
        yield from _role_files(root, book, id, under or book.ladder()[-1].id)
    elif kind == "skill":
        yield from _skill_files(root, book, id)
    else:
        yield _appended(root, book, kind, id, under)


def _refuse_bad_id(book: Handbook, kind: str, id: str) -> None:
    if not re.match(ID_PATTERN, id):
        message = f'"{id}" is no id.'
        _refuse("bad-id", message, "use lower-case words joined by hyphens.")
    if id in book.entities(kind):
        place = book.place(kind, id)
        message = f'the {kind} "{id}" already stands at {place.path}:{place.line}.'
        _refuse("duplicate-id", message, "choose another id.")


def _refuse(code: str, message: str, fix: str) -> None:
    raise HandbookError([Problem(Position("handbook new"), code, message, fix)])


def _role_files(root: Path, book: Handbook, id: str, base: str) -> Iterator[tuple[str, str]]:
    """A role based on `base` that changes nothing yet, with a loop like the base's."""
    _must_exist(book, "role", base)
    pattern = book.roles[base]
    role = _blank(pattern)
    for name in ("responsibilities", "requirements", "tools"):
        role[name] = {"add": []}
    role |= {"based_on": base, "loop": id}
    yield f"{DATA}/roles/{id}.yaml", _yaml(_ordered(pattern, role))
    yield f"{DATA}/loops/{id}.yaml", _yaml(_blank(book.loops[pattern.loop]))
    for page, like in zip(pages_of("role", id), pages_of("role", base), strict=True):
        yield f"{DOCS}/{page}", _blank_page(root, like, base, id)
    old, new = (address_of("role", one)[1:] for one in (base, id))
    yield "mkdocs.yml", _navigation(root, old, new, _words(id))


def _skill_files(root: Path, book: Handbook, id: str) -> Iterator[tuple[str, str]]:
    like = next(iter(book.skills))
    skill = _blank(book.skills[like])
    words = {"habit": next(iter(book.entities("profile_habit"))), "words": [{"phrase": TODO}]}
    skill["in_profiles"] |= {**words, "equivalents": []}  # a word belongs to one skill
    yield f"{DATA}/skills/{id}.yaml", _yaml(skill)
    questions = [
        {"id": f"{id}-{number}", **_blank(question, without=("skill",))}
        for number, question in enumerate(book.questions_of(like)[:3], start=1)
    ]
    yield f"{DATA}/questions/{id}.yaml", _yaml({"questions": questions})
    (page,), (old,) = pages_of("skill", id), pages_of("skill", like)
    yield f"{DOCS}/{page}", _blank_page(root, old, like, id)
    yield "mkdocs.yml", _navigation(root, old, page, _words(id))


def _appended(root: Path, book: Handbook, kind: str, id: str, under: str) -> tuple[str, str]:
    """The file of a listed entity with a blank one added at its end."""
    group, folder = _FOLDERS[kind]
    _must_exist(book, group, under)
    stem_field = {"skill": "skill", "tool_category": "category", "faq_topic": "topic"}[group]
    pattern = next(iter(book.entities(kind).values()))
    item = {"id": id, **_blank(pattern, without=(stem_field,))}
    path = f"{DATA}/{folder}/{under}.yaml"
    file = root / path
    before = file.read_text(encoding="utf-8").rstrip() if file.is_file() else f"{folder}:"
    lines = _yaml([item]).rstrip().splitlines()
    return path, "\n".join([before, *(f"  {line}" for line in lines)]) + "\n"


def _must_exist(book: Handbook, kind: str, id: str) -> None:
    legal = book.entities(kind)
    if id not in legal:
        noun = kind.replace("_", " ")
        message = f'"{id}" is not a {noun}.{did_you_mean(id, legal)}'
        _refuse("unknown-reference", message, f"say --under with one of: {listed(legal)}.")


def _blank(model: Model, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The record with every text replaced by TODO, and facts that need a source left out."""
    kinds = reference_kinds(type(model))
    result: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in (*_OWN, *without) or value is None or hasattr(value, "source"):
            continue
        keep = kinds[name] is not None or name in ("page", "homepage", "url", "part")
        result[name] = _blank_value(value, name, keep)
    return result


def _blank_value(value: Any, name: str, keep: bool) -> Any:
    if isinstance(value, Model):
        own = {"id": value.id} if hasattr(value, "id") else {}
        return {**own, **_blank(value)}
    if isinstance(value, tuple):
        named = (f"{name} {number}" for number in range(1, len(value) + 1))
        return [_blank_value(item, label, keep) for item, label in zip(value, named, strict=True)]
    if isinstance(value, dict):
        return {key: _blank_value(item, f"{name} {key}", False) for key, item in value.items()}
    if isinstance(value, str) and not keep:
        return f"{TODO} {name.replace('_', ' ')}"
    return value


def _ordered(model: Model, values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in type(model).model_fields if name in values}


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)


def _words(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _blank_page(root: Path, like: str, old: str, new: str) -> str:
    """A page with the headings and macro calls of another, its prose replaced by one TODO."""
    page = parse_page((root / DOCS / like).read_text(encoding="utf-8"), path=like)
    front = {
        key: f"{TODO} {key}" if key in ("title", "description") else value
        for key, value in page.meta.items()
    }
    front = {key: new if value == old else value for key, value in front.items()}
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", page.body.strip()):
        if block.startswith(("## ", "{{")):
            blocks.append(block.replace(f'"{old}"', f'"{new}"'))
        elif block.startswith("# "):
            blocks.append(f"# {_words(new)}")
        elif not blocks or not blocks[-1].startswith(TODO):
            blocks.append(f"{TODO} write this part.")
    return f"---\n{_yaml(front)}---\n\n" + "\n\n".join(blocks) + "\n"


def _navigation(root: Path, old: str, new: str, title: str) -> str:
    """mkdocs.yml with the lines of the pattern's pages repeated for the new ones."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    hits = [number for number, line in enumerate(lines) if old in line]
    first, last = hits[0], hits[-1]
    if re.match(r"\s*- [^:]+:\s*$", lines[first - 1]):
        first -= 1
    added = [line.replace(old, new) for line in lines[first : last + 1]]
    added[0] = re.sub(r"- [^:]+:", f"- {title}:", added[0], count=1)
    return "".join([*lines[: last + 1], *added, *lines[last + 1 :]])
