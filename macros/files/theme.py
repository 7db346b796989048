"""What the theme brings and our pages do without: most of its style, and a search of its own.

Material styles forty features, and each reader pays for all of them. What its sheets say about
the parts that our pages have is a third of their bytes. They are read as they are installed, so
a new version of the theme needs nothing here.
"""

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from macros.core.edition import Export

#: What overrides/main.html names, for the engine that has this theme.
_PATH = "assets/stylesheets/theme.css"
_SHEETS = ("main.", "palette.")
#: The classes of parts that no page of ours has, by the begin of their names.
UNUSED = (
    *("admonition", "annotate", "arithmatex", "critic", "doc-", "emojione", "filename", "footnote"),
    *("gemoji", "grid", "highlight", "keys", "linenodiv", "mermaid", "tabbed", "task-list"),
    *(
        "twemoji",
        "md-annotation",
        "md-author",
        "md-banner",
        "md-code__",
        "md-consent",
        "md-feedback",
    ),
    *("md-meta", "md-pagination", "md-post", "md-profile", "md-progress", "md-social"),
    *("md-source-file", "md-source__fact", "md-status", "md-tag", "md-tooltip", "md-version"),
)
_OF_UNUSED = re.compile(rf"\.(?:{'|'.join(UNUSED)})")
#: Where a rule or a block of rules begins and ends, unless it stands in quotes.
_MARK = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]')
_SELECTOR = re.compile(r"(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+")
_NESTED = ("@media", "@supports", "@layer", "@container")
_NAMED = re.compile(r'(?<=[{;])(--[\w-]+):((?:"[^"]*"|[^;{}"])*);?')
_MAP = re.compile(r"/\*# sourceMappingURL.*?\*/")
#: What serves the theme's search: its worker, its languages, its index.
_BROUGHT = ("assets/javascripts/lunr", "assets/javascripts/workers", "search.json")


def drop_theme_search(site: Path) -> None:
    """Take the theme's search out of a built site."""
    for name in _BROUGHT:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def export_theme() -> Iterator[Export]:
    """The theme's sheets, trimmed, as one."""
    yield Export(_PATH, _sheet)


def _sheet() -> bytes:
    folder = files("material") / "templates" / "assets" / "stylesheets"
    sheets = sorted((one for one in folder.iterdir() if one.name.endswith(".css")), key=str)
    texts = [one.read_text("utf-8") for one in sheets if one.name.startswith(_SHEETS)]
    return trimmed("".join(_MAP.sub("", text) for text in texts)).encode()


def trimmed(css: str) -> str:
    """Minified CSS without rules for unused parts, and without values that no rule asks for."""
    kept = "".join(_kept(css))
    return _NAMED.sub(lambda found: found[0] if f"var({found[1]}" in kept else "", kept)


def _kept(css: str) -> Iterator[str]:
    for head, body in _rules(css):
        before, _, head = head.rpartition(";")  # such as a charset
        if head.startswith(_NESTED):
            body = "".join(_kept(body))
        elif not head.startswith("@"):
            head = ",".join(one for one in _SELECTOR.findall(head) if not _OF_UNUSED.search(one))
        if head and body:
            yield f"{before and f'{before};'}{head}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet, or the blocks: what stands before the braces, and between them."""
    begin = body = depth = 0
    for mark in _MARK.finditer(css):
        if mark[0] == "{":
            depth += 1
            body = mark.end() if depth == 1 else body
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield css[begin : body - 1], css[body : mark.start()]
                begin = mark.end()
