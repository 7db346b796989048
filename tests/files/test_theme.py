"""The theme's sheets, trimmed: what goes is what no page needs, and what stays is as it was."""

import re
from importlib.resources import files

import pytest

from macros.files.styles import export_styles
from macros.files.theme import export_theme, trimmed
from tests.support import made


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ('@charset "UTF-8";a{b:c}', '@charset "UTF-8";a{b:c}'),
        (".tabbed-set{a:b}p{c:d}", "p{c:d}"),
        (".critic,p:is(.x,.y) .note{a:b}", "p:is(.x,.y) .note{a:b}"),
        (".md-typeset :is(.admonition,details){a:b}b{c:d}", "b{c:d}"),
        (".a--b:not([hidden]),.a--b:hover{c:d}",) * 2,
        ("@media print{.keys{a:b}}@media print{p{a:b}.keys{a:b}}", "@media print{p{a:b}}"),
        ('@font-face{src:url("}{")}p:after{content:"{;}"}',) * 2,
        (
            ':root{--md-a:url("x;y");--md-b:1px}p{top:var(--md-b)}',
            ":root{--md-b:1px}p{top:var(--md-b)}",
        ),
    ],
)
def test_rules_for_parts_that_no_page_has_are_left_out(css: str, left: str) -> None:
    """A selector of such a part goes, a rule without selectors, a value that nothing asks for."""
    assert trimmed(css) == left


def test_theme_keeps_every_value_that_our_style_asks_for() -> None:
    """What is declared nowhere would silently be nothing."""
    (theme,), (ours,) = made(export_theme()).values(), made(export_styles()).values()
    whole = theme.decode() + ours.decode()
    asked = set(re.findall(r"var\((--[\w-]+)\)", ours.decode()))
    sheets = files("material") / "templates" / "assets" / "stylesheets"
    stock = sum(len(one.read_bytes()) for one in sheets.iterdir() if one.name.endswith(".css"))

    assert {name for name in asked if f"{name}:" not in whole and f"{name}: " not in whole} == set()
    assert len(theme) < 0.6 * stock
