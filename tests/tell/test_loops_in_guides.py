"""Minutes of our loops that guides and answers repeat in prose."""

import re

from macros.core.handbook import Handbook
from macros.model.interview import Loop, Stage
from macros.tell.trace import loop_minutes
from tests.support import ROOT


def guide(name: str) -> str:
    return (ROOT / "docs/guides" / f"{name}.md").read_text(encoding="utf-8")


def spoken(minutes: int) -> str:
    """Minutes as guides write them, such as `7 h 35 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0))


def loops(book: Handbook) -> list[tuple[str, Loop]]:
    """The loops of the ladder with their level's label, lowest first."""
    return [(book.choice("role_level", r.level).label, book.loops[r.loop]) for r in book.ladder()]


def stages(book: Handbook) -> list[Stage]:
    return [stage for loop in book.loops.values() for stage in loop.stages]


def test_staff_hours_are_those_of_the_loops(handbook: Handbook) -> None:
    """One person in the first call, two in each later stage, one more who is from finance."""
    text = guide("hiring-metrics")
    for label, loop in loops(handbook):
        first, *later = [stage for stage in loop.stages if stage.with_candidate]
        third = sum(stage.minutes for stage in later if "finance" in stage.interviewers)
        hours = first.minutes + 2 * sum(stage.minutes for stage in later) + third

        assert re.search(rf"\| {label}\S* \| {spoken(hours)} \|", text), label


def test_first_call_has_the_minutes_of_the_loops(handbook: Handbook) -> None:
    """The table of the first call adds up to each loop's first stage."""
    table = re.findall(r"^\| [^|]+ \| (\d.*) \|$", guide("recruiter-screen"), re.MULTILINE)
    columns = list(zip(*(map(int, row.split(" | ")) for row in table), strict=True))
    calls = [loop.stages[0].minutes for _, loop in loops(handbook)]
    total = re.search(r"\*\*Minutes\*\* \|(.*)\|", guide("recruiter-screen"))

    assert [sum(column) for column in columns] == calls
    assert total and [int(part.strip(" *")) for part in total[1].split("|")] == calls


def test_design_stages_have_the_minutes_of_the_loops(handbook: Handbook) -> None:
    """A question is told with its minutes and those of a stage that asks it."""
    found = re.findall(r"#([a-z-]+)\), (\d+) of (\d+) minutes", guide("system-design-interview"))
    asked = {
        (one.question, str(one.minutes), str(stage.minutes))
        for stage in stages(handbook)
        for one in stage.questions
    }

    assert found
    assert set(found) <= asked


def test_question_that_leaves_saves_its_minutes(handbook: Handbook) -> None:
    """What a work sample saves in the loop is what the question took there."""
    rows = re.findall(r"#([a-z-]+)\) \| (\d+) \|", guide("take-home"))

    assert rows
    assert [(id, handbook.questions[id].minutes) for id, _ in rows] == [
        (id, int(minutes)) for id, minutes in rows
    ]


def test_example_of_a_loop_is_our_own(handbook: Handbook) -> None:
    """The mid-level loop in the guide has the stages and question minutes of the data."""
    text = guide("writing-a-loop")
    scored = [one for one in handbook.loops["backend-developer"].stages if one.questions]
    minutes = [one.minutes for stage in scored for one in stage.questions]
    numbers = [int(n) for n in re.findall(r"^\| [^|\d]+ \|[ |]*(\d+)[ |]*$", text, re.MULTILINE)]
    senior = loop_minutes(handbook.loops["senior-backend-developer"], with_candidate=True)

    assert [int(n) for n in re.findall(r", (\d+) min \|", text)][:3] == [s.minutes for s in scored]
    assert sorted(numbers) == sorted(minutes)
    assert f"falls from {spoken(senior)} to {spoken(senior - 12)}" in text


def test_answers_tell_the_hours_of_the_loops(handbook: Handbook) -> None:
    """An answer that says how long a loop takes says what the loop adds up to."""
    hours = {4: "four hours"}
    for level in ("staff", "principal"):
        loop = handbook.loops[f"{level}-backend-developer"]
        faq = handbook.faqs[f"how-to-interview-a-{level}-engineer"]
        spent = loop_minutes(loop, with_candidate=True)

        assert spent % 60 == 0
        assert f"five interviews, {hours[spent // 60]} in all" in faq.short
        assert sum(stage.with_candidate for stage in loop.stages) == 5
