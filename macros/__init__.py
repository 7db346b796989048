"""The Python of the Backend Hiring Handbook; this module only registers the page macros."""

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Give a page every macro. Called by MkDocs once a build and by Zensical once a page.

    `env` offers `macro(function, name)`, `page` (the page being built) and `conf`.
    """
    from macros.core.credit import NAME
    from macros.core.day import today
    from macros.core.edition import root_of
    from macros.render.registry import bound
    from macros.render.repository import repository_of
    from macros.render.view import View
    from macros.site.current import current_handbook

    day = today()
    handbook = current_handbook(Path(env.project_dir), today=day)
    view = View(
        handbook,
        day,
        page_url=lambda: str(env.page.url),
        repository=repository_of(env.conf),
        site_url=root_of(env.conf.get("site_url")),
        name=env.conf.get("site_name") or NAME,
    )
    for name, macro in bound(view).items():
        env.macro(macro, name)
