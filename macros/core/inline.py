"""Inline Markdown of the data (code, emphasis, links) as HTML, each text rendered once.

markdown-it-py does the work with raw HTML off; its stock link check refuses javascript:,
vbscript:, file: and data: addresses.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "autolink"])
_LINK = re.compile(r"</?a\b[^>]*>")


@cache
def inline(text: str) -> Markup:
    """The text as HTML that may stand inside a paragraph."""
    return Markup(_MARKDOWN.renderInline(" ".join(text.split())))  # noqa: S704 - escaped above


def unlinked(html: Markup) -> Markup:
    """Inline HTML without its links, for a text that is a link itself: links do not nest."""
    return Markup(_LINK.sub("", html))  # noqa: S704 - what is left was escaped before
