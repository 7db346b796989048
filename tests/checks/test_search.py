"""Rules about searching for people: words, exclusions and the limits of strings."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Example, assert_found, codes, spoil, swap

CLERK = "data/roles/clerk.yaml"
BOOKKEEPING = "data/skills/bookkeeping.yaml"
MANNERS = "data/skills/manners.yaml"
DIALECTS = "data/search-dialects.yaml"
DRAWER = "data/tools/storage.yaml"

EXAMPLES = (
    Example(
        name="a skill that nobody writes down, with words",
        code="profile-words",
        edits=(swap(MANNERS, "habit: never", "habit: never\n  words: [{phrase: polite}]"),),
        path=MANNERS,
        at="in_profiles:",
        says=('nobody writes "manners" in a profile',),
        fix="remove the words, or fix habit.",
    ),
    Example(
        name="a word of two skills",
        code="repeated-profile-word",
        edits=(swap(MANNERS, "habit: never", "habit: often\n  words: [{phrase: Ledger}]"),),
        path=MANNERS,
        at="phrase: Ledger",
        says=(f'"Ledger" stands at {BOOKKEEPING}:',),
        fix="keep it with the skill it says most about.",
    ),
    Example(
        name="an excluded word of a related title",
        code="excluded-search-word",
        edits=(swap(CLERK, "exclude: [Owner]", "exclude: [Registrar]"),),
        path=CLERK,
        at="exclude: [Registrar]",
        says=('"Registrar of the clerk" is searched for.',),
        fix="drop one of the two.",
    ),
    Example(
        name="an age among the words of a skill",
        code="proxy-in-search",
        edits=(swap(BOOKKEEPING, "{phrase: till}", "{phrase: young at heart}"),),
        path=BOOKKEEPING,
        at="{phrase: young at heart}",
        says=('"young" sorts people',),
        fix="search by titles, tools and tasks only.",
    ),
    Example(
        name="a string longer than its dialect takes",
        code="search-string-limit",
        edits=(swap(DIALECTS, "unit: characters, most: 90", "unit: characters, most: 72"),),
        path=CLERK,
        at="search:",
        says=("a narrow string for The guild has 73 characters, 72 at most:",),
        fix="shorten a title, or put shorter words of a skill first.",
    ),
    Example(
        name="a role without a language to search for",
        code="search-string-limit",
        edits=(swap(DRAWER, "    github_language: Drawerscript\n", ""),),
        path=CLERK,
        at="search:",
        says=("there is no string for The guild.",),
        fix="give the role's skills words, and its tools a github_language.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_search_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """Words, exclusions and strings that break a rule are named with line, reason and fix."""
    assert_found(copy, example)


@pytest.mark.parametrize("word", ["bootcamps", "Youngstown", "speaker"])
def test_words_that_only_contain_a_proxy_pass(copy: Path, word: str) -> None:
    """A proxy is a word of its own, not a part of another."""
    spoil(copy, CLERK, "exclude: [Owner]", f"exclude: [{word}]")

    assert check_repository(copy, today=TODAY)[1] == []


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("{tool: drawer, phrase: chest}", id="both"),
        pytest.param("{}", id="neither"),
    ],
)
def test_profile_word_is_a_tool_or_a_phrase(copy: Path, word: str) -> None:
    """A profile word names a tool of the toolbox or stands for itself; the error says so."""
    spoil(copy, BOOKKEEPING, "{phrase: till}", word)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert problem.code == "bad-value"
    assert "write a tool or a phrase, and one of them only" in problem.message
    assert problem.place.path == BOOKKEEPING


@pytest.mark.parametrize("word", ['a "b"', "(a)", "a:b", "a | b", "-a", "*", "a*"])
def test_sign_of_an_engine_is_no_word(copy: Path, word: str) -> None:
    """A phrase holds no sign that would change the string around it."""
    spoil(copy, BOOKKEEPING, "{phrase: till}", f"{{phrase: '{word}'}}")

    assert codes(check_repository(copy, today=TODAY)[1]) == {"bad-value"}
