"""JSON Schemas for editors: fresh, and true of every data file."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.load import KINDS, SINGLES
from macros.site.schema import FOLDER, schemas, write_schemas
from tests.support import DUMMY, ROOT, each

TYPES: dict[str, tuple[type[object], ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
SINGLE = {f"{stem}.yaml": stem for stem in SINGLES}


class Text(yaml.SafeLoader):
    """Reads dates as text, as JSON and our own reader do."""


Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def schema_of(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schemas()[name])
    return schema


def kind_of(path: str) -> str:
    """The schema of a data file, from where it lies."""
    folder = path.split("/")[0]
    return SINGLE.get(path) or next(kind.name for kind in KINDS if kind.folder == folder)


def data_files(root: Path) -> list[str]:
    return sorted(file.relative_to(root / "data").as_posix() for file in data_paths(root))


def data_paths(root: Path) -> list[Path]:
    """The data of the handbook, without the files of work samples."""
    return [*(root / "data").glob("*.yaml"), *(root / "data").glob("[!.]*/*.yaml")]


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """What an editor would underline: the keywords that our schemas use, and no others."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "discriminator" in schema and isinstance(value, dict):
        named = schema["discriminator"]["mapping"].get(value.get("kind"), "")
        return faults(value, {"$ref": named}, root, at) if named else [f"{at}: no kind"]
    if "anyOf" in schema:
        choices = [faults(value, choice, root, at) for choice in schema["anyOf"]]
        return [] if [] in choices else min(choices, key=len)
    wanted = TYPES[schema["type"]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if isinstance(value, dict):
        return _object_faults(value, schema, root, at)
    if isinstance(value, list):
        found = [f"{at}: too short"] if len(value) < schema.get("minItems", 0) else []
        inner = (
            faults(item, schema["items"], root, f"{at}/{index}") for index, item in enumerate(value)
        )
        return found + [fault for one in inner for fault in one]
    return _scalar_faults(value, schema, at)


def _object_faults(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> list[str]:
    properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    found = [f"{at}: {key} is missing" for key in schema.get("required", ()) if key not in value]
    for key, item in value.items():
        if key in properties:
            found += faults(item, properties[key], root, f"{at}/{key}")
        elif isinstance(more, dict):
            found += faults(item, more, root, f"{at}/{key}")
        elif not more:
            found.append(f"{at}: {key} is no key here")
    return found


def _scalar_faults(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    if not isinstance(value, str):
        low = schema.get("minimum", schema.get("exclusiveMinimum", value))
        return [] if value >= low else [f"{at}: {value} is too small"]
    bad = [
        "pattern" in schema and not re.search(schema["pattern"], value),
        len(value.strip()) < schema.get("minLength", 0),
        len(value.strip()) > schema.get("maxLength", len(value)),
    ]
    return [f"{at}: {value!r} does not fit"] if any(bad) else []


@pytest.mark.parametrize("name", schemas())
def test_schema_in_the_repository_is_fresh(name: str) -> None:
    """The schema that editors use is the one the model gives (else: handbook schema)."""
    assert (ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8") == schemas()[name]


def test_every_schema_in_the_repository_is_of_a_kind() -> None:
    """No schema is left over of a kind that is no more."""
    assert {file.stem for file in (ROOT / FOLDER).glob("*")} == set(schemas())


@each("path", lambda: data_files(ROOT))
def test_data_file_fits_its_schema(path: str) -> None:
    """An editor underlines nothing in a file that the model accepts."""
    value = yaml.load((ROOT / "data" / path).read_text(encoding="utf-8"), Loader=Text)  # noqa: S506
    schema = schema_of(kind_of(path))

    assert faults(value, schema, schema) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        pytest.param("roles/clerk.yaml", "summary:", "sumary:", "sumary is no key", id="a typo"),
        pytest.param("roles/clerk.yaml", "level: junior\n", "", "level is missing", id="a lack"),
        pytest.param("loops/clerk.yaml", "minutes: 30", "minutes: x", "no integer", id="a type"),
        pytest.param("terms.yaml", "id: ledger", "id: A b", "does not fit", id="an id"),
        pytest.param("tools/post.yaml", "title: Pigeon", "id: a", "title is missing", id="an item"),
    ],
)
def test_schema_underlines_a_mistake(path: str, old: str, new: str, fault: str) -> None:
    """The schema finds what the model would refuse: keys, types, ids and lacks."""
    text = (DUMMY / "data" / path).read_text(encoding="utf-8").replace(old, new, 1)
    schema = schema_of(kind_of(path))

    assert any(fault in one for one in faults(yaml.load(text, Loader=Text), schema, schema))  # noqa: S506


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        *(("role", "id"), ("skill", "id"), ("question", "skill"), ("tool", "category")),
        *(("work_sample", "id"),),
    ],
)
def test_what_the_file_name_says_is_not_asked_for(kind: str, hidden: str) -> None:
    """A key that comes from the file name is neither required nor offered."""
    schema = schema_of(kind)
    record = schema["properties"].get(f"{kind}s", {}).get("items", schema)

    assert hidden not in record["properties"]
    assert hidden not in record["required"]
    assert "title" in record["required"]


def test_writing_schemas_names_those_that_changed(tmp_path: Path) -> None:
    """The first writing names every file, the second none."""
    first, second = write_schemas(tmp_path), write_schemas(tmp_path)

    assert first == [f"{FOLDER}/{name}.json" for name in schemas()]
    assert second == []


def test_changed_schema_alone_is_written_again(tmp_path: Path) -> None:
    """Only a schema that differs from what is there is written."""
    write_schemas(tmp_path)
    (tmp_path / FOLDER / "role.json").write_text("{}", encoding="utf-8")

    assert write_schemas(tmp_path) == [f"{FOLDER}/role.json"]
    assert (tmp_path / FOLDER / "role.json").read_text(encoding="utf-8") == schemas()["role"]
