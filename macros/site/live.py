"""What `mkdocs serve` keeps from one edit to the next, so that a save costs what it concerns.

Edits of data and pages that were there before are refreshed; after any other (a template, the
configuration, code, a new name) the site is built as a whole. MkDocs's own parts for a single
page are private, and used here alone: `tests/built/test_live.py` compares what comes of them with a
whole build.
"""

import gc
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import InclusionLevel

from macros.core.day import today
from macros.core.edition import Edition
from macros.core.pages import built_at, served_at
from macros.core.passages import passages
from macros.core.recall import Recall
from macros.core.repository import repository_of
from macros.files.redirects import Way
from macros.files.write import Exports
from macros.render.registry import GATE, MACROS
from macros.render.terms import Words, linking_words
from macros.render.view import View
from macros.site.current import Stamp, current_edition, stamp
from macros.site.reload import Show

#: The files whose edits are refreshed: the folder that they lie in, and their ending.
_REFRESHED = (("data/", ".yaml"), ("docs/", ".md"))


class Live:
    """What was built last, and what everything in it was made from."""

    def __init__(self) -> None:
        self.recall = Recall()
        self._built: Any = None
        self._view: Any = None
        self._settings: tuple[object, ...] = ()
        self._untitled: list[str] = []
        self._stamp: Stamp = ()
        self._shown: dict[str, object] = {}
        self._made: dict[str, bytes] = {}

    def bound(self, view: View) -> dict[str, Callable[..., str]]:
        """Every macro, for MkDocs to call; what one gave before it gives again while that holds."""
        self._view = view
        calls = [(name, self._called) for name in MACROS] + [(name, self._passed) for name in GATE]
        return {name: partial(call, name) for name, call in calls}

    @property
    def words(self) -> Words:
        """The words that link to the glossary, as they are now."""
        words: Words = self._view.handbook.once(linking_words)
        return words

    def hold(self, config: Any, files: Any, nav: Any) -> None:
        """Begin with a site that MkDocs builds as a whole; nothing is refreshed until `settle`."""
        self._built, self._stamp = Built(config, files, nav), ()
        self._settings = repr(config.user_configs), tuple(files.src_uris)
        self._untitled = [page.file.src_uri for page in nav.pages if page.title is None]
        self.recall.give("given", "settings", self._settings)

    def theme(self, env: Any) -> None:
        """Take the templates that MkDocs has made ready for the site."""
        self._built.env = env

    def settle(self, edition: Edition) -> None:
        """Note what a whole build was made from, so that it can be refreshed."""
        files = Exports(edition, self.recall)
        self._shown = self.shown(edition)
        self._made = {path: files.digest(path) for path in files}
        self._stamp = stamp(self._built.root)
        gc.freeze()  # to look through all of it for garbage takes longer than a refresh

    def refresh(
        self, open_pages: Iterable[str] = (), show: Show = lambda _: None
    ) -> frozenset[str] | None:
        """Renew what an edit concerns; the addresses of the pages that it changed.

        Pages that somebody looks at come first: `show` is told as soon as they are there. None
        asks for a whole build. Raises HandbookError when the edit is wrong.
        """
        now = stamp(self._built.root)
        if now == self._stamp:
            return frozenset()
        if not self._stamp or not _is_refreshed(self._stamp, now):
            self.recall.forget()  # a template or a setting of an answer may be another one
            return None
        edition = self._built.edition(self.recall, now)
        now_shown = {"handbook": edition.handbook, "today": edition.today, "pages": edition.pages}
        self._view = replace(self._view, **now_shown)
        first = self._renew(self.shown(edition, set(open_pages)))
        show(first or ())
        files = Exports(edition, self.recall)
        if first is None or files.keys() != self._made.keys():
            return None
        rest = self._renew(self.shown(edition), files)
        if rest is None:
            return None
        self._stamp = now
        return first | rest

    def shown(self, edition: Edition, addresses: Set[str] | None = None) -> dict[str, object]:
        """What the pages (at these addresses) show, by path: the object of before if equal."""
        self.recall.makers |= {
            "page": partial(self._page, edition),
            "titles": lambda: [edition.pages[path].meta.get("title") for path in self._untitled],
        }
        asked = [
            path for path in edition.pages if addresses is None or served_at(path) in addresses
        ]
        return {path: self.recall.of("page", path) for path in asked}

    def _renew(
        self, shown: dict[str, object], files: Exports | None = None
    ) -> frozenset[str] | None:
        """Renew those of the pages and exports that differ; the addresses of such pages."""
        made = {path: files.digest(path) for path in files} if files else {}
        stale = [path for path, page in shown.items() if page is not self._shown[path]]
        new = [path for path, told in made.items() if told is not self._made[path]]
        ways = files and any(isinstance(files[path], Way) for path in new)
        content = {} if ways or not files else {path: files.content(path) for path in new}
        changed = None if ways else self._built.renew(stale, content)
        if changed is None:
            return None
        self._shown |= shown
        self._made |= made
        return frozenset(served_at(path) for path in stale if built_at(path) in changed)

    def _page(self, edition: Edition, path: str) -> tuple[object, ...]:
        """What a page shows: its text, its macros, its role, what it cites, and linked terms.

        The settings and the titles that the navigation takes from pages concern each of them.
        """
        self.recall.note(("given", "settings"))
        page, book = edition.pages[path], edition.handbook
        macros = [self.recall.of("macro", call.name, *call.arguments) for call in page.calls]
        cited = [book.sources.get(id) for _, _, ids in passages(page.body) for id in ids]
        role = book.roles.get(str(page.meta.get("role")))
        titles = self.recall.of("titles")
        return page, macros, role, cited, book.once(linking_words), titles, self._settings

    def _passed(self, name: str, *ids: str, **rest: Callable[[], str]) -> str:
        return GATE[name](self._view, *ids, **rest)

    def _called(self, name: str, *ids: str) -> str:
        text: str = self.recall.of("macro", name, *ids)
        return text


def _is_refreshed(before: Stamp, now: Stamp) -> bool:
    """Whether two stamps differ in nothing but files of data and pages that are in both."""
    edited = {name for name, *_ in set(before) ^ set(now)}
    same_names = [name for name, *_ in before] == [name for name, *_ in now]
    return same_names and all(
        any(name.startswith(folder) and name.endswith(end) for folder, end in _REFRESHED)
        for name in edited
    )


@dataclass
class Built:
    """What MkDocs has made on its way to a site: settings, files, navigation, the theme."""

    config: Any
    files: Any
    nav: Any
    env: Any = None

    @property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return Path(self.config.config_file_path).parent

    def edition(self, recall: Recall, now: Stamp) -> Edition:
        """The edition as the files are now; raises HandbookError when they are wrong."""
        config = self.config
        return current_edition(
            self.root,
            site_url=config.site_url,
            today=today(),
            name=config.site_name,
            repository=repository_of(config),
            recall=recall,
            now=now,
        )

    def renew(self, paths: Iterable[str], made: Mapping[str, bytes]) -> set[str] | None:
        """Build these pages once more and take these exports over; None when that is not enough.

        Nothing of the site is touched before all of it is there. Returns the files that differ.
        """
        site, changed = Path(self.config.site_dir), set[str]()
        with TemporaryDirectory(prefix=f"{site.name}-", dir=site.parent) as folder:
            self.config.site_dir = folder
            try:
                if not self._build(list(paths), folder):
                    return None
            finally:
                self.config.site_dir = str(site)
            for path, content in made.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_bytes(content)
            for file in filter(Path.is_file, Path(folder).rglob("*")):
                old = site / file.relative_to(folder)
                if not old.is_file() or old.read_bytes() != file.read_bytes():
                    changed.add(old.relative_to(site).as_posix())
                    file.replace(old)
        return changed

    def _build(self, paths: list[str], folder: str) -> bool:
        """Whether the pages could be built without the others: none has another title now."""
        files = [self.files.get_file_from_path(path) for path in paths]
        titles = [file.page.title for file in files]
        for file in files:
            _populate_page(file.page, self.config, self.files)
        if titles != [file.page.title for file in files]:
            return False
        documents = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        for file in files:
            file.abs_dest_path = str(Path(folder) / file.dest_uri)
            _build_page(file.page, self.config, documents, self.nav, self.env)
        return True
