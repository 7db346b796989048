"""Rules against saying it twice and against saying too much (invariants 6 and 7)."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Edit, Example, assert_found, codes, swap

CLERK = "data/roles/clerk.yaml"
SENIOR = "data/roles/senior-clerk.yaml"
LOOP = "data/loops/clerk.yaml"
QUESTIONS = "data/questions/manners.yaml"
CANDIDATE = "docs/roles/clerk/candidate.md"
ANCHOR = "Lets him finish, repeats the loss and promises one step."
COPY = "Compares the index with both neighbors and names the lost sums."
ASK = "Two ledgers of one month disagree by nine coins. Where would you begin?"
PREPARE = "prepare: [Bring nothing.]"
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
        name="invariant 6: a question that is another one with two words changed",
        code="near-duplicate",
        edits=(
            swap(
                QUESTIONS,
                "Your colleague signs with your name. How do you raise it?",
                "Three ledgers of one month disagree by nine coins. What would you do?",
            ),
        ),
        path=QUESTIONS,
        at="Three ledgers",
        says=("stands at data/questions/bookkeeping.yaml:43 too.",),
        fix="say what is different here",
    ),
    Example(
        name="invariant 6: a line of a role that stands in another role",
        code="near-duplicate",
        edits=(
            swap(
                SENIOR,
                "Checks the books of every clerk in the house each month.",
                "Politely greets everyone who brings a paper.",
            ),
        ),
        path=SENIOR,
        at="Politely greets",
        says=("stands at data/roles/clerk.yaml:37 too.",),
        fix="drop one of the two.",
    ),
    Example(
        name="an anchor of seven words",
        code="vague-anchor",
        edits=(swap(QUESTIONS, ANCHOR, "Lets him finish and promises one step."),),
        path=QUESTIONS,
        at="Lets him finish",
        says=("has 7 words, 8 at least.",),
        fix="say what was said or done",
    ),
    Example(
        name="something beyond a 3 that another question has as well",
        code="near-duplicate",
        edits=(
            swap(
                QUESTIONS,
                "Agrees with them how letters get signed.",
                "Gently offers a chair before any question.",
            ),
        ),
        path=QUESTIONS,
        at="Gently offers",
        says=("stands at data/questions/manners.yaml:",),
        fix="say what is different here",
    ),
    Example(
        name="something beyond a 3 that says nothing",
        code="vague-anchor",
        edits=(
            swap(
                QUESTIONS, "Offers a chair before any question.", "Is a good candidate all round."
            ),
        ),
        path=QUESTIONS,
        at="Is a good candidate",
        says=("does not say what the candidate said or did.",),
        fix="say what was said or done",
    ),
    Example(
        name="a level whose scores are three words",
        code="vague-anchor",
        edits=(
            swap(
                QUESTIONS,
                "Says in one sentence what the visitor will hear next, and from whom.",
                "Says it shorter.",
            ),
        ),
        path=QUESTIONS,
        at="senior: Says it",
        says=("has 3 words, 5 at least.",),
        fix="say what was said or done",
    ),
    Example(
        name="invariant 7: a description that search engines show to candidates",
        code="candidate-leak",
        edits=(swap(CANDIDATE, "description: A page of the dummy", f"description: {ASK} Here"),),
        path=CANDIDATE,
        at="description:",
        says=('"bookkeeping-second".',),
        fix="keep the question's words out.",
    ),
    Example(
        name="invariant 7: a stage that tells candidates a score",
        code="candidate-leak",
        edits=(
            swap(LOOP, PREPARE, f'prepare: ["A 4 {COPY[0].lower()}{COPY[1:]}"] # leaked'),
            swap(QUESTIONS, ANCHOR, "Shows the visitor in and hears the whole tale."),
        ),
        path=LOOP,
        at="# leaked",
        says=("with both neighbors and", '"bookkeeping-first"'),
        fix="keep the question's words out.",
    ),
    Example(
        name="a skill that no role asks for",
        code="orphan",
        edits=(swap(CLERK, MUST, ""), swap(SENIOR, CARRIED, "")),
        path="data/skills/manners.yaml",
        at="title: Manners",
        says=('no role asks for the skill "manners".',),
        fix="ask for it in a role, or remove it.",
        also=frozenset({"untraced-question"}),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_text_that_is_said_before_or_too_soon_is_reported(copy: Path, example: Example) -> None:
    """A copy, a judgment, a leak and an orphan are named with their line and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            swap(
                QUESTIONS, ANCHOR, "Compares the visitor's story with both neighbors of the desk."
            ),
            id="three words that another anchor has too",
        ),
        pytest.param(
            swap(CANDIDATE, "A sentence of prose.", "You are asked where two ledgers disagree."),
            id="a topic told to candidates",
        ),
        pytest.param(
            swap(LOOP, PREPARE, "prepare: [Think of two ledgers of one month disagree.]"),
            id="six words of a question in a row",
        ),
    ],
)
def test_text_that_is_only_near_another_passes(copy: Path, edit: Edit) -> None:
    """Few words in common are neither a copy nor a leak."""
    edit(copy)

    assert codes(check_repository(copy, today=TODAY)[1]) == set()
