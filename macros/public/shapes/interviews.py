"""Skills, questions and loops, as the API has them."""

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.model import interview as data
from macros.public.shapes.base import Record, RedFlag, filled
from macros.public.shapes.roles import StageQuestion
from macros.public.shapes.sourcing import InProfiles
from macros.tell.trace import loop_minutes


class Equivalent(Record):
    """Other experience that counts."""

    title: str
    """The experience."""
    carries_over: str
    """What of it helps at once."""
    does_not: str
    """What of it does not."""
    ramp_up: str
    """How long the rest takes to learn (our view)."""


class LearningStep(Record):
    """One thing to do to get better."""

    do: str
    """What to do."""
    url: str | None
    """A public text that belongs to it."""


class AskedBy(Record):
    """A role that asks for a skill."""

    role: str
    """The role: an id of `roles.json`."""
    skill_level: str
    """The level it asks for: an id of the vocabulary `skill-level`."""


class Skill(Record):
    """A capability, and what each of its four levels looks like at work."""

    id: str
    """Its permanent id."""
    url: str
    """Its page, from the root of the site."""
    title: str
    """Its name."""
    kind: str
    """Technical or behavioral: an id of the vocabulary `skill-kind`."""
    plain: str
    """What it is, in words for someone who is not an engineer."""
    why: str
    """Why it matters."""
    levels: dict[str, str]
    """What each level looks like, by the ids of the vocabulary `skill-level`."""
    assess: tuple[str, ...]
    """Ways to find out whether someone has it."""
    equivalents: tuple[Equivalent, ...]
    """Other experience that counts."""
    learn: tuple[LearningStep, ...]
    """How to get better at it."""
    in_profiles: InProfiles
    """How it shows in public profiles."""
    asked_by: tuple[AskedBy, ...]
    """The roles that ask for it, lowest level first."""
    questions: tuple[str, ...]
    """The questions that test it: ids of `questions.json`."""


class Exhibit(Record):
    """Something put on the candidate's screen."""

    title: str
    """What it is."""
    text: str
    """The code, table, log or message, to the letter."""
    on_request: bool
    """Whether it is shown only when the candidate asks for it."""


class Question(Record):
    """An interview question with follow-ups and four scores. Keep it away from candidates."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    skill: str
    """The skill it tests: an id of `skills.json`."""
    title: str
    """Its name among interviewers."""
    kind: str
    """The kind of question: an id of the vocabulary `question-kind`."""
    levels: tuple[str, ...]
    """The role levels it suits: ids of the vocabulary `role-level`."""
    skill_levels: tuple[str, ...]
    """The skill levels it tells apart: ids of the vocabulary `skill-level`."""
    minutes: int
    """Minutes it takes with its follow-ups."""
    ask: str
    """The words to read out."""
    exhibits: tuple[Exhibit, ...]
    """What goes on the screen with it."""
    evidence: tuple[str, ...]
    """What the interviewer gives only when asked for it."""
    why: str
    """Why we ask it."""
    listen_for: tuple[str, ...]
    """What to listen for."""
    follow_ups: tuple[str, ...]
    """What to ask next."""
    scores: dict[str, str]
    """What an answer worth each score says or does, by the scores 1 to 4."""
    red_flag: RedFlag
    """A warning sign in the answer, with its innocent reading."""
    widely_published: bool
    """Whether the question is well known, so that answers may be rehearsed."""
    variant: str
    """How to change it when it has leaked."""


class Script(Record):
    """Words to open or close a stage with."""

    minutes: int
    """Minutes they take."""
    say: str
    """The words, with blanks in square brackets."""


class AgendaItem(Record):
    """A part of a stage that is not a scored question."""

    title: str
    """What it is about."""
    minutes: int
    """Minutes it takes."""
    notes: str
    """How to lead it."""


class Stage(Record):
    """One sitting of a loop, in full."""

    id: str
    """Its id within the loop."""
    title: str
    """Its name."""
    minutes: int
    """How long it takes: opening, agenda, questions and closing."""
    interviewers: str
    """Who sits there."""
    with_candidate: bool
    """Whether the candidate is there."""
    purpose: str
    """What it decides."""
    skills: tuple[str, ...]
    """The skills it looks at: ids of `skills.json`."""
    opening: Script
    """How to open it."""
    agenda: tuple[AgendaItem, ...]
    """Parts that are not scored."""
    questions: tuple[StageQuestion, ...]
    """The questions it asks, in order."""
    closing: Script
    """How to close it."""
    ai_rule: str
    """Whether AI tools may be used: an id of the vocabulary `ai-rule`."""
    ai_note: str
    """What that means in this stage."""
    accommodations: str
    """How the stage can be changed for someone who needs it."""
    told_beforehand: tuple[str, ...]
    """What the candidate is told before the day."""
    prepare: tuple[str, ...]
    """How the candidate can prepare."""


class Loop(Record):
    """An interview loop in full. Keep it away from candidates: it names the questions."""

    id: str
    """Its permanent id."""
    urls: tuple[str, ...]
    """The interview pages of the roles that use it, from the root of the site."""
    title: str
    """Its name."""
    summary: str
    """What it looks for."""
    roles: tuple[str, ...]
    """The roles that use it: ids of `roles.json`."""
    minutes: int
    """Minutes of all stages."""
    minutes_with_candidate: int
    """Minutes of the stages that the candidate sits through."""
    stages: tuple[Stage, ...]
    """The stages, in order."""


def skill(edition: Edition, entity: data.Skill) -> Skill:
    """A skill with the roles that ask for it."""
    book = edition.handbook
    profiles = ((role.id, book.resolved[role.id].profile()) for role in book.ladder())
    return filled(
        Skill,
        entity,
        url=address_of("skill", entity),
        asked_by=tuple(
            AskedBy(role=id, skill_level=profile[entity.id])
            for id, profile in profiles
            if entity.id in profile
        ),
        questions=tuple(question.id for question in book.questions_of(entity.id)),
    )


def question(_edition: Edition, entity: data.Question) -> Question:
    """A question with its anchors by score."""
    scores = {str(score): text for score, text in enumerate(entity.anchors, start=1)}
    return filled(Question, entity, url=address_of("question", entity), scores=scores)


def loop(edition: Edition, entity: data.Loop) -> Loop:
    """A loop with every stage in full."""
    roles = [role.id for role in edition.handbook.ladder() if role.loop == entity.id]
    return filled(
        Loop,
        entity,
        urls=tuple(address_of("role_part", id, "interview") for id in roles),
        roles=tuple(roles),
        minutes=loop_minutes(entity),
        minutes_with_candidate=loop_minutes(entity, with_candidate=True),
        stages=tuple(
            filled(Stage, stage, ai_rule=stage.ai_rule.rule, ai_note=stage.ai_rule.note)
            for stage in entity.stages
        ),
    )
