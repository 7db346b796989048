"""The trace: requirement -> stage -> question -> anchors, computed from a role and its loop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from macros.core.handbook import Handbook
from macros.model.interview import AlsoSeen, Loop, Question, Stage
from macros.model.role import Requirement


@dataclass(frozen=True, slots=True)
class Test:
    """One question of a loop, the stage that asks it and the minutes it is given there.

    With `also`, it tests another skill first, and this one is seen in its answers.
    """

    stage: Stage
    question: Question
    minutes: int
    also: AlsoSeen | None = None


def loop_questions(handbook: Handbook, loop: Loop) -> Iterator[Test]:
    """Every question of a loop with its stage, in the order they are asked."""
    for stage in loop.stages:
        for asked in stage.questions:
            if asked.question in handbook.questions:
                yield Test(stage, handbook.questions[asked.question], asked.minutes)


def tests_of(handbook: Handbook, loop: Loop, requirement: Requirement) -> list[Test]:
    """The questions of `loop` that test `requirement` at the skill level it asks for.

    Those that score its skill come first, then those whose answers show it.
    """
    asked = tuple(loop_questions(handbook, loop))
    level = requirement.skill_level
    scored = [
        test
        for test in asked
        if test.question.skill == requirement.skill and level in test.question.skill_levels
    ]
    return scored + [
        replace(test, also=also)
        for test in asked
        for also in test.question.also
        if also.skill == requirement.skill and level in also.skill_levels
    ]


def stage_minutes(stage: Stage) -> int:
    """What a stage spends, in minutes: opening, agenda, questions and closing."""
    parts = [*(item.minutes for item in stage.agenda), *(q.minutes for q in stage.questions)]
    return stage.opening.minutes + sum(parts) + stage.closing.minutes


def loop_minutes(loop: Loop, *, with_candidate: bool = False) -> int:
    """The minutes of a loop; only those the candidate sits through when asked for."""
    return sum(stage.minutes for stage in loop.stages if stage.with_candidate or not with_candidate)
