"""The trace from a requirement to its questions, and the minutes they take."""

import pytest

from macros import trace
from macros.handbook import Handbook
from macros.model.role import Requirement


def requirement(skill: str, level: str) -> Requirement:
    return Requirement(id="x", skill=skill, skill_level=level, necessity="must", line="Does it.")


@pytest.mark.parametrize(
    ("skill", "level", "found"),
    [
        pytest.param("manners", "working", [("talk", "manners-first")], id="skill and level"),
        pytest.param("manners", "expert", [], id="another level"),
        pytest.param("ink", "working", [], id="another skill"),
    ],
)
def test_requirement_is_tested_at_its_level(
    dummy: Handbook, skill: str, level: str, found: list[tuple[str, str]]
) -> None:
    """A question tests a requirement when it fits both its skill and its skill level."""
    tests = trace.tests_of(dummy, dummy.loops["clerk"], requirement(skill, level))

    assert [(test.stage.id, test.question.id) for test in tests] == found


def test_questions_of_a_loop_come_in_the_order_they_are_asked(dummy: Handbook) -> None:
    """Every question of a loop is known with its stage."""
    loop = dummy.loops["senior-clerk"]

    assert [(t.stage.id, t.question.id) for t in trace.loop_questions(dummy, loop)] == [
        ("talk", "bookkeeping-second"),
        ("talk", "manners-first"),
    ]


def test_stage_spends_opening_agenda_questions_and_closing(dummy: Handbook) -> None:
    """The minutes of a stage are all that happens in it."""
    talk, verdict = dummy.loops["clerk"].stages

    assert (trace.stage_minutes(talk), trace.stage_minutes(verdict)) == (30, 15)


def test_loop_takes_the_minutes_of_its_stages(dummy: Handbook) -> None:
    """A loop counts all its stages, or those the candidate sits through."""
    loop = dummy.loops["clerk"]

    assert trace.loop_minutes(loop) == 45
    assert trace.loop_minutes(loop, with_candidate=True) == 30
