"""Rules that let editors help: every data file says what it is checked with."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.kinds import schema_line_of
from macros.core.problems import Position, Problem


def schema_line(subject: Subject) -> Iterator[Problem]:
    """Ensure a data file begins with the line that tells editors its schema."""
    for (kind, id), origin in subject.handbook.origins.items():
        document = origin.document
        wanted = schema_line_of(document.path, id if kind == "single" else kind)
        if document.head != wanted:
            message = "editors cannot help here: the first line does not name the schema."
            fix = f"begin the file with the line `{wanted}`."
            yield Problem(Position(document.path), "schema-line", message, fix)
