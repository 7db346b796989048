"""JSON Schemas for editors, generated from the model: completion and hints while typing.

A hint is the field's sentence, then its limit with the reason for it. The schemas know structure
only; meaning is judged by `handbook check`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from macros.core.load import DATA, KINDS, Kind
from macros.model.describe import limit_in, summary_of
from macros.model.lint import Reading
from macros.model.moves import Redirects
from macros.model.posting import PostingFrame
from macros.model.reference import Vocabularies

FOLDER = f"{DATA}/.schema"
#: The parts of a schema whose keys are names of our own and no keywords.
_BY_NAME = {"properties", "$defs"}


def schemas() -> dict[str, str]:
    """The schema of every kind of data file, as JSON text by file name."""
    single: dict[str, type[BaseModel]] = {
        "vocabularies": Vocabularies,
        "posting": PostingFrame,
        "lint-reading": Reading,
        "redirects": Redirects,
    }
    result = {name: _text(model.model_json_schema()) for name, model in single.items()}
    return result | {kind.name: _text(_schema(kind)) for kind in KINDS}


def write_schemas(root: Path) -> list[str]:
    """Write the schemas that differ from what is there; returns the paths written."""
    written = []
    for name, text in schemas().items():
        path = root / FOLDER / f"{name}.json"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path.relative_to(root).as_posix())
    return written


def _schema(kind: Kind) -> dict[str, Any]:
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


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(_explained(schema), indent=1, sort_keys=True) + "\n"


def _explained(part: Any) -> Any:
    """A part of a schema with every limit and every kind of id written into the description."""
    if isinstance(part, list):
        return [_explained(item) for item in part]
    if not isinstance(part, dict):
        return part
    said = " ".join(dict.fromkeys((part.get("description", ""), *_notes(part)))).strip()
    kept = {
        key: {name: _explained(one) for name, one in value.items()}
        if key in _BY_NAME
        else _explained(value)
        for key, value in part.items()
        if key not in ("because", "reference")
    }
    return {**kept, "description": said} if said else kept


def _notes(part: dict[str, Any]) -> Iterator[str]:
    """What is to be known of a value beside what it holds; of a choice, what each option says."""
    if kind := part.get("reference"):
        yield _where(kind)
    elif limit := limit_in(part):
        yield limit
    for option in part.get("anyOf", ()):
        yield from _notes(option)


def _where(kind: str) -> str:
    """Where the ids of a kind are, for somebody who looks for one."""
    if kind in Vocabularies.model_fields:
        return f"A value of `{kind}` in {DATA}/vocabularies.yaml."
    folders = [one.folder for one in KINDS if kind in (one.name, *one.holds)]
    return f"An id of {DATA}/{folders[0]}." if folders else f"The id of a {kind}."
