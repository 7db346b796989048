"""Inline Markdown of the data (code, emphasis, links) as HTML, each text rendered once.

markdown-it-py does the work with raw HTML off; its stock link check refuses javascript:,
vbscript:, file: and data: addresses. What comes of it is HTML that stands on a page of Markdown,
and `inert` makes it so that no engine finds anything to interpret there.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup, escape

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "autolink"])
#: What Markdown makes more of than text inside a line; most texts hold none of it.
_MARKED = re.compile(r"[\\`*_\[&\0]")
_LINK = re.compile(r"</?a\b[^>]*>")
_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
#: A value of an attribute that has more than one line.
_VALUE = re.compile(r'="[^"\n]*\n[^"]*"')
_NUMBER_SIGN = re.compile(r"(?<!&)#")
#: The marks that say something inside a line to Markdown, its attribute lists and its tables.
#: Those that only speak at the start of a line never stand there: a text has no end of line.
_MARKS = {mark: f"&#{ord(mark)};" for mark in "`*_[]{}\\|"}
#: What counts as the end of a line to some reader or other, apart from the one that we write.
_ENDS = dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
_INERT = _MARKS | _ENDS
_READ = re.compile("|".join(map(re.escape, _INERT)))


@cache
def inline(text: str) -> Markup:
    """The text as HTML that may stand inside a paragraph."""
    line = " ".join(text.split())
    html = _MARKDOWN.renderInline(line) if _MARKED.search(line) else escapeHtml(line)
    return Markup(html)  # noqa: S704 - escaped above


def unlinked(html: Markup) -> Markup:
    """Inline HTML without its links, for a text that is a link itself: links do not nest."""
    return Markup(_LINK.sub("", html))  # noqa: S704 - what is left was escaped before


def inert(html: str) -> str:
    """The same HTML with every mark of Markdown in its texts and attributes as an entity.

    Python-Markdown works on what stands in a line before it looks for tags, inside attributes
    too. Scripts are left as they are: they begin a line, where both engines pass them over, and
    `<` is all that could end one.
    """
    parts = _SCRIPT.split(html)
    parts[::2] = [_READ.sub(_written, _VALUE.sub(_on_one_line, part)) for part in parts[::2]]
    return "".join(parts)


def heading(title: str) -> str:
    """A text, or HTML that is safe, as the words of a Markdown heading.

    Markdown takes the last # of `C#` for the end of the heading.
    """
    return _NUMBER_SIGN.sub("&#35;", inert(" ".join(str(escape(title)).split())))


def _written(mark: re.Match[str]) -> str:
    return _INERT[mark.group()]


def _on_one_line(value: re.Match[str]) -> str:
    return value.group().replace("\n", "&#10;")
