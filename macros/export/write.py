"""Writes every export into a built site: the same for both engines."""

from collections.abc import Iterator
from pathlib import Path

from macros.export.api import export_api
from macros.export.samples import export_samples
from macros.export.scorecards import export_scorecards
from macros.handbook import Handbook


def exports(handbook: Handbook) -> Iterator[tuple[str, bytes]]:
    """Every file that is made from the Handbook beside the pages: path below the site, bytes."""
    yield from export_api(handbook)
    yield from export_scorecards(handbook)
    yield from export_samples(handbook)


def write_exports(handbook: Handbook, site: Path) -> int:
    """Write all exports below `site`, and return how many files there are."""
    count = 0
    for path, content in exports(handbook):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count += 1
    return count
