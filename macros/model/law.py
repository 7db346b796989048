"""Pay-transparency law by place: what a posting must hold, who is covered, from when.

Never legal advice: every place names its source, the day we read it, and when to read it again.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.base import (
    Entity,
    Line,
    Model,
    PlaceRegionRef,
    PostingDutyRef,
    Sourced,
    SourceRef,
    Text,
    Url,
)


class PostingDuty(Model):
    """One thing the posting itself must hold; `says` is what the law asks, in plain words."""

    duty: PostingDutyRef
    says: Line


class RangeAtMost(Model):
    """How wide a posted range may be, in whole units of `currency` a year.

    The highest pay may exceed the lowest by `width`; above a yearly pay of `up_to` the rule
    does not hold.
    """

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    width: Annotated[int, Field(gt=0)]
    up_to: Annotated[int, Field(gt=0)]


class Place(Sourced, Entity):
    """An item of `data/places.yaml`.

    `from_when` is written out, because some days are unsettled ("July 2026"); `in_force` is
    false while no law binds yet. `remote` says when a job that is done elsewhere counts. A
    place whose posting owes nothing says in `instead` what holds there. `caveat` is what a
    reader must know about the row itself. `also` are further sources.
    """

    title: Line
    region: PlaceRegionRef
    law: Line | None = None
    in_force: bool
    from_when: Line | None = None
    who: Text
    in_posting: tuple[PostingDuty, ...] = ()
    instead: Line | None = None
    range_at_most: RangeAtMost | None = None
    scope: Text | None = None
    remote: Text | None = None
    otherwise: Text | None = None
    records: Line | None = None
    penalty: Line | None = None
    caveat: Text | None = None
    official: Url | None = None
    also: tuple[SourceRef, ...] = ()

    @model_validator(mode="after")
    def _says_what_the_posting_owes(self) -> Self:
        """Refuse a row that leaves open what belongs in the posting, or says it twice."""
        if bool(self.in_posting) == bool(self.instead):
            raise ValueError("a place has either in_posting or instead, and not both")
        return self
