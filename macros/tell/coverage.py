"""Who tests what, and for how long: a loop as a map of stages and skills."""

from dataclasses import dataclass
from typing import Literal

from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole
from macros.model.interview import Loop
from macros.model.role import Requirement
from macros.tell.trace import Test, loop_questions, tests_of

Verdict = Literal[
    "tested",
    "tested twice",
    "tested at another level",
    "seen in another question",
    "gap",
    "not tested",
]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One skill of a role's profile: minutes by stage id, and what that adds up to."""

    skill: str
    skill_level: str
    necessity: str
    minutes: dict[str, int]
    verdict: Verdict

    @property
    def total(self) -> int:
        """The minutes the loop gives to the skill."""
        return sum(self.minutes.values())


def coverage(handbook: Handbook, resolved: ResolvedRole, loop: Loop) -> list[Coverage]:
    """The map of a role's loop, in the order of the role's requirements.

    A must without a question at its level is a gap (and stops the build); a skill that more
    than one stage asks about is tested twice, which is a choice worth seeing. A skill that is
    seen in another's question has no minutes of its own.
    """
    return [_of_requirement(handbook, loop, stated.item) for stated in resolved.requirements]


def _of_requirement(handbook: Handbook, loop: Loop, requirement: Requirement) -> Coverage:
    minutes: dict[str, int] = {}
    for test in loop_questions(handbook, loop):
        if test.question.skill == requirement.skill:
            minutes[test.stage.id] = minutes.get(test.stage.id, 0) + test.minutes
    return Coverage(
        requirement.skill,
        requirement.skill_level,
        requirement.necessity,
        minutes,
        _verdict(minutes, tests_of(handbook, loop, requirement), requirement.necessity),
    )


def _verdict(minutes: dict[str, int], tests: list[Test], necessity: str) -> Verdict:
    if necessity == "must" and not any(test.also is None for test in tests):
        return "gap"
    if not tests:
        return "tested at another level" if minutes else "not tested"
    if not minutes:
        return "seen in another question"
    return "tested twice" if len(minutes) > 1 else "tested"
