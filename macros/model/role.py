"""Roles: what a job is, asks for and pays, and how it differs from the role below it."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    Because,
    Entity,
    Id,
    Line,
    Lines,
    LoopRef,
    Model,
    NecessityRef,
    RedFlag,
    RoleLevelRef,
    RoleRef,
    SeriesRef,
    SkillLevelRef,
    SkillRef,
    Some,
    SourceRef,
    Text,
    ToolRef,
    TrackRef,
    Url,
)
from macros.model.search import RoleSearch

#: What a job description prints, in its order.
ADVERTISED = ("must", "nice")
#: What the loop has to test.
PROMISED = ("must", "tested")


class Responsibility(Entity):
    """A line of the job."""

    line: Annotated[Line, Field(examples=["Follow a fault through logs and queries to its cause."])]
    """The line, which begins with a verb."""
    skills: Annotated[
        tuple[SkillRef, ...],
        Field(min_length=1),
        Because("A duty that needs no skill is no work of the role."),
    ]
    """The skills it uses."""
    example: Text | None = None
    """What it looks like when it is done well."""
    posted: bool = True
    """Whether the job description prints it."""


class Requirement(Entity):
    """One testable ask of a role."""

    skill: SkillRef
    """The skill it asks for."""
    skill_level: SkillLevelRef
    """The level it is asked at."""
    necessity: NecessityRef
    """Whether it is a must, nice to have, tested unadvertised, or assumed and not tested."""
    line: Annotated[
        Line, Field(examples=["You design tables that refuse wrong data, and explain a slow page."])
    ]
    """The line as the job description prints it: what somebody can show."""

    @property
    def advertised(self) -> bool:
        """Whether a job description prints it."""
        return self.necessity in ADVERTISED


class RoleTool(Model):
    """A tool the role meets at work."""

    tool: ToolRef
    """The tool."""
    why: Text
    """Why it is on the list."""

    @property
    def id(self) -> str:
        """The tool's id: inheritance adds, replaces and drops by it."""
        return self.tool


class ResponsibilityChanges(Model):
    """How the duties differ from those of the role it is based on."""

    add: tuple[Responsibility, ...] = ()
    """New lines."""
    replace: tuple[Responsibility, ...] = ()
    """Lines that take the place of the inherited one with the same id."""
    drop: tuple[Id, ...] = ()
    """Ids of inherited lines that no longer belong to it."""


class RequirementChanges(Model):
    """How the requirements differ from those of the role it is based on."""

    add: tuple[Requirement, ...] = ()
    """New requirements."""
    replace: tuple[Requirement, ...] = ()
    """Requirements that take the place of the inherited one with the same id."""
    drop: tuple[Id, ...] = ()
    """Ids of inherited requirements that are no longer asked."""


class ToolChanges(Model):
    """How the tools differ from those of the role it is based on."""

    add: tuple[RoleTool, ...] = ()
    """New tools."""
    replace: tuple[RoleTool, ...] = ()
    """Inherited tools, with another reason for being on the list."""
    drop: tuple[Id, ...] = ()
    """Ids of inherited tools that are no longer on the list."""


class Collaborator(Model):
    """Someone the role works with."""

    who: Annotated[Line, Field(examples=["Product manager"])]
    """Who that is."""
    about: Text
    """What they work on together."""


class Neighbor(Model):
    """A role that is easily confused with this one."""

    title: Annotated[Line, Field(examples=["Data engineer"])]
    """Its title."""
    difference: Text
    """The difference that matters when you choose between the two."""


class Outcomes(Model):
    """How you see that the hire goes well."""

    ninety_days: Lines
    """What has happened after 90 days."""
    one_year: Lines
    """What has happened after a year."""


class CareerMove(Model):
    """A next step from a role."""

    title: Annotated[Line, Field(examples=["Site reliability or platform engineer"])]
    """Where it leads."""
    role: RoleRef | None = None
    """The role in this handbook, when it has one."""
    takes: Text
    """What the step takes."""


class HiringAdvice(Model):
    """What to decide before a role is opened."""

    when_to_hire: Text
    """When the role is the right answer."""
    when_not: Text
    """When it is not."""
    team_ratio: Text
    """How many of them a team needs."""
    train_or_hire: Text
    """Whether to train someone or to hire."""
    where_to_find: Text
    """Where to look for candidates."""


class Slot(Model):
    """A part of the job description to change before posting."""

    slot: Annotated[Line, Field(examples=["Language examples"])]
    """What to change."""
    part: Annotated[Id, Field(examples=["requirements"])]
    """The fact or section it stands beside: an id of the posting frame."""
    note: Text
    """What to write there, and why."""


class Posting(Model):
    """The words of the job description that belong to one role alone."""

    opening: Text
    """What the team does, with blanks in square brackets."""
    on_call: Text
    """The on-call rule, with blanks in square brackets."""
    ai_use: Text
    """The rule on AI tools at work."""
    example: dict[Id, Text | Lines] = {}
    """A posting of a made-up company with every blank filled in: a value, or several, by field."""
    tailor: Annotated[
        tuple[Slot, ...],
        Field(min_length=3),
        Because("A posting that is copied unchanged describes nobody's job."),
    ]
    """What to change before posting."""


class OccupationCode(Model):
    """A role's place in a public classification."""

    framework: Annotated[Line, Field(examples=["O*NET-SOC"])]
    """The classification."""
    code: Annotated[Line, Field(examples=["15-1252.00"])]
    """The code in it."""
    label: Annotated[Line, Field(examples=["Software Developers"])]
    """What the classification calls it."""
    note: Text | None = None
    """How well it fits."""
    source: SourceRef
    """Where the code was read."""
    url: Url | None = None
    """The code's own page."""


class Role(Entity):
    """A role: what it is, asks for and does.

    `data/roles/<id>.yaml`. It states only what it adds to, replaces in and drops from the role
    it is based on; programs get the inherited lines filled in.
    """

    title: Annotated[Line, Field(examples=["Senior Backend Developer"])]
    """Its title."""
    alternate_titles: Annotated[
        tuple[Line, ...],
        Field(min_length=2),
        Because("People search by the titles that other companies use."),
    ]
    """Titles under which the same role is advertised."""
    level: RoleLevelRef
    """Its level."""
    track: TrackRef
    """Its career track."""
    based_on: RoleRef | None = None
    """The role it is built on, whose lines it inherits."""
    summary: Text
    """The role in two sentences."""
    what_it_is: Text
    """What the title stands for."""
    what_it_does: Text
    """A stretch of the work, told as an example."""
    scope: Text
    """How large its problems are."""
    autonomy: Text
    """What it decides alone."""
    reach: Text
    """Whose work it changes."""
    typical_experience: Text
    """What people in the role often bring. It is typical, not a gate."""
    works_with: Annotated[
        tuple[Collaborator, ...],
        Field(min_length=3),
        Because("Nobody learns from one or two names how the work is shared."),
    ]
    """Whom it works with."""
    not_this_role: Annotated[
        tuple[Neighbor, ...],
        Field(min_length=2),
        Because("The title is confused with the level above or below, and with another job."),
    ]
    """Roles it is confused with."""
    outcomes: Outcomes
    """What has happened if the hire goes well."""
    responsibilities: ResponsibilityChanges
    """What the role does: its differences from the role it is based on."""
    requirements: RequirementChanges
    """What the role asks for: its differences from the role it is based on."""
    tools: ToolChanges
    """What it works with: its differences from the role it is based on."""
    loop: LoopRef
    """Its interview loop."""
    posting: Posting
    """Its own words in the job description; the posting frame has the words all roles share."""
    red_flags: Annotated[
        tuple[RedFlag, ...],
        Field(min_length=3),
        Because("With one or two signs to look for, people find them in everybody."),
    ]
    """Warning signs in interviews, each with its innocent reading."""
    career_moves: Annotated[
        tuple[CareerMove, ...],
        Field(min_length=2),
        Because("A career is a choice, so there are at least two ways on."),
    ]
    """Where the role leads."""
    hiring_advice: HiringAdvice
    """What to decide before it is opened."""
    search: RoleSearch
    """What searching for people needs beyond titles and requirements."""
    occupation_codes: Some[OccupationCode]
    """Its place in public classifications."""
    pay: Annotated[Some[SeriesRef], Field(serialization_alias="pay_series")]
    """The pay figures that its page shows."""
