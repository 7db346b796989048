"""A small judge of JSON Schema (2020-12): the keywords that our OpenAPI file uses, and no others.

A keyword it does not know is an error, so that no rule is passed by not being read.
"""

import re
from datetime import date
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type[object], ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_KNOWN = {
    *("$ref", "allOf", "anyOf", "type", "properties", "required", "items", "prefixItems"),
    *("additionalProperties", "enum", "pattern", "format", "title", "description"),
}


def faults(value: Any, schema: Schema, document: Schema, at: str = "") -> list[str]:
    """What is wrong with a value, each fault with its path."""
    assert set(schema) <= _KNOWN, f"unknown keywords: {set(schema) - _KNOWN}"

    found = [f for part in _parts(schema, document) for f in faults(value, part, document, at)]
    if "anyOf" in schema:
        choices = [faults(value, choice, document, at) for choice in schema["anyOf"]]
        nearest: list[str] = min(choices, key=len)
        found += nearest
    if "type" in schema and not _is(value, schema["type"]):
        return [*found, f"{at}: {value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, dict):
        found += _in_object(value, schema, document, at)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found += faults(item, schema["items"], document, f"{at}[{index}]")
    return found + (_in_text(value, schema, at) if isinstance(value, str) else [])


def names(schema: Schema, document: Schema) -> set[str]:
    """The properties that a schema describes, whatever it is made of."""
    inner = (names(part, document) for part in _parts(schema, document))
    return set(schema.get("properties", {})).union(*inner)


def target(reference: str, document: Schema) -> Schema:
    """What a `$ref` points at inside the document."""
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    schema: Schema = found
    return schema


def _parts(schema: Schema, document: Schema) -> list[Schema]:
    """The schemas that have to hold as well."""
    referred = [target(schema["$ref"], document)] if "$ref" in schema else []
    return [*referred, *schema.get("allOf", ())]


def _is(value: Any, name: str) -> bool:
    kinds = _TYPES[name]
    return isinstance(value, kinds) and (not isinstance(value, bool) or bool in kinds)


def _in_object(value: dict[str, Any], schema: Schema, document: Schema, at: str) -> list[str]:
    found = [f"{at}: {key} is missing" for key in schema.get("required", ()) if key not in value]
    more = schema.get("additionalProperties")
    for key, item in value.items():
        if key in schema.get("properties", {}):
            found += faults(item, schema["properties"][key], document, f"{at}.{key}")
        elif isinstance(more, dict):
            found += faults(item, more, document, f"{at}.{key}")
    return found


def _in_text(value: str, schema: Schema, at: str) -> list[str]:
    bad = "pattern" in schema and not re.search(schema["pattern"], value)
    if schema.get("format") == "date":
        try:
            bad = bad or date.fromisoformat(value).isoformat() != value
        except ValueError:
            bad = True
    assert schema.get("format", "date") == "date", f"unknown format: {schema['format']}"

    return [f"{at}: {value!r} does not fit"] if bad else []
