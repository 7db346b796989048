"""Rules about the checker of adverts: what it looks for means the same in both languages."""

import re
import warnings
from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.problems import Problem
from macros.lint.rulebook import expand
from macros.model.lint import DutiesCheck

_REFERENCE = re.compile(r"<([^<>]*)>")
#: An escape, or a class with the escapes inside it.
_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_ALIKE = re.compile(r"\\[bBdDsSwWn.*+?()\[\]{}|/\\$^-]")
#: What Python and JavaScript read differently, or only one of them reads. The text a pattern
#: sees is ASCII, so that \b, \w, \s and upper and lower case agree.
_REFUSED = (
    (re.compile(r"\(\?(?![:=!])"), "of groups only (…), (?:…), (?=…) and (?!…) are read alike"),
    (re.compile(r"(?:[*+?]|\{[\d,]*\})\+"), "only Python reads possessive quantifiers"),
    (re.compile(r"[\^$]"), "^ and $ mean the line in one language and the text in another"),
    (re.compile(r"\{(?!\d+(?:,\d*)?\})"), "a brace that is no quantifier is escaped"),
)
_REFUSED_IN_CLASS = (
    (re.compile(r"^\^?$"), "an empty class is read differently"),
    (re.compile(r"--|&&|~~|\|\||\["), "an operation on classes: escape it"),
)


def lint_pattern(subject: Subject) -> Iterator[Problem]:
    """Ensure every pattern of the checker means the same in Python and in JavaScript."""
    handbook = subject.handbook
    patterns = {one.id: one.any for one in handbook.reading.patterns}
    seen: set[str] = set()
    for number, named in enumerate(handbook.reading.patterns):
        for index, source in enumerate(named.any):
            if message := _fault(source, patterns, named.id):
                place = handbook.place("single", "lint-reading", "patterns", number, "any", index)
                fix = "write it in the subset that checks/lint.py describes."
                yield Problem(place, "lint-pattern", f"{named.id}: {message}.", fix)
        if named.id in seen:
            place = handbook.place("single", "lint-reading", "patterns", number)
            message = f'the pattern "{named.id}" stands twice.'
            yield Problem(place, "lint-pattern", message, "rename one of the two.")
        seen.add(named.id)


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


def _fault(source: str, patterns: dict[str, tuple[str, ...]], id: str) -> str:
    """What is wrong with one pattern, or nothing."""
    for name in _REFERENCE.findall(source):
        if name not in patterns:
            return f'"<{name}>" names no pattern'
    if not source.isascii() or not source.isprintable():
        return "only printable ASCII can stand in the text it is held against"
    bare = _REFERENCE.sub("x", source)
    parts = _PART.findall(bare)
    found = [_refused(part) for part in parts] + [_first(_REFUSED, _PART.sub("x", bare))]
    return next(filter(None, found), "") or _uncompiled(patterns, id)


def _refused(part: str) -> str:
    """Why an escape or a class is not read alike, or nothing."""
    if not part.startswith("["):
        return "" if _ALIKE.fullmatch(part) else f'"{part}": this escape is not read alike'
    inside = part[1:-1]
    escapes = re.findall(r"\\.", inside)
    bare = re.sub(r"\\.", "x", inside)
    return next(filter(None, map(_refused, escapes)), "") or _first(_REFUSED_IN_CLASS, bare)


def _first(refused: tuple[tuple[re.Pattern[str], str], ...], source: str) -> str:
    for pattern, reason in refused:
        if found := pattern.search(source):
            return f'"{found.group()}": {reason}'
    return ""


def _uncompiled(patterns: dict[str, tuple[str, ...]], id: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made = re.compile(expand(patterns, id), re.ASCII | re.IGNORECASE)
    except (re.error, FutureWarning) as error:
        return f"it does not compile: {error}"
    except RecursionError:
        return "it names itself, by way of others"
    except KeyError as error:
        return f"it names {error}, which is no pattern"
    return "it finds nothing at all, everywhere" if made.match("") else ""
