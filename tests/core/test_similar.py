"""How alike two texts are: told by runs of words, whatever the case and the punctuation."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.similar import Pair, near_duplicates, shingles

WORDS = st.lists(st.sampled_from(["ink", "page", "book", "pen"]), max_size=9).map(" ".join)


def test_runs_are_all_the_words_in_a_row() -> None:
    """A text of four words has two runs of three."""
    assert shingles("The ink is dry.", 3) == {("the", "ink", "is"), ("ink", "is", "dry")}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("THE INK, IS DRY!", id="case and punctuation"),
        pytest.param("the  ink\nis dry", id="white space"),
        pytest.param("[the ink](/ink/) is dry", id="a link"),
    ],
)
def test_form_of_a_text_does_not_hide_a_copy(text: str) -> None:
    """What is only written differently has the same runs."""
    assert shingles(text, 3) == shingles("The ink is dry.", 3)


def test_text_shorter_than_a_run_has_none() -> None:
    """A text of two words is like no other."""
    texts = ["Two words.", "Two words."]

    assert shingles(texts[0], 3) == frozenset()
    assert list(near_duplicates(texts, size=3, least=0.0)) == []


def test_share_is_of_the_shorter_text() -> None:
    """A sentence that stands whole inside a longer text is a copy of it."""
    texts = ["The ink is dry.", "Say when the ink is dry, and then close the book."]

    assert list(near_duplicates(texts, size=3, least=1.0)) == [Pair(0, 1, 1.0)]


@pytest.mark.parametrize(("least", "found"), [(0.5, 1), (0.51, 0)])
def test_pair_is_told_from_the_least_share_on(least: float, found: int) -> None:
    """Half of the runs shared is told at one half, and not above."""
    texts = ["the ink is dry", "the ink is wet"]

    assert len(list(near_duplicates(texts, size=3, least=least))) == found


def test_every_pair_of_a_group_is_told_in_order() -> None:
    """Three equal texts make three pairs, by the position of their first."""
    pairs = near_duplicates(["a b c"] * 3, size=3, least=1.0)

    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1), (0, 2), (1, 2)]


@given(st.lists(WORDS, max_size=6), st.sampled_from([0.25, 0.5, 1.0]))
def test_pairs_are_those_that_a_comparison_of_all_finds(texts: list[str], least: float) -> None:
    """The short way finds what comparing every text with every other one finds."""
    runs = [shingles(text, 2) for text in texts]
    shares = {
        (a, b): len(runs[a] & runs[b]) / min(len(runs[a]), len(runs[b]))
        for a, b in combinations(range(len(texts)), 2)
        if runs[a] & runs[b]
    }
    found = {(p.first, p.second): p.share for p in near_duplicates(texts, size=2, least=least)}

    assert found == {pair: share for pair, share in shares.items() if share >= least}
