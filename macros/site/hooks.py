"""MkDocs events: refuse what is wrong before building, keep the last good site, add exports.

Nothing a page shows depends on this file: Zensical, which knows no hooks, gets the exports
from `handbook export SITE`. MkDocs loads this file anew for every build of `mkdocs serve`.
"""

import importlib
import logging
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

_STAGED = ".site-next-"
_REPLACED = ".site-last-"
_BLANKS = re.compile(r"\s*\n\s*")
_log = logging.getLogger("mkdocs.handbook")


@event_priority(100)
def on_config(config: Any) -> Any:
    """Check everything, then let MkDocs build beside the last good site."""
    _restart_on_changed_code(Path(config.config_file_path).parent)
    _edition(config)
    target = Path(config.site_dir)
    config.site_dir = str(target.with_name(_STAGED + target.name))
    return config


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Drop the blanks that the theme's loops leave above the article: 13 KB a page."""
    above, article, rest = output.partition("<article")
    return _BLANKS.sub("\n", above) + article + rest


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Add the exports, then put the new site in the place of the old one.

    A strict build that warned is about to be stopped by MkDocs, so it stays staged.
    """
    from macros.files.policy import write_policies
    from macros.files.write import write_exports

    if config.strict and _has_warned():
        return
    staged = Path(config.site_dir)
    write_exports(_edition(config), staged)
    write_policies(staged)
    target = staged.with_name(staged.name.removeprefix(_STAGED))
    replaced = target.with_name(_REPLACED + target.name)
    shutil.rmtree(replaced, ignore_errors=True)
    if target.exists():
        target.rename(replaced)
    staged.rename(target)
    shutil.rmtree(replaced, ignore_errors=True)
    config.site_dir = str(target)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Go on serving the last good site while an edit is refused; say what is to fix."""
    build = server.builder

    def rebuild() -> None:
        try:
            build()
        except (MkDocsException, SystemExit) as refused:
            _log.error("Still serving the last good site. %s", refused)

    server.builder = rebuild
    return server


def on_build_error(error: Exception) -> None:
    """Say that the last good site is still there; the half-built one is overwritten next time."""
    _log.error("The build stopped. The last good site stays as it was.")


def _edition(config: Any) -> Any:
    from macros.core.problems import HandbookError
    from macros.site.current import current_edition
    from macros.site.terminal import show

    root = Path(config.config_file_path).parent
    try:
        return current_edition(root, site_url=config.site_url, today=date.today())
    except HandbookError as error:
        show(error.problems, root, sys.stderr)
        raise Abort("Nothing is built until the list is empty.") from None


def _has_warned() -> bool:
    """Whether MkDocs, which counts its warnings for strict mode, has counted any."""
    handlers = logging.getLogger("mkdocs").handlers
    counters = (handler for handler in handlers if isinstance(handler, CountHandler))
    return any(counter.get_counts() for counter in counters)


def _restart_on_changed_code(root: Path) -> None:
    """Start `mkdocs serve` anew after an edit of our own code, once that can be loaded."""
    package = importlib.import_module("macros")
    files = Path(str(package.__file__)).parent.rglob("*.py")
    newest = max(file.stat().st_mtime_ns for file in files)
    before = getattr(package, "newest_code", newest)
    package.newest_code = newest  # type: ignore[attr-defined]
    if before != newest:
        command = [sys.executable, "-m", "macros", "--help"]
        tried = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
        if tried.returncode:
            raise Abort(f"The changed code cannot be loaded:\n{tried.stderr}")
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
