"""Skills, the questions that test them, and the loops that spend the minutes."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import (
    AiRuleRef,
    Because,
    Entity,
    Findable,
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
    Some,
    Spread,
    Text,
    Url,
    Verbatim,
)
from macros.model.search import InProfiles

#: What earns a 1, a 2, a 3 and a 4.
Anchors = Annotated[
    tuple[Text, ...],
    Field(min_length=4, max_length=4),
    Because("There are four scores: with an even number nobody hides in the middle."),
]
FollowUps = Annotated[
    tuple[Text, ...],
    Field(min_length=2),
    Because("One follow-up can be rehearsed; two tell experience from reading."),
]
Levels = Some[RoleLevelRef]
SkillLevels = Some[SkillLevelRef]


class Equivalent(Model):
    """Other experience that counts for a skill."""

    title: Annotated[Line, Field(examples=["Document databases such as MongoDB"])]
    """The experience."""
    carries_over: Text
    """What of it helps at once."""
    does_not: Text
    """What of it does not."""
    ramp_up: Annotated[Line, Field(examples=["Two to four weeks"])]
    """How long the rest takes to learn (our view)."""


class LearningStep(Model):
    """One thing to do to get better."""

    do: Text
    """What to do."""
    url: Url | None = None
    """A public text that belongs to it."""


class Skill(Entity):
    """A capability, and what each of its four levels looks like at work.

    `data/skills/<id>.yaml`.
    """

    title: Annotated[Line, Field(examples=["Data modeling and SQL"])]
    """Its name."""
    kind: SkillKindRef
    """Whether it is technical or behavioral."""
    plain: Text
    """What it is, in words for someone who is not an engineer."""
    why: Text
    """Why it matters."""
    levels: dict[SkillLevelRef, Text]
    """What each level looks like to somebody who watches."""
    assess: Lines
    """Ways to find out whether someone has it."""
    equivalents: Annotated[
        tuple[Equivalent, ...],
        Field(min_length=2),
        Because("Whoever hears of one equivalent only asks for a product in disguise."),
    ]
    """Other experience that counts."""
    learn: Annotated[
        tuple[LearningStep, ...],
        Field(min_length=2),
        Because("People start from different places, so one step does not fit all."),
    ]
    """How to get better at it."""
    in_profiles: InProfiles
    """How it shows in public profiles."""


#: A programming language that exhibits are written in.
CodeLanguage = Literal["python", "java", "javascript"]
#: What each of them is called.
CODE_LANGUAGES = {"python": "Python", "java": "Java", "javascript": "JavaScript"}


class Exhibit(Model):
    """Something put on the candidate's screen."""

    title: Annotated[Line, Field(examples=["The two tables"])]
    """What it is."""
    language: Annotated[CodeLanguage | None, Field(examples=["python"])] = None
    """The programming language of the text, where it is code."""
    text: Verbatim
    """The code, table, log or message, to the letter."""
    twins: dict[CodeLanguage, Verbatim] = {}
    """The same code in other languages, each as people who work in it write it."""
    on_request: bool = False
    """Whether it is shown only when the candidate asks for it: seeing it answers something."""

    @property
    def versions(self) -> dict[str, str]:
        """The text in each language that it is written in, its own first."""
        first: dict[str, str] = {self.language: self.text} if self.language else {}
        return first | dict(self.twins)


class AlsoSeen(Model):
    """Another skill that an answer can show, noted beside the score and apart from it."""

    skill: SkillRef
    """The skill."""
    skill_levels: SkillLevels
    """The levels at which it can be seen."""
    sign: Text
    """What was said or done when it was seen."""


class Question(Findable):
    """An interview question with follow-ups and four scores. Keep it away from candidates.

    An item of `data/questions/<skill>.yaml`; the file names the skill.
    """

    skill: SkillRef
    """The skill it tests."""
    title: Annotated[Line, Field(examples=["Joins: the report that lost its customers"])]
    """Its name among interviewers."""
    kind: QuestionKindRef
    """What sort of question it is."""
    levels: Levels
    """The role levels it suits."""
    skill_levels: SkillLevels
    """The skill levels it tells apart."""
    minutes: Minutes
    """Minutes it takes with its follow-ups."""
    ask: Text
    """The words to read out as they stand: one concrete situation."""
    exhibits: tuple[Exhibit, ...] = ()
    """What goes on the screen with it."""
    evidence: tuple[Text, ...] = ()
    """What the interviewer gives only when asked for it."""
    why: Text
    """Why it is asked."""
    listen_for: Annotated[
        tuple[Text, ...],
        Field(min_length=3),
        Because("With fewer signs to hear, the first one decides the score."),
    ]
    """What to listen for, as something said or done."""
    follow_ups: FollowUps
    """What to ask next."""
    anchors: Annotated[
        tuple[Text, ...],
        Field(min_length=3, max_length=3, serialization_alias="scores"),
        Because("A 1, a 2 and a 3 have a text each; what makes a 4 stands in `beyond`."),
    ]
    """What an answer worth a 1, a 2 and a 3 says or does, in this order."""
    beyond: Annotated[
        tuple[Text, ...],
        Field(min_length=3, max_length=4),
        Because("Two of three or four make a 4: fewer leave no choice, nobody scores more."),
    ]
    """What lifts a 3 to a 4, a thing each: two of them, unprompted."""
    at_level: dict[RoleLevelRef, Text] = {}
    """What a 3 needs more at a level above the lowest that the question suits."""
    also: Annotated[
        tuple[AlsoSeen, ...],
        Field(max_length=4),
        Because("Nobody can score an answer and watch for more than four other skills."),
    ] = ()
    """Other skills that its answers show, each seen or not seen."""
    red_flag: RedFlag
    """A warning sign in the answer, with its innocent reading."""
    widely_published: bool
    """Whether the question is well known, so that answers may be rehearsed."""
    variant: Text
    """How to change it when it has leaked."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The programming languages that its code is written in."""
        return tuple(dict.fromkeys(one for shown in self.exhibits for one in shown.versions))

    @property
    def scores(self) -> tuple[str, ...]:
        """What an answer worth a 1, a 2, a 3 and a 4 says or does, in this order."""
        marked = zip("abcd", self.beyond, strict=False)
        things = "; ".join(f"({mark}) {text.removesuffix('.')}" for mark, text in marked)
        return (*self.anchors, f"As 3, plus two of these, unprompted: {things}.")


class AiRule(Model):
    """Whether AI tools may be used, and what the score then looks at."""

    rule: AiRuleRef
    """Whether AI tools may be used."""
    note: Text
    """What that means here."""


class Criterion(Model):
    """One thing a work sample is judged by."""

    title: Line
    """What is looked at."""
    weak: Text
    """What a weak solution shows."""
    strong: Text
    """What a strong solution shows."""


class WorkSample(Entity):
    """A piece of the job to do, with code that runs. Candidates get `brief` and `start` alone.

    `data/work-samples/<id>.yaml`. The code lies beside it, in a folder for each programming
    language: `<id>/python/start/` is what the candidate gets, `<id>/python/strong/` the files that
    a strong solution changes, `<id>/python/check/` the tests between the two.
    """

    title: Line
    """Its name."""
    skill: SkillRef
    """The skill it tests."""
    levels: Levels
    """The role levels it suits."""
    skill_levels: SkillLevels
    """The skill levels it tells apart."""
    minutes: Minutes
    """The cap on the candidate's time."""
    timed: Text
    """How the cap was found: who was timed, or what was worked through instead."""
    summary: Text
    """The sample in a sentence."""
    brief: Annotated[
        tuple[Text, ...],
        Field(min_length=2),
        Because("The situation and the task are two paragraphs at least."),
    ]
    """What the candidate reads, a paragraph each."""
    time_up: Text
    """What counts as done when the time is up, for the candidate."""
    commands: Annotated[
        dict[CodeLanguage, Line],
        Field(min_length=1, examples=[{"python": "python run.py"}]),
        Because("A sample whose program nobody can start has nothing to show."),
    ]
    """The one command that starts it, in each language that its code is written in."""
    ai_rule: AiRule
    """Whether AI tools may be used."""
    criteria: Annotated[
        tuple[Criterion, ...],
        Field(min_length=3),
        Because("Fewer than three criteria leave the score to taste."),
    ]
    """What it is judged by."""
    anchors: Anchors
    """What a solution worth a 1, a 2, a 3 and a 4 does, in this order."""
    follow_ups: FollowUps
    """What to ask afterwards."""
    interviewer: Text
    """How to prepare and lead it."""

    @property
    def language(self) -> CodeLanguage:
        """The language that its code was written in first, shown and downloaded unasked."""
        return next(iter(self.commands))


class Attempt(Model):
    """An invented answer to a question, and the score it earns."""

    answer: Text
    """What the invented candidate says."""
    score: Annotated[int, Field(ge=1, le=4), Because("Every question is scored from 1 to 4.")]
    """The score it earns, from 1 to 4."""
    reason: Text
    """Why it earns that score."""


class Calibration(Entity):
    """Four invented answers to one question, to practice scoring on.

    `data/calibration/calibrate-<question id>.yaml`.
    """

    question: QuestionRef
    """The question they answer."""
    setting: Text
    """What to know before reading the answers."""
    attempts: Annotated[
        tuple[Attempt, ...],
        Field(min_length=4, max_length=4),
        Because("A reader practices on one answer for each score."),
    ]
    """The answers with their reference scores."""


class Script(Model):
    """Words to open or close a stage with."""

    minutes: Minutes
    """Minutes they take."""
    say: Text
    """The words, with blanks in square brackets."""


class AgendaItem(Model):
    """A part of a stage that is not a scored question."""

    title: Line
    """What it is about."""
    minutes: Minutes
    """Minutes it takes."""
    notes: Text
    """How to lead it."""


class StageQuestion(Model):
    """A question with the minutes a stage gives it."""

    question: QuestionRef
    """The question."""
    minutes: Minutes
    """Minutes the stage gives it."""


class Stage(Entity):
    """One sitting of a loop: opening, agenda, questions and closing."""

    title: Annotated[Line, Field(examples=["Pairing in an existing program"])]
    """Its name."""
    minutes: Minutes
    """How long it takes: the sum of opening, agenda, questions and closing."""
    interviewers: Annotated[
        Line, Field(examples=["Hiring manager, with a teammate who takes notes"])
    ]
    """Who sits there."""
    with_candidate: bool = True
    """Whether the candidate is there."""
    purpose: Text
    """What it decides."""
    skills: tuple[SkillRef, ...] = ()
    """The skills it looks at."""
    opening: Script
    """How to open it."""
    agenda: tuple[AgendaItem, ...] = ()
    """Parts that are not scored."""
    questions: tuple[StageQuestion, ...] = ()
    """The questions it asks, in order."""
    closing: Script
    """How to close it."""
    ai_rule: Annotated[AiRule, Spread({"rule": "ai_rule", "note": "ai_note"})]
    """The rule on AI tools in this stage."""
    accommodations: Text
    """How it can be changed for someone who needs it."""
    told_beforehand: Lines
    """What the candidate is told before the day."""
    prepare: Lines
    """How the candidate can prepare."""


class Loop(Entity):
    """An interview loop in full. Keep it away from candidates: it names the questions.

    `data/loops/<id>.yaml`.
    """

    title: Annotated[Line, Field(examples=["Interview loop for a backend developer"])]
    """Its name."""
    summary: Text
    """What it looks for."""
    stages: Annotated[
        tuple[Stage, ...],
        Field(min_length=2),
        Because("One conversation is one opinion, and no loop."),
    ]
    """The stages a candidate goes through, in order."""
