"""From the data folder to typed entities: one file at a time, every problem kept.

The layout is a rule of docs/contributing/design.md#model: one entity a file with the file stem
as id, or one file of listed entities whose stem gives them their skill, category or topic.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.core.files import entries, judge
from macros.core.kept import newest
from macros.core.kinds import CODE, DATA, KINDS, KNOWN_PARTS, PARTS, PUBLISHED, SINGLES, Kind
from macros.core.problems import HandbookError, Position, Problem, did_you_mean, listed
from macros.core.promise import Promise, read_promise
from macros.core.read import Document, Location, read_text, read_yaml, reading
from macros.core.structure import is_unwritten, structure_problem, unwritten
from macros.core.text import texts
from macros.model.base import Entity, is_id
from macros.model.finding import Finding
from macros.model.interview import CODE_LANGUAGES
from macros.model.moves import Redirects
from macros.model.posting import PostingFrame
from macros.model.reading import Reading
from macros.model.reference import Vocabularies

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entity was read: its file, and its location inside that file."""

    document: Document
    location: Location = ()

    def place(self, *location: str | int) -> Position:
        """The place of a field of the entity, such as `("anchors", 2)`."""
        return self.document.place((*self.location, *location))


@dataclass(slots=True)
class Loaded:
    """Everything read so far: entities and origins by (kind, id), and the problems.

    `written_ids` holds every id that stands in a file, also of an entity that could not be
    read, so that a broken file is reported once and not again by everything that refers to it.
    `unreadable_kinds` are those of which a whole file could not be read: nobody can say which
    ids it held. `records` are all values with the model they are to fit, `unwritten` those in
    which words are missing. `code` holds the files of each work sample by path, such as
    `python/start/run.py`.
    """

    vocabularies: Vocabularies | None = None
    posting: PostingFrame | None = None
    reading: Reading | None = None
    finding: Finding | None = None
    redirects: Redirects = field(default_factory=lambda: Redirects(redirects=()))
    promise: Promise = field(default_factory=dict)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    written_ids: dict[str, set[str]] = field(default_factory=dict)
    unreadable_kinds: set[str] = field(default_factory=set)
    records: list[tuple[type[BaseModel], Any, Origin]] = field(default_factory=list)
    unwritten: list[tuple[type[BaseModel], Any, Origin]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    code: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all is there that everything else needs."""
        return None not in (self.vocabularies, self.posting, self.reading, self.finding)

    def legal(self, kind: str) -> set[str]:
        """Every id of a kind or vocabulary that stands in a file."""
        choices = getattr(self.vocabularies, kind, ())
        return {choice.id for choice in choices} | self.written_ids.get(kind, set())


def load(root: Path) -> Loaded:
    """Read `root/data` whole. Problems are collected, never raised."""
    loaded = Loaded()
    try:
        names = entries(root, DATA)
    except HandbookError as error:
        loaded.problems.extend(error.problems)
        return loaded
    loaded.vocabularies = _single(root, "vocabularies.yaml", Vocabularies, loaded)
    loaded.posting = _single(root, "posting.yaml", PostingFrame, loaded)
    loaded.reading = _single(root, "lint-reading.yaml", Reading, loaded)
    loaded.finding = _single(root, "finding.yaml", Finding, loaded)
    loaded.redirects = _single(root, "redirects.yaml", Redirects, loaded) or loaded.redirects
    try:
        loaded.promise = read_promise(root)
    except HandbookError as error:
        loaded.problems.extend(error.problems)
    for kind in KINDS:
        _load_kind(root, kind, names, loaded)
    loaded.problems.extend(_strays(names))
    loaded.problems.extend(_load_code(root, names, loaded))
    for model, value, origin in loaded.unwritten:
        loaded.problems.extend(unwritten(model, value, origin.place, loaded.legal))
    return loaded


def _load_code(root: Path, all_names: list[str], loaded: Loaded) -> Iterator[Problem]:
    """Read the code of every work sample; none of the three folders of a language is missing."""
    for id, sample in loaded.entities["work_sample"].items():
        folder = f"{DATA}/{CODE}/{id}/"
        parts = tuple(f"{language}/{part}/" for language in sample.commands for part in PARTS)
        names = [name[len(folder) :] for name in all_names if name.startswith(folder)]
        loaded.code[id] = {}
        for name in names:
            if not name.startswith(parts):
                continue
            try:
                loaded.code[id][name] = read_text(root / folder / name, name=folder + name)
            except HandbookError as error:
                yield from error.problems
        yield from _uneven_code(id, list(sample.commands), names)


def _uneven_code(id: str, told: list[str], names: list[str]) -> Iterator[Problem]:
    """Folders that lack of a language, and languages whose folder is there and no command."""
    place = Position(f"{DATA}/{CODE}/{id}.yaml")
    there = {language for name in names if (language := name.partition("/")[0]) in CODE_LANGUAGES}
    for language in told:
        parts = [f"{language}/{part}/" for part in PARTS] if language in there else [f"{language}/"]
        for part in parts:
            if not any(name.startswith(part) for name in names):
                message = f'the work sample "{id}" has no folder {part}.'
                yield Problem(place, "missing-code", message, f"write {DATA}/{CODE}/{id}/{part}.")
    for language in sorted(there.difference(told)):
        message = f'the work sample "{id}" has a folder {language}/ and no command for it.'
        fix = f"add {language} to its commands, or remove {DATA}/{CODE}/{id}/{language}/."
        yield Problem(place, "missing-code", message, fix)


def _load_kind(root: Path, kind: Kind, names: list[str], loaded: Loaded) -> None:
    loaded.entities[kind.name] = {}
    loaded.written_ids[kind.name] = set()
    files = [name for name in names if kind.reads(name)]
    if not files:
        _missing_kind(root, kind, loaded)
    for name in files:
        _load_file(root / name, name, kind, loaded)


def _missing_kind(root: Path, kind: Kind, loaded: Loaded) -> None:
    """Tell a list or folder that is gone, once: whatever refers to its records is not at fault."""
    name = f"{DATA}/{kind.folder}"
    loaded.unreadable_kinds.update({kind.name, *kind.holds})
    path = root / name
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        loaded.problems.extend(judge(root, name))
        return
    what = "file" if name.endswith(".yaml") else "folder"
    message = f"the {what} with every {_noun(kind)} is missing, or has another name."
    fix = f"restore the {what} {name} with git, or give it its name back."
    loaded.problems.append(Problem(Position(name), "missing-file", message, fix))


def _noun(kind: Kind) -> str:
    return kind.name.replace("_", " ")


def _strays(names: list[str]) -> Iterator[Problem]:
    folders = [kind.folder for kind in KINDS]
    expected = {f"{DATA}/{PUBLISHED}", *(f"{DATA}/{stem}.yaml" for stem in SINGLES)}
    expected |= {f"{DATA}/{kind.folder}" for kind in KINDS}
    expected.update(name for name in names if any(kind.reads(name) for kind in KINDS))
    for name in names:
        folder = "/".join(name.split("/")[:3])
        code = name.startswith(f"{DATA}/{CODE}/") and name != folder
        _, language, part, *_ = [*name.removeprefix(folder).split("/"), "", ""]
        known = language in CODE_LANGUAGES and part in KNOWN_PARTS
        if name in expected or (code and f"{folder}.yaml" in expected and known):
            continue
        if code:
            expected.add(f"{folder}.yaml")  # one file stands for the others of its folder
        sound = f"{name.rstrip('~').rpartition('.')[0]}.yaml"
        message = f"nothing reads this file.{did_you_mean(sound, expected - {name})}"
        fix = f"data files end in .yaml and lie in one of: {listed(folders, most=30)}."
        yield Problem(Position(name), "stray-file", message, fix)


def _single(root: Path, file: str, model: type[M], loaded: Loaded) -> M | None:
    """The one record of a file that holds a single record; None when it cannot be read."""
    path = root / DATA / file
    name = f"{DATA}/{file}"
    if not os.path.lexists(path):
        message = "the file is missing, and every page needs it."
        loaded.problems.append(
            Problem(Position(name), "missing-file", message, "restore the file.")
        )
        return None
    try:
        document = read_yaml(path, name=name)
    except HandbookError as error:
        loaded.problems.extend(error.problems)
        return None
    loaded.origins["single", path.stem] = Origin(document)
    record, part = newest.of(("record", name), document, lambda: _loaded_single(model, document))
    _join_rest(part, loaded)
    return record


def _loaded_single(model: type[M], document: Document) -> tuple[M | None, Loaded]:
    loaded = Loaded()
    return _validate(model, document.value, Origin(document), loaded), loaded


def _load_file(path: Path, name: str, kind: Kind, loaded: Loaded) -> None:
    stem_is_id = not kind.listed_in
    if stem_is_id and is_id(path.stem):
        loaded.written_ids[kind.name].add(path.stem)
    try:
        if not is_id(path.stem):
            raise HandbookError([_bad_stem(name, path.stem)])
        with reading(name):
            document = read_yaml(path, name=name)
            part = newest.of(("entities", name), document, partial(_loaded_file, kind, document))
            _join(kind, part, loaded)
    except HandbookError as error:
        loaded.problems.extend(error.problems)
        loaded.unreadable_kinds.update({kind.name, *kind.holds} if kind.listed_in else kind.holds)


def _loaded_file(kind: Kind, document: Document) -> Loaded:
    """What one file holds; kept with its document, so that an unchanged file is judged once."""
    loaded = Loaded(entities={kind.name: {}}, written_ids={kind.name: set()})
    stem = Path(document.path).stem
    if kind.listed_in:
        _load_items(document, stem, kind, loaded)
    else:
        _add(kind, Origin(document), stem, document.value, loaded)
    return loaded


def _join(kind: Kind, part: Loaded, loaded: Loaded) -> None:
    """Add what one file holds to everything read so far."""
    _join_rest(part, loaded)
    loaded.written_ids[kind.name] |= part.written_ids[kind.name]
    loaded.unreadable_kinds |= part.unreadable_kinds
    for id, entity in part.entities[kind.name].items():
        _enter(kind, entity, part.origins[kind.name, id], loaded)


def _join_rest(part: Loaded, loaded: Loaded) -> None:
    loaded.problems += part.problems
    loaded.records += part.records
    loaded.unwritten += part.unwritten


def _bad_stem(name: str, stem: str) -> Problem:
    better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return Problem(
        Position(name),
        "bad-id",
        f'the file name is the id, and "{stem}" is no id.',
        f"use lower-case words joined by hyphens, such as {better or 'a-name'}.yaml.",
    )


def _load_items(document: Document, stem: str, kind: Kind, loaded: Loaded) -> None:
    value = document.value
    items = value.get(kind.listed_in) if isinstance(value, dict) else None
    if not isinstance(items, tuple) or set(value) != {kind.listed_in} or not items:
        raise HandbookError(
            [
                Problem(
                    document.place(()),
                    "wrong-shape",
                    f"this file holds one key, {kind.listed_in}, with a list under it.",
                    f"begin the file with `{kind.listed_in}:` and each item with `- id: …`.",
                )
            ]
        )
    for index, item in enumerate(items):
        origin = Origin(document, (kind.listed_in, index))
        if isinstance(item, dict) and is_id(item.get("id")):
            loaded.written_ids[kind.name].add(item["id"])
        values = item
        if isinstance(item, dict) and kind.stem_field:
            if kind.stem_field in item:
                loaded.problems.append(_stem_repeated(origin, kind.stem_field))
            values = {**item, kind.stem_field: stem}
        _add(kind, origin, None, values, loaded)


def _stem_repeated(origin: Origin, key: str) -> Problem:
    message = f"the file name already says the {key}."
    return Problem(origin.place(key), "unknown-key", message, f"remove the line `{key}:`.")


def _add(kind: Kind, origin: Origin, stem: str | None, value: Any, loaded: Loaded) -> None:
    if stem is not None and isinstance(value, dict):
        if "id" in value:
            loaded.problems.append(_stem_repeated(origin, "id"))
        value = {**value, "id": stem}
    entity = _validate(kind.model, value, origin, loaded)
    if entity is None:
        loaded.unreadable_kinds.update(kind.holds)
        return
    _enter(kind, entity, origin, loaded)


def _enter(kind: Kind, entity: Entity, origin: Origin, loaded: Loaded) -> None:
    """Take an entity up, unless its id is taken."""
    if entity.id in loaded.entities[kind.name]:
        first = loaded.origins[kind.name, entity.id].place("id")
        message = f'the {kind.name} "{entity.id}" already stands at {first.path}:{first.line}.'
        fix = "rename one of the two, or remove it."
        loaded.problems.append(Problem(origin.place("id"), "duplicate-id", message, fix))
        return
    loaded.entities[kind.name][entity.id] = entity
    loaded.origins[kind.name, entity.id] = origin


def _validate(model: type[M], value: Any, origin: Origin, loaded: Loaded) -> M | None:
    """The record, or None with its problems; what a scaffold left to write is told apart."""
    loaded.records.append((model, value, origin))
    if any(is_unwritten(model, location, text) for location, text in texts(value)):
        loaded.unwritten.append((model, value, origin))
    loaded.problems.extend(_repeated_ids(value, origin))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = error.errors()
        loaded.problems.extend(
            structure_problem(model, detail, origin.place)
            for detail in details
            if not _is_todo(model, detail) and not _follows(detail, details)
        )
        return None


def _repeated_ids(value: Any, origin: Origin, at: Location = ()) -> Iterator[Problem]:
    """The ids that stand twice in one list of a record, each at its second place."""
    if not isinstance(value, dict | tuple):
        return
    first: dict[str, Position] = {}
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _repeated_ids(item, origin, (*at, key))
        id = item.get("id") if isinstance(value, tuple) and isinstance(item, dict) else None
        if not isinstance(id, str):
            continue
        place = origin.place(*at, key, "id")
        if first.setdefault(id, place) is not place:
            message = f'"{id}" already stands in line {first[id].line}.'
            yield Problem(place, "duplicate-id", message, "rename one of the two, or remove it.")


def _is_todo(model: type[BaseModel], detail: ErrorDetails) -> bool:
    """Whether a value is only wrong because nobody has written it yet."""
    is_value = detail["type"] != "extra_forbidden" and "[key]" not in detail["loc"]
    return is_value and is_unwritten(model, detail["loc"], detail["input"])


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because one of its items is wrong."""
    at = detail["loc"]
    inside = (other["loc"][: len(at)] == at and other is not detail for other in details)
    return detail["type"] == "too_short" and any(inside)
