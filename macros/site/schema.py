"""JSON Schemas for editors, generated from the model: completion and hints while typing.

They know structure only; meaning is judged by `handbook check`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from macros.core.load import DATA, KINDS, Kind
from macros.model.lint import Reading
from macros.model.moves import Redirects
from macros.model.posting import PostingFrame
from macros.model.reference import Vocabularies

FOLDER = f"{DATA}/.schema"


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
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [kind.listed_in],
        "properties": {kind.listed_in: {"type": "array", "items": schema}},
        "$defs": definitions,
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"
