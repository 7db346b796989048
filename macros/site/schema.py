"""JSON Schemas for editors, generated from the model: completion and hints while typing.

A hint is the field's sentence, then its limit with the reason for it. The schemas know structure
only; meaning is judged by `handbook check`.

What stands in them of the data (the ids that may be referred to, all in ids.json, and examples)
is that of the day they were written: publishing renews it, so that no pull request needs to.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.core.handbook import Handbook
from macros.core.hints import hints_of
from macros.core.kinds import DATA, KINDS, SCHEMAS, SINGLES, Kind
from macros.model.base import ID_PATTERN
from macros.model.describe import summary_of
from macros.model.reference import Vocabularies
from macros.tell.examples import Examples, examples_of

#: What the YAML extension of Visual Studio Code reads: which schema is for which files.
SETTINGS = ".vscode/settings.json"
#: The schema that holds the ids of every kind that something refers to.
IDS = "ids"
#: The parts of a schema whose keys are names of our own and no keywords.
_BY_NAME = {"properties", "$defs"}
Schema = dict[str, Any]


def schemas(book: Handbook) -> dict[str, Schema]:
    """The schema of every kind of data file by its name, and that of the ids."""
    raw = {name: model.model_json_schema() for name, model in SINGLES.items()}
    raw |= {kind.name: _schema(kind) for kind in KINDS}
    kinds = sorted(set(_kinds_in(list(raw.values()))))
    ids = {kind: _ids(book, kind) for kind in kinds}
    examples = examples_of(book)
    return {name: _explained(one, examples) for name, one in raw.items()} | {IDS: {"$defs": ids}}


def _ids(book: Handbook, kind: str) -> Schema:
    """The ids of a kind: a closed choice, or those of today beside any other that is one.

    Somebody who adds a tool names it in a role before publishing renews the ids.
    """
    today = {"enum": list(book.entities(kind))}
    if kind in Vocabularies.model_fields:
        return today
    return {"anyOf": [today, {"type": "string", "pattern": ID_PATTERN}]}


def write_schemas(root: Path, book: Handbook) -> list[str]:
    """Write the schemas and the editor settings that differ; returns the paths written."""
    files = {f"{SCHEMAS}/{name}.json": schema for name, schema in schemas(book).items()}
    written = []
    for name, value in (files | {SETTINGS: _settings()}).items():
        path, text = root / name, json.dumps(value, indent=1, sort_keys=True) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(name)
    return written


def _settings() -> Schema:
    files = {kind.name: kind.files for kind in KINDS}
    files |= {name: f"{name}.yaml" for name in SINGLES}
    paths = {f"./{SCHEMAS}/{name}.json": f"{DATA}/{glob}" for name, glob in files.items()}
    return {"yaml.schemas": paths}


def _schema(kind: Kind) -> Schema:
    schema = kind.model.model_json_schema()
    hidden = kind.stem_field if kind.listed_in else "id"
    schema["properties"].pop(hidden, None)
    schema["required"] = [name for name in schema["required"] if name != hidden]
    if not kind.listed_in:
        return schema
    definitions = schema.pop("$defs", {})
    listed = {"type": "array", "items": schema, "description": summary_of(kind.model)}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [kind.listed_in],
        "properties": {kind.listed_in: listed},
        "$defs": definitions,
    }


def _kinds_in(part: Any) -> Iterator[str]:
    """Every kind that a schema refers to."""
    if isinstance(part, dict):
        yield from filter(None, [part.get("reference")])
        part = list(part.values())
    for item in part if isinstance(part, list) else ():
        yield from _kinds_in(item)


def _explained(part: Any, examples: Examples, record: str = "", key: str = "") -> Any:
    """A part of a schema with limits and kinds of ids written into the description.

    `record` is the title of the record around it and `key` its name there. A reference becomes
    that to the ids of its kind.
    """
    if isinstance(part, list):
        return [_explained(item, examples) for item in part]
    if not isinstance(part, dict):
        return part
    if kind := part.get("reference"):
        return {"$ref": f"{IDS}.json#/$defs/{kind}", "description": _said(part)}
    title = part.get("title", "")
    kept = {
        word: {name: _explained(one, examples, title, name) for name, one in value.items()}
        if word in _BY_NAME
        else _explained(value, examples)
        for word, value in part.items()
        if word != "because"
    }
    if (example := examples.get((record, key))) is not None:
        kept.setdefault("examples", [example])
    said = _said(part)
    return {**kept, "description": said} if said else kept


def _said(part: Schema) -> str:
    return " ".join(dict.fromkeys((part.get("description", ""), *hints_of(part)))).strip()
