"""Inline Markdown of the data: what a Markdown parser makes of it, asked or not."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from macros.core.inline import inline
from tests.support import each

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "autolink"])
#: Everything that the parser reads, in its own place, and what looks like it.
_PARTS = (
    *("*a*", "_a_", "**a**", "`a`", "[a](/x/)", "![a](/x/)", "\\*", "&amp;", "&#35;", "\\\\"),
    *("\0", "<b>", '"', "'", "a\n b", "~~a~~", "<https://a.example>", "https://a.example"),
    *("^a^", "{#a}"),
)


def _parsed(text: str) -> str:
    rendered: str = _PARSER.renderInline(" ".join(text.split()))
    return rendered


@each("text", lambda: (*_PARTS, *(f"a {part} b" for part in _PARTS)))
def test_marks_are_read(text: str) -> None:
    """Each mark, alone and among words."""
    assert inline(text) == _parsed(text)


@each("text", lambda: ("".join(map(chr, range(at, at + 64))) for at in range(0, 0xD800, 64)))
def test_no_other_character_is_a_mark(text: str) -> None:
    """Every character of the first plane below the surrogates, in a row of its neighbors."""
    assert inline(text) == _parsed(text)


@given(st.text(max_size=12) | st.lists(st.sampled_from(_PARTS)).map("".join))
def test_text_goes_round_the_parser_unchanged(text: str) -> None:
    """A text without marks goes past the parser, and comes out the same."""
    assert inline(text) == _parsed(text)
