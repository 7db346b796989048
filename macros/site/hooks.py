"""MkDocs events: refuse what is wrong before building, keep the last good site, add exports.

Nothing a page shows depends on this file: Zensical, which knows no hooks, gets the exports
from `handbook export SITE`. MkDocs loads this file anew for every build of `mkdocs serve`.
"""

import atexit
import gc
import importlib
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

_ID = re.compile(r' id="([^"]+)"')
_BLANKS = re.compile(r"\s*\n\s*")
_log = logging.getLogger("mkdocs.handbook")
# The package of this tree, installed or not: MkDocs forgets the path when this file is loaded.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
_package: Any = importlib.import_module("macros")


def on_startup(command: str, dirty: bool) -> None:
    """Note that pages are served with MkDocs's inline script that reloads them.

    Their policy would stop it. The note outlasts this file, which every build loads anew.
    """
    _package.serving = command == "serve"
    gc.set_threshold(100_000)  # reading the data makes half a million objects that stay
    if command == "build":
        atexit.register(gc.freeze)  # on the way out, nothing is looked at again


@event_priority(100)
def on_config(config: Any) -> None:
    """Finish or undo what a killed build has left, then check everything.

    `site_dir` stays as it is set: plugins and other programs ask for it from here.
    """
    from macros.render.aside import aside
    from macros.render.terms import linking_words
    from macros.site.cache import recalling
    from macros.site.code import digest_of_code, restart_when_changed
    from macros.site.live import Live
    from macros.site.swap import recover

    recover(_target(config))
    root = Path(config.config_file_path).parent
    if fault := restart_when_changed(root):
        raise Abort(fault)
    code = digest_of_code()
    before = _package.recall if code and code == _package.code else None
    _package.code, _package.kept = code, ExitStack()
    _package.recall = before or _package.kept.enter_context(recalling(root))
    if _package.recall:
        _package.live = _package.live or Live()
        _package.live.recall = _package.recall
    _package.blocks = aside
    _package.words = linking_words(_edition(config).handbook)
    if _package.serving:
        gc.unfreeze()  # what the last whole build has left goes with this one
    else:
        gc.freeze()  # the handbook stays until the end; what pages leave behind is garbage soon
    gc.set_threshold(5_000)


@event_priority(-100)
def on_pre_build(config: Any) -> None:
    """Let MkDocs and all plugins build beside the last good site, until the build has ended."""
    from macros.site.swap import Stage

    stage = Stage(_target(config))
    stage.callback(setattr, config, "site_dir", config.site_dir)
    config.site_dir = str(stage.site)


@event_priority(-100)
def on_nav(nav: Any, config: Any, files: Any) -> None:
    """Keep what MkDocs has made so far, to build single pages with it, or without the others."""
    from macros.site.spared import spared
    from macros.site.swap import stages

    if _package.live:
        _package.live.hold(config, files, nav)
        if not _package.serving:
            edition, last = _edition(config), stages[-1].target
            shown = _package.live.shown(edition)
            _package.spared = spared(edition, shown, _package.recall, last)


def on_pre_page(page: Any, config: Any, files: Any) -> Any:
    """Have nothing made of a page that lies in the last site as it would come out."""
    from macros.site.spared import Spared

    kept = _package.spared.get(page.file.src_uri)
    return Spared(page, kept) if kept else page


@event_priority(-100)
def on_env(env: Any, config: Any, files: Any) -> None:
    """Keep the theme as well, and give it what prints a page that is kept."""
    from macros.site.spared import offer_template

    if _package.live:
        _package.live.theme(env)
        offer_template(env)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Put the blocks of the macros where they belong, and link the terms in all of it.

    MkDocs is told which ids the blocks have.
    """
    from macros.render.terms import link_terms

    words = _package.live.words if _package.live else _package.words
    whole = link_terms(_package.blocks.back_on(page.url, html), words, page.url)
    page.present_anchor_ids.update(_ID.findall(whole))
    return whole


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Hand such a page to its template."""
    if kept := _package.spared.get(page.file.src_uri):
        context["kept"] = kept.file.read_bytes().decode()
    return context


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Drop the blanks that the theme's loops leave above the article: 13 KB a page."""
    above, article, rest = output.partition("<article")
    return _BLANKS.sub("\n", above) + article + rest


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Add the exports, then put the new site in the place of the old one.

    A strict build that warned is about to be stopped by MkDocs, so it stays staged.
    """
    from macros.files.hosts import write_for_hosts
    from macros.files.theme import drop_theme_search
    from macros.files.write import write_exports
    from macros.site.spared import note_finished
    from macros.site.swap import stages

    if config.strict and _has_warned():
        return
    with stages.pop() as stage:
        edition = _edition(config)
        write_exports(edition, stage.site, _package.recall, stage.target)
        drop_theme_search(stage.site)
        if not _package.serving:
            write_for_hosts(stage.site, edition.site_url)
            if _package.live and not _has_warned():
                note_finished(_package.live.shown(edition), _package.recall, stage.site)
        stage.swap()
    if _package.live and _package.serving:
        _package.live.settle(edition)
    _package.kept.close()


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Go on serving the last good site whatever becomes of an edit; say what is to fix."""
    from macros.site.reload import Reload
    from macros.site.swap import close_stages

    build = server.builder

    def rebuild(open_pages: Iterable[str], show: Any) -> Any:
        try:
            with _refusing(Path(config.config_file_path).parent):
                changed = _package.live.refresh(open_pages, show) if _package.live else None
            if changed is not None:
                return changed
            build()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            close_stages()
            _log.error("Still serving the last good site. %s", _told(error))
            return ()
        return None

    Reload(server, rebuild)
    return server


@event_priority(-100)
def on_build_error(error: Exception) -> None:
    """Say that the last good site is still there, and tell what nobody foresaw in a sentence."""
    from macros.site.swap import close_stages

    close_stages()
    _log.error("The build stopped. The last good site stays as it was.")
    if not isinstance(error, MkDocsException):
        raise Abort(_told(error)) from None


def _told(error: BaseException) -> str:
    """What went wrong, for somebody who does not know the code."""
    from macros.site.swap import SwapError

    if os.environ.get("HANDBOOK_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, SystemExit | MkDocsException | SwapError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return f"The system says: {error.strerror}{where}. Put that right and build again."
    return (
        f"Nobody foresaw this: {type(error).__name__}: {error}. Undo the last edit, and report it "
        "with what HANDBOOK_DEBUG=1 prints when you build again."
    )


def _target(config: Any) -> Path:
    from macros.core.kinds import DATA
    from macros.site.swap import target_of

    root = Path(config.config_file_path).parent
    code = Path(str(_package.__file__)).parent
    sources = [config.config_file_path, config.docs_dir, root / DATA, code, *config.theme.dirs]
    return target_of(config.site_dir, sources)


def _edition(config: Any) -> Any:
    from macros.core.day import today
    from macros.core.repository import repository_of
    from macros.site.current import current_edition

    root = Path(config.config_file_path).parent
    with _refusing(root):
        return current_edition(
            root,
            site_url=config.site_url,
            today=today(),
            name=config.site_name,
            repository=repository_of(config),
            recall=_package.recall,
        )


@contextmanager
def _refusing(root: Path) -> Iterator[None]:
    """Show what is wrong with the files of a repository, and stop what is built of them."""
    from macros.core.problems import HandbookError
    from macros.site.terminal import show

    try:
        yield
    except HandbookError as error:
        show(error.problems, root, sys.stderr)
        raise Abort("Nothing is built until the list is empty.") from None


def _has_warned() -> bool:
    """Whether MkDocs, which counts its warnings for strict mode, has counted any."""
    handlers = logging.getLogger("mkdocs").handlers
    counters = (handler for handler in handlers if isinstance(handler, CountHandler))
    return any(counter.get_counts() for counter in counters)
