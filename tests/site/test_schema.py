"""JSON Schemas for editors: fresh, and true of every data file."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.kinds import KINDS, SCHEMAS, SINGLES
from macros.site.schema import SETTINGS, schemas, write_schemas
from tests.support import DUMMY, ROOT, each, real

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
def made() -> dict[str, dict[str, Any]]:
    """Every schema, as it is made of the real handbook today."""
    return schemas(real())


def schema_of(name: str) -> dict[str, Any]:
    return made()[name]


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
        file, _, name = schema["$ref"].partition("#/$defs/")
        if not file:
            return faults(value, root["$defs"][name], root, at)
        ids = made()[file.removesuffix(".json")]["$defs"][name]
        known = value in ids["enum"] if "enum" in ids else value in ids["anyOf"][0]["enum"]
        is_id = "anyOf" in ids and re.search(ids["anyOf"][1]["pattern"], str(value))
        return [] if known or is_id else [f"{at}: {value!r} is no {name}"]
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
    if value is None:
        return [] if schema.get("type") == "null" else [f"{at}: nothing is there"]
    if not isinstance(value, str):
        low = schema.get("minimum", schema.get("exclusiveMinimum", value))
        return [] if value >= low else [f"{at}: {value} is too small"]
    bad = [
        "pattern" in schema and not re.search(schema["pattern"], value),
        len(value.strip()) < schema.get("minLength", 0),
        len(value.strip()) > schema.get("maxLength", len(value)),
    ]
    return [f"{at}: {value!r} does not fit"] if any(bad) else []


def structure(part: Any) -> Any:
    """A schema without what it took from the data."""
    if isinstance(part, list):
        return [structure(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: structure(value) for key, value in part.items() if key not in ("examples", "enum")}


def test_schemas_in_the_repository_are_those_of_the_model() -> None:
    """What editors use has the structure of the model (else: make bless).

    Ids and examples are of the day of writing, so that nobody who adds a tool has to write them.
    """
    files = (ROOT / SCHEMAS).glob("*.json")
    there = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}

    assert set(there) == set(made())
    assert [name for name in there if structure(there[name]) != structure(made()[name])] == []


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


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property inside a schema, with its name."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from properties(part)


@pytest.mark.parametrize("name", [*SINGLES, *(kind.name for kind in KINDS)])
def test_editor_says_what_every_key_holds(name: str) -> None:
    """A hint stands at each key, and no mark of ours is left between the keywords."""
    found = list(properties(schema_of(name)))

    assert [key for key, one in found if not one.get("description", "").strip()] == []
    assert [key for key, one in found if {"because", "reference"} & set(one)] == []
    assert [key for key, one in found if lacks_example(one)] == []


def lacks_example(schema: dict[str, Any]) -> bool:
    """Whether a property holds a text or a number and shows none, nor its legal values."""
    options = [schema, *schema.get("anyOf", ())]
    plain = any(option.get("type") in ("string", "integer", "number") for option in options)
    shown = any({"examples", "enum", "const"} & set(option) for option in options)
    return plain and not shown


def test_hint_names_the_limit_its_reason_and_where_ids_are() -> None:
    """Of an optional value, the hint says what its one option says."""
    tool = dict(properties(schema_of("tool")))
    question = dict(properties(schema_of("question")))

    assert tool["profile_word"]["description"].endswith(
        "At most 60 characters, because it stands in search strings, where other signs are "
        "operators."
    )
    assert tool["source"]["description"].endswith("An id of data/sources.yaml.")
    assert question["kind"]["description"].endswith(
        "A value of `question_kind` in data/vocabularies.yaml."
    )
    assert tool["homepage"]["examples"] == ["https://www.postgresql.org"]


def test_ids_complete_where_something_is_referred_to() -> None:
    """A reference offers the ids of its kind, those of the data and of the closed choices."""
    tool = dict(properties(schema_of("tool")))
    ids = made()["ids"]["$defs"]

    assert tool["source"]["$ref"] == "ids.json#/$defs/source"
    assert ids["source"]["anyOf"][0]["enum"] == list(real().sources)
    assert ids["skill_level"]["enum"] == [one.id for one in real().vocabularies.skill_level]


def test_editor_finds_the_schema_of_every_file() -> None:
    """The settings of Visual Studio Code name a schema that is there for every data file."""
    settings = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"]
    named = {glob: (ROOT / schema).resolve() for schema, glob in settings.items()}
    covered = {path: schema for glob, schema in named.items() for path in ROOT.glob(glob)}

    assert set(covered) == set(data_paths(ROOT))
    assert [schema for schema in covered.values() if not schema.is_file()] == []


def test_writing_schemas_names_those_that_changed(tmp_path: Path) -> None:
    """The first writing names every file, the second none, a later one what was spoiled."""
    first, second = (write_schemas(tmp_path, real()) for _ in range(2))
    (tmp_path / SCHEMAS / "role.json").write_text("{}", encoding="utf-8")

    assert first == [*(f"{SCHEMAS}/{name}.json" for name in made()), SETTINGS]
    assert second == []
    assert write_schemas(tmp_path, real()) == [f"{SCHEMAS}/role.json"]
