"""Rules about the checker's own data: its engine can use each pattern, no duty is forgotten."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.problems import Problem
from macros.lint.engine import faults_of
from macros.lint.rulebook import expand
from macros.lint.ways import CostlyError, judge_cost
from macros.model.lint import DutiesCheck


def lint_pattern(subject: Subject) -> Iterator[Problem]:
    """Ensure the engine of the checker can use every pattern, finds something, and is soon done."""
    handbook = subject.handbook
    named = handbook.reading.patterns
    patterns = {one.id: one.any for one in named}
    rows = [
        (number, index, *_expanded(source, patterns, one.id))
        for number, one in enumerate(named)
        for index, source in enumerate(one.any)
    ]
    faults = faults_of([expanded for _, _, expanded, _ in rows])
    for (number, index, expanded, fault), unusable in zip(rows, faults, strict=True):
        place = handbook.place("single", "lint-reading", "patterns", number, "any", index)
        if message := fault or unusable:
            fix = "write it as a regular expression of JavaScript, with the flags i and u."
            yield Problem(place, "lint-pattern", f"{named[number].id}: {message}.", fix)
            continue
        try:
            judge_cost(expanded)
        except CostlyError as error:
            yield Problem(place, "lint-pattern", f"{named[number].id}: {error}.", error.fix)


def unjudged_duty(subject: Subject) -> Iterator[Problem]:
    """Ensure the checker can judge every duty that a posting may owe."""
    handbook = subject.handbook
    for rule in handbook.lint_rules.values():
        if not isinstance(rule.check, DutiesCheck):
            continue
        judged = {test.duty for test in rule.check.tests}
        for duty in handbook.vocabularies.posting_duty:
            if duty.id not in judged:
                place = handbook.place("lint_rule", rule.id, "check", "tests")
                message = f'no pattern shows whether a posting meets the duty "{duty.id}".'
                fix = f"add `- duty: {duty.id}` with its patterns."
                yield Problem(place, "unjudged-duty", message, fix)


def _expanded(source: str, patterns: dict[str, tuple[str, ...]], id: str) -> tuple[str, str]:
    """A pattern with those it names put in, and what is wrong with it before that."""
    if not source.isascii() or not source.isprintable():
        return "x", "only printable ASCII can stand in the text that it looks at"
    try:
        return expand(source, patterns, (id,)), ""
    except RecursionError:
        return "x", "it names itself, by way of others"
    except KeyError as error:
        name = f"<{error.args[0]}>"
        return "x", f'"{name}" names no pattern' if name in source else ""
