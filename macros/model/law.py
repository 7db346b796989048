"""Law by place: what a posting must hold, and what else is asked of those who hire.

Never legal advice: every row names its sources, the day we read it, and when to read it again.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.base import (
    Currency,
    Date,
    Expires,
    Findable,
    LawTopicRef,
    Line,
    Lines,
    Model,
    Money,
    PlaceRegionRef,
    PostingDutyRef,
    Sourced,
    SourceRef,
    Text,
    Url,
    VerificationRef,
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


class Law(Sourced, Findable):
    """What a law of one place asks; not legal advice. It expires whole."""

    title: Annotated[Line, Field(examples=["Colorado"])]
    """The place."""
    law: Annotated[_LineThatExpires, Field(examples=["Labor Code 432.3"])] = None
    """The law's name."""
    in_force: Annotated[bool, Expires()]
    """Whether it, or a part of it, binds today."""
    from_when: Annotated[
        _LineThatExpires, Field(examples=["January 1, 2020, amended July 1, 2022"])
    ] = None
    """Since when, or from when; written out, because some days are unsettled ("July 2026")."""
    who: Annotated[Text, Expires()]
    """Who is covered."""
    penalty: _LineThatExpires = None
    """What a violation costs."""
    caveat: _TextThatExpires = None
    """What a reader must know about this row, such as what sources leave open."""
    official: Url | None = None
    """The official page."""
    also: tuple[SourceRef, ...] = ()
    """Further sources."""
    verification: VerificationRef
    """How we know what the row says, which may be less than its best source would allow."""
    read_on: Date
    """The day we last read its pages; `as_of` is the day of the newest of them."""


class Place(Law):
    """Pay-transparency law at one place; not legal advice.

    An item of `data/places.yaml`.
    """

    region: PlaceRegionRef
    """Where it is."""
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

    @model_validator(mode="after")
    def _says_what_the_posting_owes(self) -> Self:
        """Refuse a row that leaves open what belongs in the posting, or says it twice."""
        if bool(self.in_posting) == bool(self.instead):
            raise ValueError("a place has either in_posting or instead, and not both")
        return self


class HiringLaw(Law):
    """A law on how people are hired, apart from pay in postings; not legal advice.

    An item of `data/hiring-laws.yaml`.
    """

    topic: LawTopicRef
    """What it is about."""
    asks: Annotated[Lines, Expires()]
    """What it asks, a duty each."""
