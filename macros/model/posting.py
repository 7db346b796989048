"""The frame of every job description: the poster's fields, and the words all roles share.

Order and length follow docs/contributing/writing.md#job-descriptions.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from macros.model.base import SAFE, Because, Entity, Id, Line, Lines, Model, Some, Text, ToolRef

#: How a field is filled in; each has a widget on the composer's page.
Input = Literal[
    "text",
    "long-text",
    "lines",
    "number",
    "money",
    "date",
    "currency",
    "country",
    "choice",
    "tools",
    "places",
    "list",
]
#: The vocabularies that a choice may take its values from.
Vocabulary = Literal["work_mode", "pay_period", "employment_type", "ai_rule"]
#: The lists a block may take from the role, its loop or a field of several values.
RoleLines = Literal["responsibilities", "must", "nice", "ninety-days", "one-year", "stages"]
#: What a condition asks of a field: a value, a figure, another field, or one of two states.
Held = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*|[0-9]{1,9})$"),
    Because("A condition names what a field can hold."),
]
#: What stands in the text until somebody fills it in.
Blank = Annotated[
    str,
    StringConstraints(pattern=r"^\[[^\[\]]+\]$"),
    SAFE,
    Because("Whoever posts the text must see what is still open, so blanks have brackets."),
]


class Option(Entity):
    """A value of a choice that no vocabulary holds."""

    label: Line
    """What the form calls it."""


class PostingField(Entity):
    """Something that the poster of a job description fills in.

    Its id is its name in an address of the composer and on the command line.
    """

    group: Annotated[Id, Field(examples=["company"])]
    """The part of the form it stands in: an id of `groups`."""
    label: Line
    """What the form calls it."""
    input: Input
    """How it is filled in: text, long-text, lines, number, date, currency, choice and so on."""
    help: Text
    """What to write, and why: the note beside it."""
    blank: Annotated[Blank | None, Field(examples=["[Company]"])] = None
    """What stands in the text until it is filled in."""
    everywhere: bool = False
    """Whether its blank is replaced in the role's own words too."""
    vocabulary: Vocabulary | None = None
    """The vocabulary that its values come from."""
    options: tuple[Option, ...] = ()
    """Its values, when they come from no vocabulary."""
    default: Id | None = None
    """The value it has until another is chosen."""
    lines: Annotated[RoleLines | None, Field(exclude=True)] = None
    """The lines of the role that a list begins with; each may go, move or make room for another."""
    conjunction: Annotated[Line, Field(examples=["and"])] = "or"
    """The word before the last of several values; a semicolon stands between all of them."""
    at_least: Annotated[Id | None, Field(exclude=True, examples=["pay-min"])] = None
    """A field of the same input that it may not be below, or before."""
    least: Annotated[int | None, Field(exclude=True, examples=[1])] = None
    """The lowest figure that makes sense."""
    most: Annotated[int | None, Field(exclude=True, examples=[6])] = None
    """The highest figure that makes sense."""
    not_past: Annotated[bool, Field(exclude=True)] = False
    """Whether a day before today is a slip."""


class Group(Entity):
    """A part of the composer's form."""

    label: Line
    """What the form calls it."""


class Version(Model):
    """One wording of a line; the first that holds is printed."""

    when: Annotated[dict[Id, Held], Field(examples=[{"work-mode": "remote"}])] = {}
    """The value that each field must have; `any` is filled in, `empty` is not.

    A figure may be that of another field, such as `pay-max: pay-min`.
    """
    text: Text
    """The wording, with `{field}` where a value goes.

    `{field|# day|# days}` is `1 day` or `2 days`. `count-` and `minutes-` before the name of a
    list are how many lines it has, and their minutes in all when each line tells its own.
    """


class FrameBlock(Model):
    """Running text in versions, or a list."""

    versions: tuple[Version, ...] = ()
    """The wordings; none for a list."""
    lines: RoleLines | Id | None = None
    """The list: of the role, of its loop, or a field of several values."""
    lead: Line | None = None
    """The line that introduces the list."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """Refuse a block with nothing to print."""
        if not self.versions and not self.lines:
            raise ValueError("a block has versions of a text, or lines")
        return self


class StackGroup(Entity):
    """Tools of one sort, of which the lines of a role name an example.

    `, for example in Python or Java` in a line becomes `, in Kotlin` when the poster works with
    Kotlin, and goes when the poster's tools are all of other sorts.
    """

    tools: Some[ToolRef]
    """The tools that take the example's place."""
    example: Annotated[Line, Field(examples=["Python or Java"])]
    """What the lines name until the poster has chosen."""
    preposition: Annotated[Line, Field(examples=["in"])]
    """The word before it."""


class FrameFact(Entity):
    """A labeled line above the text; without a wording that holds it is left out."""

    title: Annotated[Line, Field(examples=["Pay"])]
    """The label."""
    note: Text | None = None
    """What to change, and why."""
    versions: Some[Version]
    """The wordings."""


class FrameSection(Entity):
    """A heading and its blocks; without content it is left out."""

    title: Annotated[Line, Field(examples=["What you will do"])]
    """The heading."""
    note: Text | None = None
    """What to change, and why."""
    blocks: Some[FrameBlock]
    """What stands under it."""


class Spelling(Model):
    """A word of ours that the British spell in another way, or call by another word."""

    american: Annotated[Line, Field(examples=["behavior"])]
    """The word, or the part of it that differs."""
    british: Annotated[Line, Field(examples=["behaviour"])]
    """What stands in its place."""


class Regions(Model):
    """The states or provinces of a country, which the JobPosting file tells from countries."""

    country: Annotated[Line, Field(examples=["USA"])]
    """The country, as job search engines read it behind the name."""
    names: Some[Line]
    """The states or provinces."""


class PostingFrame(Model):
    """The frame of every job description: the poster's fields, and the words all roles share.

    `data/posting.yaml`.
    """

    fields: Some[PostingField]
    """What the poster fills in."""
    groups: Some[Group]
    """The parts of the form."""
    facts: Some[FrameFact]
    """The lines above the text."""
    sections: Some[FrameSection]
    """The sections, in the order an applicant reads."""
    spelling: tuple[Spelling, ...] = ()
    """Our words as the British write them."""
    regions: tuple[Regions, ...] = ()
    """States and provinces, by country, that people name as places."""
    stack: tuple[StackGroup, ...] = ()
    """Tools by sort, for the lines that name an example of them."""
    nouns: Annotated[
        Lines,
        Because("People search for the words of the trade, and scan a posting for them."),
    ]
    """Words of the trade; every posting names some of them."""
