"""What the themes bring for a search of their own, which no page of ours has."""

import shutil
from pathlib import Path

_BROUGHT = ("assets/javascripts/lunr", "assets/javascripts/workers", "search.json")


def drop_theme_search(site: Path) -> None:
    """Take the theme's search out of a built site: its worker, its languages, its index."""
    for name in _BROUGHT:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
