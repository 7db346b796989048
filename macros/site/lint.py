"""`handbook lint`: what it takes, and what it answers. It imports little, to answer soon."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros.core.excerpt import visible
from macros.core.problems import HandbookError, did_you_mean
from macros.lint.engine import TooMuchError, judged
from macros.lint.report import Report, report_of, to_github, to_text
from macros.site.posting import NoWordFileError, postings_in, reason_of, text_of
from macros.site.rules import rules_for

#: Nothing blocks; a finding blocks; a file that was named could not be checked.
FINE, BLOCKED, UNCHECKED = 0, 1, 2
_EPILOG = (
    "Exit codes: 0 when nothing blocks, 1 when a finding blocks, 2 when a file that was named"
    " could not be checked: it cannot be read, is empty, or is no job posting."
)


@dataclass
class Answer:
    """What goes to standard output and to standard error, and the exit code."""

    out: str = ""
    errors: list[str] = field(default_factory=list)
    code: int = FINE


def add_options(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.epilog = _EPILOG
    verb.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, Markdown, HTML or Word files, folders of them, or - for standard input",
    )
    verb.add_argument("--role", help="a role's id: musts are compared with what its loop tests")
    verb.add_argument("--place", action="append", default=[], help="a place's id; repeatable")
    verb.add_argument("--format", choices=("text", "json", "github"), default="text")


def answer_of(root: Path, options: argparse.Namespace, day: date) -> Answer:
    """What the rules say of all postings.

    Raises HandbookError when anything is wrong with the handbook.
    """
    rules = rules_for(root, day)
    answer = Answer()
    if wrong := _wrong_choice(json.loads(rules), options):
        return Answer(errors=[f"handbook lint: {visible(wrong)}"], code=UNCHECKED)
    reports = list(_reports(rules, options, day, answer))
    answer.out = _shown(reports, options)
    if not answer.code and any(report.blocks for report in reports):
        answer.code = BLOCKED
    return answer


def _wrong_choice(rules: dict[str, list[dict[str, str]]], options: argparse.Namespace) -> str:
    asked = [("role", options.role)] if options.role else []
    for kind, id in (*asked, *(("place", place) for place in options.place)):
        known = [row["id"] for row in rules[f"{kind}s"]]
        if id not in known:
            return f'"{id}" is not a {kind}.{did_you_mean(id, known)}'
    return ""


def _reports(
    rules: str, options: argparse.Namespace, day: date, answer: Answer
) -> Iterator[Report]:
    """The report on each file; what cannot be checked is added to the answer."""
    role, places = options.role, tuple(options.place)
    for file, was_named in postings_in(options.files):
        name = "standard input" if file == "-" else file
        try:
            judgment = judged(text_of(file), rules, role=role, places=places, year=day.year)
        except (HandbookError, UnicodeDecodeError, NoWordFileError, TooMuchError) as error:
            answer.errors.append(f"handbook lint: {visible(reason_of(error, file))}")
            answer.code = UNCHECKED
            continue
        if judgment.understood.kind != "posting" and was_named:
            answer.code = UNCHECKED
        yield report_of(judgment, file=name, role=role, places=places)


def _shown(reports: list[Report], options: argparse.Namespace) -> str:
    if options.format == "json":
        shown = [report.model_dump(mode="json") for report in reports]
        alone = len(options.files) == 1 and len(shown) == 1
        return json.dumps(shown[0] if alone else shown, indent=1)
    show = to_github if options.format == "github" else to_text
    return "\n".join(filter(None, (show(report) for report in reports)))
