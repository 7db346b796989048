"""Skills, the questions that test them, and the loops that spend the minutes."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    AiRuleRef,
    Entity,
    FormerIds,
    Id,
    Line,
    Lines,
    Minutes,
    Model,
    QuestionKindRef,
    QuestionRef,
    RedFlag,
    RoleLevelRef,
    SkillKindRef,
    SkillLevelRef,
    SkillRef,
    Text,
    Verbatim,
)
from macros.model.search import InProfiles


class Equivalent(Model):
    """Experience that counts for a skill: what carries over, what does not, how long it takes."""

    title: Line
    carries_over: Text
    does_not: Text
    ramp_up: Line


class LearningStep(Model):
    """One thing to do to get better; `url` when a public text belongs to it."""

    do: Text
    url: str | None = None


class Skill(Entity):
    """`data/skills/<id>.yaml`: what a capability is and what each of its four levels looks like.

    `levels` maps every skill level of the vocabulary to behavior an observer can see.
    """

    title: Line
    kind: SkillKindRef
    plain: Text
    why: Text
    levels: dict[SkillLevelRef, Text]
    assess: Lines
    equivalents: Annotated[tuple[Equivalent, ...], Field(min_length=2)]
    learn: Annotated[tuple[LearningStep, ...], Field(min_length=2)]
    in_profiles: InProfiles


class Exhibit(Model):
    """Something put on the candidate's screen: code, a table, a log, a message.

    One `on_request` is shown only when the candidate asks for it: seeing it answers something.
    """

    title: Line
    text: Verbatim
    on_request: bool = False


class Question(Entity):
    """An item of `data/questions/<skill>.yaml`; its file names the skill it tests.

    `ask` is read out as it stands and `exhibits` are shown with it; `evidence` is what the
    interviewer gives only when asked for it. `anchors` holds four observable answers, for the
    scores 1 to 4: no middle to hide in.
    """

    skill: SkillRef
    title: Line
    kind: QuestionKindRef
    levels: Annotated[tuple[RoleLevelRef, ...], Field(min_length=1)]
    skill_levels: Annotated[tuple[SkillLevelRef, ...], Field(min_length=1)]
    minutes: Minutes
    ask: Text
    exhibits: tuple[Exhibit, ...] = ()
    evidence: tuple[Text, ...] = ()
    why: Text
    listen_for: Annotated[tuple[Text, ...], Field(min_length=3)]
    follow_ups: Annotated[tuple[Text, ...], Field(min_length=2)]
    anchors: Annotated[tuple[Text, ...], Field(min_length=4, max_length=4)]
    red_flag: RedFlag
    widely_published: bool
    variant: Text


class AiRule(Model):
    """Whether AI tools may be used in a stage, and what the score then looks at."""

    rule: AiRuleRef
    note: Text


class Criterion(Model):
    """One thing a work sample is judged by, as a weak and as a strong solution shows it."""

    title: Line
    weak: Text
    strong: Text


class WorkSample(Entity):
    """`data/work-samples/<id>.yaml`: a piece of the job to do, with code that runs.

    The code lies beside it: `<id>/start/` is what the candidate gets, `<id>/strong/` the
    files that a strong solution changes, `<id>/check/` the tests between the two.
    `minutes` is the cap on the candidate's time; `run` the one command that starts it.
    """

    title: Line
    skill: SkillRef
    levels: Annotated[tuple[RoleLevelRef, ...], Field(min_length=1)]
    skill_levels: Annotated[tuple[SkillLevelRef, ...], Field(min_length=1)]
    minutes: Minutes
    summary: Text
    brief: Annotated[tuple[Text, ...], Field(min_length=2)]
    run: Line
    ai_rule: AiRule
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=3)]
    anchors: Annotated[tuple[Text, ...], Field(min_length=4, max_length=4)]
    follow_ups: Annotated[tuple[Text, ...], Field(min_length=2)]
    interviewer: Text


class Attempt(Model):
    """An invented answer to a question, the score it earns, and why."""

    answer: Text
    score: Annotated[int, Field(ge=1, le=4)]
    reason: Text


class Calibration(Entity):
    """`data/calibration/calibrate-<question id>.yaml`: four invented answers to score."""

    question: QuestionRef
    setting: Text
    attempts: Annotated[tuple[Attempt, ...], Field(min_length=4, max_length=4)]


class Script(Model):
    """Words to open or close a stage with, and the minutes they take."""

    minutes: Minutes
    say: Text


class AgendaItem(Model):
    """A part of a stage that is not a scored question."""

    title: Line
    minutes: Minutes
    notes: Text


class StageQuestion(Model):
    """A question of the bank, with the minutes this stage gives it."""

    question: QuestionRef
    minutes: Minutes


class Stage(Model):
    """One sitting: opening + agenda + questions + closing add up to `minutes`."""

    id: Id
    former_ids: FormerIds = ()
    title: Line
    minutes: Minutes
    interviewers: Line
    with_candidate: bool = True
    purpose: Text
    skills: tuple[SkillRef, ...] = ()
    opening: Script
    agenda: tuple[AgendaItem, ...] = ()
    questions: tuple[StageQuestion, ...] = ()
    closing: Script
    ai_rule: AiRule
    accommodations: Text
    told_beforehand: Lines
    prepare: Lines


class Loop(Entity):
    """`data/loops/<id>.yaml`: the stages a candidate for a role goes through, in order."""

    title: Line
    summary: Text
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
