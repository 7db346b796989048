"""The checker's files below /check/: the rules for the browser, the shape of a report, notices."""

import json
from collections.abc import Iterator
from functools import partial

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.lint.report import Report
from macros.lint.rulebook import make_rulebook


def export_lint(edition: Edition) -> Iterator[Export]:
    """What the page, the composer and other programs read; figures past their date are out."""
    yield Export(path_of("checker_file", "rules.json"), partial(_rules, edition))
    yield Export(path_of("checker_file", "report.schema.json"), _schema)
    yield Export(path_of("checker_file", "NOTICE.txt"), partial(_notice, edition.handbook))


def _rules(edition: Edition) -> bytes:
    rulebook = make_rulebook(edition.handbook, today=edition.today)
    return json.dumps(rulebook.model_dump(mode="json"), separators=(",", ":")).encode() + b"\n"


def _schema() -> bytes:
    return (json.dumps(Report.model_json_schema(), indent=1) + "\n").encode()


def _notice(book: Handbook) -> bytes:
    """Whose lists ours are made from, and the license that goes with most of them."""
    parts = [
        f"{one.title} ({one.url})\n{one.copyright}\n{one.license}\n{one.used}"
        for one in book.reading.notices
    ]
    return ("\n\n".join([*parts, book.reading.mit_license.strip()]) + "\n").encode()
