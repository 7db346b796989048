"""What every public record is made of, and how one is filled from an entity of the data."""

from datetime import date
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from macros.core.edition import Edition
from macros.model.base import Sourced

R = TypeVar("R", bound="Record")
F = TypeVar("F", bound="Figure")


class Record(BaseModel):
    """A public record: the text under a field is its description in OpenAPI and on /data/."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", from_attributes=True, use_attribute_docstrings=True
    )


class Figure(Record):
    """A figure with its source and dates. Past `review_by` its values are null."""

    #: The fields that say what the source says, and are null once it is past its review date.
    VALUES: ClassVar[tuple[str, ...]] = ()

    source: str
    """The source it is taken from: an id of `sources.json`."""
    as_of: date
    """The day or period end that the figure describes."""
    review_by: date
    """The last day it may be shown without being read again at its source."""
    expired: bool
    """Whether `review_by` had passed when this file was made. If so, the values are null."""


class RedFlag(Record):
    """A warning sign, which never decides alone."""

    flag: str
    """What was said or done."""
    innocent: str
    """The reading that speaks for the candidate."""
    tell_apart: str
    """The follow-up that tells the two apart."""


def filled(shape: type[R], entity: object, **more: object) -> R:
    """A record whose fields come from `more`, or else from the entity's fields of the same name.

    Raises AttributeError when the entity has no such field: a rename in the data has to be
    answered here.
    """
    own = {name: getattr(entity, name) for name in shape.model_fields if name not in more}
    return shape.model_validate(own | more)


def dated(shape: type[F], edition: Edition, figure: Sourced, **more: object) -> F:
    """A figure with its review date resolved; without its values once that day has passed."""
    last = edition.handbook.expiry(figure)
    expired = last < edition.today
    blank: dict[str, Any] = dict.fromkeys(shape.VALUES) if expired else {}
    return filled(shape, figure, **(more | blank | {"review_by": last, "expired": expired}))
