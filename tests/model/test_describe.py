"""The model's own words, found by a location."""

import pytest

from macros.model.base import Line, Model
from macros.model.describe import sentence_of
from macros.model.moves import Redirects


class Page(Model):
    """A page."""

    title: Line
    """What the page
    is called."""


class Book(Model):
    """A book."""

    pages: tuple[Page, ...]
    """Its pages, in order."""
    words: dict[str, Line]
    """Words and what they mean."""
    plain: Line


BOOK = Book(pages=(Page(title="First"),), words={"a": "b"}, plain="c")


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        (("pages",), "Its pages, in order."),
        (("pages", 0), "Its pages, in order."),
        (("pages", 0, "title"), "What the page is called."),
        (("words", "a"), "Words and what they mean."),
        (("plain",), ""),
        ((), ""),
    ],
)
def test_sentence_is_that_of_the_field_a_location_leads_to(
    location: tuple[str | int, ...], sentence: str
) -> None:
    """Lists, mappings and records inside records are walked; a field without words has none."""
    assert sentence_of(BOOK, location) == sentence


def test_field_is_found_by_the_key_of_the_file() -> None:
    """A file writes `from`, which is no name in Python."""
    moved = Redirects.model_validate(
        {"redirects": ({"from": "/a/", "to": "/b/", "since": "2026-01-01", "why": "Renamed."},)}
    )

    assert sentence_of(moved, ("redirects", 0, "from")) == sentence_of(
        moved, ("redirects", 0, "from_")
    )


def test_name_that_is_no_field_is_refused() -> None:
    """A wrong name is not answered with silence."""
    with pytest.raises(KeyError, match="tittle"):
        sentence_of(BOOK, ("pages", 0, "tittle"))
