"""The records of data/errors: one for every code, and each example trips what it explains."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.address.patterns import address_of
from macros.checks.run import CODES, check_repository
from macros.core.pages import read_pages
from macros.model.base import ID_PATTERN
from macros.model.error import ErrorCode, ErrorExample
from tests.support import ROOT, TODAY, line_of, real, spoil

#: Codes without an example, and what trips them instead of a changed line.
NO_EXAMPLE = {
    "bad-choice": "an argument of `handbook jd`",
    "bad-day": "a variable of the environment",
    "enough-questions": "a whole question taken away",
    "long-loop": "a second long stage",
    "generous-grade": "a grade more, and a law that claims the better one",
    "missing-code": "files of code that are not there",
    "missing-file": "a file that is not there",
    "not-utf-8": "bytes that are no text",
    "repeated-series": "a second country",
    "removed-address": "an older ledger",
    "shared-address": "a page too many",
    "silent-report": "a grade more, and a passage that cites a source of it",
    "single-report": "another kind of source, and a law that is cited from one",
    "stray-file": "a file too many",
    "unknown-role": "an argument of `handbook jd`",
    "unreadable-file": "a folder in the place of a file",
}
#: Codes that an example cannot but trip as well.
ALSO = {
    "cut-question": {"stage-minutes-sum"},
    "empty-page": {"search-string-limit"},
    "entity-without-page": {"empty-page"},
    "equal-anchors": {"near-duplicate"},
    "falling-skill-level": {"assumed-practitioner"},
    "far-review": {"late-review"},
    "ledger-edited": {"lost-address"},
    "orphan": {"question-level", "untested-level"},
    "page-without-subject": {"foreign-macro-id"},
    "question-minutes": {"crowded-question"},
    "question-level": {"unscored-level", "untested-level"},
    "redirect-target": {"lost-address"},
    "repeated-question": {"stage-skills", "untested-must"},
    "review-order": {"expired-figure"},
    "too-many-musts": {"repeated-item"},
    "unchanged-replacement": {"near-duplicate"},
    "untested-level": {"untested-must"},
    "untested-must": {"untested-level"},
    "untraced-question": {"falling-skill-level", "orphan"},
}
#: Which argument of these calls is a code.
CALLS = {"Problem": 1, "self._refuse": 1, "_refuse": 0}
ERRORS = real().errors
EXAMPLES = [error for error in ERRORS.values() if error.example]


def codes_of(file: Path) -> Iterator[str]:
    """Every code that a module writes out: in a call, or under the name `code`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in CALLS:
            yield from ids_in(node.args[CALLS[name]])
        elif isinstance(node, ast.Assign):
            for target, value in zip(parts_of(node.targets[0]), parts_of(node.value), strict=False):
                if ast.unparse(target) == "code":
                    yield from ids_in(value)


def parts_of(node: ast.expr) -> list[ast.expr]:
    """What a tuple is made of, or the one expression that is none."""
    return node.elts if isinstance(node, ast.Tuple) else [node]


def ids_in(node: ast.AST) -> Iterator[str]:
    """The texts in a piece of code that have the form of an id."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and re.match(ID_PATTERN, str(part.value)):
            yield str(part.value)


def trip(root: Path, example: ErrorExample) -> tuple[str, int]:
    """Make the mistake; returns the file and the line at which it is to be told."""
    before = (root / example.file).read_text(encoding="utf-8").partition(example.right)[0]
    spoil(root, example.file, example.right, example.wrong)
    if example.found:
        path = example.found.file or example.file
        return path, line_of(root, path, example.found.at)
    right, wrong = example.right.split("\n"), example.wrong.split("\n")
    changed = next(at for at, line in enumerate(wrong) if right[at : at + 1] != [line])
    return example.file, before.count("\n") + 1 + changed


def test_every_code_is_explained_and_nothing_else() -> None:
    """Each code that our Python can print has its record in data/errors, and no record is left."""
    printed = {code for file in (ROOT / "macros").rglob("*.py") for code in codes_of(file)}

    assert printed | set(CODES) == set(ERRORS)


def test_record_without_an_example_has_a_reason() -> None:
    """A code is only left without an example when no line of a file trips it."""
    assert {error.id for error in ERRORS.values() if not error.example} == set(NO_EXAMPLE)


@pytest.mark.slow
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: str(error.id))
def test_example_trips_its_code(copy: Path, error: ErrorCode) -> None:
    """What the page shows as wrong gives the message beside it, at its line, and a fix."""
    example = error.example
    assert example is not None
    where = trip(copy, example)
    problems = check_repository(copy, today=TODAY)[1]
    told = [
        problem
        for problem in problems
        if (problem.code, problem.place.path, problem.place.line) == (error.id, *where)
    ]

    assert [problem.message for problem in told] == [example.message]
    assert told[0].fix.endswith(".")
    assert {problem.code for problem in problems} - {error.id} == ALSO.get(error.id, set())


def test_errors_lead_to_the_page_that_explains_them() -> None:
    """The address that an error prints is that of the page with the list of codes."""
    page = read_pages(ROOT)[0]["contributing/errors.md"]

    assert address_of("error", "orphan") == f"{page.address}#orphan"
    assert [call.name for call in page.calls] == ["error_list"]
