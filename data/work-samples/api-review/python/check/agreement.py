"""Asks the handlers as a program would, and holds each answer against the description."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import handlers
from handlers import Response, handle
from office import Office

FOLDER = Path(handlers.__file__).parent
DESCRIPTION: dict[str, Any] = json.loads((FOLDER / "openapi.json").read_text())
INSIDE = ("Ines Moreau", "+1 555 0117", "Ben Adler")
PUBLIC = {"id", "kind", "color", "line", "found_on", "state"}
HIDDEN = {"row", "shelf", "finder_name", "finder_phone", "handed_to"}
#: What a program at the other end may send by mistake, or to see what happens.
ODD_LIMITS = ("100000", "0", "-1", "many", "", "5.5", "1e3", "\u00b2", "\uff15\uff10", "50 or more")
ODD_KINDS = ("hat & scarf", "a+b", "50% wool", "what/ever?", "Mütze", "kind=glove", "#1", "x;y")
REPORT = {
    "kind": "umbrella",
    "color": "green",
    "line": "42",
    "found_on": "2026-03-09",
    "finder_name": "Ines Moreau",
    "finder_phone": "+1 555 0117",
}


def operation(id: str) -> tuple[str, str, dict[str, Any]]:
    """Method, path and description of an operation."""
    for path, methods in DESCRIPTION["paths"].items():
        for method, described in methods.items():
            if isinstance(described, dict) and described.get("operationId") == id:
                return method.upper(), path, described
    raise AssertionError(f"the description has no {id}")


def schema_of(node: dict[str, Any]) -> dict[str, Any]:
    """A part of the description, wherever it is written."""
    while "$ref" in node:
        target: Any = DESCRIPTION
        for key in node["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        node = target
    return node


def wrong(value: Any, schema: dict[str, Any], at: str = "body") -> list[str]:
    """How a value differs from its schema, as far as types, fields and choices go."""
    schema = schema_of(schema)
    for one in schema.get("allOf", ()):
        schema = {**schema, **schema_of(one)}
    either = schema.get("oneOf", schema.get("anyOf", ()))
    if either:
        found = [wrong(value, one, at) for one in either]
        return [] if [] in found else found[0]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    if value is None:
        return [] if "null" in kinds or schema.get("nullable") or not kinds else [f"{at} is null"]
    named = {"string": str, "integer": int, "number": (int, float), "object": dict, "array": list}
    if kinds and not any(isinstance(value, named.get(kind, object)) for kind in kinds):
        return [f"{at} is no {' or '.join(kinds)}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at} is none of {schema['enum']}"]
    if isinstance(value, list):
        each = [wrong(one, schema.get("items", {}), f"{at}[]") for one in value]
        return [text for texts in each for text in texts]
    if not isinstance(value, dict):
        return []
    fields = schema.get("properties", {})
    result = [f"{at} lacks {name}" for name in schema.get("required", ()) if name not in value]
    result += [f"{at} holds {name}" for name in value if fields and name not in fields]
    for name in value.keys() & fields.keys():
        result += wrong(value[name], fields[name], f"{at}.{name}")
    return result


def as_described(wanted: str, answer: Response) -> Response:
    """The answer, once it is known to stand in the description."""
    described = operation(wanted)[2]["responses"]
    assert str(answer.status) in described, f"{wanted} answers {answer.status}"
    content = schema_of(described[str(answer.status)]).get("content", {})
    schemas = [medium["schema"] for medium in content.values() if "schema" in medium]
    assert schemas or answer.status >= 400 or not answer.body, f"{wanted} describes no body"
    for schema in schemas:
        assert not wrong(answer.body, schema), wanted
    if answer.status >= 400:
        refused(answer)
    return answer


def refused(answer: Response) -> None:
    """An error is the caller's, says so in a sentence, and does not name our exception."""
    assert 400 <= answer.status < 500
    assert isinstance(answer.body["error"], str) and len(answer.body["error"]) > 5
    assert not re.search(r"[a-z](Error|Exception)\b|Traceback", answer.body["error"])


def address_of(path: str, id: str) -> str:
    """A path of the description with the id in place of its parameter."""
    return re.sub(r"\{\w+\}", id, path)


def call(office: Office, wanted: str, values: dict[str, Any] | None = None) -> Response:
    """Call an operation as described: `item` goes into the path, the rest to query or body."""
    method, path, described = operation(wanted)
    values = dict(values or {})
    address = address_of(path, str(values.pop("item", "")))
    queries = queries_of(described)
    query = urlencode({key: value for key, value in values.items() if key in queries})
    body = {key: value for key, value in values.items() if key not in queries} or None
    answer = handle(office, method, f"{address}?{query}" if query else address, body)
    return as_described(wanted, answer)


def queries_of(described: dict[str, Any]) -> set[str]:
    """The names of an operation's parameters in the query."""
    parameters = [schema_of(p) for p in described.get("parameters", [])]
    return {p["name"] for p in parameters if p.get("in") == "query"}


def get(office: Office, id: str) -> Response:
    """Ask for one item."""
    return call(office, "getItem", {"item": id})


def hand_over(office: Office, id: str, name: str = "Ben Adler") -> Response:
    """Hand an item over."""
    return call(office, "handOverItem", {"item": id, "name": name})


def report(office: Office, **changes: Any) -> str:
    """Report an item and return its id."""
    answer = call(office, "createItem", {**REPORT, **changes})
    return str(answer.body["id"])


def pages(office: Office, first: Response) -> list[list[str]]:
    """The ids on each page, following `next`."""
    found, answer = [], first
    for _ in range(50):
        assert answer.status == 200
        assert len(answer.body["items"]) <= 50
        found.append([item["id"] for item in answer.body["items"]])
        if answer.body["next"] is None:
            return found
        answer = handle(office, "GET", answer.body["next"])
    raise AssertionError("the list does not end")
