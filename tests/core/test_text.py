"""Sentences and words as a reader aloud counts them."""

import pytest

from macros.core.text import count_words, has_figure, plain, sentences, texts
from macros.model.tool import Alternative, NotTheSame, Tool


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="stops"),
        pytest.param("It costs 1.5 units.", ["It costs 1.5 units."], id="a number is no end"),
        pytest.param("Use e.g. Kafka.", ["Use e.g Kafka."], id="an abbreviation is no end"),
        pytest.param("Sr. Developer.", ["Sr Developer."], id="a short title is no end"),
        pytest.param("Ask: Why? Now.", ["Ask:", "Why?", "Now."], id="colon before a capital"),
        pytest.param("Ask: why not.", ["Ask: why not."], id="colon before a small letter"),
        pytest.param("End.\n  Next\nline.", ["End.", "Next line."], id="lines are folded"),
        pytest.param("Run `a. B` now.", ["Run code now."], id="a code span is one word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences_end_where_a_voice_pauses(text: str, parts: list[str]) -> None:
    """A text falls into the sentences that are heard when it is read aloud."""
    assert sentences(text) == parts


def test_closing_quote_does_not_hide_the_end() -> None:
    """A sentence that ends inside quotes or emphasis ends there."""
    assert [len(sentences(text)) for text in ('He said "no." Then left.', "*So.* Now.")] == [2, 2]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("three plain words", 3, id="words"),
        pytest.param("CI/CD isn't up-to-date", 3, id="joined words are one"),
        pytest.param("see [the long way](https://example.org/a/b)", 4, id="a link by its words"),
        pytest.param("run `git rebase -i HEAD~3` first", 3, id="a code span is one"),
        pytest.param("a - b: c.", 3, id="marks are none"),
        pytest.param("200 rows in 1.5 s", 5, id="numbers"),
        pytest.param(" … ", 0, id="nothing to read"),
    ],
)
def test_words_are_counted_as_read(text: str, count: int) -> None:
    """Words are counted as they are spoken, not as they are typed."""
    assert count_words(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "It pays $5.",
        "It pays € 5.",
        "EUR 5 an hour.",
        "Some 5 dollars.",
        "About 12 % do.",
        "Some 40 percent do.",
        "1,200 answers.",
    ],
)
def test_money_percentages_and_thousands_are_figures(text: str) -> None:
    """Money, a percentage and a count in the thousands need a source."""
    assert has_figure(text)


@pytest.mark.parametrize(
    "text", ["Within 30 days.", "Three of 4 scores.", "A list of 1, 2 and 3.", "In May 2025."]
)
def test_days_scores_and_dates_are_no_figures(text: str) -> None:
    """Small counts and dates stand without a source."""
    assert not has_figure(text)


def test_plain_leaves_what_is_spoken() -> None:
    """Markup of links and code spans is gone from the plain text."""
    assert plain("Use `x` and [this](/a/).") == "Use code and this."


def test_texts_walks_every_text_with_its_location() -> None:
    """Every text of a record is found, in lists and inner records too."""
    tool = Tool(
        id="pigeon",
        asked=("a bird", "mail by air"),
        category="post",
        title="Pigeon",
        plain="Flies.",
        candidate_did="Fed it.",
        not_the_same_as=NotTheSame(title="Owl", difference="Hoots."),
        alternatives=(Alternative(title="Crow", switch="A week"),),
        homepage="https://example.org/pigeon",
    )
    found = dict(texts(tool))

    assert found["title",] == "Pigeon"
    assert found["not_the_same_as", "difference"] == "Hoots."
    assert found["alternatives", 0, "switch"] == "A week"
    assert len(found) == 12


def test_texts_walks_mappings_by_key() -> None:
    """The texts of a mapping have its keys in their locations."""
    assert dict(texts({"expert": "Decides.", "working": ("Does.", "Checks.")})) == {
        ("expert",): "Decides.",
        ("working", 0): "Does.",
        ("working", 1): "Checks.",
    }
