"""Pages that would come out as they lie in the last site: a build takes them from there.

A page is spared when it shows what it showed then, below the same settings, and its file is still
the one that was built. MkDocs has no event by which to leave a page out. So it is handed one
without text, and a template that prints the file.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.structure.pages import Page

from macros.core.edition import Edition
from macros.core.kept import digest_of
from macros.core.pages import built_at
from macros.core.recall import Recall

_TEMPLATE = "kept.html"
_TEMPLATES = {_TEMPLATE: "{{ kept }}"}


class Kept(NamedTuple):
    """A page that stays: its file in the last site, and its front matter."""

    file: Path
    front: Mapping[str, Any]


class Spared(Page):
    """A page of which MkDocs reads and renders nothing, while others link to it as ever."""

    def __init__(self, page: Page, kept: Kept) -> None:
        """Take the place of a page, of which only what the navigation says of it is needed."""
        page.markdown = ""
        page.meta = {**kept.front, "template": _TEMPLATE, "render_macros": False}
        vars(self).update(vars(page))

    def read_source(self, config: Any) -> None:
        """Leave the file alone."""

    def render(self, config: Any, files: Any) -> None:
        """Hold no text and no anchors."""
        self.content, self.present_anchor_ids = "", set()


def spared(
    edition: Edition, shown: Mapping[str, object], recall: Recall, last: Path
) -> dict[str, Kept]:
    """The pages that stay as they are in the `last` site, by path; `shown` is what each shows."""
    found = {}
    for path, answer in shown.items():
        before, digest = recall.finished.get(path, (None, b""))
        if before is answer and digest == _digest(last / built_at(path)):
            found[path] = Kept(last / built_at(path), edition.pages[path].meta)
    return found


def offer_template(env: Environment) -> None:
    """Give the theme the template that prints a page as it is."""
    env.loader = ChoiceLoader([DictLoader(_TEMPLATES), *([env.loader] if env.loader else [])])


def note_finished(shown: Mapping[str, object], recall: Recall, site: Path) -> None:
    """Take down what each page of a whole site shows, and what its file holds."""
    recall.finished = {
        path: (answer, _digest(site / built_at(path))) for path, answer in shown.items()
    }


def _digest(file: Path) -> bytes:
    """What tells the content of a file apart; empty when it cannot be read."""
    with suppress(OSError):
        return digest_of(file.read_bytes())
    return b""
