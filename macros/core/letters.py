"""The characters that no text may hold: what does not show, or shows as something else.

A reader, a search and a reviewer must see the same text that programs do. So no control
characters, no marks that turn the direction or have no width, no second kind of blank or line
end. The classes are those of the Unicode Standard: Cc, Cf, Co, Cs, Zl, Zp, Zs, the
noncharacters and Default_Ignorable_Code_Point. They are written out, so that the Python that
reads makes no difference; of the blanks and controls, the space, tab and line feed are left.
"""

import re
import unicodedata
from collections.abc import Iterator

from macros.core.problems import Position, Problem

REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800"
    "\u3000\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000)
    )
    + "\U000e0000-\U0010ffff]"
)
#: The bytes of most texts, none of which is refused: what is left of a text is soon looked at.
_PLAIN = bytes((*b"\t\n", *range(0x20, 0x7F)))
#: The names of controls and noncharacters, which have none in Unicode.
_NAMES = {"\r": "CARRIAGE RETURN", "\x1b": "ESCAPE", "\0": "NULL", "\x7f": "DELETE"}
_NAMES |= {"\x0b": "LINE TABULATION", "\x0c": "FORM FEED", "\x08": "BACKSPACE"}
_NAMES |= {"\x85": "NEXT LINE"}
#: What a merge that nobody finished leaves at the beginning of a line.
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7}) .*", re.MULTILINE)
#: How many of them are told of one file.
_TOLD = 20


def name_of(character: str) -> str:
    """How a message names a character: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    number = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or unicodedata.name(character, "a character without a name")
    return f"{number} {name}"


def refused(place: Position, character: str, *, more: str = "") -> Problem:
    """The problem of a character that stands at `place`."""
    shown = unicodedata.category(character) == "Zs"
    fix = "type an ordinary space" if shown else "remove it, and type what shows"
    message = f"{name_of(character)} does not show, or not as what it is.{more}"
    return Problem(place, "hidden-character", message, f"{fix}.")


def hidden(text: str, name: str) -> Iterator[Problem]:
    """The characters of a file's text that are refused, and what a merge left, with places."""
    unusual = text.encode().translate(None, _PLAIN)
    for count, found in enumerate(REFUSED.finditer(text) if unusual else (), start=1):
        if count == _TOLD:
            rest = sum(1 for _ in REFUSED.finditer(text)) - _TOLD
            more = f" {rest} more follow in this file." if rest else ""
            yield refused(_place(text, found.start(), name), found.group(), more=more)
            return
        yield refused(_place(text, found.start(), name), found.group())
    for found in _CONFLICT.finditer(text):
        message = f'"{found.group()[:40]}" is a mark of a merge that nobody finished.'
        fix = "choose what stays of the lines between the marks, and remove the marks."
        yield Problem(_place(text, found.start(), name), "merge-conflict", message, fix)


def _place(text: str, at: int, name: str) -> Position:
    return Position(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
