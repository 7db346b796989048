"""Records that would show nothing where a reader looks for something."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.model.lint import WordsCheck
from macros.model.posting import FrameBlock
from macros.model.reference import Choices


@pytest.mark.parametrize(
    ("kind", "empty", "full", "says"),
    [
        pytest.param(Choices, (), None, "at least 1 item", id="a vocabulary without a value"),
        pytest.param(
            FrameBlock,
            {"lead": "You bring:"},
            {"lead": "You bring:", "lines": "must"},
            "a block has versions of a text, or lines",
            id="a block that prints nothing",
        ),
        pytest.param(
            WordsCheck,
            {"kind": "words", "unless": ("word",)},
            {"kind": "words", "unless": ("word",), "other_phrases": True},
            "a rule has words, phrases or patterns to find",
            id="a rule that finds nothing",
        ),
    ],
)
def test_record_that_says_nothing_is_refused(kind: Any, empty: Any, full: Any, says: str) -> None:
    """It is refused with what it lacks, and accepted with it."""
    with pytest.raises(ValidationError, match=says):
        TypeAdapter(kind).validate_python(empty)
    if full:
        TypeAdapter(kind).validate_python(full)
