"""Roles: what a job is, asks for and pays, and how it differs from the role below it."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    Entity,
    FormerIds,
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
    SourceRef,
    Text,
    ToolRef,
    TrackRef,
    Url,
)
from macros.model.search import RoleSearch


class Responsibility(Model):
    """A verb-first line of the job; `posted` lines stand in the job description."""

    id: Id
    former_ids: FormerIds = ()
    line: Line
    skills: Annotated[tuple[SkillRef, ...], Field(min_length=1)]
    example: Text | None = None
    posted: bool = True


class Requirement(Model):
    """One testable ask: a skill, the level it is asked at, and the line the advert prints."""

    id: Id
    former_ids: FormerIds = ()
    skill: SkillRef
    skill_level: SkillLevelRef
    necessity: NecessityRef
    line: Line


class RoleTool(Model):
    """A tool the role meets at work, and why it is on the list."""

    tool: ToolRef
    why: Text

    @property
    def id(self) -> str:
        """The tool's id: inheritance adds, replaces and drops by it."""
        return self.tool


class ResponsibilityChanges(Model):
    """What a role adds to, replaces in and drops from the duties of the role it is based on."""

    add: tuple[Responsibility, ...] = ()
    replace: tuple[Responsibility, ...] = ()
    drop: tuple[Id, ...] = ()


class RequirementChanges(Model):
    """As `ResponsibilityChanges`, for requirements."""

    add: tuple[Requirement, ...] = ()
    replace: tuple[Requirement, ...] = ()
    drop: tuple[Id, ...] = ()


class ToolChanges(Model):
    """As `ResponsibilityChanges`, for tools."""

    add: tuple[RoleTool, ...] = ()
    replace: tuple[RoleTool, ...] = ()
    drop: tuple[Id, ...] = ()


class Collaborator(Model):
    """Someone the role works with, and about what."""

    who: Line
    about: Text


class Neighbor(Model):
    """A role that is easily confused with this one, and the difference that matters."""

    title: Line
    difference: Text


class Outcomes(Model):
    """What has happened if the hire goes well."""

    ninety_days: Lines
    one_year: Lines


class CareerMove(Model):
    """A next step from this role and what it takes; `role` when the handbook has its page."""

    title: Line
    role: RoleRef | None = None
    takes: Text


class HiringAdvice(Model):
    """What a hiring manager decides before the role is opened."""

    when_to_hire: Text
    when_not: Text
    team_ratio: Text
    train_or_hire: Text
    where_to_find: Text


class Slot(Model):
    """A part of the job description to change before posting, and why.

    `part` is the fact or section of the text that the note stands beside.
    """

    slot: Line
    part: Id
    note: Text


class Posting(Model):
    """The words of the job description that no other record holds."""

    opening: Text
    on_call: Text
    ai_use: Text
    tailor: Annotated[tuple[Slot, ...], Field(min_length=3)]


class OccupationCode(Model):
    """The role's place in a public classification."""

    framework: Line
    code: Line
    label: Line
    note: Text | None = None
    source: SourceRef
    url: Url | None = None


class Role(Entity):
    """`data/roles/<id>.yaml`: a role states only what it adds, replaces or drops."""

    title: Line
    alternate_titles: Annotated[tuple[Line, ...], Field(min_length=2)]
    level: RoleLevelRef
    track: TrackRef
    based_on: RoleRef | None = None
    summary: Text
    what_it_is: Text
    what_it_does: Text
    scope: Text
    autonomy: Text
    reach: Text
    typical_experience: Text
    works_with: Annotated[tuple[Collaborator, ...], Field(min_length=3)]
    not_this_role: Annotated[tuple[Neighbor, ...], Field(min_length=2)]
    outcomes: Outcomes
    responsibilities: ResponsibilityChanges
    requirements: RequirementChanges
    tools: ToolChanges
    loop: LoopRef
    posting: Posting
    red_flags: Annotated[tuple[RedFlag, ...], Field(min_length=3)]
    career_moves: Annotated[tuple[CareerMove, ...], Field(min_length=2)]
    hiring_advice: HiringAdvice
    search: RoleSearch
    occupation_codes: Annotated[tuple[OccupationCode, ...], Field(min_length=1)]
    pay: Annotated[tuple[SeriesRef, ...], Field(min_length=1)]
