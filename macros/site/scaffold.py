"""`handbook new`: the files of a new entity, complete but for the words.

Whatever a scaffold writes is either right or TODO, and `handbook check` lists each TODO with
the sentence of its field. The model says which fields there are. Of what is there already,
only the form is taken over: the headings and macros that pages of one sort share, and the
stages of the loop that tests the role which a new one is based on.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_origin

import yaml
from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.address.patterns import address_of, pages_of, stage_page
from macros.core import kinds
from macros.core.handbook import Handbook, assemble
from macros.core.kinds import DATA, schema_line_of
from macros.core.load import load
from macros.core.pages import AUTHORS, DOCS, parse_page
from macros.core.problems import HandbookError, Position, Problem, did_you_mean, listed
from macros.core.read import read_text
from macros.core.text import TODO
from macros.model.base import ID_PATTERN, models_in
from macros.model.change import Change
from macros.model.fields import fields_by_key, kind_named, reference_kinds
from macros.model.interview import Question, Skill
from macros.model.reference import Choice, Faq
from macros.model.role import Role

KINDS = ("role", "skill", "question", "tool", "faq")
#: A macro call that is a block of its own, and the first id it may be given.
#: What lies in the address of a stage and in no other line of the navigation.
_STAGES = "/interview/"
_BLOCK = re.compile(r'\{\{ \w+\((?:"([^"]*)"(?:, "[^"]*")*)?\) \}\}')


def scaffold(root: Path, kind: str, id: str, *, under: str = "") -> list[str]:
    """Write the files of a new entity; returns the paths written or changed.

    `under` names the skill of a question, the category of a tool, the topic of a FAQ or the
    role that a new role is based on. Raises HandbookError when the id is no id, is taken, or
    `under` is not there, or the data cannot be read; nothing is written then.
    """
    loaded = load(root)
    book = assemble(loaded)
    _refuse_bad_id(book, kind, id)
    if broken := [problem for problem in loaded.problems if problem.code != "missing-words"]:
        raise HandbookError(broken)
    if id in loaded.written_ids[kind]:
        message = f'the {kind} "{id}" is there already, and not written yet.'
        _refuse("duplicate-id", message, "write it: `handbook check` names the lines.")
    files = dict(_files(root, book, kind, id, under))
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return sorted(files)


def _files(root: Path, book: Handbook, kind: str, id: str, under: str) -> Iterator[tuple[str, str]]:
    if kind == "role":
        highest = next((role.id for role in reversed(book.ladder())), "")
        yield from _role_files(root, book, id, under or highest)
    elif kind == "skill":
        yield from _skill_files(root, book, id)
    else:
        yield _item_file(root, book, kind, id, under)


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
    """A role that changes nothing yet in what it takes over from `base`, its loop included."""
    _must_exist(book, "role", base)
    _must_exist(book, "loop", book.roles[base].loop)
    known: dict[str, Any] = {"id": None, "based_on": base, "loop": id}
    known |= {name: {"add": []} for name in ("responsibilities", "requirements", "tools")}
    yield _new_file(f"{DATA}/roles/{id}.yaml", "role", _blank(Role, book, **known))
    loop = _reworded(book.loops[book.roles[base].loop])
    del loop["id"]
    yield _new_file(f"{DATA}/loops/{id}.yaml", "loop", loop)
    yield from _pages(root, book, "role", base, id)
    faq = _blank(Faq, book, topic=None, roles=[id])
    yield _new_file(f"{DATA}/faqs/{id}.yaml", "faq", {"faqs": [faq]})
    if id not in book.entities("faq_topic"):
        topic = _blank(Choice, book, id=id)
        yield _with_item(root, f"{DATA}/vocabularies.yaml", "faq_topic", topic)
    change = _blank(Change, book, roles=[id], see={"page": address_of("role", id), "label": TODO})
    yield _with_item(root, f"{DATA}/changes.yaml", "changes", change, first=True)


def _skill_files(root: Path, book: Handbook, id: str) -> Iterator[tuple[str, str]]:
    skill, question = _blank(Skill, book, id=None), _blank(Question, book, skill=None)
    skill["in_profiles"]["words"] = [{"phrase": TODO}]
    yield _new_file(f"{DATA}/skills/{id}.yaml", "skill", skill)
    yield _new_file(f"{DATA}/questions/{id}.yaml", "question", {"questions": [question] * 3})
    yield from _pages(root, book, "skill", next(iter(book.skills)), id)


def _pages(root: Path, book: Handbook, kind: str, like: str, id: str) -> Iterator[tuple[str, str]]:
    """The pages of a new role or skill, each like that of another, and the navigation to them."""
    alike: dict[str, list[str]] = {}
    for other in book.entities(kind):
        for sort, page in _pages_of(book, kind, other):
            alike.setdefault(sort, []).append(page)
    old, new = (address_of(kind, one).strip("/") for one in (like, id))
    for sort, before in _pages_of(book, kind, like):
        page = new + before.removeprefix(old)
        yield f"{DOCS}/{page}", _blank_page(root, before, like, id, alike[sort])
    end = "/" if kind == "role" else ".md"
    yield "mkdocs.yml", _navigation(root, f"{old}{end}", f"{new}{end}")


def _pages_of(book: Handbook, kind: str, id: str) -> Iterator[tuple[str, str]]:
    """Every page of an entity with its sort, those of the stages of a role's interview included."""
    yield from pages_of(kind, id)
    if kind == "role":
        for stage in book.loops[book.roles[id].loop].stages:
            yield "stage", stage_page(id, stage.id)


def _item_file(root: Path, book: Handbook, kind: str, id: str, under: str) -> tuple[str, str]:
    """The file of a listed entity with a blank one added at its end."""
    where = next(one for one in kinds.KINDS if one.name == kind)
    _must_exist(book, str(kind_named(where.model.model_fields[where.stem_field])), under)
    item = _blank(where.model, book, id=id, **{where.stem_field: None})
    if kind == "faq" and under in book.roles:
        item["roles"] = [under]
    path = f"{DATA}/{where.folder}/{under}.yaml"
    if not (root / path).is_file():
        return _new_file(path, kind, {where.listed_in: [item]})
    return _with_item(root, path, where.listed_in, item)


def _must_exist(book: Handbook, kind: str, id: str) -> None:
    legal, noun = book.entities(kind), kind.replace("_", " ")
    if id not in legal:
        unknown = f'"{id}" is not a {noun}.{did_you_mean(id, legal)}'
        message = unknown if id else f"--under is missing: it names the {noun}."
        _refuse("unknown-reference", message, f"say --under with one of: {listed(legal, most=30)}.")


def _blank(model: type[BaseModel], book: Handbook, **known: Any) -> dict[str, Any]:
    """A record with what is known of it; every other field the model asks for is to be written.

    A field that is known to be None is left out: the file name says it.
    """
    return {
        str(key): known.get(str(key)) or _blank_value(info, book)
        for key, info in fields_by_key(model).items()
        if (known[str(key)] is not None if key in known else info.is_required())
    }


def _blank_value(field: FieldInfo, book: Handbook) -> Any:
    inner = next(models_in(field.annotation), None)
    value = _blank(inner, book) if inner else TODO
    if get_origin(field.annotation) is tuple:
        return [value] * next((m.min_length for m in field.metadata if isinstance(m, MinLen)), 1)
    if get_origin(field.annotation) is dict:
        return dict.fromkeys(book.entities(str(kind_named(field))), value)
    return value


def _reworded(record: BaseModel) -> dict[str, Any]:
    """A record with the ids, numbers and choices of another, and none of its words."""
    kinds = reference_kinds(type(record))
    stated = {name: getattr(record, name) for name in kinds if name in record.model_fields_set}
    return {
        name: value if kinds[name] or name == "id" else _reworded_value(value)
        for name, value in stated.items()
        if name != "former_ids"
    }


def _reworded_value(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _reworded(value)
    if isinstance(value, tuple):
        return [_reworded_value(item) for item in value]
    return TODO if isinstance(value, str) else value


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it stands, even when it is the same one twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias: our reader refuses them."""
        return True


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110))


def _new_file(path: str, kind: str, value: Any) -> tuple[str, str]:
    """A data file of a kind, with the line that tells editors its schema."""
    return path, f"{schema_line_of(path, kind)}\n{_yaml(value)}"


def _with_item(
    root: Path, path: str, key: str, item: dict[str, Any], *, first: bool = False
) -> tuple[str, str]:
    """A file with an item more at the end (or begin) of a list; nothing else in it changes."""
    text = read_text(root / path, name=path)
    whole: Any = yaml.compose(text, yaml.CSafeLoader)
    items = next(value.value for name, value in whole.value if name.value == key)
    mark = items[0].start_mark if first else _last(items[-1]).end_mark
    lines = text.splitlines(keepends=True)
    at = mark.line + (mark.column > 0 and not first)
    margin = " " * (items[0].start_mark.column - 2)
    added = [f"{margin}{line}\n" for line in _yaml([item]).splitlines()]
    return path, "".join([*lines[:at], *added, *lines[at:]])


def _last(node: yaml.Node) -> yaml.Node:
    """The last scalar inside a node: what follows it may be a comment on something else."""
    while not isinstance(node, yaml.ScalarNode) and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _blank_page(root: Path, like: str, old: str, new: str, pages: Iterable[str]) -> str:
    """A page with the macro calls of another and the headings that all of its sort share."""
    there = (name for name in pages if (root / DOCS / name).is_file())
    texts = [read_text(root / DOCS / name, name=f"{DOCS}/{name}") for name in there]
    page = parse_page(read_text(root / DOCS / like, name=f"{DOCS}/{like}"), path=like)
    front = {
        key: TODO if key in ("title", "description", "reviewed") else new if value == old else value
        for key, value in page.meta.items()
        if key not in (*AUTHORS, "asked")
    }
    front["asked"] = [TODO, TODO]
    blocks = [
        block
        for section in re.split(r"^(?=## )", page.body.strip(), flags=re.MULTILINE)
        for block in _blank_section(section, old, new, texts)
    ]
    return f"---\n{_yaml(front)}---\n\n" + "\n\n".join(blocks) + "\n"


def _blank_section(section: str, old: str, new: str, texts: list[str]) -> list[str]:
    """The blocks of a section; none of one that only the pattern has and that shows no data."""
    head, *blocks = re.split(r"\n\s*\n", section.strip())
    calls = [found and found.group(1) in (None, old) for found in map(_BLOCK.fullmatch, blocks)]
    shared = all(f"\n{head}\n" in text for text in texts)
    if head.startswith("## ") and not shared and not any(calls):
        return []
    result = [head if shared else re.sub(r"^(#+ ).*?( \{#.*)?$", rf"\1{TODO}\2", head)]
    for block, call in zip(blocks, calls, strict=True):
        if call:
            result.append(block.replace(f'"{old}"', f'"{new}"'))
        elif result[-1] != TODO:
            result.append(TODO)
    return result


def _navigation(root: Path, old: str, new: str) -> str:
    """mkdocs.yml with the lines of the pattern's pages repeated for the new ones."""
    lines = read_text(root / "mkdocs.yml", name="mkdocs.yml").splitlines(keepends=True)
    hits = [number for number, line in enumerate(lines) if old in line]
    if not hits:
        return "".join(lines)
    first, last = hits[0], hits[-1]
    if re.match(r"\s*- [^:]+:\s*$", lines[first - 1]):
        first -= 1
    added = [line.replace(old, new) for line in lines[first : last + 1]]
    for number, line in enumerate(added):
        if number == 0 or (new in line and _STAGES in line):
            added[number] = re.sub(r"- [^:]+:", f"- {TODO}:", line, count=1)
    return "".join([*lines[: last + 1], *added, *lines[last + 1 :]])
