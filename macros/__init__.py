"""The Python of the Backend Hiring Handbook; this module only registers the page macros."""

from datetime import date
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Give a page every macro. Called by MkDocs once a build and by Zensical once a page.

    `env` offers `macro(function, name)`, `page` (the page being built) and `conf`.
    """
    from macros.render.registry import bound
    from macros.render.view import View
    from macros.site import LOCAL, current_handbook

    today = date.today()
    handbook = current_handbook(Path(env.project_dir), today=today)
    repository = str(env.conf.get("repo_url") or "")
    site_url = str(env.conf.get("site_url") or LOCAL).rstrip("/") + "/"
    view = View(handbook, today, lambda: str(env.page.url), repository, site_url)
    for name, macro in bound(view).items():
        env.macro(macro, name)
