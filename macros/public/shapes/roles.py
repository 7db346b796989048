"""Roles as the API has them: inherited lines filled in, with the trace to the questions."""

from typing import Literal

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.core.handbook import Handbook
from macros.core.inherit import Stated
from macros.model import role as data
from macros.model.interview import Loop
from macros.public.shapes.base import Record, RedFlag, filled
from macros.public.shapes.sourcing import RoleSearch
from macros.tell.trace import loop_minutes, tests_of

Status = Literal["new", "replaced", "inherited"]


class Responsibility(Record):
    """A line of the job."""

    id: str
    """Its id within the role; a replaced line keeps the id of the line before."""
    url: str
    """Its permanent address, from the root of the site."""
    line: str
    """The line, which begins with a verb."""
    skills: tuple[str, ...]
    """The skills it uses: ids of `skills.json`."""
    example: str | None
    """What it looks like when it is done well."""
    posted: bool
    """Whether the job description prints it."""
    status: Status
    """How it stands against the role in `based_on`."""
    stated_by: str
    """The role whose file states the line: the role itself, or one it is built on."""
    replaces: str | None
    """The line of the role below that it replaces."""


class TestedBy(Record):
    """A question that tests a requirement, and the stage that asks it."""

    stage: str
    """The stage: an id of the role's loop."""
    question: str
    """The question: an id of `questions.json`."""


class Requirement(Record):
    """One testable ask of the role."""

    id: str
    """Its id within the role."""
    url: str
    """Its permanent address, from the root of the site."""
    skill: str
    """The skill it asks for: an id of `skills.json`."""
    skill_level: str
    """The level it is asked at: an id of the vocabulary `skill-level`."""
    necessity: str
    """Must, nice or assumed: an id of the vocabulary `necessity`."""
    line: str
    """The line as the job description prints it."""
    status: Status
    """How it stands against the role in `based_on`."""
    stated_by: str
    """The role whose file states the line: the role itself, or one it is built on."""
    replaces: str | None
    """The line of the role below that it replaces."""
    tested_by: tuple[TestedBy, ...]
    """The questions of the role's loop that test it at this level."""


class RoleTool(Record):
    """A tool the role meets at work."""

    tool: str
    """The tool: an id of `tools.json`."""
    why: str
    """Why it is on the list."""
    status: Status
    """How it stands against the role in `based_on`."""


class Dropped(Record):
    """What the role below does and this one leaves behind."""

    responsibilities: tuple[str, ...]
    """Lines of the job that no longer belong to it."""
    requirements: tuple[str, ...]
    """Lines that are no longer asked."""
    tools: tuple[str, ...]
    """Tools that are no longer on the list: ids of `tools.json`."""


class Outcomes(Record):
    """How you see that the hire goes well."""

    ninety_days: tuple[str, ...]
    """After 90 days."""
    one_year: tuple[str, ...]
    """After a year."""


class StageQuestion(Record):
    """A question with the minutes a stage gives it."""

    question: str
    """The question: an id of `questions.json`."""
    minutes: int
    """Minutes the stage gives it."""


class RoleStage(Record):
    """One sitting, in short; `loops.json` has it in full."""

    id: str
    """Its id within the loop."""
    title: str
    """Its name."""
    minutes: int
    """How long it takes."""
    interviewers: str
    """Who sits there."""
    with_candidate: bool
    """Whether the candidate is there."""
    purpose: str
    """What it decides."""
    skills: tuple[str, ...]
    """The skills it looks at: ids of `skills.json`."""
    ai_rule: str
    """Whether AI tools may be used: an id of the vocabulary `ai-rule`."""
    questions: tuple[StageQuestion, ...]
    """The questions it asks, in order."""


class RoleLoop(Record):
    """The interview loop of the role, in short."""

    minutes: int
    """Minutes of all stages."""
    minutes_with_candidate: int
    """Minutes of the stages that the candidate sits through."""
    stages: tuple[RoleStage, ...]
    """The stages, in order."""


class Collaborator(Record):
    """Someone the role works with."""

    who: str
    """Who that is."""
    about: str
    """What they work on together."""


class Neighbor(Record):
    """A role that is easily confused with this one."""

    title: str
    """Its title."""
    difference: str
    """The difference that matters when you choose between the two."""


class CareerMove(Record):
    """A next step from this role."""

    title: str
    """Where it leads."""
    role: str | None
    """The role in this handbook, when it has one: an id of `roles.json`."""
    takes: str
    """What the step takes."""


class HiringAdvice(Record):
    """What to decide before the role is opened."""

    when_to_hire: str
    """When the role is the right answer."""
    when_not: str
    """When it is not."""
    team_ratio: str
    """How many of them a team needs."""
    train_or_hire: str
    """Whether to train someone or to hire."""
    where_to_find: str
    """Where to look for candidates."""


class PostingSlot(Record):
    """A part of the job description to change before posting."""

    slot: str
    """What to change."""
    part: str
    """The fact or section it stands beside: an id of `posting.json`."""
    note: str
    """What to write there, and why."""


class PostingNotes(Record):
    """The words of the job description that belong to this role alone."""

    opening: str
    """What the team does, with blanks in square brackets."""
    on_call: str
    """The on-call rule."""
    ai_use: str
    """The rule on AI tools at work."""
    tailor: tuple[PostingSlot, ...]
    """What to change before posting."""


class OccupationCode(Record):
    """The role's place in a public classification."""

    framework: str
    """The classification."""
    code: str
    """The code in it."""
    label: str
    """What the classification calls it."""
    note: str | None
    """How well it fits."""
    source: str
    """Where the code was read: an id of `sources.json`."""
    url: str | None
    """The code's own page."""


class Role(Record):
    """A role: what it is, asks for and does, with inherited lines filled in."""

    id: str
    """Its permanent id."""
    url: str
    """Its page, from the root of the site."""
    title: str
    """Its title."""
    alternate_titles: tuple[str, ...]
    """Titles under which the same role is advertised."""
    level: str
    """Its level: an id of the vocabulary `role-level`."""
    track: str
    """Its career track: an id of the vocabulary `track`."""
    based_on: str | None
    """The role it is built on: an id of this file. It inherits that role's lines."""
    summary: str
    """The role in two sentences."""
    what_it_is: str
    """What the title stands for."""
    what_it_does: str
    """A stretch of the work, told as an example."""
    scope: str
    """How large its problems are."""
    autonomy: str
    """What it decides alone."""
    reach: str
    """Whose work it changes."""
    typical_experience: str
    """What people in the role often bring. It is typical, not a gate."""
    works_with: tuple[Collaborator, ...]
    """Whom it works with."""
    not_this_role: tuple[Neighbor, ...]
    """Roles it is confused with."""
    responsibilities: tuple[Responsibility, ...]
    """What the role does, new lines first."""
    requirements: tuple[Requirement, ...]
    """What the role asks for, new lines first."""
    tools: tuple[RoleTool, ...]
    """What it works with, new tools first."""
    dropped: Dropped
    """What it leaves behind of the role in `based_on`."""
    outcomes: Outcomes
    """What has happened if the hire goes well."""
    loop: str
    """Its interview loop: an id of `loops.json`."""
    interview: RoleLoop
    """The loop in short, with its minutes added up."""
    search: RoleSearch
    """What searching for people needs beyond titles and requirements."""
    posting: PostingNotes
    """Its own words in the job description; `posting.json` has the words all roles share."""
    red_flags: tuple[RedFlag, ...]
    """Warning signs in interviews, each with its innocent reading."""
    career_moves: tuple[CareerMove, ...]
    """Where the role leads."""
    hiring_advice: HiringAdvice
    """What to decide before it is opened."""
    pay_series: tuple[str, ...]
    """The pay figures that its page shows: ids of `series` in `pay.json`."""
    occupation_codes: tuple[OccupationCode, ...]
    """Its place in public classifications."""
    faqs: tuple[str, ...]
    """The questions people ask about it: ids of `faqs.json`."""


def role(edition: Edition, entity: data.Role) -> Role:
    """A role with inherited lines filled in."""
    book = edition.handbook
    resolved = book.resolved[entity.id]
    loop = book.loops[entity.loop]
    return filled(
        Role,
        entity,
        url=address_of("role", entity),
        responsibilities=tuple(_responsibility(entity, s) for s in resolved.responsibilities),
        requirements=tuple(_requirement(book, entity, loop, s) for s in resolved.requirements),
        tools=tuple(filled(RoleTool, s.item, status=s.status) for s in resolved.tools),
        dropped=Dropped(
            responsibilities=tuple(item.line for item in resolved.dropped_responsibilities),
            requirements=tuple(item.line for item in resolved.dropped_requirements),
            tools=tuple(item.tool for item in resolved.dropped_tools),
        ),
        interview=_interview(loop),
        pay_series=entity.pay,
        faqs=tuple(faq.id for faq in book.faqs_of(entity.id)),
    )


def _responsibility(role: data.Role, stated: Stated[data.Responsibility]) -> Responsibility:
    return filled(
        Responsibility,
        stated.item,
        url=address_of("responsibility", role, stated.item),
        status=stated.status,
        stated_by=stated.role,
        replaces=stated.before.line if stated.before else None,
    )


def _requirement(
    book: Handbook, role: data.Role, loop: Loop, stated: Stated[data.Requirement]
) -> Requirement:
    tests = tests_of(book, loop, stated.item)
    return filled(
        Requirement,
        stated.item,
        url=address_of("requirement", role, stated.item),
        status=stated.status,
        stated_by=stated.role,
        replaces=stated.before.line if stated.before else None,
        tested_by=tuple(TestedBy(stage=t.stage.id, question=t.question.id) for t in tests),
    )


def _interview(loop: Loop) -> RoleLoop:
    return RoleLoop(
        minutes=loop_minutes(loop),
        minutes_with_candidate=loop_minutes(loop, with_candidate=True),
        stages=tuple(filled(RoleStage, s, ai_rule=s.ai_rule.rule) for s in loop.stages),
    )
