"""The sections of a page: those of Material's own parser, whatever the page holds."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser, Section  # type: ignore[import-untyped]

from macros.site.sections import sections_of
from tests.support import each

_TAGS = ("div", "p", "li", "ul", "code", "pre", "span", "a", "h1", "h2", "h3", "br", "img", "path")
_GIVEN = (
    "",
    ' id="one"',
    ' id="a&amp;b" class="x"',
    " data-search-exclude",
    ' data-search-exclude=""',
    ' class="headerlink" href="#one"',
    ' class="linenodiv"',
    ' title="a > b, data-search-exclude"',
    " hidden",
    " /",
    "\n  id='one'",
    " class=headerlink",
)
_TEXTS = (
    *("words", " ", "\n", "\n  two\nlines ", "a &lt; b &amp;", "&nbsp;", "a > b", "<", "&", '"'),
    *("<!-- no -->", "<script>if (a < b) {}</script>", '<style media="print">p {}</style>'),
    *("<SPAN>", "</P>", "</ul >", "<br/>"),
)
_opened = st.builds("<{}{}>".format, st.sampled_from(_TAGS), st.sampled_from(_GIVEN))
_closed = st.sampled_from(_TAGS).map("</{}>".format)
_broken = st.one_of(_opened, _closed, st.sampled_from(_TEXTS))
_element = st.builds(
    lambda tag, given, inside: f"<{tag}{given}>{inside}</{tag}>",
    *(st.sampled_from(_TAGS), st.sampled_from(_GIVEN)),
    st.deferred(lambda: _pages),
)
_pages: st.SearchStrategy[str] = st.lists(
    st.one_of(st.sampled_from(_TEXTS), _element, _element, _broken), max_size=5
).map("".join)


def _told(found: list[Section]) -> list[tuple[object, ...]]:
    return [
        (one.el.tag, one.id or "", "".join(one.title), "".join(one.text), one.is_excluded())
        for one in found
    ]


def _theirs(html: str) -> list[Section]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    found: list[Section] = parser.data
    return found


@settings(max_examples=400, deadline=None)
@given(_pages)
def test_sections_are_those_of_the_theme(html: str) -> None:
    """Over well-formed pages and broken ones: id, title, text and whether it is passed over."""
    try:
        theirs = _told(_theirs(html))
    except (ValueError, AttributeError):
        return  # a page that stops the theme's parser stops the build
    assert _told(sections_of(html)) == theirs


_OURS = (
    '<h1 id="a">A</h1><p>One <strong>two</strong>.</p><h2 id="b">B &amp; C</h2>\n<p></p>',
    '<h1 id="a">A</h1><div data-search-exclude><p>no</p><div>no</div> yes</div>',
    '<h1 id="a">A</h1><script type="application/ld+json">{"a": "<"}</script><p>b</p>',
    '<h1 id="a">A</h1><pre><code>a\n  b</code></pre>',
)


@each("html", lambda: _OURS)
def test_our_pages_need_no_other_parser(html: str) -> None:
    """HTML as our templates write it is read by the pattern alone."""
    with patch("macros.site.sections.Parser", None):
        assert _told(sections_of(html)) == _told(_theirs(html))
