"""Writes every export into a built site: the same for both engines."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.kept import digest_of
from macros.core.recall import Recall
from macros.files.cards import export_cards
from macros.files.embed import export_embed
from macros.files.examples import export_examples
from macros.files.job_descriptions import export_job_descriptions
from macros.files.kit import export_kit
from macros.files.lint import export_lint
from macros.files.redirects import Way, export_redirects, leads_on
from macros.files.robots import export_robots
from macros.files.samples import export_samples
from macros.files.scorecards import export_scorecards
from macros.files.styles import export_styles
from macros.files.theme import export_theme
from macros.public.api import File, Single, export_api
from macros.public.feeds import export_feeds
from macros.public.openapi import export_index
from macros.public.tables import Table, export_tables
from macros.search.pieces import export_search

_NO_DATA = Edition | Handbook | File | Single | Table


def exports(edition: Edition) -> Iterator[Export]:
    """Every file that is made beside the pages: path below the site, and how to make it."""
    made = list(content(edition))
    yield from made
    yield from export_redirects(edition, made)
    yield from export_robots(edition)
    yield from export_search(edition)
    yield from export_styles()
    yield from export_theme()


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
    yield from export_kit(edition)


class Exports(Mapping[str, Export]):
    """Every export by its path; with `recall`, what tells the bytes of each apart is kept."""

    def __init__(self, edition: Edition, recall: Recall | None) -> None:
        """List the exports; none is made."""
        self._exports = {export.path: export for export in exports(edition)}
        self._fresh: dict[str, bytes] = {}
        self._recall = recall
        if recall:
            recall.makers["export"] = self._make
            recall.give("given", "edition", (edition.site_url, edition.name))
            for path, export in self._exports.items():
                recall.give("given", path, tuple(_given(export.make)))

    def digest(self, path: str) -> bytes:
        """What tells the bytes of a file apart: the very object of before where they are equal."""
        told: bytes = self._recall.of("export", path) if self._recall else b""
        return told

    def content(self, path: str) -> bytes:
        """The bytes of a file: those just made, or made once more."""
        self.digest(path)
        return self._fresh.pop(path, b"") or self[path].make()

    def write(self, path: str, target: Path, last: Path | None) -> None:
        """Write a file, or give that of the last site, with the same bytes, one more name."""
        told = self.digest(path)
        with suppress(OSError):
            if last and told and digest_of((last / path).read_bytes()) == told:
                os.link(last / path, target)
                return
        target.write_bytes(self.content(path))

    def _make(self, path: str) -> bytes:
        if self._recall:
            self._recall.note(("given", path))
            self._recall.note(("given", "edition"))
        content = self._fresh[path] = self[path].make()
        return digest_of(content)

    def __getitem__(self, path: str) -> Export:
        return self._exports[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._exports)

    def __len__(self) -> int:
        return len(self._exports)


def _given(make: Callable[[], bytes]) -> Iterator[object]:
    """What a file is made from, beside what is asked for and what only code defines."""
    for one in make.args if isinstance(make, partial) else ():
        if isinstance(one, partial):  # one of another file
            yield from (one.func, *_given(one))
        elif not isinstance(one, _NO_DATA):
            yield one


def write_exports(
    edition: Edition, site: Path, recall: Recall | None = None, last: Path | None = None
) -> int:
    """Write all exports below `site`, and return how many files there are.

    What only leads on takes the place of nothing that the engine has put there. With `recall`,
    a file that would come out as it lies in the `last` site is taken from there.
    """
    count, folders = 0, set[Path]()
    files = Exports(edition, recall)
    for path, export in files.items():
        target = site / path
        if isinstance(export, Way) and target.exists() and not leads_on(target.read_bytes()):
            continue
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        files.write(path, target, last)
        count += 1
    return count
