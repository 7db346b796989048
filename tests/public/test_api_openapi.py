"""The OpenAPI file: true of every file it describes, whole, and described field by field."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from macros.core.edition import Edition
from macros.files.write import exports
from macros.public.api import FILES, SINGLES
from macros.public.openapi import openapi
from macros.public.tables import TABLES
from tests.json_schema import Schema, faults, names, target
from tests.support import API, SITE_URL, each, real_edition, tiny_edition

EDITIONS: dict[str, Callable[[], Edition]] = {"real": real_edition, "dummy": tiny_edition}
DESCRIPTION = f"{API}/openapi.json"


@cache
def exported(book: str) -> dict[str, bytes]:
    """The files of the API and the feeds of a handbook, by path."""
    return {
        path: make()
        for path, make in exports(EDITIONS[book]())
        if path.startswith(f"{API}/") or path.endswith("feed.xml")
    }


@cache
def document(book: str = "real") -> Schema:
    """The OpenAPI file of a handbook, as a program reads it."""
    read: Schema = json.loads(exported(book)[DESCRIPTION])
    return read


def operation(path: str, book: str = "real") -> Schema:
    """What the document says about getting a file."""
    paths = document(book)["paths"]
    template = f"/{path}" if f"/{path}" in paths else f"/{path.rpartition('/')[0]}/{{id}}.json"
    get: Schema = paths[template]["get"]
    return get


def schema_of(path: str, book: str = "real") -> Schema:
    """The schema of a JSON file."""
    content = operation(path, book)["responses"]["200"]["content"]
    schema: Schema = content["application/json"]["schema"]
    return schema


def json_files() -> list[tuple[str, str]]:
    """Every JSON file of the two handbooks but the description itself: book and path."""
    return [
        (book, path)
        for book in EDITIONS
        for path in exported(book)
        if path.endswith(".json") and path != DESCRIPTION
    ]


@each("file", json_files)
def test_file_fits_its_schema(file: tuple[str, str]) -> None:
    """Every exported JSON file is what the OpenAPI file says it is."""
    book, path = file
    value = json.loads(exported(book)[path])

    assert faults(value, schema_of(path, book), document(book)) == []


@each("file", json_files)
def test_file_holds_no_field_that_is_not_described(file: tuple[str, str]) -> None:
    """Each field at the top of a file is a property of its schema, or says where it moved."""
    book, path = file
    value = json.loads(exported(book)[path])

    assert set(value) - {"moved_to"} - names(schema_of(path, book), document(book)) == set()


#: Ways to make a file wrong: its path, where in it, what stands there then, what is found.
WRONG = [
    pytest.param("roles.json", ("roles", 0, "level"), None, "is no string", id="a lack"),
    pytest.param("roles.json", ("schema_version",), "1", "does not fit", id="a text"),
    pytest.param("roles.json", ("roles", 0, "tools", 0, "status"), "old", "none of", id="a choice"),
    pytest.param("roles.json", ("roles", 0, "outcomes"), {}, "one_year is missing", id="a field"),
    pytest.param("pay.json", ("pay", 0, "series", 0, "as_of"), "May", "does not fit", id="a date"),
    pytest.param("pay.json", ("pay", 0, "series", 0, "n"), "9", "is no", id="a count"),
    pytest.param("tools.json", ("tools",), {}, "is no array", id="a type"),
    pytest.param("skills.json", ("skills", 0, "levels", "a"), 4, "is no string", id="a mapping"),
]


@pytest.mark.parametrize(("path", "at", "value", "fault"), WRONG)
def test_file_that_is_wrong_does_not_fit(
    path: str, at: tuple[str | int, ...], value: object, fault: str
) -> None:
    """The schemas and their judge see lacks, types, dates, choices and mappings."""
    whole = json.loads(exported("dummy")[f"{API}/{path}"])
    part: Any = whole
    for step in at[:-1]:
        part = part[step]
    part[at[-1]] = value
    found = faults(whole, schema_of(f"{API}/{path}", "dummy"), document("dummy"))

    assert any(fault in one for one in found), found


def test_every_file_is_described_and_nothing_else() -> None:
    """A path stands in the document for every exported file, and each path answers."""
    described = set()
    for path, item in document()["paths"].items():
        ids = [key for key in FILES if path == f"/{API}/{key.key}/{{id}}.json"]
        found = ids[0].entities(real_edition().handbook) if ids else [""]
        described |= {path.replace("{id}", id).removeprefix("/") for id in found}
        assert "get" in item

    assert described == set(exported("real")) - {DESCRIPTION}


def objects(value: Any, at: str = "#") -> Iterator[tuple[str, Schema]]:
    """Every mapping inside the document, with its path."""
    if isinstance(value, dict):
        yield at, value
        for key, item in value.items():
            yield from objects(item, f"{at}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, f"{at}/{index}")


def test_document_has_what_openapi_3_1_requires() -> None:
    """OpenAPI 3.1.0, sections 4.8.1, 4.8.2, 4.8.10, 4.8.12, 4.8.16 and 4.8.17."""
    whole = document()
    operations = [item["get"] for item in whole["paths"].values()]
    ids = [one["operationId"] for one in operations]
    tags = {tag["name"] for tag in whole["tags"]}

    assert whole["openapi"] == "3.1.0"
    assert whole["info"]["title"]
    assert whole["info"]["version"] == real_edition().handbook.api_version()
    assert set(whole["info"]["license"]) == {"name", "identifier"}  # an url would exclude it
    assert all(path.startswith("/") for path in whole["paths"])
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", id) for id in ids)
    assert {tag for one in operations for tag in one["tags"]} == tags
    assert all(r["description"] for one in operations for r in one["responses"].values())


def test_parameters_of_a_path_are_those_in_its_braces() -> None:
    """OpenAPI 3.1.0, 4.8.12: each name in braces is a required path parameter, and no other."""
    for path, item in document()["paths"].items():
        parameters = item.get("parameters", [])

        assert {one["name"] for one in parameters} == set(re.findall(r"\{(\w+)\}", path))
        assert all(one["in"] == "path" and one["required"] is True for one in parameters)
        assert all("schema" in one for one in parameters)


def test_every_reference_leads_to_a_schema_and_every_schema_is_used() -> None:
    """No `$ref` points nowhere, and no schema is left over."""
    references = {str(one["$ref"]) for _, one in objects(document()) if "$ref" in one}
    schemas = {f"#/components/schemas/{name}" for name in document()["components"]["schemas"]}

    assert all(target(reference, document()) for reference in references)
    assert references == schemas


@pytest.mark.parametrize("name", document()["components"]["schemas"])
def test_every_field_is_described(name: str) -> None:
    """A record and each of its fields say in a sentence what they hold."""
    schema = document()["components"]["schemas"][name]
    about = {"": schema["description"]} | {
        field: one.get("description", "") for field, one in schema["properties"].items()
    }

    assert [field for field, text in about.items() if not text.endswith((".", ".`"))] == []
    assert set(schema["required"]) == set(schema["properties"])
    assert "additionalProperties" not in schema


def test_nobody_is_asked_for_a_key() -> None:
    """An empty list of schemes says so; without it, some clients ask for credentials."""
    assert document()["security"] == []


def test_feeds_are_described_by_every_name_that_hosts_give_them() -> None:
    """Generated clients read text as text and the rest as bytes, and raise on a kind of neither."""
    gets = [row["get"] for path, row in document()["paths"].items() if path.endswith("feed.xml")]
    binary = {"type": "string", "format": "binary"}

    assert len(gets) > 3
    for get in gets:
        content = get["responses"]["200"]["content"]
        assert {kind: one["schema"] for kind, one in content.items()} == {
            "application/xml": binary,
            "text/xml": {"type": "string"},
            "application/atom+xml": binary,
        }


def test_server_is_the_site() -> None:
    """The document of an edition points at the address it is published at."""
    assert document()["servers"] == [{"url": SITE_URL.rstrip("/")}]
    assert document()["externalDocs"]["url"] == f"{SITE_URL}data/"


def test_files_and_tables_keep_their_sentences() -> None:
    """What a list or table holds is said once, and shown in the document."""
    shown = {operation(f"{API}/{one.path}")["summary"] for one in (*FILES, *SINGLES, *TABLES)}

    assert shown == {one.about for one in (*FILES, *SINGLES, *TABLES)}
    assert openapi(real_edition()) == document()
