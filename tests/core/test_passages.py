"""Passages: what a citation speaks for, and so what goes with its source."""

import pytest

from macros.core.passages import passages

CITED = '{{ cite("a") }}'
HEAD = "| x | y |\n| --- | --- |\n"


CASES = {
    "a paragraph": (f"Few.\n\nOne\ntwo {CITED}.\n\nMore.", [f"One\ntwo {CITED}."]),
    "two calls": (f'{CITED}, {{{{ cite("b") }}}}', [f'{CITED}, {{{{ cite("b") }}}}']),
    "other macros": ('{{ pay_median("a") }}\n\n{{ ladder() }}', []),
    "an item": (f"- one\n- two {CITED}\n  and on\n- three", [f"two {CITED}\n  and on"]),
    "a numbered item": (f"1. one\n2) two {CITED}", [f"two {CITED}"]),
    "an item below an item": (f"- one\n    - two {CITED}", [f"two {CITED}"]),
    "more of an item": (f"- one\n\n    two {CITED}\n", [f"two {CITED}"]),
    "a dash in a paragraph": (f"One\n- two {CITED}", [f"One\n- two {CITED}"]),
    "a row": (f"{HEAD}| one | {CITED} |\n| two | |\n", [f"one | {CITED}"]),
    "a row without bars around it": (f"x | y\n-|-\none | {CITED}", [f"one | {CITED}"]),
    "the head of a table": (
        f"| x | {CITED} |\n|-|-|\n| 1 | 2 |",
        [f"x | {CITED} |\n|-|-|\n| 1 | 2"],
    ),
    "a quotation": (f"> one\n> {CITED}\n", [f"one\n> {CITED}"]),
    "an item of a quotation": (f"> - one\n> - {CITED}\n", [CITED]),
    "below a heading": (f"## A {{#a}}\nOne {CITED}.\n", [f"One {CITED}."]),
    "in a box": (f'<div class="a" markdown>\nOne {CITED}.\n</div>', [f"One {CITED}."]),
    "in a note": (f"!!! note\n    One {CITED}.\n", [f"One {CITED}."]),
    "what it announces": (
        f"Two things ({CITED}):\n\n- one\n- two\n\n- three\n\nMore.",
        [f"Two things ({CITED}):\n\n- one\n- two\n\n- three"],
    ),
    "what something else announces": (
        f"One ({CITED}). We do:\n\n- one\n",
        [f"One ({CITED}). We do:"],
    ),
    "an announced heading": (f"({CITED}):\n\n## A\n\nMore.", [f"({CITED}):"]),
    "announced code": (f"({CITED}):\n\n```\na\n\nb\n```\n", [f"({CITED}):"]),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_citation_speaks_for_its_paragraph_item_or_row(text: str, wanted: list[str]) -> None:
    """No more goes with a source than that, and what the cited sentence announces."""
    assert [text[start:end] for start, end, ids in passages(text) if ids] == wanted


def test_every_letter_that_is_no_mark_is_in_one_passage() -> None:
    """So no figure stands between passages, where no rule would look."""
    text = f"# A\n\nB c\nd\n- e\n\n- f\n    1. g\n\n{HEAD}| h | i |\n\n> j\n"
    found = [text[start:end] for start, end, _ in passages(text)]

    assert [letter for letter in "".join(found) if letter.isalpha()] == [
        letter for letter in text if letter.isalpha()
    ]
