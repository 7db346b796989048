"""The trace from a requirement to its questions, and the minutes they take."""

from dataclasses import replace

import pytest

from macros.checks import interviews
from macros.checks.subject import Check, Subject
from macros.core.handbook import Handbook
from macros.model.interview import AlsoSeen, Loop
from macros.model.role import Requirement
from macros.tell import trace
from tests.support import TODAY, real


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


MUSTS = [
    pytest.param(role, item, id=f"{role}: {item.id}")
    for role, resolved in real().resolved.items()
    for item in resolved.requirements_of("must", "tested")
]


def judged(book: Handbook, loop: Loop, rule: Check = interviews.untested_must) -> list[str]:
    """What a rule says when a loop takes the place of the one with its id."""
    subject = Subject(
        handbook=replace(book, loops={**book.loops, loop.id: loop}),
        pages={},
        navigation=(),
        macros={},
        written_ids={},
        unreadable_kinds=frozenset(),
        today=TODAY,
    )
    return [problem.message for problem in rule(subject)]


def less(loop: Loop, questions: set[str]) -> Loop:
    """The loop without some of its questions."""
    stages = tuple(
        stage.model_copy(
            update={"questions": tuple(q for q in stage.questions if q.question not in questions)}
        )
        for stage in loop.stages
    )
    return loop.model_copy(update={"stages": stages})


@pytest.mark.parametrize(("role", "must"), MUSTS)
def test_must_is_missed_when_its_last_question_leaves_the_loop(
    handbook: Handbook, role: str, must: Requirement
) -> None:
    """Taking out what tests it, one by one, is refused by name when the last one goes."""
    loop = handbook.loops[handbook.roles[role].loop]
    asked = [
        test.question.id
        for test in trace.tests_of(handbook, loop, must)
        if must.necessity != "must" or not test.also
    ]
    message = f'no question tests the {must.necessity} "{must.id}" of "{role}"'
    missed = [
        any(said.startswith(message) for said in judged(handbook, less(loop, set(asked[:count]))))
        for count in range(len(asked) + 1)
    ]

    assert asked
    assert missed == [*[False] * len(asked), True]


def test_must_needs_a_score_of_its_own(dummy: Handbook) -> None:
    """A must that is only seen in another skill's question is refused."""
    loop = less(dummy.loops["clerk"], {"manners-first"})
    also = AlsoSeen(skill="manners", skill_levels=("working",), sign="Bows.")
    asked = dummy.questions["bookkeeping-first"].model_copy(update={"also": (also,)})
    book = replace(dummy, questions={**dummy.questions, "bookkeeping-first": asked})
    tests = trace.tests_of(book, loop, requirement("manners", "working"))

    assert [(test.question.id, test.also) for test in tests] == [("bookkeeping-first", also)]
    assert judged(book, loop) == [
        'no question tests the must "manners" of "clerk" (manners at working).'
    ]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("practitioner", "and no question of its loop tests it."),
        ("expert", "and no question of its loop tests it."),
        ("working", None),
        ("awareness", None),
    ],
)
def test_assumed_skill_ends_below_practitioner(
    handbook: Handbook, level: str, said: str | None
) -> None:
    """From practitioner on, an expected skill that the loop leaves out is refused."""
    role = "staff-backend-developer"
    resolved = handbook.resolved[role]
    stated = tuple(
        replace(one, item=one.item.model_copy(update={"skill_level": level}))
        if one.item.skill == "caching"
        else one
        for one in resolved.requirements
    )
    changed = {**handbook.resolved, role: replace(resolved, requirements=stated)}
    book = replace(handbook, resolved=changed)
    found = judged(book, book.loops[role], interviews.assumed_practitioner)

    assert found == ([f'"{role}" assumes caching at {level}, {said}'] if said else [])


@pytest.mark.parametrize("role", real().roles)
def test_no_loop_is_longer_than_half_a_working_day(handbook: Handbook, role: str) -> None:
    """Candidates spend 240 minutes at most; one minute more is refused."""
    loop = handbook.loops[handbook.roles[role].loop]
    spent = trace.loop_minutes(loop, with_candidate=True)
    first = loop.stages[0]
    longer = first.model_copy(update={"minutes": first.minutes + 241 - spent})
    stages = (longer, *loop.stages[1:])

    assert judged(handbook, loop, interviews.long_loop) == []
    assert judged(handbook, loop.model_copy(update={"stages": stages}), interviews.long_loop) == [
        "candidates spend 241 minutes, 240 at most."
    ]
