"""Macros of the interview and candidate pages: two mirrors of the same loop."""

from collections.abc import Iterator
from typing import Any

from macros.address.patterns import anchor_of
from macros.core.problems import Position
from macros.model.base import RoleRef
from macros.model.interview import Loop, Stage
from macros.render.view import View, headed, joined
from macros.tell.coverage import coverage
from macros.tell.trace import loop_minutes, tests_of


def interview_loop(view: View, role: RoleRef) -> str:
    """The loop at a glance: stages, minutes, who, and what each decides."""
    loop = _loop(view, role)
    total = loop_minutes(loop)
    with_candidate = loop_minutes(loop, with_candidate=True)
    return view.render(
        "interview_loop",
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
        for role in book.ladder()
    ]
    return view.render("loop_times", rows=rows)


def interview_stages(view: View, role: RoleRef) -> str:
    """Every stage with its script, its questions and their scores."""
    return joined(
        headed(
            3, stage.title, stage.id, _stage_block(view, role, stage, place), style="stage-title"
        )
        for stage, place in _placed_stages(view, role)
    )


def role_trace(view: View, role: RoleRef) -> str:
    """From every tested requirement to the stage, the question and the score."""
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


def loop_coverage(view: View, role: RoleRef) -> str:
    """The loop as a map: which stage spends how many minutes on which skill."""
    book = view.handbook
    loop = _loop(view, role)
    return view.render(
        "loop_coverage",
        stages=[stage for stage in loop.stages if stage.questions],
        rows=coverage(book, book.resolved[role], loop),
    )


def scorecards(view: View, role: RoleRef) -> str:
    """A sheet to score each stage on, with the anchors beside the lines for evidence."""
    record = view.handbook.find("role", role)
    stages = [stage for stage in _loop(view, role).stages if stage.with_candidate]
    return joined(
        headed(
            3,
            f"Scorecard: {stage.title}",
            anchor_of("scorecard", stage),
            _scorecard(view, role, stage),
        )
        for stage in stages
    ) + view.render("scorecards_end", role=record, stages=stages)


def _scorecard(view: View, role: str, stage: Stage) -> str:
    questions = [view.handbook.questions[asked.question] for asked in stage.questions]
    level = view.handbook.roles[role].level
    return view.render("scorecard", level=level, stage=stage, questions=questions)


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


def _stage_block(view: View, role: str, stage: Stage, place: Position) -> str:
    loop = _loop(view, role)
    questions: list[dict[str, Any]] = []
    for asked in stage.questions:
        question = view.handbook.questions[asked.question]
        because = [
            stated.item
            for stated in view.handbook.resolved[role].requirements
            if any(test.question is question for test in tests_of(view.handbook, loop, stated.item))
        ]
        questions.append({"question": question, "minutes": asked.minutes, "because": because})
    return view.render("interview_stage", stage=stage, questions=questions, place=place)
