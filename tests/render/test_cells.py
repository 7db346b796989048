"""Rows that become cards: each cell says of which column it is."""

import pytest

from macros.render.cells import labeled


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("<tr><th>a</th><td>b</td></tr>", '<tr><th>a</th><td data-label="Two">b</td></tr>'),
        ('<tr id="x"><td>a</td></tr>', '<tr id="x"><td data-label="One">a</td></tr>'),
        (
            '<tr>\n<th scope="row">a</th>\n<td class="num">b</td><td>c</td>\n</tr>',
            '<tr>\n<th scope="row">a</th>\n<td class="num" data-label="Two">b</td>'
            '<td data-label="A &amp; b">c</td>\n</tr>',
        ),
        ('<tr><th>a</th><td colspan="2">b</td></tr>',) * 2,
        ("<tr><th>a</th><td></td></tr>", '<tr><th>a</th><td data-label="Two"></td></tr>'),
    ],
)
def test_cell_has_the_name_of_its_column(row: str, said: str) -> None:
    """Heads of rows and cells over several columns need none; what is between stays as it is."""
    assert labeled(row * 2, ["One", "Two", "A & b"]) == said * 2
