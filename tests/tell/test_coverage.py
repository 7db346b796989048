"""The coverage map: minutes by stage and skill, and what they add up to."""

from dataclasses import replace

import pytest

from macros.core.handbook import Handbook
from macros.model.interview import AlsoSeen, Loop
from macros.render.registry import bound
from macros.render.view import View
from macros.tell.coverage import Coverage, coverage
from tests.markup import Markup
from tests.support import real


def rows(book: Handbook, role: str = "clerk", loop: Loop | None = None) -> dict[str, Coverage]:
    """The map of a role by skill, with its own loop or another."""
    found = coverage(book, book.resolved[role], loop or book.loops[role])
    return {row.skill: row for row in found}


def without(book: Handbook, question: str) -> Loop:
    """The clerk's loop without one of its questions."""
    talk, verdict = book.loops["clerk"].stages
    left = tuple(asked for asked in talk.questions if asked.question != question)
    changed = (talk.model_copy(update={"questions": left}), verdict)
    return book.loops["clerk"].model_copy(update={"stages": changed})


def test_rows_are_the_requirements_in_their_order(dummy: Handbook) -> None:
    """Each requirement has a row, with the minutes of the stage that tests it."""
    found = coverage(dummy, dummy.resolved["clerk"], dummy.loops["clerk"])

    assert found == [
        Coverage("bookkeeping", "awareness", "must", {"talk": 10}, "tested"),
        Coverage("manners", "working", "must", {"talk": 10}, "tested"),
    ]
    assert [row.total for row in found] == [10, 10]


def test_must_without_a_question_is_a_gap(dummy: Handbook) -> None:
    """A must that no stage asks about has no minutes, and is called a gap."""
    row = rows(dummy, loop=without(dummy, "manners-first"))["manners"]

    assert (row.minutes, row.total, row.verdict) == ({}, 0, "gap")


def test_must_tested_at_another_level_is_a_gap(dummy: Handbook) -> None:
    """Minutes at a level that is not asked for close no gap."""
    other = dummy.questions["manners-first"].model_copy(update={"skill_levels": ("expert",)})
    book = replace(dummy, questions={**dummy.questions, "manners-first": other})
    row = rows(book)["manners"]

    assert (row.total, row.verdict) == (10, "gap")


def test_what_is_not_a_must_may_go_untested(dummy: Handbook) -> None:
    """A skill that is carried over and not asked about is no gap."""
    row = rows(dummy, "senior-clerk", without(dummy, "manners-first"))["manners"]

    assert (row.necessity, row.verdict) == ("assumed", "not tested")


def test_skill_in_two_stages_is_tested_twice(dummy: Handbook) -> None:
    """Two stages with one skill are both shown, and their minutes added."""
    talk, verdict = dummy.loops["clerk"].stages
    again = verdict.model_copy(update={"questions": talk.questions[1:]})
    loop = dummy.loops["clerk"].model_copy(update={"stages": (talk, again)})
    row = rows(dummy, loop=loop)["manners"]

    assert row.minutes == {"talk": 10, "verdict": 10}
    assert (row.total, row.verdict) == (20, "tested twice")


@pytest.mark.parametrize("role", real().roles)
def test_every_minute_of_a_question_is_on_the_map(handbook: Handbook, role: str) -> None:
    """The rows add up to what the loop spends on questions."""
    loop = handbook.loops[handbook.roles[role].loop]
    found = coverage(handbook, handbook.resolved[role], loop)
    asked = sum(one.minutes for stage in loop.stages for one in stage.questions)

    assert sum(row.total for row in found) == asked


@pytest.mark.parametrize("role", real().roles)
def test_page_shows_the_minutes_of_the_map(handbook: Handbook, view: View, role: str) -> None:
    """The map on the page has each tested skill with its sum and its reading."""
    text = Markup(bound(view)["loop_coverage"](role)).text
    loop = handbook.loops[handbook.roles[role].loop]
    found = coverage(handbook, handbook.resolved[role], loop)
    readings = [f"{row.total} {row.verdict}" for row in found if row.minutes]

    assert [reading for reading in readings if reading not in text] == []
    assert [s.title for s in loop.stages if s.questions and s.title not in text] == []


def test_skill_that_another_question_shows_has_no_minutes_of_its_own(dummy: Handbook) -> None:
    """A skill seen beside a score is tested, and its minutes stay with what is scored."""
    asked = dummy.questions["bookkeeping-first"]
    seen = asked.model_copy(
        update={"also": (AlsoSeen(skill="manners", skill_levels=("expert",), sign="Bows."),)}
    )
    book = replace(dummy, questions={**dummy.questions, "bookkeeping-first": seen})
    row = rows(book, "senior-clerk", without(book, "manners-first"))["manners"]

    assert (row.minutes, row.verdict) == ({}, "seen in another question")


def test_other_level_is_told_apart(dummy: Handbook) -> None:
    """Minutes at another level are no test of what is asked."""
    assert rows(dummy, "senior-clerk")["manners"].verdict == "tested at another level"


def test_pages_name_what_is_expected_and_not_tested(handbook: Handbook, view: View) -> None:
    """Trace, map and requirements call an assumed skill the same, and give no question for it."""
    macros = bound(view)
    for role, resolved in handbook.resolved.items():
        trace, table, asked = (
            Markup(macros[name](role)).text
            for name in ("role_trace", "loop_coverage", "role_requirements")
        )
        titles = [handbook.skills[i.skill].title for i in resolved.requirements_of("assumed")]
        left = trace.partition("Expected, not tested:")[2]

        assert [title for title in titles if title not in left] == []
        expected = table.partition("Expected, not tested:")[2]
        assert [title for title in titles if title not in expected] == []
        assert "Tested by:" not in asked.partition("Expected, not tested")[2]
