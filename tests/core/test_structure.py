"""A record that does not fit says what may be written instead, in the words of its field."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, StringConstraints, ValidationError

from macros.core.problems import Position, Problem
from macros.core.structure import structure_problem, unwritten
from macros.model.base import Because, Line, Model, SkillRef, Verbatim

Short = Annotated[str, StringConstraints(max_length=5), Because("It is read at a glance.")]


class Inner(Model):
    """A record inside another."""

    why: Line
    """One message that a recruiter can repeat."""


class Walk(Model):
    """A way on foot."""

    kind: Literal["walk"]
    walk: Line


class Ride(Model):
    """A way by bus."""

    kind: Literal["ride"]
    bus: Line


class Outer(Model):
    """A record."""

    label: Short
    """What a list shows."""
    minutes: Annotated[int, Field(gt=0, le=60)]
    names: Annotated[tuple[Short, ...], Field(min_length=2), Because("One is no choice.")]
    skills: tuple[SkillRef, ...] = ()
    """The skills in question."""
    levels: dict[SkillRef, Line] = {}
    code: Verbatim = "none"
    inner: Inner
    way: Annotated[Walk | Ride, Field(discriminator="kind")] | None = None


SOUND: dict[str, Any] = {
    "label": "a",
    "minutes": 5,
    "names": ("a", "b"),
    "inner": {"why": "It says so."},
}


def place(*location: str | int) -> Position:
    """A place that names its location."""
    return Position(".".join(map(str, location)))


def fault(**changed: Any) -> Problem:
    """The first problem of the sound record with some values changed."""
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(SOUND | changed)
    detail, *_ = caught.value.errors()
    return structure_problem(Outer, detail, place)


@pytest.mark.parametrize(
    ("changed", "fix"),
    [
        ({"minutes": "5"}, "write a whole number."),
        ({"minutes": 0}, "write a number above 0."),
        ({"minutes": 61}, "write 60 or less."),
        (
            {"label": "too long"},
            "write at most 5 characters. It is read at a glance. It holds: What a list shows.",
        ),
        ({"names": ("a",)}, "list at least 2. One is no choice."),
        (
            {"names": ("a", "too long")},
            "write at most 5 characters. It is read at a glance.",
        ),
        (
            {"inner": {}},
            "add `why: …` to this record. It holds: One message that a recruiter can repeat.",
        ),
        (
            {"inner": {"why": "a\nb"}},
            "fix the value. It holds: One message that a recruiter can repeat.",
        ),
        ({"inner": {"why": "a", "wy": "b"}}, "use one of: why."),
        ({"way": {"kind": "walk", "walk": "a", "wlk": "b"}}, "use one of: kind, walk."),
        ({"way": {"kind": "ride", "bus": "a", "bsu": "b"}}, "use one of: bus, kind."),
        ({"way": {"kind": "walk", "walk": "a\nb"}}, "fix the value."),
        ({"way": {"kind": "walk", "walk": 5}}, "write text."),
        ({"way": {"kind": "fly"}}, "use one of: 'walk', 'ride'."),
    ],
)
def test_fix_says_what_is_legal_why_and_what_the_field_holds(
    changed: dict[str, Any], fix: str
) -> None:
    """Limit, reason and sentence come from the model; nobody is sent elsewhere for them."""
    assert fault(**changed).fix == fix


def told(value: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What is left to write in a record: message and fix by location."""
    legal = {"skill": ("sql", "go")}
    return {
        one.place.path: (one.message, one.fix)
        for one in unwritten(Outer, value, place, lambda kind: legal[kind])
    }


def test_unwritten_fields_are_told_with_their_sentence() -> None:
    """Each TODO has its place and what the field holds, whatever type the field has."""
    assert told(SOUND | {"label": "TODO", "minutes": "TODO", "inner": {"why": "A TODO."}}) == {
        "label": ("`label`: What a list shows.", "write it."),
        "minutes": ("`minutes`: words are missing here.", "write a whole number."),
        "inner.why": ("`why`: One message that a recruiter can repeat.", "write it."),
    }


def test_unwritten_id_is_told_with_the_ids_there_are() -> None:
    """A reference says which kind of id it takes; a text beside an id is only a text."""
    assert told({"skills": ("TODO",), "levels": {"sql": "TODO"}}) == {
        "skills.0": (
            "`skills`: The skills in question.",
            "write the id of the skill: one of go, sql.",
        ),
        "levels.sql": ("`sql`: words are missing here.", "write it."),
    }


def test_word_that_only_contains_the_mark_is_written() -> None:
    """TODO counts as a word of its own, in capitals, and not when it is spoken of."""
    assert told({"label": "todo", "inner": {"why": "TODOS, METODO and `TODO`"}}) == {}


def test_code_may_hold_the_mark_and_not_begin_with_it() -> None:
    """A comment in code that candidates read is written; a whole text to write is not."""
    assert told({"code": "total = 1  # TODO"}) == {}
    assert set(told({"code": "\n TODO the code"})) == {"code"}
