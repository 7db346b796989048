"""What the site answers, computed without building it: which ids are promises."""

from dataclasses import replace

import pytest

from macros.address.patterns import address_at
from macros.core.pages import parse_page
from macros.render.addresses import addresses_of, anchors_in
from tests.support import tiny_edition

_FILES = ("api/v1/tools.json", "embed/index.html", "assets/cards/a.png", "_redirects", ".x")


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        pytest.param("## A part {#part}\n", ["part"], id="a heading"),
        pytest.param("### A part {#part .style}\n", ["part"], id="a heading with a class"),
        pytest.param("-   ### A part {#part}\n", ["part"], id="a heading in a list"),
        pytest.param("# The page\n", [], id="the title, whose id is the engine's"),
        pytest.param('<li id="one">x</li>', ["one"], id="a line"),
        pytest.param('<tr id="one"><td>x</td></tr>', ["one"], id="a row"),
        pytest.param('<h2 id="a--b">x</h2>', ["a--b"], id="a pair"),
        pytest.param('<input id="field">', [], id="a field"),
        pytest.param('<label id="one">x</label><p id="two">x</p>', ["two"], id="a label"),
        pytest.param('<form><p id="hint">x</p></form><p id="b">x</p>', ["b"], id="in a form"),
        pytest.param(
            '<div hidden><div><p id="a">x</p></div><p id="b">x</p></div><p id="c">x</p>',
            ["c"],
            id="in something hidden",
        ),
        pytest.param('<svg><g id="axis"></g></svg><p id="b">x</p>', ["b"], id="in a drawing"),
        pytest.param('<p id="count" role="status"></p>', [], id="a status"),
        pytest.param('<ul id="found" aria-live="polite"></ul>', [], id="a live list"),
        pytest.param('<h2 id="letter-a" data-fleeting>A</h2>', [], id="a letter"),
        pytest.param('<p id="__search">x</p>', [], id="the theme's own"),
    ],
)
def test_anchor_is_promised_when_its_id_stands_on_something_to_read(
    text: str, anchors: list[str]
) -> None:
    """Headings, lines and rows are addresses; what serves scripts and labels is none."""
    assert anchors_in(text) == set(anchors)


def test_anchors_of_a_page_are_its_own_and_those_of_its_macros() -> None:
    """Prose, macro calls and nothing that only stands in a sample of code."""
    page = parse_page(
        "---\ntitle: Page\ndescription: About it.\n---\n\n## Tools {#tools}\n\n"
        '```\n## Not this {#sample}\n```\n\n{{ tool_category("storage") }}\n',
        path="a/page.md",
    )
    edition = replace(tiny_edition(), pages={page.path: page})
    found = addresses_of(edition, _FILES)

    assert found.pages == {"/a/page/": {"tools", "drawer"}}
    assert found.files == {"/api/v1/tools.json", "/embed/"}
    assert sorted(found.all()) == [
        *("/a/page/", "/a/page/#drawer", "/a/page/#tools", "/api/v1/tools.json", "/embed/"),
    ]
    assert found.answers("/a/page/#drawer")
    assert found.answers("/embed/")
    assert not found.answers("/a/page/#sample")
    assert not found.answers("/embed/#top")


def test_macro_with_nothing_to_show_is_kept_with_its_reason() -> None:
    """The call, where it stands, and what the macro says, for the check to tell."""
    page = parse_page(
        '---\ntitle: Page\ndescription: About it.\n---\n\n{{ role_changes("clerk") }}\n',
        path="a.md",
    )
    ((call, reason),) = addresses_of(replace(tiny_edition(), pages={"a.md": page}), ()).refused

    assert (call.name, call.place.line) == ("role_changes", 6)
    assert "is based on no other role" in reason


@pytest.mark.parametrize(
    ("first", "second", "ids"),
    [
        ("## The drawer {#drawer}", 'tool_category("storage")', ["drawer"]),
        ('{{ tool_category("storage") }}', 'tool_category("storage")', ["drawer"]),
        ('<input id="field-company">', "composer()", ["field-company"]),
        ("## Another {#another}", 'tool_category("storage")', []),
    ],
)
def test_id_that_a_page_has_already_is_kept_with_the_call(
    first: str, second: str, ids: list[str]
) -> None:
    """Headings, calls and fields count, whether their ids are promised or not."""
    page = parse_page(
        f"---\ntitle: Page\ndescription: About it.\n---\n\n{first}\n\n{{{{ {second} }}}}\n",
        path="a.md",
    )
    found = addresses_of(replace(tiny_edition(), pages={"a.md": page}), ())

    assert [(call.place.line, id) for call, id in found.repeated] == [(8, id) for id in ids]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "/"),
        ("embed/index.html", "/embed/"),
        ("roles/clerk.html", "/roles/clerk.html"),
        ("an-index.html", "/an-index.html"),
    ],
)
def test_exported_page_answers_at_its_folder(path: str, address: str) -> None:
    """An index.html is asked for without its name, as every server does it."""
    assert address_at(path) == address
