"""Characters that do not show, and letters of all scripts, which do."""

import pytest

from macros.core.problems import HandbookError, Position
from macros.core.read import decode
from tests.core.test_read import refusals
from tests.support import each

NAME = "data/x.yaml"


#: Characters that do not show: controls, turned directions, no width, other blanks, no letters.
HIDDEN = {
    "a\rb": "U+000D CARRIAGE RETURN",
    "a\x01b": "U+0001",
    "a\x1b[31mb": "U+001B ESCAPE",
    "a\x7fb": "U+007F DELETE",
    "a\x85b": "U+0085 NEXT LINE",
    "a\x9bb": "U+009B",
    "a\u2028b": "U+2028 LINE SEPARATOR",
    "a\u2029b": "U+2029 PARAGRAPH SEPARATOR",
    "a\u202eb": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "a\u2066b": "U+2066 LEFT-TO-RIGHT ISOLATE",
    "a\u200fb": "U+200F RIGHT-TO-LEFT MARK",
    "a\u200bb": "U+200B ZERO WIDTH SPACE",
    "a\u200db": "U+200D ZERO WIDTH JOINER",
    "a\u2060b": "U+2060 WORD JOINER",
    "a\xadb": "U+00AD SOFT HYPHEN",
    "a\ufeffb": "U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "a\xa0b": "U+00A0 NO-BREAK SPACE",
    "a\u3000b": "U+3000 IDEOGRAPHIC SPACE",
    "a\u3164b": "U+3164 HANGUL FILLER",
    "a\u2800b": "U+2800 BRAILLE PATTERN BLANK",
    "a\ufe0fb": "U+FE0F VARIATION SELECTOR-16",
    "a\U000e0041b": "U+E0041 TAG LATIN CAPITAL LETTER A",
    "a\U000e0101b": "U+E0101 VARIATION SELECTOR-18",
    "a\ue000b": "U+E000",
    "a\uffffb": "U+FFFF",
    "a\U0001fffeb": "U+1FFFE",
}


@each("hidden", HIDDEN.items)
def test_character_that_does_not_show_is_named_in_its_place(hidden: tuple[str, str]) -> None:
    """In every file that is read, a reviewer sees what programs see."""
    text, name = hidden
    with pytest.raises(HandbookError) as caught:
        decode(f"x\n- {text}\n".encode(), name=NAME)
    (problem,) = caught.value.problems

    assert problem.place == Position(NAME, 2, 4)
    assert problem.code == "hidden-character"
    assert problem.message.startswith(name)


@each("hidden", HIDDEN.items)
def test_escape_of_a_character_that_does_not_show_is_refused(hidden: tuple[str, str]) -> None:
    """YAML makes any character out of an escape in double quotes, in keys as well."""
    text, name = hidden
    escape = f"\\U{ord(text[1]):08x}"
    for before, after in (("a: ", "\n"), ("", ": 1\n"), ("- ", "\n")):
        (problem,) = refusals(f'{before}"a\\\\{escape}b"{after}')

        assert problem.place == Position(NAME, 1, len(before) + 5)
        assert problem.message.startswith(name)


@pytest.mark.parametrize(
    "escape", ["\\r", "\\e", "\\0", "\\a", "\\v", "\\N", "\\_", "\\L", "\\P", "\\x01", "\\u202E"]
)
def test_every_sort_of_escape_is_told_where_it_stands(escape: str) -> None:
    """The place is that of the escape, also behind others and on a later line."""
    (problem,) = refusals(f'a: "x\\n\\\\\\"\n  y{escape}"\n')

    assert (problem.place, problem.code) == (Position(NAME, 2, 4), "hidden-character")


def test_letters_of_all_scripts_and_common_signs_may_stand() -> None:
    """What shows is text: accents, other scripts, signs of money, emoji of one character."""
    text = "é ñ ß Ł 漢字 कि عربي עברית € ₹ → ✓ … – — ‘’ “” 🙂 ½ \t x"

    assert decode(text.encode(), name=NAME) == text


def test_characters_without_end_are_counted() -> None:
    """A file of nothing else is told in twenty problems, and how many more there are."""
    with pytest.raises(HandbookError) as caught:
        decode(b"\0" * 50_000, name=NAME)

    assert len(caught.value.problems) == 20
    assert "49980 more" in caught.value.problems[-1].message
