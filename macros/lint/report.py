"""What a check reports: findings in one shape, for people, for programs and for the page."""

from collections import Counter

from macros.core.excerpt import visible
from macros.core.problems import annotation
from macros.model.base import Model
from macros.model.lint import Severity

#: The shape of the published rules and reports; a change of meaning is a new number.
VERSION = 2
#: How a workflow of GitHub Actions calls each severity.
_LEVELS = {"blocks": "error", "warns": "warning", "hint": "notice"}
SEVERITIES: tuple[Severity, ...] = ("blocks", "warns", "hint")


class Finding(Model):
    """One thing about a job posting.

    `id` is the rule's id, and after a colon what it is about when a rule can fire often; it is
    permanent. `words` are quoted as written, first at `line` and `column` (characters, from
    1) and `times` in all; a finding about something that is not there has no words and no
    place. `page` is an address of this handbook.
    """

    id: str
    rule: str
    severity: Severity
    title: str
    words: str
    line: int | None
    column: int | None
    times: int
    why: str
    instead: str
    use: str | None
    page: str
    label: str


class Understood(Model):
    """What the checker took a text for, so that a misreading is seen.

    `kind` is "posting", "trade" for a posting of another trade, "other" for another text, or
    "empty". `language` is a code of two letters; `markup` says that tags of HTML were left out.
    `pay` is quoted as written, `places` are ids that the text names, `minutes` are of reading.
    """

    kind: str
    language: str
    markup: bool
    musts: int
    pay: tuple[str, ...]
    mode: str
    steps: int
    places: tuple[str, ...]
    minutes: int
    good: tuple[str, ...]
    summary: str


class Judgment(Model):
    """What the engine answers: the findings, worst first, and the length of the text in words.

    `notes` are sentences about what was not checked, or left out as there was too much of it.
    """

    findings: tuple[Finding, ...]
    words: int
    notes: tuple[str, ...]
    understood: Understood


class Report(Model):
    """The findings about one job posting, and the role and places it was checked for.

    `advert` is the name of its file. `notes` say what was left out of a text that is too long.
    """

    version: int
    advert: str
    role: str | None
    places: tuple[str, ...]
    words: int
    blocks: int
    warns: int
    hints: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    understood: Understood


def report_of(
    judgment: Judgment, *, file: str, role: str | None, places: tuple[str, ...]
) -> Report:
    """What the engine answered about a file, with counts by severity."""
    counts = Counter(finding.severity for finding in judgment.findings)
    return Report(
        version=VERSION,
        advert=file,
        role=role,
        places=places,
        words=judgment.words,
        blocks=counts["blocks"],
        warns=counts["warns"],
        hints=counts["hint"],
        findings=judgment.findings,
        notes=judgment.notes,
        understood=judgment.understood,
    )


def to_text(report: Report) -> str:
    """The report as lines to read: what was understood, the findings, hints in one, the counts."""
    file, understood = report.advert, report.understood
    graver = [finding for finding in report.findings if finding.severity != "hint"]
    hints = [finding for finding in report.findings if finding.severity == "hint"]
    minutes = _number(understood.minutes, "minute")
    counts = f"{report.blocks} blocking, {report.warns} to look at, {_number(report.hints, 'hint')}"
    lines = [
        visible(f"{file}: understood: {understood.summary}") if understood.summary else "",
        *(line for finding in graver for line in _lines(file, finding)),
        visible(f"{file}: hints: {'; '.join(_brief(one) for one in hints)}") if hints else "",
        visible(f"{file}: good: {'; '.join(understood.good)}") if understood.good else "",
        f"{report.words} words, {minutes} to read: {counts}" if understood.summary else "",
        *report.notes,
    ]
    return "\n".join(filter(None, lines))


def to_github(report: Report) -> str:
    """The findings as annotations of a workflow of GitHub Actions, and a notice with the counts."""
    graver = [finding for finding in report.findings if finding.severity != "hint"]
    counts = f"{report.blocks} blocking, {report.warns} to look at"
    notes = " ".join((report.understood.summary, *report.notes, counts))
    return "\n".join(
        annotation(_LEVELS[level], report.advert, line, column, title, message)
        for level, line, column, title, message in (
            *((one.severity, one.line, one.column, one.id, _message(one)) for one in graver),
            ("hint", None, None, "job posting", notes),
        )
    )


def _message(finding: Finding) -> str:
    quoted = f'"{" ".join(finding.words.split())}": ' if finding.words else ""
    return f"{quoted}{finding.title}. {finding.why} Better: {finding.instead}"


def _brief(finding: Finding) -> str:
    return f"{' '.join(finding.words.split())} ({finding.line}:{finding.column}, {finding.rule})"


def _lines(file: str, finding: Finding) -> list[str]:
    where = f"{file}:{finding.line}:{finding.column}" if finding.line else file
    words = " ".join(finding.words.split())
    quoted = f' "{words}"' if words else ""
    often = f" ({finding.times} times)" if finding.times > 1 else ""
    lines = [
        f"{where}: {finding.severity}: {finding.id}:{quoted}{often} {finding.title}",
        f"    why: {finding.why}",
        f"    better: {finding.instead}",
        f"    more: {finding.page}",
    ]
    return [visible(line) for line in lines]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
