"""The help of `handbook jd`, with the fields that the data at hand has."""

import argparse
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from macros.core.handbook import Handbook
from macros.core.problems import HandbookError
from macros.model.posting import PostingField
from macros.posting.draft import MANY

_WIDTH, _INDENT = 96, " " * 24
_ABOUT = """fields for --set FIELD=VALUE (those with + may be given several times):
"""
_OWN = """
lines of the role, by the ids that its page of responsibilities shows:
  must, nice, off +     make a requirement a must, nice to have, or leave it out; for must and
                        nice also a line of your own, with a capital letter
"""


class HelpWithFields(argparse.Action):
    """Print the help and what can be set; outside a handbook the help alone.

    `load` gives the handbook, and raises HandbookError where there is none.
    """

    def __init__(
        self, option_strings: Sequence[str], dest: str, *, load: Callable[[], Handbook]
    ) -> None:
        words = "show this help and the fields, and exit"
        super().__init__(option_strings, dest, nargs=0, help=words)
        self.load = load

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print and leave with 0."""
        with suppress(HandbookError):
            book = self.load()
            told = (_told(book, field) for field in book.posting.fields)
            parser.epilog = _ABOUT + "\n".join(told) + "\n" + _OWN
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.print_help()
        parser.exit()


def _told(book: Handbook, field: PostingField) -> str:
    """A field: its name, what it is called in the form, and what it takes."""
    name = f"  {field.id}{' +' * (field.input in MANY)}"
    words = f"{field.label}{': '.join(['', *_taken(book, field)])}. {field.help}"
    return textwrap.fill(words, _WIDTH, initial_indent=f"{name:<23} ", subsequent_indent=_INDENT)


def _taken(book: Handbook, field: PostingField) -> Iterator[str]:
    """What a value of the field is, where its label doesn't say."""
    if field.vocabulary:
        yield ", ".join(book.entities(field.vocabulary))
    elif field.options:
        yield ", ".join(option.id for option in field.options)
    elif field.input in _SHAPES:
        yield _SHAPES[field.input]


_SHAPES = {
    "number": "a whole number",
    "money": "an amount such as 85000 or 45.50",
    "date": "YYYY-MM-DD",
    "currency": "three capitals",
    "country": "two capitals",
    "list": "ids of ours and lines of your own, in their order; none for an empty list",
    "tools": "ids of tools, and names of your own with a capital letter",
    "places": "ids of places",
}
