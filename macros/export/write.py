"""Writes every export into a built site: the same for both engines."""

from pathlib import Path

from macros.export.api import export_api
from macros.handbook import Handbook


def write_exports(handbook: Handbook, site: Path) -> int:
    """Write all exports below `site`, and return how many files there are."""
    count = 0
    for path, content in export_api(handbook):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count += 1
    return count
