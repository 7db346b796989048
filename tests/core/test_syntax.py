"""A mistake in YAML is told where it was made, in the words of somebody who makes it."""

import pytest

from macros.core.problems import HandbookError
from macros.core.read import parse_yaml

MISTAKES = {
    "quote open to the end": ('a: "b\nc: d\n', 1, 4, "quote that opens here is not closed"),
    "quote that the next one closes": ('a: "b\nc: "d"\ne: 1\n', 1, 4, "not closed on its line"),
    "single quote that the next closes": ("a: 'b\nc: 'd'\n", 1, 4, "not closed on its line"),
    "quote before empty quotes": ('a: "b\nc: ""\nd: 1\n', 1, 4, "not closed on its line"),
    "quote that one far below closes": (
        'a: "b\n\nc: d\ne: |\n  f "\n  g\nh: 1\n',
        *(1, 4, "not closed on its line"),
    ),
    "quote open in a list": ('a: [b, "c]\nd: "e"\n', 1, 8, "not closed on its line"),
    "quotes inside quotes": ('a: "b "c" d"\n', 1, 7, "the text in quotes ends here"),
    "apostrophe in single quotes": ("a: 'it's b'\n", 1, 7, "the text in quotes ends here"),
    "text behind quotes": ('a: "b" c\n', 1, 6, "the text in quotes ends here"),
    "colon in a text": ("a: b: c\n", 1, 5, "a colon and a space"),
    "colon in an item": ("- a: b\n  c: d: e\n", 2, 7, "a colon and a space"),
    "key too far right": ("a: b\n  c: d\n", 2, 3, "indented as if it went on"),
    "key too far left": ("a:\n  - b\n c: 1\n", 3, 2, "not indented like its neighbors"),
    "key between two margins": ("a:\n  - b: c\n   d: e\n", 3, 4, "does not begin an item"),
    "item without its hyphen": ("a:\n  - b\n  c\n", 3, 3, "neither `key: value` nor an item"),
    "line without a colon": ("a: 1\nb\nc: 1\n", 2, 1, "neither `key: value`"),
    "colon without a space": ("a:b\nc: 1\n", 1, 1, "no space follows the colon"),
    "list beside its key": ("a: - b\n", 1, 4, "a list begins on a line of its own"),
    "bracket open": ("a: [b, c\nd: 1\n", 1, 4, "bracket that opens here is not closed"),
    "bracket open to the end": ("a: [b, c\n", 1, 4, "bracket that opens here is not closed"),
    "bracket and nothing more": ("a: 1\nb: [\n", 2, 1, "a list in brackets is not finished"),
    "comma too many": ("a: [b,, c]\n", 1, 7, "has a comma too many"),
    "brace open": ("a: {b: c\n", 1, 4, "brace that opens here is not closed"),
    "text that begins with a mark": ("a: `b`\n", 1, 4, "cannot begin with this character"),
    "text that begins with an at": ("a: @b\n", 1, 4, "cannot begin with this character"),
    "backslash in double quotes": ('a: "\\d"\n', 1, 5, "a backslash begins an escape"),
    "what has no sentence of ours": ("a: >-b\n", 1, 6, "this is not YAML: did not find expected"),
}


@pytest.mark.parametrize(("text", "line", "column", "says"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_where_it_was_made(text: str, line: int, column: int, says: str) -> None:
    """One problem, at the line and column of the mistake, whatever the parser noticed later."""
    with pytest.raises(HandbookError) as caught:
        parse_yaml(text, name="x.yaml")
    (problem,) = caught.value.problems

    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.code == "yaml-syntax"
    assert says in problem.message
    assert problem.fix.endswith(".")


def test_quoted_text_over_lines_is_not_blamed_for_a_mistake_below() -> None:
    """A text in quotes may go on over lines; what is wrong elsewhere is told there."""
    with pytest.raises(HandbookError) as caught:
        parse_yaml('a: "b\n  c"\nd: @e\n', name="x.yaml")

    assert caught.value.problems[0].place.line == 3
