"""Records: what of a model is public, under which name, and what is said of it."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import Field

from macros.core.edition import Edition
from macros.model.base import (
    Closed,
    Entity,
    Expires,
    Line,
    Model,
    PageLink,
    Part,
    SeriesRef,
    SkillLevelRef,
    Sourced,
    Spread,
    Text,
    ToolRef,
)
from macros.public.computed import computed
from macros.public.records import Described, fields_of, make_record, record_of, said_at
from tests.support import tiny_edition


class Weight(Sourced):
    """How heavy it is."""

    grams: Annotated[int, Expires()]
    """Its weight."""
    scale: Line
    """What weighed it."""


class Parcel(Entity):
    """A parcel."""

    shape: Literal["box", "tube"]
    """What it looks like."""
    state: Annotated[Literal["open", "shut"], Closed()]
    """Whether it is shut."""
    hidden: Annotated[Line, Field(exclude=True)]
    """What nobody may know."""
    street: Annotated[Line, Field(serialization_alias="address")]
    """Where it goes."""
    see: Annotated[PageLink | None, Spread({"page": "see", "label": "see_label"})] = None
    """What to read."""
    weight: Weight
    """How heavy it is."""
    note: Annotated[Text, Expires(printed_figure=True)]
    """What is said of it."""
    tools: tuple[ToolRef, ...] = ()
    """What packed it."""
    pay: SeriesRef | None = None
    """What the packer earns."""
    levels: dict[SkillLevelRef, Line] = {}
    """How it is packed."""


class Shelf(Model):
    """Where parcels lie."""

    parcels: tuple[Annotated[Parcel, Part("Label", "A parcel in short.", ("id", "address"))], ...]
    """What lies there."""


@computed(Parcel)
def tools(_edition: Edition, parcel: Parcel) -> tuple[str, ...]:
    """What packed it, in capitals."""
    return tuple(tool.upper() for tool in parcel.tools)


@computed(Parcel)
def expired(edition: Edition, parcel: Parcel) -> bool:
    """Whether its weight has expired."""
    return edition.handbook.expiry(parcel.weight) < edition.today


PARCEL = Parcel(
    id="a-parcel",
    former_ids=("parcel",),
    shape="box",
    state="shut",
    hidden="A ring",
    street="Mill Lane 4",
    weight=Weight(
        source="bureau",
        as_of="2026",
        date_is="published",
        review_by=date(2026, 12, 31),
        grams=340,
        scale="The one at the counter",
    ),
    note="It costs $4.",
    tools=("pigeon",),
)
LINES = {line.path: line for line in fields_of(record_of(Parcel))}


def record(today: str = "2026-12-31") -> dict[str, object]:
    edition = replace(tiny_edition(), today=date.fromisoformat(today))
    return make_record(edition, PARCEL).model_dump(mode="json")


def test_field_of_the_model_is_public_under_its_public_name() -> None:
    """What is excluded stays inside, an alias renames, and a spread record stands in its place."""
    assert list(record()) == [
        *("id", "shape", "state", "address", "see", "see_label", "weight", "note", "tools"),
        *("pay", "levels", "expired"),
    ]
    assert (record()["address"], record()["see"]) == ("Mill Lane 4", None)


def test_computed_field_stands_in_the_place_of_the_models() -> None:
    """A function of the same name is asked instead, and says what the field holds."""
    assert record()["tools"] == ["PIGEON"]
    assert LINES["tools"].about == "What packed it, in capitals."


def test_figure_keeps_its_values_until_its_review_date() -> None:
    """The last day counts; from the next on, values are null and everything else stays."""
    figure = {"source": "bureau", "dated": "2026", "date_is": "published", "found_at": None}
    figure |= {"as_of": "2026-12-31", "review_by": "2026-12-31"}
    scale = {"scale": "The one at the counter"}

    assert record()["weight"] == {**figure, "grams": 340, **scale, "expired": False}
    assert record("2027-01-01")["weight"] == {**figure, "grams": None, **scale, "expired": True}


def test_text_is_null_when_it_prints_an_expired_figure() -> None:
    """A text without money or a large number stays."""
    plain = PARCEL.model_copy(update={"note": "It is heavy."})
    later = replace(tiny_edition(), today=date(2027, 1, 1))

    assert (record()["note"], record("2027-01-01")["note"]) == ("It costs $4.", None)
    assert make_record(later, plain).model_dump()["note"] == "It is heavy."


@pytest.mark.parametrize(
    "line",
    [
        Described("shape", "text", "What it looks like."),
        Described("state", '"open" or "shut"', "Whether it is shut."),
        Described("see", "text or null", "What to read. The address of the page, from the root "),
        Described("weight.grams", "whole number or null", "Its weight. Null once expired."),
        Described("weight.source", "text", "The source it is taken from. An id of `sources.json`."),
        Described("note", "text or null", "What is said of it. Null when it prints an expired "),
        Described("pay", "text or null", "What the packer earns. An id of `series` in `pay.json`."),
        Described("levels", "text by text", "How it is packed. By the ids of the vocabulary "),
    ],
    ids=lambda line: str(line.path),
)
def test_field_says_its_type_its_ids_and_when_it_is_null(line: Described) -> None:
    """A reader without Python and without the data folder understands each field."""
    found = LINES[line.path]

    assert (found.path, found.type) == (line.path, line.type)
    assert found.about.startswith(line.about)


def test_part_of_a_model_shows_only_what_it_names() -> None:
    """A field that is added to the model does not slip into a part."""
    shelf = make_record(tiny_edition(), Shelf(parcels=(PARCEL,)))

    assert shelf.model_dump() == {"parcels": ({"id": "a-parcel", "address": "Mill Lane 4"},)}
    assert [line.path for line in fields_of(type(shelf))] == [
        *("parcels", "parcels[].id", "parcels[].address"),
    ]


def test_sentence_is_found_by_the_path_of_a_field() -> None:
    """A name that is no field is refused, so that no column is without a sentence."""
    assert said_at(record_of(Parcel), "weight", "scale") == "What weighed it."
    with pytest.raises(KeyError, match="nothing"):
        said_at(record_of(Parcel), "weight", "nothing")
