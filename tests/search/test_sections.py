"""Sections: what of a page can be found, and under which heading."""

import pytest

from macros.core.pages import parse_page
from macros.search.sections import Section, joined, sections_of

_FRONT = '---\ntitle: T\ndescription: D\nreviewed: "2026-11-30"\n---\n\n'


def sections(body: str, *shown: str) -> list[Section]:
    return sections_of(parse_page(f"{_FRONT}{body}", path="a.md"), shown)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>used it</td><td>Wrote</td></tr></table>", "used it · Wrote"),
        ("<dl><dt>Counts (our view)</dt><dd>Shift</dd></dl>", "Counts (our view) · Shift"),
        ("<ul><li>one</li><li>two.</li><li>three</li></ul>", "one · two. three"),
        ("<p>an <em>odd</em>ly <code>x</code>-ray</p>", "an oddly x-ray"),
        ("<p>first<br>second</p>", "first · second"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<p>shown</p><pre><code>hidden</code></pre><script>hidden</script>", "shown"),
        ("<div data-search-exclude><div>hidden</div>hidden</div><p>shown</p>", "shown"),
        ("<button>hidden</button><p hidden>hidden</p><p>shown</p>", "shown"),
        ("<label><input type=\"checkbox\"> Pay range</label>", "Pay range"),
    ],
)  # fmt: skip
def test_words_are_words(html: str, text: str) -> None:
    """Cells, terms, items and lines stand apart; code and what is marked is left out."""
    (section,) = sections('{{ role_pay("a") }}', html)

    assert section == Section("", "", text)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("one\ntwo", "one two"),
        ("a [link\nto it](b.md#c) and `code`", "a link to it and code"),
        ("- **one**\n- _two_\n- snake_case", "one · two · snake_case"),
        ("| a | b |\n|---|---|\n| c | d |", "a · b · c · d"),
        ("text\n\n```\nhidden\n```\n\nmore", "text · more"),
        ("!!! note\n\n    inside", "inside"),
    ],
)
def test_marks_of_markdown_are_no_words(markdown: str, text: str) -> None:
    """A page's own text reads as it is shown."""
    (section,) = sections(markdown)

    assert section.text == text


def test_headings_begin_sections_wherever_they_stand() -> None:
    """In the page, in Markdown that a macro gives, and in its HTML; the title begins none."""
    heading = '<h3 id="x">X <a class="headerlink" href="#x">#</a></h3>'
    shown = f"## Tools {{#tools}}\n\n<article>{heading}<p>y</p></article>"
    found = sections('# T\n\nintro\n\n## How {#how}\n\nhow\n\n{{ role_pay("a") }}\n\nend', shown)

    assert found == [
        Section("", "", "intro"),
        Section("how", "How", "how"),
        Section("tools", "Tools", ""),
        Section("x", "X", "y · end"),
    ]


def test_pieces_are_joined_as_sentences_or_with_a_dot() -> None:
    """So that a line of results can be read."""
    assert joined(["One. ", " two", "", "Three: ", "four"]) == "One. two · Three: four"
