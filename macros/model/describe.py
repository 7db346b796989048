"""Reads the model's own words: the sentence that stands under a field.

The editor schemas, the public descriptions and the messages of checks all show this sentence,
so a field is explained once.
"""

from typing import Any

from pydantic import BaseModel


def sentence_of(model: BaseModel, location: tuple[str | int, ...]) -> str:
    """What the field that a location leads to holds, such as `("stages", 0, "purpose")`.

    A place inside a list or a mapping has the sentence of that list or mapping. Empty for the
    record itself; raises KeyError when a name on the way is no field.
    """
    value: Any = model
    sentence = ""
    for step in location:
        if isinstance(value, BaseModel):
            name = field_named(type(value), str(step))
            sentence = " ".join((type(value).model_fields[name].description or "").split())
            value = getattr(value, name)
        else:
            value = value[step]
    return sentence


def field_named(model: type[BaseModel], key: str) -> str:
    """The name in Python of the field that a file writes as `key` (`from` for `from_`)."""
    aliases = {field.alias: name for name, field in model.model_fields.items() if field.alias}
    return aliases.get(key, key)
