"""The site's stylesheet: what lies in `style_files/`, as one file that a page asks for once."""

import re
from collections.abc import Iterator
from importlib.resources import files

from macros.core.edition import Export

#: What mkdocs.yml names; dress of the site, and no address of its own.
_PATH = "assets/stylesheets/handbook.css"
#: Where two rules weigh the same, the later one wins: what all pages share comes before what
#: blocks and tools say, and paper has the last word.
_FIRST = ("base", "components", "lines", "figures", "interview", "practice")
_LAST = ("terms", "print")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s*\n\s*")


def export_styles() -> Iterator[Export]:
    """The one stylesheet; a new file in the folder is in it."""
    yield Export(_PATH, _joined)


def _joined() -> bytes:
    folder = files("macros.files") / "style_files"
    texts = {one.name.removesuffix(".css"): one.read_text("utf-8") for one in folder.iterdir()}
    between = sorted(texts.keys() - {*_FIRST, *_LAST})
    text = "\n".join(texts[name] for name in (*_FIRST, *between, *_LAST))
    return _BLANKS.sub("\n", _COMMENT.sub("", text)).strip().encode()
