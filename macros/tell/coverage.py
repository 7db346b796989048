"""Who tests what, and for how long: a loop as a map of stages and skills."""

from dataclasses import dataclass
from typing import Literal

from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole
from macros.model.interview import Loop
from macros.tell.trace import loop_questions

Verdict = Literal["tested", "tested twice", "gap", "not tested"]


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
    than one stage asks about is tested twice, which is a choice worth seeing.
    """
    return [
        _of_skill(handbook, loop, stated.item.skill, stated.item.skill_level, stated.item.necessity)
        for stated in resolved.requirements
    ]


def _of_skill(
    handbook: Handbook, loop: Loop, skill: str, skill_level: str, necessity: str
) -> Coverage:
    minutes: dict[str, int] = {}
    at_level = False
    for test in loop_questions(handbook, loop):
        if test.question.skill == skill:
            at_level = at_level or skill_level in test.question.skill_levels
            minutes[test.stage.id] = minutes.get(test.stage.id, 0) + test.minutes
    verdict: Verdict = "tested"
    if not minutes:
        verdict = "gap" if necessity == "must" else "not tested"
    elif not at_level and necessity == "must":
        verdict = "gap"
    elif len(minutes) > 1:
        verdict = "tested twice"
    return Coverage(skill, skill_level, necessity, minutes, verdict)
