"""Tables whose rows become cards on a phone: each cell says of which column it is."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)((?: [^<>]*)?)>")


def labeled(rows: str, columns: Iterable[str]) -> Markup:
    """The rows of a table with the name of its column on every cell but those that head a row.

    A cell over several columns needs no name: it says something of the whole row.
    """
    names = [escape(name) for name in columns]
    return Markup(_ROW.sub(lambda row: "".join(_cells(row[0], names)), rows))  # noqa: S704 - ours


def _cells(row: str, names: list[Markup]) -> Iterator[str]:
    at = 0
    for number, cell in enumerate(_CELL.finditer(row)):
        yield row[at : cell.end() - 1]
        if cell[1] == "td" and "colspan" not in cell[2] and number < len(names):
            yield f' data-label="{names[number]}"'
        yield ">"
        at = cell.end()
    yield row[at:]
