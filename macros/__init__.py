"""The Python of the Backend Hiring Handbook; this module only registers the page macros."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from macros.core.recall import Recall
    from macros.render.aside import Aside
    from macros.render.terms import Words
    from macros.site.live import Live
    from macros.site.spared import Kept

#: What puts blocks aside while MkDocs builds; there is none with Zensical.
blocks: "Aside | None" = None
#: The words that it links to the glossary.
words: "Words" = ()
#: What was found before, by the last process or for the last edit, and by which code.
recall: "Recall | None" = None
code = b""
#: The pages that stay as they are in the last site, by path.
spared: "dict[str, Kept]" = {}
#: What is kept from one edit to the next, until when it is written down, and whether pages
#: are served.
live: "Live | None" = None
kept = ExitStack()
serving = False


def define_env(env: Any) -> None:
    """Give a page every macro. Called by MkDocs once a build and by Zensical once a page.

    `env` offers `macro(function, name)`, `page` (the page being built) and `conf`.
    """
    from macros.core.day import today
    from macros.core.repository import repository_of
    from macros.render.registry import bound
    from macros.render.view import placed, view_of
    from macros.site.current import current_edition

    edition = current_edition(
        Path(env.project_dir),
        site_url=env.conf.get("site_url"),
        today=today(),
        name=env.conf.get("site_name"),
        repository=repository_of(env.conf),
        recall=recall,
    )
    view = view_of(
        edition,
        page_url=lambda: str(env.page.url),
        front=lambda: env.page.meta,
        aside=blocks.put if blocks else None,
    )
    for name, macro in (live.bound(view) if live else bound(view)).items():
        env.macro(placed(view, macro), name)
