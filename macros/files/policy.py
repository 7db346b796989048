"""What a page may load and run: a Content-Security-Policy in the head of every built page.

The policy (https://www.w3.org/TR/CSP3/) lets a page run the site's own script files and the
theme's inline scripts, and nothing else. Which inline scripts are the theme's is read from
404.html, which holds no word of the handbook: a script that found its way into an article is
never taken for one of them.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: The page that the theme makes without a page of ours.
_BARE = "404.html"
#: What a page may take from the site itself.
_OWN = ("style", "font", "connect", "worker", "manifest", "frame")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: How the theme writes the way to the site's root into the one script that differs by page.
_ROOT = re.compile(r'new URL\("[^"]*",location\)')
_MARK = '<meta http-equiv="Content-Security-Policy"'
_HEAD = re.compile(r"<head\b[^>]*>")


def policy_of(scripts: Iterable[str] = ()) -> str:
    """The policy of a page with these inline scripts. Drawings in stylesheets are data: images."""
    hashes = "".join(f" '{digest}'" for digest in sorted(map(_digest, scripts)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            *(f"{part}-src 'self'" for part in _OWN),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def write_policies(site: Path) -> None:
    """Give every page of a built site the policy for its folder, unless it has one of its own."""
    bare = site / _BARE
    scripts = tuple(_INLINE.findall(bare.read_text(encoding="utf-8")))
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        head = html.partition("</head>")[0]
        if _MARK not in head:
            depth = len(file.relative_to(site).parts) - 1
            element = _element(scripts if file == bare else _moved_to(depth, scripts))
            tag = _HEAD.search(head)
            at = tag.end() if tag else 0
            file.write_text(f"{html[:at]}{element}{html[at:]}", encoding="utf-8", newline="\n")


@cache
def _element(scripts: tuple[str, ...]) -> str:
    return f'{_MARK} content="{policy_of(scripts)}">'


def _moved_to(depth: int, scripts: Iterable[str]) -> tuple[str, ...]:
    """The theme's scripts as it writes them on a page this many folders below the root."""
    root = "/".join([".."] * depth) or "."
    return tuple(_ROOT.sub(f'new URL("{root}",location)', script) for script in scripts)


def _digest(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
