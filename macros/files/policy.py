"""A Content-Security-Policy in the head of every page that the theme made.

Which inline scripts are the theme's is read from 404.html, which holds no word of the handbook: a
script that found its way into an article is never taken for one of them.
"""

import re
from functools import cache
from pathlib import Path

from macros.core.policy import policy_of

#: The page that the theme makes without a page of ours.
_BARE = "404.html"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: How the theme writes the way to the site's root into the one script that differs by page.
_ROOT = re.compile(r'new URL\("[^"]*",location\)')
_MARK = '<meta http-equiv="Content-Security-Policy"'
_HEAD = re.compile(r"<head\b[^>]*>")


def write_policies(site: Path) -> str:
    """Give every page of a built site the policy for its folder, unless it has one of its own.

    A document without a head is a part to be pasted elsewhere, and no page. Returns the policy
    that refuses nothing which one of these allows, for a header.
    """
    bare = site / _BARE
    scripts = tuple(_INLINE.findall(bare.read_text(encoding="utf-8") if bare.exists() else ""))
    allowed = set(scripts)
    for file in site.rglob("*.html"):
        depth = len(file.relative_to(site).parts) - 1
        here = scripts if file == bare else _moved_to(depth, scripts)
        allowed.update(here)
        html = file.read_text(encoding="utf-8")
        tag = _HEAD.search(html)
        if tag and _MARK not in html.partition("</head>")[0]:
            guarded = f"{html[: tag.end()]}{_element(here)}{html[tag.end() :]}"
            file.write_text(guarded, encoding="utf-8", newline="\n")
    return policy_of(allowed)


@cache
def _element(scripts: tuple[str, ...]) -> str:
    return f'{_MARK} content="{policy_of(scripts)}">'


def _moved_to(depth: int, scripts: tuple[str, ...]) -> tuple[str, ...]:
    """The theme's scripts as it writes them on a page this many folders below the root."""
    root = "/".join([".."] * depth) or "."
    return tuple(_ROOT.sub(f'new URL("{root}",location)', script) for script in scripts)
