"""Writes every export into a built site: the same for both engines."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.recall import Recall
from macros.files.cards import export_cards
from macros.files.embed import export_embed
from macros.files.examples import export_examples
from macros.files.job_descriptions import export_job_descriptions
from macros.files.lint import export_lint
from macros.files.redirects import Way, export_redirects, leads_on
from macros.files.robots import export_robots
from macros.files.samples import export_samples
from macros.files.scorecards import export_scorecards
from macros.files.styles import export_styles
from macros.public.api import export_api
from macros.public.feeds import export_feeds
from macros.public.openapi import export_index
from macros.public.tables import export_tables


def exports(edition: Edition) -> Iterator[Export]:
    """Every file that is made beside the pages: path below the site, and how to make it."""
    made = list(content(edition))
    yield from made
    yield from export_redirects(edition, made)
    yield from export_robots(edition)
    yield from export_styles()


def content(edition: Edition) -> Iterator[Export]:
    """The files that hold something of their own: the ledger promises their addresses."""
    book = edition.handbook
    yield from export_index(edition)
    yield from export_api(edition)
    yield from export_tables(edition)
    yield from export_feeds(edition)
    yield from export_job_descriptions(book)
    yield from export_scorecards(book)
    yield from export_samples(book)
    yield from export_examples(edition)
    yield from export_cards(edition)
    yield from export_embed(edition)
    yield from export_lint(edition)


def listed(edition: Edition, recall: Recall | None) -> dict[str, Export]:
    """Every export by its path; with `recall`, the bytes of each are kept as `export`."""
    files = {export.path: export for export in exports(edition)}
    if recall:

        def make(path: str) -> bytes:
            recall.note(("given", path))
            return files[path].make()

        recall.makers["export"] = make
        for path, export in files.items():
            recall.give("given", path, _given(export))
    return files


def _given(export: Export) -> tuple[object, ...]:
    """What an export was given when it was listed, beside the edition, which it asks."""
    given = export.make.args if isinstance(export.make, partial) else ()
    return tuple(one for one in given if not isinstance(one, Edition | Handbook))


def write_exports(edition: Edition, site: Path, recall: Recall | None = None) -> int:
    """Write all exports below `site`, and return how many files there are.

    What only leads on takes the place of nothing that the engine has put there. With `recall`,
    the bytes are kept, for a site that is served.
    """
    count, folders = 0, set[Path]()
    for export in listed(edition, recall).values():
        target = site / export.path
        if isinstance(export, Way) and target.exists() and not leads_on(target.read_bytes()):
            continue
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(recall.of("export", export.path) if recall else export.make())
        count += 1
    return count
