"""The command line: the only place that prints or exits."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from macros.addresses import addresses_of
from macros.advert.tree import build_job_description
from macros.advert.write import to_markdown, to_text
from macros.checks.run import check_repository, sound_handbook
from macros.export.write import content, write_exports
from macros.handbook import UnknownIdError
from macros.ledger import LEDGER, ledger_text, missing_since, read_ledger
from macros.problems import HandbookError, Place, Problem, listed, report
from macros.scaffold import KINDS, scaffold
from macros.schema import write_schemas
from macros.site import current_edition


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit code: 0 when all is well, 1 when something is to mend."""
    parser = _parser()
    options = parser.parse_args(arguments)
    root = Path(options.root).resolve()
    try:
        code: int = options.run(root, options)
    except HandbookError as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handbook", description="Backend Hiring Handbook")
    parser.add_argument("--root", default=".", help="the folder that holds data/ and docs/")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="judge data and pages without building")
    check.add_argument("--format", choices=("text", "github", "json"), default="text")
    check.set_defaults(run=_check)
    new = verbs.add_parser("new", help="scaffold an entity, its pages and its navigation")
    new.add_argument("kind", choices=KINDS)
    new.add_argument("id", help="lower-case words joined by hyphens")
    new.add_argument("--under", default="", help="skill, category or topic the entity belongs to")
    new.set_defaults(run=_new)
    export = verbs.add_parser("export", help="write API and downloads into a built site")
    export.add_argument("site", help="the folder of the built site")
    export.set_defaults(run=_export)
    description = verbs.add_parser("jd", help="print a role's job description")
    description.add_argument("role")
    description.add_argument("--format", choices=("md", "txt"), default="md")
    description.set_defaults(run=_jd)
    schema = verbs.add_parser("schema", help="write the JSON Schemas that editors use")
    schema.set_defaults(run=_schema)
    ledger = verbs.add_parser("ledger", help="add new addresses to the ledger; none is removed")
    ledger.add_argument("--since", metavar="FILE", help="only compare with an older ledger")
    ledger.add_argument("--begin", action="store_true", help="begin one where there is none")
    ledger.set_defaults(run=_ledger)
    return parser


def _check(root: Path, options: argparse.Namespace) -> int:
    _, problems = check_repository(root, today=date.today())
    if options.format == "text":
        print(report(problems))
    for problem in problems if options.format != "text" else ():
        print(problem.github() if options.format == "github" else problem.json())
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _new(root: Path, options: argparse.Namespace) -> int:
    for path in scaffold(root, options.kind, options.id, under=options.under):
        print(path)
    return 0


def _export(root: Path, options: argparse.Namespace) -> int:
    url = os.environ.get("SITE_URL", "")
    edition = current_edition(root, site_url=url, today=date.today())
    count = write_exports(edition, Path(options.site))
    print(f"{count} files")
    return 0


def _jd(root: Path, options: argparse.Namespace) -> int:
    handbook, _ = sound_handbook(root, today=date.today())
    try:
        description = build_job_description(handbook, options.role)
    except UnknownIdError as error:
        fix = f"use one of: {listed(handbook.roles)}."
        problem = Problem(Place("handbook jd"), "unknown-role", str(error.args[0]), fix)
        raise HandbookError([problem]) from None
    print((to_markdown if options.format == "md" else to_text)(description), end="")
    return 0


def _schema(root: Path, _options: argparse.Namespace) -> int:
    changed = write_schemas(root)
    for path in changed:
        print(path)
    return 1 if changed else 0


def _ledger(root: Path, options: argparse.Namespace) -> int:
    """Add what is new and seal it; a ledger that lost something is refused as it is."""
    path = root / LEDGER
    if options.since:
        return _compare(path, options.since)
    if options.begin and not path.exists():
        path.write_text(ledger_text(()), encoding="utf-8")
    edition = current_edition(root, site_url="", today=date.today())
    before = edition.handbook.ledger.entries.keys()
    answers = addresses_of(edition, (export.path for export in content(edition))).all()
    added = sorted(set(answers) - before)
    if added:
        path.write_text(ledger_text((*before, *added)), encoding="utf-8")
    for address in added:
        print(address)
    print(f"{len(added)} added, {len(before) + len(added)} in all")
    return 0


def _compare(path: Path, since: str) -> int:
    """Raise HandbookError when the ledger lacks an address that an older one lists."""
    older, newer = read_ledger(Path(since), name=since), read_ledger(path, name=LEDGER)
    if lost := list(missing_since(older, newer, name=since)):
        raise HandbookError(lost)
    return 0
