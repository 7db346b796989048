"""Blocks that go round Markdown come back as they were, in their places."""

from markdown import markdown  # type: ignore[import-untyped]

from macros.render.aside import Aside


def test_block_comes_back_as_it_was() -> None:
    """Markdown sees a mark; a tab in code, which it would turn into blanks, is still one after."""
    aside = Aside()
    block = "<pre><code>a\tb *c* [d](e)</code></pre>\n"
    page = f"# A\n\n{aside.put(block)}\nWords.\n"
    html = markdown(page)

    assert "<pre>" not in html
    assert aside.back(html) == f"<h1>A</h1>\n{block}\n<p>Words.</p>"


def test_what_stands_in_a_sentence_stays_there() -> None:
    """A citation is no block, and neither is a word."""
    aside = Aside()

    assert aside.put('<a href="/sources/">Bureau</a>\n') == '<a href="/sources/">Bureau</a>\n'
    assert aside.put("<abbr>SQL</abbr>") == "<abbr>SQL</abbr>"


def test_block_in_a_block_comes_back_too() -> None:
    """What one macro passes to another's template is set aside twice."""
    aside = Aside()
    inner = aside.put("<p>a</p>\n")
    outer = aside.put(f"<div>{inner}</div>\n")

    assert aside.back(outer) == "<div><p>a</p>\n</div>\n"
