"""CHANGELOG.md, made from data/changes.yaml: for those who read the repository, not the site."""

import textwrap
from itertools import groupby
from pathlib import Path

from macros.core.handbook import Handbook
from macros.model.change import Change

FILE = "CHANGELOG.md"
_WIDTH = 100
_TOP = """\
# Changes

What changed for readers, newest first. Content follows SemVer: a major version asks something new
of people, a minor one adds, a patch fixes words. Made from `data/changes.yaml` by
`handbook changelog`: edit it there.
"""


def changelog(book: Handbook) -> str:
    """The whole file: a section for each version, a point for each change."""
    return "\n".join([_TOP, *(_section(group) for group in by_version(book))])


def by_version(book: Handbook) -> list[list[Change]]:
    """The changes of each version, newest version first."""
    groups = groupby(book.changes.values(), key=lambda change: change.version)
    return [list(group) for _, group in groups]


def write_changelog(root: Path, book: Handbook) -> bool:
    """Write the file if it differs from what is there; returns whether it did."""
    path, text = root / FILE, changelog(book)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


def _section(changes: list[Change]) -> str:
    first = changes[0]
    points = "".join(map(_point, changes))
    return f"## {first.version} - {first.date.isoformat()}\n\n{points}"


def _point(change: Change) -> str:
    lines = textwrap.wrap(
        f"**{change.title}.** {' '.join(change.text.split())}",
        _WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"
