"""Macros of the interview and candidate pages: two mirrors of the same loop."""

from collections.abc import Iterator
from typing import Any

from macros.core.problems import Position
from macros.model.base import RoleRef, StageRef
from macros.model.interview import Loop, Stage
from macros.render.view import View, headed, joined
from macros.tell.coverage import coverage
from macros.tell.trace import loop_minutes, tests_of


def interview_loop(view: View, role: RoleRef) -> str:
    """The run sheet: stages in their order, minutes, who, what each asks, and its files."""
    record, loop = view.handbook.find("role", role), _loop(view, role)
    total = loop_minutes(loop)
    with_candidate = loop_minutes(loop, with_candidate=True)
    return view.render(
        "interview_loop",
        role=record,
        stages=loop.stages,
        total=total,
        with_candidate=with_candidate,
        without_candidate=total - with_candidate,
        segments=_segments(loop),
        spoken=", ".join(f"{stage.title} {stage.minutes} minutes" for stage in loop.stages),
    )


def loop_times(view: View) -> str:
    """Every loop by its conversations, the candidate's time and the interviewers' own."""
    book = view.handbook
    rows = [
        {
            "role": role,
            "count": sum(stage.with_candidate for stage in book.loops[role.loop].stages),
            "with_candidate": loop_minutes(book.loops[role.loop], with_candidate=True),
            "total": loop_minutes(book.loops[role.loop]),
        }
        for role in book.rungs()
    ]
    return view.render("loop_times", rows=rows)


def loop_coverage(view: View, role: RoleRef) -> str:
    """The loop as a map: which stage spends how many minutes on which skill."""
    book = view.handbook
    record, loop = book.find("role", role), _loop(view, role)
    asked = [stated.item for stated in book.resolved[role].requirements]
    rows = list(zip(asked, coverage(book, book.resolved[role], loop), strict=True))
    shown = [pair for pair in rows if pair[1].minutes or pair[1].necessity != "assumed"]
    groups = {
        choice: [pair for pair in shown if pair[1].necessity == choice]
        for choice in book.entities("necessity")
    }
    return view.render(
        "loop_coverage",
        role=record,
        stages=[stage for stage in loop.stages if stage.questions],
        groups={choice: pairs for choice, pairs in groups.items() if pairs},
        untested=[pair[0] for pair in rows if pair not in shown],
    )


def role_trace(view: View, role: RoleRef) -> str:
    """From every tested requirement to the stage, the question and the scores, each told once."""
    book = view.handbook
    loop = _loop(view, role)
    rows = [
        {"item": stated.item, "tests": tests_of(book, loop, stated.item)}
        for stated in book.resolved[role].requirements
    ]
    return view.render(
        "role_trace",
        role=book.roles[role],
        rows=[row for row in rows if row["tests"]],
        untested=[row["item"] for row in rows if not row["tests"]],
    )


def stage_script(view: View, role: RoleRef, stage: StageRef) -> str:
    """A stage at a glance and its script: what is said and asked, in how many minutes."""
    record, loop = view.handbook.find("role", role), _loop(view, role)
    at = loop.stages.index(_stage(view, role, stage))
    place = view.handbook.place("loop", loop.id, "stages", at)
    return view.render(
        "stage_script", role=record, stages=loop.stages, at=at, stage=loop.stages[at], place=place
    )


def stage_questions(view: View, role: RoleRef, stage: StageRef) -> str:
    """The questions of a stage with follow-ups, and scores at the role's level."""
    book, loop, asking = view.handbook, _loop(view, role), _stage(view, role, stage)
    if not asking.questions:
        raise ValueError(f'"{stage}" of "{role}" asks no questions: take this macro off its page')
    tested = [
        (test.question, stated.item)
        for stated in book.resolved[role].requirements
        for test in tests_of(book, loop, stated.item)
    ]
    questions = [
        {"question": question, "minutes": asked.minutes}
        | {"because": [item for other, item in tested if other is question]}
        for asked in asking.questions
        for question in [book.questions[asked.question]]
    ]
    return view.render("stage_questions", role=book.roles[role], questions=questions)


def stage_scorecard(view: View, role: RoleRef, stage: StageRef) -> str:
    """The sheet to score a stage on, with the scores beside the lines for evidence."""
    asking = _stage(view, role, stage)
    if not asking.with_candidate:
        raise ValueError(f'"{stage}" of "{role}" scores nobody: take this macro off its page')
    questions = [view.handbook.questions[asked.question] for asked in asking.questions]
    record = view.handbook.roles[role]
    return view.render("stage_scorecard", role=record, stage=asking, questions=questions)


def candidate_role(view: View, role: RoleRef) -> str:
    """The role in a candidate's words, and what the interviews ask about."""
    book = view.handbook
    musts = book.resolved[book.find("role", role).id].requirements_of("must")
    return view.render("candidate_role", role=book.roles[role], musts=musts)


def candidate_stages(view: View, role: RoleRef) -> str:
    """The stages a candidate goes through: what happens and how to prepare, no answers."""
    return joined(
        headed(3, stage.title, stage.id, view.render("candidate_stage", stage=stage, place=place))
        for stage, place in _placed_stages(view, role)
        if stage.with_candidate
    )


def _loop(view: View, role: str) -> Loop:
    loop: Loop = view.handbook.find("loop", view.handbook.find("role", role).loop)
    return loop


def _stage(view: View, role: str, id: str) -> Stage:
    """A stage of a role's loop; raises ValueError when other loops alone have it."""
    view.handbook.find("stage", id)
    found = next((stage for stage in _loop(view, role).stages if stage.id == id), None)
    if found is None:
        raise ValueError(f'"{id}" is no stage of "{role}": take this macro off its page')
    return found


def _placed_stages(view: View, role: str) -> Iterator[tuple[Stage, Position]]:
    """Every stage of a role's loop with the place it is written at."""
    loop = _loop(view, role)
    for index, stage in enumerate(loop.stages):
        yield stage, view.handbook.place("loop", loop.id, "stages", index)


def _segments(loop: Loop) -> list[dict[str, Any]]:
    """The stages as widths of one bar, in percent of the loop's minutes."""
    total = loop_minutes(loop)
    spent = 0
    segments = []
    for stage in loop.stages:
        segments.append(
            {
                "x": round(100 * spent / total, 2),
                "width": round(100 * stage.minutes / total, 2),
                "minutes": stage.minutes,
                "internal": not stage.with_candidate,
            }
        )
        spent += stage.minutes
    return segments
