"""The site's one stylesheet: every part is in it, in an order in which later rules may win."""

from importlib.resources import files

from macros.files.styles import export_styles
from tests.support import made


def test_every_part_is_in_the_one_stylesheet_and_paper_has_the_last_word() -> None:
    """No rule of a part is left out; comments and indents are."""
    (sheet,) = made(export_styles()).values()
    parts = list((files("macros.files") / "style_files").iterdir())
    text = sheet.decode()

    assert text.startswith("@font-face")
    assert text.rindex("@media print") > max(text.index(mark) for mark in (".check", ".law"))
    assert text.count("{") == sum(part.read_text("utf-8").count("{") for part in parts)
    assert "/*" not in text
    assert "\n " not in text
