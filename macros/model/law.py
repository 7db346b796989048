"""Pay-transparency law by place: what a posting must hold, who is covered, from when.

Never legal advice: every place names its source, the day we read it, and when to read it again.
"""

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


class Place(Sourced, Entity):
    """An item of `data/places.yaml`. An empty `in_posting`: the posting itself owes nothing.

    `from_when` is written out, because some days are unsettled ("July 2026"); `in_force` is
    false while the law is passed and not yet binding. `also` are further sources.
    """

    title: Line
    region: PlaceRegionRef
    law: Line | None = None
    in_force: bool
    from_when: Line | None = None
    who: Text
    in_posting: tuple[PostingDuty, ...] = ()
    scope: Text | None = None
    otherwise: Text | None = None
    official: Url | None = None
    also: tuple[SourceRef, ...] = ()
