"""A built site as one zip file that works from a folder, opened without a server.

Pages stay as they are, but for what a browser refuses below `file://`: links name the file of a
page, modules are one classic script, and scripts bring what pages fetch (`offline_files/`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from macros.files.archive import zipped
from macros.files.bundle import bundled

_SHIM = "assets/javascripts/offline.js"
#: What the scripts of a page fetch, by path.
_FETCHED = (
    *("redirects.json", "check/rules.json", "compose/*.json", "kit/*.json", "assets/search/*.json"),
    *(f"api/v1/{name}.json" for name in ("roles", "questions", "questions/*", "terms/*")),
    *(f"roles/*/job-description/*.{suffix}" for suffix in ("md", "txt", "html")),
)
#: What serves hosts, crawlers and other sites, and the script that frames a part in theirs.
_HOSTED = (
    *("404.html", "robots.txt", "sitemap.xml*", "_redirects", "_headers", "_nginx"),
    *("assets/cards/*", "oembed/*", "embed/embed.js", "versions/*", "*.map", "*.gz", "*.br"),
)
_MODULE = re.compile(r'<script src="([^"]+)" type="module"></script>')
#: What is asked for before its time; from a folder, only by pages of the same origin.
_EARLY = re.compile(r'<link rel="preload"[^>]*>')
_EMBED = re.compile(r'<script\b[^>]*src="[^"]*embed/embed\.js"[^>]*></script>')
#: Where a tag leads: to a page beside this one, as far as its `?` or `#`.
_LINK = re.compile(r'(<\w[^<>]*? (?:href="|data-to="|content="0; url=))([^"?#:]+)(?=["?#])')
#: Behind the policy, which holds for what follows it.
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset[^>]*>)?(?:\s*<meta http-equiv[^>]*>)?")


def offline(site: Path) -> bytes:
    """The zip file of the site built in a folder; the same site gives the same bytes.

    Raises ValueError where a script of the site is a module of a form that is not understood.
    """
    files = dict(_kept(site))
    pages = {path for path in files if path.endswith(".html")}
    texts = {path: files[path].decode() for path in pages}
    modules = {_from(path, module) for path in pages for module in _MODULE.findall(texts[path])}
    made = {path: _page(path, texts[path], files).encode() for path in pages}
    made |= {path: bundled(path, lambda name: files[name].decode()).encode() for path in modules}
    made |= {f"{path}.js": _brought(files[path]) for path in files if _any(path, _FETCHED)}
    made[_SHIM] = (Path(__file__).parent / "offline_files" / "offline.js").read_bytes()
    return zipped(files | made)


def _kept(site: Path) -> Iterator[tuple[str, bytes]]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        hidden = any(part.startswith(".") for part in path.split("/"))
        if file.is_file() and not hidden and not _any(path, _HOSTED):
            yield path, file.read_bytes()


def _any(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)


def _from(page: str, address: str) -> str:
    """The path below the site of what a page names by an address."""
    return normpath(join(dirname(page), unquote(address)))


def _page(path: str, html: str, files: Mapping[str, bytes]) -> str:
    """A page for a folder; a document without a head is a part to be pasted elsewhere."""
    head = _HEAD.search(html)
    if not head:
        return html
    shim = f'<script src="{relpath(_SHIM, dirname(path) or ".")}"></script>'
    html = f"{html[: head.end()]}{shim}{html[head.end() :]}"
    html = _MODULE.sub(r'<script src="\1" defer></script>', _EARLY.sub("", _EMBED.sub("", html)))
    return _LINK.sub(partial(_named, path, files), html)


def _named(page: str, files: Mapping[str, bytes], link: re.Match[str]) -> str:
    folder = link[2].rstrip("/")
    leads_on = folder and join(_from(page, folder), "index.html").removeprefix("./") in files
    return f"{link[1]}{folder}/index.html" if leads_on else link[0]


def _brought(content: bytes) -> bytes:
    return f"handbookFile({json.dumps(content.decode())});\n".encode()
