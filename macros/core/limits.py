"""What no page may have more of: an engine would take minutes for it, or give up at it."""

import re
from collections.abc import Iterator

from macros.core.problems import Position, Problem

#: Several times what the largest page has. Markdown takes the square of it, and nests by calls.
_TOO_MUCH = {
    "the page has more than 5,000 lines": re.compile(r"\A(?:[^\n]*\n){5000}[^\n]"),
    "this line has more than 5,000 characters": re.compile(r"^[^\n]{5001}", re.MULTILINE),
    "the page has more than 2,000 brackets": re.compile(r"\A(?:[^\[<]*[\[<]){2001}"),
    "more than 20 lists or quotes are inside each other": re.compile(
        r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){21}|^(?: {4}|\t){21}", re.MULTILINE
    ),
}


def too_much(body: str, name: str, first_line: int) -> Iterator[Problem]:
    """What an engine would take minutes for, or give up at, and no person writes."""
    for what, pattern in _TOO_MUCH.items():
        if found := pattern.search(body):
            place = Position(name, body.count("\n", 0, found.end()) + first_line)
            fix = "make two pages, paragraphs or lists of it."
            yield Problem(place, "too-large", f"{what}.", fix)
