"""The gate of a page's template inside of the engines."""

import pytest
from jinja2 import Environment, TemplateSyntaxError

from macros.core.read import read_text
from macros.render.page_end import END
from macros.render.sandbox import OnlyCalls
from macros.render.way_on import BEGIN
from tests.support import DUMMY, ROOT

_NAME = f"{OnlyCalls.__module__}.{OnlyCalls.__name__}"
ENGINE = Environment(comment_start_string="{##", extensions=[_NAME])  # noqa: S701 - as the engines


def test_both_handbooks_have_the_gate() -> None:
    """mkdocs.yml names it, which both engines read."""
    for root in (ROOT, DUMMY):
        settings = read_text(root / "mkdocs.yml", name="mkdocs.yml")
        assert f"      j2_extensions: [{_NAME}]\n" in settings


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("a\n{{ ladder }}", 2, "no macro call", id="a name"),
        pytest.param("{{ ladder().a }}", 1, "no macro call", id="an attribute"),
        pytest.param("\n\n{% set a = 1 %}", 3, "a statement", id="a statement"),
        pytest.param(
            '{{ ladder() }}\n{{ lipsum("a") }}', 2, '"lipsum" is not a macro', id="no macro"
        ),
        pytest.param("{{ context() }}", 1, '"context" is not a macro', id="the engine's own"),
    ],
)
def test_what_is_no_call_of_ours_is_not_compiled(text: str, line: int, says: str) -> None:
    """The engine refuses the template with its line, before any of it runs."""
    with pytest.raises(TemplateSyntaxError) as caught:
        ENGINE.from_string(text)

    assert (caught.value.lineno, says in str(caught.value.message)) == (line, True)


def test_calls_of_ours_are_compiled() -> None:
    """A page's own template does what it did."""
    page = ENGINE.from_string("## A {#a}\n\n{{ pay_median('b') }}, {{ ladder() }}")

    macros = {"pay_median": lambda id: f"paid {id}", "ladder": lambda: "c", BEGIN: str, END: str}
    assert page.render(macros) == "\n\n## A {#a}\n\npaid b, c\n\n"
