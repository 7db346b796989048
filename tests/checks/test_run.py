"""The rules as a whole: each has a failing example, a name and a sentence, and all fixes help."""

from pathlib import Path

import pytest

from macros.checks.run import CODES, FIRST, LAST, THEN, check_repository, sound_handbook
from macros.checks.subject import Check, code_of
from macros.core.problems import HandbookError
from tests.checks import (
    test_addresses,
    test_changes,
    test_errors,
    test_explanations,
    test_exports,
    test_figures,
    test_headings,
    test_interviews,
    test_law,
    test_links,
    test_lint,
    test_markup,
    test_originality,
    test_pages,
    test_posting,
    test_promise,
    test_references,
    test_roles,
    test_search,
    test_wording,
)
from tests.support import DUMMY, TODAY, Example, spoil

EXAMPLES: tuple[Example, ...] = (
    *test_posting.EXAMPLES,
    *test_changes.EXAMPLES,
    *test_addresses.EXAMPLES,
    *test_explanations.EXAMPLES,
    *test_exports.EXAMPLES,
    *test_figures.EXAMPLES,
    *test_headings.EXAMPLES,
    *test_interviews.EXAMPLES,
    *test_law.EXAMPLES,
    *test_links.EXAMPLES,
    *test_lint.EXAMPLES,
    *test_markup.EXAMPLES,
    *test_originality.EXAMPLES,
    *test_pages.EXAMPLES,
    *test_promise.EXAMPLES,
    *test_references.EXAMPLES,
    *test_roles.EXAMPLES,
    *test_search.EXAMPLES,
    *test_wording.EXAMPLES,
)


@pytest.mark.parametrize("code", CODES)
def test_rule_has_a_failing_example(code: str) -> None:
    """A rule without an example that breaks it, here or in data/errors, may not exist."""
    explained = {error.id for error in test_errors.EXAMPLES}

    assert code in explained | {example.code for example in EXAMPLES}


def test_examples_are_of_rules_that_exist() -> None:
    """No example outlives its rule."""
    assert {example.code for example in EXAMPLES} <= set(CODES)


@pytest.mark.parametrize("number", range(1, 6))
def test_invariant_has_a_failing_example(number: int) -> None:
    """Each of the first five invariants of the design is tripped by name."""
    assert any(example.name.startswith(f"invariant {number}:") for example in EXAMPLES)


@pytest.mark.parametrize("check", [*FIRST, *THEN, *LAST], ids=code_of)
def test_rule_says_in_one_sentence_what_it_ensures(check: Check) -> None:
    """The docstring of a rule begins "Ensure" and ends with a full stop."""
    sentence = check.__doc__ or ""

    assert sentence.startswith("Ensure ")
    assert sentence.rstrip().endswith((".", ")."))


def test_no_rule_is_asked_twice() -> None:
    """Every code belongs to one rule."""
    assert len(CODES) == len(set(CODES))


def test_sound_repository_has_no_problems() -> None:
    """The dummy breaks no rule, so that every example differs from it by its edits alone."""
    assert check_repository(DUMMY, today=TODAY)[1] == []


def test_unsound_repository_gives_no_handbook(copy: Path) -> None:
    """What builds pages gets every problem, and nothing to build from."""
    spoil(copy, "data/loops/clerk.yaml", "minutes: 30", "minutes: 35")
    with pytest.raises(HandbookError, match="stage-minutes-sum") as caught:
        sound_handbook(copy, today=TODAY)

    assert [problem.code for problem in caught.value.problems] == ["stage-minutes-sum"]
