"""The macro of the field reference: every record of the data files, field by field."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import models_json_schema

from macros.address.patterns import anchor_of
from macros.core.hints import hints_of
from macros.core.kinds import DATA, KINDS, SINGLES
from macros.model.base import Expires, models_in
from macros.model.describe import in_words, said_of, summary_of
from macros.model.fields import kind_named, marks_on
from macros.render.view import View, headed, joined
from macros.tell.examples import Examples, examples_of

#: Longer examples stand in the annotated files alone, so that the page stays light.
_SHORT = 60
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def field_reference(view: View) -> str:
    """Each sort of data file, and each record inside it that no other has shown, as a table."""
    files: list[tuple[type[BaseModel], str, str]] = [
        (kind.model, f"{DATA}/{kind.files}", f"{kind.name}.yaml") for kind in KINDS
    ]
    files += [(model, f"{DATA}/{stem}.yaml", "") for stem, model in SINGLES.items()]
    examples = examples_of(view.handbook)
    told: set[type[BaseModel]] = set()
    return joined(
        headed(
            3,
            _words(model),
            anchor_of("record", _slug(model)),
            view.render(
                "field_reference",
                about=summary_of(model),
                files=place,
                example=example,
                records=[_record(one, examples) for one in _inside(model, told)],
            ),
        )
        for model, place, example in files
    )


def _inside(model: type[BaseModel], told: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """A model and the models inside it, without those that are told already."""
    if model not in told:
        told.add(model)
        yield model
        for info in model.model_fields.values():
            for inner in models_in(info.annotation):
                yield from _inside(inner, told)


@cache
def _properties() -> dict[type[BaseModel], dict[str, Any]]:
    """The JSON Schema of each field of each model; made at once, since models share records."""
    told: set[type[BaseModel]] = set()
    tops = (*(kind.model for kind in KINDS), *SINGLES.values())
    models = [one for top in tops for one in _inside(top, told)]
    named, whole = models_json_schema([(one, "validation") for one in models])
    names = {one: named[one, "validation"]["$ref"].rpartition("/")[2] for one in models}
    return {one: whole["$defs"][name]["properties"] for one, name in names.items()}


def _record(model: type[BaseModel], examples: Examples) -> dict[str, Any]:
    properties = _properties()[model]
    return {
        "title": _words(model),
        "slug": _slug(model),
        "about": summary_of(model),
        "rows": [
            _row(model, key, info, properties[key], examples)
            for name, info in model.model_fields.items()
            if name != "former_ids"
            for key in [info.alias or name]
        ],
    }


def _row(
    model: type[BaseModel], key: str, info: FieldInfo, schema: dict[str, Any], examples: Examples
) -> dict[str, Any]:
    # What a figure says in the data is no example here: it would stay when the figure expires.
    figure = next(marks_on(info, Expires), None)
    from_data = "" if figure else examples.get((model.__name__, key), "")
    shown = info.examples[0] if info.examples else from_data
    return {
        "key": key,
        "slug": key.replace("_", "-"),
        "type": _type(info),
        "inner": [(_words(one), _slug(one)) for one in models_in(info.annotation)],
        "required": info.is_required(),
        "about": said_of(info),
        "hints": hints_of(schema),
        "example": "" if isinstance(shown, dict | list) or len(str(shown)) > _SHORT else shown,
    }


def _type(info: FieldInfo) -> str:
    """The type in words: `id` where something is referred to; null goes without saying."""
    words = in_words(info.annotation).removesuffix(" or null")
    return words.replace("text", "id") if kind_named(info) else words


def _words(model: type[BaseModel]) -> str:
    return _CAPITAL.sub(" ", model.__name__).capitalize()


def _slug(model: type[BaseModel]) -> str:
    return _CAPITAL.sub("-", model.__name__).lower()
