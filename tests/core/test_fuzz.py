"""Texts that nobody would think of: each reader answers or refuses, in little time and memory."""

import pytest
from hypothesis import strategies as st

from tests import fuzz
from tests.fuzz import READERS, faults_of

#: `make fuzz` goes on to 5,000.
COUNT = {"data": 150, "page": 100, "posting": 40, "choices": 40}


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_made_up_text_is_read_or_refused(name: str) -> None:
    """No other exception, no problem astray, no 10 seconds and no 300 MB for a text."""
    reader, made = READERS[name]

    assert faults_of(reader, made(), COUNT[name], seed=False) == ""


def hang(_: int) -> None:
    """Never come back."""
    while True:
        pass


def fill(_: int) -> None:
    """Take more memory than there may be."""
    bytearray(fuzz.MEGABYTES * 2**20).decode("latin-1")


def fail(number: int) -> None:
    """Fail at some numbers."""
    assert number != 7, "it is seven"


@pytest.mark.parametrize(
    ("reader", "says"), [(hang, "ended by signal"), (fill, "MB"), (fail, "it is seven")]
)
def test_reader_that_misbehaves_is_found_out(
    reader: fuzz.Reader, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bounds are real: what passes them is ended, and told with its text."""
    if reader is hang:
        monkeypatch.setattr(fuzz, "SECONDS", 1)
    fault = faults_of(reader, st.just(7), 5, seed=False)

    assert says in fault
    assert fault.endswith("\n7")
