"""The rooms of macros/: which one may import which, so that the way of the data has no way back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

#: A room may import itself and the rooms before it (HACKING.md draws the picture).
ORDER = (
    *("model", "core", "address", "tell", "posting", "lint"),
    *("public", "render", "search", "files", "checks", "site"),
)
MACROS = ROOT / "macros"


def imported(file: Path) -> Iterator[str]:
    """The rooms whose modules a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] + [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("macros."))


def test_every_module_has_a_room() -> None:
    """Only the entry points lie loose in macros/; each folder is a room of the order."""
    assert {file.name for file in MACROS.glob("*.py")} == {"__init__.py", "__main__.py"}
    assert {file.parent.name for file in MACROS.glob("*/__init__.py")} == set(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_room_imports_only_rooms_before_it(room: str) -> None:
    """No import leads back: what is read knows nothing of what is shown."""
    allowed = ORDER[: ORDER.index(room) + 1]
    later = {
        f"{file.relative_to(ROOT)} imports {other}"
        for file in (MACROS / room).rglob("*.py")
        for other in imported(file)
        if other in ORDER and other not in allowed
    }

    assert later == set()


def test_files_are_short_enough_to_know() -> None:
    """No module has over 400 lines, be it of tests: it is split by what it is about."""
    files = [*MACROS.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    sizes = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}

    assert [str(file.relative_to(ROOT)) for file in files if sizes[file] > 400] == []


def test_functions_are_short_enough_to_know() -> None:
    """No function of ours has over 25 lines, its docstring left out."""
    long = [
        f"{file.relative_to(ROOT)}: {node.name}, {_lines(node)} lines"
        for file in MACROS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and _lines(node) > 25
    ]

    assert long == []


def test_templates_are_laid_out_in_lines() -> None:
    """No line of a template is wider than 120 columns: a row, a cell, a list item stands alone."""
    files = [*MACROS.rglob("*.j2"), *(ROOT / "overrides").rglob("*.html")]
    wide = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 120
    ]

    assert len(files) > 50
    assert wide == []


def _lines(function: ast.FunctionDef) -> int:
    """The lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0
