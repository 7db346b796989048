"""Rules about the checker's own data: patterns that its engine can use, no duty forgotten."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Example, assert_found, codes, cut, spoil, swap

READING = "data/lint-reading.yaml"
RULES = "data/lint.yaml"
BOOKS, ENTRY = "keeping\n    words: [books]", "keeping\n      words: [double entry]"
COIN = "'[$]'"


def pattern(name: str, source: str, says: str) -> Example:
    """A pattern that cannot be used, in the place of one that can."""
    return Example(
        name=name,
        code="lint-pattern",
        edits=(swap(READING, COIN, f"'{source}'"),),
        path=READING,
        at=f"['{source}']",
        says=(says,),
        fix="write it as a regular expression of JavaScript",
    )


EXAMPLES = (
    pattern("a group as Python names it", "(?P<a>b)", '"<a>" names no pattern'),
    pattern("an escape that means nothing", r"a\Z", "it does not compile: "),
    pattern("a letter that is not ASCII", "é", "printable ASCII"),
    pattern("a pattern that is not there", "<cone>a", '"<cone>" names no pattern'),
    pattern("a pattern that names itself", "a<coin>", "it names itself"),
    pattern("a pattern that finds nothing", "a*", "finds nothing at all"),
    *(
        Example(
            name=name,
            code="lint-pattern",
            edits=(swap(READING, COIN, f"'{source}'"),),
            path=READING,
            at=f"['{source}']",
            says=(says,),
            fix=fix,
        )
        for name, source, says, fix in (
            ("a repetition without end", "x[^;]*y", '"*" may repeat more', "as in {0,60}."),
            (
                "a repetition in a repetition",
                "x(a{1,9}){1,9}",
                "something varies",
                "spell the group",
            ),
            ("three of the same", r"x\s{0,60}[ \n]{0,60}\s{0,9};", "37,210 ways", "closer"),
        )
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_pattern_or_rule_that_would_not_hold_is_reported(copy: Path, example: Example) -> None:
    """A fault of the checker's data is named with its line, the reason and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "source",
    [
        *(r"\(?<period>x", r"(?<=a)b(?<!c)", r"(?<name>a)\k<name>", r"(?<coin>a)", r"\p{Lu}[^\s]"),
        *(r"^a$", r"(?:a|b)(?=c)(?!d)", r"a{2}b{1,9}c??"),
    ],
)
def test_pattern_that_the_engine_reads_passes(copy: Path, source: str) -> None:
    """All of JavaScript may be written, beside the names of other patterns.

    The pattern is that of a coin, so the pay of the dummy's finished posting is not found then.
    """
    spoil(copy, READING, COIN, f"'{source}'")

    codes = {problem.code for problem in check_repository(copy, today=TODAY)[1]}
    assert codes <= {"finished-example"}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        pytest.param(RULES, "[hero-words]", "[hero-word]", "unknown-reference", id="a phrase"),
        pytest.param(READING, "period: period", "period: perod", "unknown-reference", id="a need"),
        pytest.param(READING, BOOKS, "brook" + BOOKS, "unknown-reference", id="a skill"),
        pytest.param(READING, ENTRY, "brook" + ENTRY, "unknown-reference", id="a skill of a kit"),
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
    """The file that says how a posting is read is needed, and missed by name."""
    (copy / READING).unlink()
    handbook, problems = check_repository(copy, today=TODAY)

    assert handbook is None
    assert [(one.place.path, one.code) for one in problems] == [(READING, "missing-file")]


def test_rule_cut_off_in_the_middle_is_one_structural_fault(copy: Path) -> None:
    """A rule without its check says which key is missing."""
    cut(RULES, "    check: { kind: length, most: 650 }")(copy)
    problems = check_repository(copy, today=TODAY)[1]

    assert [one.message for one in problems] == ['"check" is missing.']
