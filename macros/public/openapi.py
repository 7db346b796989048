"""The API's index and its description: OpenAPI 3.1, made from the records and the lists of files.

Nothing is described here that is described elsewhere: schemas come from the records, the
sentences about files from their tables.
"""

import json
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from macros.address.patterns import absolute, address_of, path_of
from macros.core.edition import Edition, Export
from macros.core.promise import Promise
from macros.public.api import FILES, SINGLES, File, to_json
from macros.public.feeds import feeds
from macros.public.index import Index, ListedFeed, ListedFile, ListedRecord, ListedTable
from macros.public.tables import TABLES, Table

_ABOUT = (
    "Everything the {name} shows, as files. Within /api/v1/ fields are added "
    "and never renamed or removed. Texts hold inline Markdown: code, emphasis and links."
)
_VERSION = {
    "type": "string",
    "pattern": r"^\d+\.\d+\.\d+$",
    "description": "The version of the API (SemVer).",
}
_PART = "#/components/schemas/"
Schema = dict[str, Any]


class _Schemas(GenerateJsonSchema):
    """Schemas of what a reader meets: fields without made-up titles, and open to new ones."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A field is named by its key, so it has no title."""
        return False

    def model_schema(self, schema: Any) -> Schema:
        """A record that a later version may add fields to."""
        made = super().model_schema(schema)
        return {key: value for key, value in made.items() if key != "additionalProperties"}


def export_index(edition: Edition) -> Iterator[Export]:
    """The two files that say what there is: `index.json` and `openapi.json`."""
    yield Export(path_of("api_file", "index.json"), partial(_index, edition))
    yield Export(path_of("api_file", "openapi.json"), partial(_openapi, edition))


def _index(edition: Edition) -> bytes:
    book = edition.handbook
    index = Index(
        content_version=book.content_version(),
        openapi="openapi.json",
        files=tuple(
            ListedFile(path=file.path, about=file.about, count=len(file.entities(book)))
            for file in FILES
        ),
        records=tuple(ListedRecord(path=one.path, about=one.about) for one in SINGLES),
        tables=tuple(
            ListedTable(
                path=table.path,
                about=table.about,
                columns=tuple(column.name for column in table.columns(book.promise)),
            )
            for table in TABLES
        ),
        feeds=tuple(
            ListedFeed(path=f"/{feed.path}", title=feed.title) for feed in feeds(book, edition.name)
        ),
    )
    return to_json(book, index.model_dump(mode="json"))


def _openapi(edition: Edition) -> bytes:
    document = openapi(edition)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def openapi(edition: Edition) -> Schema:
    """The OpenAPI document of one edition; its server is the site."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": edition.name,
            "version": edition.handbook.api_version(),
            "description": _ABOUT.format(name=edition.name),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "security": [],  # said, so that no client asks for a key
        "servers": [{"url": edition.site_url.rstrip("/")}],
        "externalDocs": {
            "url": absolute(edition.site_url, address_of("data")),
            "description": "The handbook as data",
        },
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": dict(_paths(edition)),
        "components": {"schemas": _schemas()},
    }


_BYTES: Schema = {"type": "string", "format": "binary"}
#: What hosts call an Atom file: by its name alone, or by RFC 4287. Generated clients read JSON,
#: text and bytes; of any other kind they raise.
_FEED: Schema = {
    "application/xml": {"schema": _BYTES},
    "text/xml": {"schema": {"type": "string"}},
    "application/atom+xml": {"schema": _BYTES},
}
_TAGS = {
    "index": "What there is to read",
    "lists": "Lists of the handbook's entities, and a file for each of them",
    "tables": "The same as CSV, for spreadsheets",
    "feeds": "What changed, as Atom",
}


@cache
def _schemas() -> Schema:
    """The shapes of all records: those of the code, whatever the data are."""
    records: list[type[BaseModel]] = [Index, *(one.record for one in (*FILES, *SINGLES))]
    _, made = models_json_schema(
        [(record, "serialization") for record in records],
        ref_template=_PART + "{model}",
        schema_generator=_Schemas,
    )
    found: Schema = made["$defs"]
    return found


def _paths(edition: Edition) -> Iterator[tuple[str, Schema]]:
    yield _json("index.json", "get_index", "Every file of the API", _with_version(Index), "index")
    for file in FILES:
        name = file.key.replace("-", "_")
        yield _json(file.path, f"list_{name}", file.about, _list_of(file), "lists")
        path, item = _json(
            f"{file.key}/{{id}}.json",
            f"get_{name}_by_id",
            f"One entry of {file.path}",
            _with_version(file.record),
            "lists",
        )
        yield path, {"parameters": [_id(edition, file)], **_may_be_missing(item)}
    for single in SINGLES:
        name = single.path.removesuffix(".json")
        schema = _with_version(single.record)
        yield _json(single.path, f"get_{name}", single.about, schema, "lists")
    for table in TABLES:
        yield _table(table, edition.handbook.promise)
    for feed in feeds(edition.handbook, edition.name):
        name = feed.path.removesuffix(".xml").replace("/", "_").replace("-", "_")
        yield f"/{feed.path}", _get(f"get_{name}", feed.title, _FEED, "feeds")


def _json(path: str, name: str, about: str, schema: Schema, tag: str) -> tuple[str, Schema]:
    content = {"application/json": {"schema": schema}}
    return address_of("api_file", path), _get(name, about, content, tag)


def _table(table: Table, promise: Promise) -> tuple[str, Schema]:
    columns = ", ".join(column.name for column in table.columns(promise))
    schema = {"type": "string", "description": f"Columns: {columns}."}
    name = table.path.removesuffix(".csv").replace("-", "_")
    content = {"text/csv": {"schema": schema}}
    return address_of("api_file", table.path), _get(f"table_{name}", table.about, content, "tables")


def _get(name: str, about: str, content: Schema, tag: str) -> Schema:
    found = {"200": {"description": about, "content": content}}
    return {"get": {"operationId": name, "summary": about, "tags": [tag], "responses": found}}


def _may_be_missing(item: Schema) -> Schema:
    get = item["get"]
    missing = {"404": {"description": "No entry has this id"}}
    return {"get": {**get, "responses": {**get["responses"], **missing}}}


def _id(edition: Edition, file: File) -> Schema:
    """The parameter of a file for each entry; an id of today is its example."""
    ids = list(file.entities(edition.handbook))
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": f"An id of {file.path}",
        "schema": {"type": "string"},
        **({"example": ids[0]} if ids else {}),
    }


def _list_of(file: File) -> Schema:
    records = {"type": "array", "items": {"$ref": _PART + file.record.__name__}}
    return {
        "type": "object",
        "required": ["schema_version", file.key],
        "properties": {
            "schema_version": _VERSION,
            file.key: {**records, "description": file.about},
        },
    }


def _with_version(record: type[BaseModel]) -> Schema:
    version = {
        "type": "object",
        "required": ["schema_version"],
        "properties": {"schema_version": _VERSION},
    }
    return {"allOf": [version, {"$ref": _PART + record.__name__}]}
