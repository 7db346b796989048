"""The frame of every job description: the poster's fields, and the words all roles share.

Order and length follow docs/contributing/writing.md#job-descriptions.
"""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Entity, Id, Line, Model, Text

#: How a field is filled in; each has a widget on the composer's page.
Input = Literal[
    "text", "long-text", "lines", "number", "date", "currency", "choice", "tools", "places"
]
#: The vocabularies that a choice may take its values from.
Vocabulary = Literal["work_mode", "pay_period", "employment_type", "ai_rule"]
#: The lists a block may take from the role, its loop or a field of several values.
RoleLines = Literal["responsibilities", "must", "nice", "ninety-days", "one-year", "stages"]


class Option(Entity):
    """One value of a choice that no vocabulary holds."""

    label: Line


class PostingField(Entity):
    """Something the poster fills in, by the name it has in an address and on the command line.

    `blank` stands in the text until it is filled; with `everywhere` it is replaced in the
    role's own words too. `help` is the note beside the widget: what to write, and why.
    """

    group: Id
    label: Line
    input: Input
    help: Text
    blank: Annotated[str, Field(pattern=r"^\[[^\[\]]+\]$")] | None = None
    everywhere: bool = False
    vocabulary: Vocabulary | None = None
    options: tuple[Option, ...] = ()
    default: Id | None = None


class Group(Entity):
    """A part of the composer's form."""

    label: Line


class Version(Model):
    """One wording of a line. It is printed if every field of `when` has the value named.

    The value `any` means that the field is filled in, `empty` that it is not.
    """

    when: dict[Id, Id] = {}
    text: Text


class Block(Model):
    """Running text in one or more versions, or a list: `lines` names the list or a field."""

    versions: tuple[Version, ...] = ()
    lines: RoleLines | Id | None = None
    lead: Line | None = None


class FrameFact(Entity):
    """A labeled line above the text; without a version that holds it is left out."""

    title: Line
    note: Text | None = None
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]


class FrameSection(Entity):
    """A heading and its blocks; without content it is left out. `note` stands beside it."""

    title: Line
    note: Text | None = None
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]


class PostingFrame(Model):
    """`data/posting.yaml`: fields, facts and sections of every job description."""

    fields: Annotated[tuple[PostingField, ...], Field(min_length=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    facts: Annotated[tuple[FrameFact, ...], Field(min_length=1)]
    sections: Annotated[tuple[FrameSection, ...], Field(min_length=1)]
