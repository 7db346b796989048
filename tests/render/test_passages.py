"""Passages of pages go with their sources, through the gate that both engines compile with."""

from datetime import date

import pytest
from jinja2 import Environment, TemplateSyntaxError
from markdown import Markdown  # type: ignore[import-untyped]

from macros.core.passages import passages
from macros.render.passages import UNTIL, dated
from macros.render.registry import bound
from macros.render.sandbox import OnlyCalls
from macros.render.view import View
from tests.markup import Markup
from tests.support import TODAY, real_edition, tiny

ENGINE = Environment(comment_start_string="{##", extensions=[OnlyCalls])  # noqa: S701 - as both
LATER = date(2031, 1, 1)
CITED = '{{ cite("bureau") }}'
HEAD = "| Who | How many |\n| --- | --- |\n| Kept | 7 |\n"
SHAPES = {
    "a paragraph": (f"Kept.\n\nOf clerks, 77 percent\nsmile ({CITED}).\n\nKept.", "p"),
    "an item": (f"- Kept.\n- 77 percent ({CITED})\n  of clerks\n- Kept.", "li"),
    "an item of an item": (f"- Kept.\n    - 77 percent ({CITED})\n- Kept.", "li"),
    "a row": (f"{HEAD}| Gone | 77 ({CITED}) |\n| Kept | 7 |", "td"),
    "a row without bars": (f"Who | What\n--|--\nKept | 7\nGone | 77 ({CITED})\nKept | 7", "td"),
    "a quotation": (f"Kept.\n\n> 77 percent\n> ({CITED})\n\nKept.", "blockquote"),
    "a note": (f"Kept.\n\n!!! note\n    77 percent ({CITED})\n\nKept.", "div"),
    "a list it announces": (f"Kept.\n\nThese ({CITED}):\n\n- 77\n- 77\n\nKept.", "p"),
}


def shown(page: str, day: date) -> str:
    """The page's HTML on a day."""
    text = ENGINE.from_string(page).render(bound(View(tiny(), day)))
    return str(Markdown(extensions=["tables", "attr_list", "admonition"]).convert(text))


@pytest.mark.parametrize(("text", "tag"), SHAPES.values(), ids=SHAPES)
def test_passage_goes_with_its_source_and_its_neighbors_stay(text: str, tag: str) -> None:
    """A notice stands in its place, in the same element; the day before, nothing is different."""
    before, after = shown(text, TODAY), shown(text, LATER)

    assert before.count("77") and "due for review" not in before
    assert "77" not in after
    assert after.count("What stood here was due for review by January 10, 2027") == 1
    assert after.count("Kept") == before.count("Kept") == 2
    assert f"<{tag}" in after.partition('<span class="expired">')[0]
    assert "{%" not in before + after


def test_page_keeps_its_lines_and_until_then_its_words() -> None:
    """An error of the engine names the line that the author wrote."""
    for page in real_edition().pages.values():
        rewritten = dated(page.body)
        assert rewritten.count("\n") == page.body.count("\n")
        assert ENGINE.from_string(page.body)
        plain = rewritten.replace("{% endcall %}", "")
        for _, _, ids in passages(page.body):
            opened = ", ".join(f'"{id}"' for id in ids)
            plain = plain.replace(f"{{% call {UNTIL}({opened}) %}}", "")
        assert plain == page.body


def test_anchor_outlives_the_passage_that_it_marks() -> None:
    """An address stays, whatever has become of the figure."""
    after = shown(f"77 percent ({CITED}).\n{{: #share .note }}\n", LATER)

    assert Markup(after).ids == ["share"]
    assert "77" not in after


def test_page_cannot_call_what_the_gate_puts_there() -> None:
    """A passage is shown until the sources expire that it cites, and no page says others."""
    with pytest.raises(TemplateSyntaxError):
        ENGINE.from_string(f'{{{{ {UNTIL}("bureau") }}}}')
