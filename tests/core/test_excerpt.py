"""A line as an error shows it: the marks stand under the fault, whatever the line holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.excerpt import excerpt, visible


def marked(line: str, column: int, *words: str, room: int = 80) -> list[str]:
    return list(excerpt(line, column, words, room=room))


@pytest.mark.parametrize(
    ("line", "column", "words", "marks"),
    [
        pytest.param("loop: clerc", 1, ("clerc",), "      ^^^^^", id="a word after the column"),
        pytest.param("loop: clerc", 3, (), "  ^", id="no word: the column"),
        pytest.param("loop: clerc", 1, ("clerk",), "^", id="a word that is not there"),
        pytest.param("clerc: clerc", 4, ("clerc",), "       ^^^^^", id="not before the column"),
        pytest.param("[senior-clerk, clerk]", 1, ("clerk",), f"{'':15}^^^^^", id="a whole id"),
        pytest.param("a: /x/#y", 1, ("/x/",), "   ^^^", id="part of an address"),
        pytest.param("a: b", 1, ("c", "b"), "   ^", id="the next word"),
        pytest.param("a", 9, (), " ^", id="past the end"),
    ],
)
def test_marks_stand_under_the_word_or_the_column(
    line: str, column: int, words: tuple[str, ...], marks: str
) -> None:
    """A quoted word is marked whole when it stands at the column or after it."""
    assert marked(line, column, *words) == [line, marks]


@pytest.mark.parametrize(
    ("line", "column", "shown", "marks"),
    [
        pytest.param("\tx: 1", 1, "\\tx: 1", "^^", id="a tab"),
        pytest.param("a\x1b[31mb", 7, "a\\x1b[31mb", "         ^", id="an escape sequence"),
        pytest.param("a\u202eb", 3, "a\\u202eb", "       ^", id="a mark that turns text around"),
        pytest.param("漢字: x", 5, "漢字: x", "      ^", id="wide letters"),
        pytest.param("e\u0301: x", 5, "e\u0301: x", "   ^", id="an accent of its own"),
    ],
)
def test_marks_keep_to_the_columns_of_a_terminal(
    line: str, column: int, shown: str, marks: str
) -> None:
    """What does not print is escaped, and letters count as wide as a terminal shows them."""
    assert marked(line, column) == [shown, marks]


@pytest.mark.parametrize(
    ("column", "shown", "marks"),
    [
        pytest.param(1, "abcdefgh…", "^", id="at the start"),
        pytest.param(26, "…stuvwxyz", "        ^", id="at the end"),
        pytest.param(13, "…ijklmnop…", "     ^", id="in the middle"),
    ],
)
def test_long_line_is_cut_around_the_column(column: int, shown: str, marks: str) -> None:
    """Of a line with no room, the part around the column is shown."""
    assert marked("abcdefghijklmnopqrstuvwxyz", column, room=10) == [shown, marks]


@given(st.text(max_size=200), st.integers(1, 220), st.integers(24, 100))
def test_whatever_the_line_the_marks_stand_within_the_room(
    line: str, column: int, room: int
) -> None:
    """No line prints anything that does not print, or runs over; the marks are never lost."""
    shown, marks = excerpt(line, column, (), room=room)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in shown)

    assert shown.isprintable()
    assert len([one for one in shown if unicodedata.category(one) not in ("Mn", "Me")]) <= room
    assert marks.endswith("^")
    assert len(marks) <= len(shown) + wide + 1


def test_visible_text_keeps_letters_and_escapes_the_rest() -> None:
    """A line break in a name cannot begin a line of its own."""
    assert visible("é 漢 …\r\n::error::\udce9") == "é 漢 …\\r\\n::error::\\udce9"
