"""Pay-transparency law by place: what a posting must hold, who is covered, from when.

Never legal advice: every place names its source, the day we read it, and when to read it again.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.base import (
    Currency,
    Entity,
    Expires,
    Line,
    Model,
    Money,
    PlaceRegionRef,
    PostingDutyRef,
    Sourced,
    SourceRef,
    Text,
    Url,
)

_LineThatExpires = Annotated[Line | None, Expires()]
_TextThatExpires = Annotated[Text | None, Expires()]


class PostingDuty(Model):
    """One thing that the posting itself must hold."""

    duty: PostingDutyRef
    """What it must hold."""
    says: Line
    """What the law asks, in plain words."""


class RangeAtMost(Model):
    """How wide a posted pay range may be."""

    currency: Currency
    """The currency of both amounts, by its three letters."""
    width: Money
    """The most by which the highest pay may exceed the lowest, a year."""
    up_to: Money
    """The yearly pay above which the limit no longer holds."""


class Place(Sourced, Entity):
    """Pay-transparency law at one place; not legal advice.

    An item of `data/places.yaml`.
    """

    title: Annotated[Line, Field(examples=["Colorado"])]
    """The place."""
    region: PlaceRegionRef
    """Where it is."""
    law: Annotated[_LineThatExpires, Field(examples=["Labor Code 432.3"])] = None
    """The law's name."""
    in_force: Annotated[bool, Expires()]
    """Whether it binds today."""
    from_when: Annotated[
        _LineThatExpires, Field(examples=["January 1, 2020, amended July 1, 2022"])
    ] = None
    """Since when, or from when; written out, because some days are unsettled ("July 2026")."""
    who: Annotated[Text, Expires()]
    """Who is covered."""
    in_posting: Annotated[tuple[PostingDuty, ...], Expires()] = ()
    """What the posting itself must hold; nothing when it owes nothing."""
    instead: _LineThatExpires = None
    """What holds where the posting owes nothing."""
    range_at_most: Annotated[RangeAtMost | None, Expires()] = None
    """How wide the range may be."""
    scope: _TextThatExpires = None
    """Which jobs and postings it is about."""
    remote: _TextThatExpires = None
    """When a job that is done elsewhere counts."""
    otherwise: _TextThatExpires = None
    """What else is asked of the employer."""
    records: _LineThatExpires = None
    """What must be kept, and for how long."""
    penalty: _LineThatExpires = None
    """What a violation costs."""
    caveat: _TextThatExpires = None
    """What a reader must know about this row, such as what sources leave open."""
    official: Url | None = None
    """The official page."""
    also: tuple[SourceRef, ...] = ()
    """Further sources."""

    @model_validator(mode="after")
    def _says_what_the_posting_owes(self) -> Self:
        """Refuse a row that leaves open what belongs in the posting, or says it twice."""
        if bool(self.in_posting) == bool(self.instead):
            raise ValueError("a place has either in_posting or instead, and not both")
        return self
