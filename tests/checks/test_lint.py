"""Rules about the checker's own data: patterns both languages read alike, no duty forgotten."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Example, assert_found, codes, cut, spoil, swap

READING = "data/lint-reading.yaml"
RULES = "data/lint.yaml"
COIN = "'[$]'"
AGAIN = "  - id: coin # again\n    finds: A coin\n    any: ['x']\n"


def pattern(name: str, source: str, says: str) -> Example:
    """A pattern that is not read alike, in the place of one that is."""
    return Example(
        name=name,
        code="lint-pattern",
        edits=(swap(READING, COIN, f"'{source}'"),),
        path=READING,
        at=f"['{source}']",
        says=(says,),
        fix="write it in the subset",
    )


EXAMPLES = (
    pattern("a look behind", "(?<=a)b", "of groups only"),
    pattern("a named group", "(?P<a>b)", '"<a>" names no pattern'),
    pattern("an atomic group", "(?>a)", "of groups only"),
    pattern("a possessive quantifier", "a++", "possessive"),
    pattern("a possessive count", "a{2}+", "possessive"),
    pattern("the start of the text", r"\Aa", "this escape"),
    pattern("the end of the text", r"a\Z", "this escape"),
    pattern("a class of Unicode", r"\p{L}", "this escape"),
    pattern("a class of Unicode in a class", r"[\p{L}]", "this escape"),
    pattern("a reference back", r"(a)\1", "this escape"),
    pattern("a line's end", "a$", "^ and $"),
    pattern("a line's start", "^a", "^ and $"),
    pattern("a letter that is not ASCII", "é", "printable ASCII"),
    pattern("an empty class", "a[]b]", "an empty class"),
    pattern("a difference of classes", "[a-z--b]", "an operation on classes"),
    pattern("a class in a class", "[a[b]", "an operation on classes"),
    pattern("a count without a start", "a{,2}", "a brace"),
    pattern("an open group", "(a", "does not compile"),
    pattern("a pattern that is not there", "<cone>a", '"<cone>" names no pattern'),
    pattern("a pattern that names itself", "a<coin>", "it names itself"),
    pattern("a pattern that finds nothing", "a*", "finds nothing at all"),
    Example(
        name="two patterns of one name",
        code="lint-pattern",
        edits=(swap(READING, "allowed:\n", f"{AGAIN}allowed:\n"),),
        path=READING,
        at="coin # again",
        says=('the pattern "coin" stands twice.',),
        fix="rename one",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_pattern_or_rule_that_would_not_hold_is_reported(copy: Path, example: Example) -> None:
    """A fault of the checker's data is named with its line, the reason and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "source",
    [
        *(r"a\$b", r"[$^]a", r"a{2}b{1,}c{1,3}", r"(?:a|b)(?=c)(?!d)", r"\(?\d+\)?", r"a+?b*?c??"),
        *(r"[\]\[]x", r"[a\-z]", r"\bword\b", r"\s\S\w\W\d\D", r"<period>x"),
    ],
)
def test_pattern_in_the_subset_passes(copy: Path, source: str) -> None:
    """What both languages read alike may be written."""
    spoil(copy, READING, COIN, f"'{source}'")

    assert check_repository(copy, today=TODAY)[1] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        pytest.param(RULES, "[hero-words]", "[hero-word]", "unknown-reference", id="a phrase"),
        pytest.param(RULES, "needs: [period]", "needs: [perod]", "unknown-reference", id="a need"),
        pytest.param(READING, "skill: book", "skill: brook", "unknown-reference", id="a skill"),
        pytest.param(READING, "word: word", "word: wrd", "unknown-reference", id="a structure"),
        pytest.param(RULES, "kind: musts", "kind: must", "bad-value", id="a kind of check"),
        pytest.param(RULES, "most: 2 ", "most: 0 ", "bad-value", id="a limit of nothing"),
        pytest.param(
            RULES, "place_page: /skills/", "place_page: /skill/", "unknown-page", id="page"
        ),
        pytest.param(
            RULES, "{ page: /tools/", "{ page: /tool/", "unknown-page", id="a page of a rule"
        ),
        pytest.param(
            RULES, "why: Some say so.", "why: A rockstar.", "banned-wording", id="its words"
        ),
    ],
)
def test_faults_of_the_rules_are_found_by_the_general_rules(
    copy: Path, path: str, old: str, new: str, code: str
) -> None:
    """References, pages and wording of the checker's data are judged like everything else."""
    spoil(copy, path, old, new)

    assert code in codes(check_repository(copy, today=TODAY)[1])


def test_expired_evidence_is_reported(copy: Path) -> None:
    """Evidence past its review date warns, as any figure does."""
    spoil(copy, RULES, "review_by: 2027-01-10", "review_by: 2026-01-09")
    problems = check_repository(copy, today=TODAY)[1]

    assert {(one.code, one.severity) for one in problems} == {("expired-figure", "warning")}


def test_handbook_without_its_reading_is_no_handbook(copy: Path) -> None:
    """The file that says how an advert is read is needed, and missed by name."""
    (copy / READING).unlink()
    handbook, problems = check_repository(copy, today=TODAY)

    assert handbook is None
    assert [(one.place.path, one.code) for one in problems] == [(READING, "missing-file")]


def test_rule_cut_off_in_the_middle_is_one_structural_fault(copy: Path) -> None:
    """A rule without its check says which key is missing."""
    cut(RULES, "    check: { kind: length, most: 60 }")(copy)
    problems = check_repository(copy, today=TODAY)[1]

    assert [one.message for one in problems] == ['"check" is missing.']
