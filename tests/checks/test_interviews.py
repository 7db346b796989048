"""Rules that keep the trace whole and the minutes true (invariants 1 and 2)."""

from pathlib import Path

import pytest

from tests.support import TOP, Example, assert_found, cut, duplicate, swap

LOOP = "data/loops/clerk.yaml"
QUESTIONS = "data/questions/manners.yaml"
SKILL = "data/skills/manners.yaml"
CLERK = "data/roles/clerk.yaml"
CODE = "data/work-samples/missing-page/python"
SENIOR = "data/roles/senior-clerk.yaml"
ASKED = "      - { question: manners-first, minutes: 10 }\n"
MUST = (
    "    - { id: manners, skill: manners, skill_level: working, necessity: must,"
    " line: Says what is wrong without raising a voice. }\n"
)
CARRIED = (
    "    - { id: manners, skill: manners, skill_level: expert, necessity: assumed,"
    " line: Keeps the room calm on the last day of the month. }\n"
)

EXAMPLES = (
    Example(
        name="invariant 1: a must whose skill no question of the loop tests",
        code="untested-must",
        edits=(
            swap(LOOP, "question: manners-first", "question: bookkeeping-third"),
            swap(LOOP, "skills: [bookkeeping, manners]", "skills: [bookkeeping]"),
        ),
        path=LOOP,
        at="stages:",
        says=('no question tests the must "manners" of "clerk" (manners at working).',),
        fix="add one of: manners-first, manners-second; or make it nice.",
    ),
    Example(
        name="invariant 1: a must that no question at all can test",
        code="untested-must",
        edits=(
            swap(QUESTIONS, "skill_levels: [awareness, working]", "skill_levels: [awareness]"),
            swap(QUESTIONS, "skill_levels: [working, expert]", "skill_levels: [expert]"),
        ),
        path=LOOP,
        at="stages:",
        says=("no question tests the must",),
        fix="add one of: a new question; or make it nice.",
        also=frozenset({"untested-level"}),
    ),
    Example(
        name="invariant 1: a skill that the loop is said to test, and does not",
        code="untested-must",
        edits=(
            swap(
                SENIOR,
                "skill_level: expert, necessity: assumed",
                "skill_level: expert, necessity: tested",
            ),
        ),
        path="data/loops/senior-clerk.yaml",
        at="stages:",
        says=('no question tests the tested "manners" of "senior-clerk" (manners at expert).',),
        fix="add one of: manners-second; or make it assumed.",
    ),
    Example(
        name="invariant 2: a loop of more than half a working day",
        code="long-loop",
        edits=(
            swap(LOOP, "    minutes: 30\n", "    minutes: 230\n"),
            swap(LOOP, "minutes: 3, say: Welcome", "minutes: 203, say: Welcome"),
            swap(LOOP, "    with_candidate: false\n", ""),
        ),
        path=LOOP,
        at="stages:",
        says=("candidates spend 245 minutes, 240 at most.",),
        fix="let a question test two skills",
    ),
    Example(
        name="invariant 1: a question that tests nothing the role asks for",
        code="untraced-question",
        edits=(
            swap(CLERK, MUST, ""),
            swap(SENIOR, CARRIED, f"  add:\n{CARRIED}"),
        ),
        path=LOOP,
        at="question: manners-first",
        says=('"manners-first" tests manners, which "clerk" does not ask for.',),
        fix="take it out of the loop, or add the requirement to the role.",
        also=frozenset({"orphan"}),
    ),
    Example(
        name="a question asked twice in a loop",
        code="repeated-question",
        edits=(
            swap(LOOP, ASKED, f"{ASKED}{ASKED[:-1]} # again\n"),
            swap(LOOP, "minutes: 30", "minutes: 40"),
        ),
        path=LOOP,
        at="# again",
        says=('"manners-first" already stands in this loop, in line 18.',),
        fix="keep one of the two.",
    ),
    Example(
        name="a stage that names a skill it does not test",
        code="stage-skills",
        edits=(swap(LOOP, "with_candidate: false", "skills: [manners] # untested"),),
        path=LOOP,
        at="# untested",
        says=('"verdict" names manners; its questions test none.',),
        fix="write skills: [].",
    ),
    Example(
        name="invariant 2: a stage whose agenda grew",
        code="stage-minutes-sum",
        edits=(swap(LOOP, "        minutes: 5\n", "        minutes: 9\n"),),
        path=LOOP,
        at="minutes: 30",
        says=('"talk" has 30 minutes and spends 34.',),
        fix="write minutes: 34, or change its parts.",
    ),
    Example(
        name="a skill with two questions",
        code="enough-questions",
        edits=(cut(QUESTIONS, "  - id: manners-third"),),
        path=SKILL,
        at="title: Manners",
        says=('"manners" has 2 questions, and three are the least.',),
        fix="add to data/questions/manners.yaml.",
    ),
    Example(
        name="a follow-up that stands twice but for a capital",
        code="repeated-probe",
        edits=(
            swap(
                QUESTIONS,
                "What if it never turns up?]\n    anchors:\n      - Shouts",
                "Who Else could know?]\n    anchors:\n      - Shouts",
            ),
        ),
        path=QUESTIONS,
        at="Who Else could know?",
        says=('the same line stands twice in follow_ups of "manners-first".',),
        fix="say something else here.",
    ),
    Example(
        name="a work sample that hands out its checks",
        code="sample-code",
        edits=(duplicate(f"{CODE}/check/test_book.py", f"{CODE}/start/test_book.py"),),
        path="data/work-samples/missing-page.yaml",
        at=TOP,
        says=('candidates get "test_book.py", which checks their solution.',),
        fix="remove work-samples/missing-page/python/start/test_book.py.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_interview_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A question, stage or skill that breaks a rule is named with its line and a fix."""
    assert_found(copy, example)
