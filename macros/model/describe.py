"""Reads the model's own words: what a field holds, its type, its limit and the reason for it.

The editor schemas, the public records and the messages of checks all show what stands under a
field, so a field is explained once.
"""

from datetime import date
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_WORDS: dict[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    NoneType: "null",
}


def said_of(info: FieldInfo) -> str:
    """What stands under a field, on one line; empty when nothing does."""
    return " ".join((info.description or "").split())


def summary_of(model: type[BaseModel]) -> str:
    """What a record is: the first paragraph of what stands under its class."""
    return " ".join(cleandoc(model.__doc__ or "").partition("\n\n")[0].split())


def type_of(info: FieldInfo) -> Any:
    """The type of a field with all the marks that stand on it."""
    annotation: Any = info.annotation
    for mark in info.metadata:
        annotation = Annotated[annotation, mark]
    return annotation


def in_words(annotation: Any) -> str:
    """A type as a reader without Python meets it, such as `list of text`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return in_words(arguments[0])
    if origin is Literal:
        return " or ".join(f'"{value}"' for value in arguments)
    if origin in (Union, UnionType):
        return " or ".join(in_words(argument) for argument in arguments)
    if origin is tuple:
        return f"list of {in_words(arguments[0])}"
    if origin is dict:
        return f"{in_words(arguments[1])} by {in_words(arguments[0])}"
    return "record" if issubclass(annotation, BaseModel) else _WORDS[annotation]


def limit_in(schema: dict[str, Any]) -> str:
    """The limit that a JSON Schema of the model sets, with its reason; empty without a reason.

    "At most 220 characters, because it is printed as one line of a list or a table."
    """
    reason: str = schema.get("because", "")
    least, most = (schema.get(f"{end}Items", schema.get(f"{end}imum")) for end in ("min", "max"))
    if letters := schema.get("maxLength"):
        limit = f"At most {letters} characters"
    elif least is not None and most is not None:
        limit = f"From {least} to {most}" if least != most else f"Exactly {most}"
    elif least is not None or most is not None:
        limit = f"At least {least}" if most is None else f"At most {most}"
    else:
        return reason
    return f"{limit}, because {reason[:1].lower()}{reason[1:]}" if reason else ""
