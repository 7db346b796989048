"""The one maker of addresses: what it makes, and that nothing else spells one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.address.patterns import (
    PATTERNS,
    address_at,
    address_of,
    anchor_of,
    path_at,
    readings_of,
)
from tests.support import ROOT, tiny

#: The first parts of addresses. What lies below /assets/ is no address of its own.
_FIRST = "|".join({pattern.split("/")[1] for pattern in PATTERNS.values()} - {"assets"})
#: The name of an entry of a feed is no address: it stays when the page moves. The others are
#: folders of pages.
_NAMES = {"changes/{change.id}", "law/"}
#: Files that the zip for a folder takes along or leaves out, many at once.
_NAMES |= {"check/rules.json", "compose/*.json", "kit/*.json", "questions/*"}
_NAMES |= {"api/v1/{name}.json", "oembed/*"}
_NAMES |= {"roles/*/job-description/*.{suffix}", "embed/embed.js"}
#: An address from the root, or behind the site's; not a file of the repository (data/, docs/).
_SPELLED = re.compile(rf"(\{{(?!DATA|DOCS)[^{{}}]*\}})?(/({_FIRST})|(?!data)({_FIRST}))/")
_LINK = re.compile(r"""(?:href|src)=["'](?:\{\{[^{}]*\}\})?([^"']*)""")
#: The model shows addresses as examples of what people write.
_ROOMS = {"address", "model"}
#: A table of which page leads to which; tests/built/test_links.py follows all of them.
_TABLE = "way_on.py"
_CODE = [
    path
    for path in (ROOT / "macros").rglob("*.py")
    if path.parent.name not in _ROOMS and path.name != _TABLE
]
_TEMPLATES = list((ROOT / "macros").rglob("*.j2"))


def test_entity_stands_for_its_id() -> None:
    """A line of the table takes ids and whatever has one, in the order of the address."""
    tool = tiny().tools["drawer"]

    assert address_of("tool", tool.category, tool) == "/tools/storage/#drawer"
    assert address_of("tool", "storage", "drawer") == "/tools/storage/#drawer"
    assert anchor_of("requirement", "bookkeeping") == "requirement-bookkeeping"


@pytest.mark.parametrize("ids", [(), ("storage",), ("storage", "drawer", "clerk")])
def test_wrong_number_of_ids_is_an_error(ids: tuple[str, ...]) -> None:
    """No address is made with a hole in it, or without something it was given."""
    with pytest.raises(TypeError):
        address_of("tool", *ids)


def test_address_is_read_as_it_was_made() -> None:
    """Reading finds the line an address was made by, with its kinds and ids."""
    kinds = {name: re.findall(r"\{(\w+)\}", pattern) for name, pattern in PATTERNS.items()}
    ids = {name: ["two-words"] * (len(kinds[name]) - 1) + ["last"] for name in PATTERNS}
    made = {name: tuple(zip(kinds[name], ids[name], strict=False)) for name in PATTERNS}
    addresses = {name: address_of(name, *(id for _, id in parts)) for name, parts in made.items()}

    assert {name: dict(readings_of(addresses[name], {}))[name] for name in PATTERNS} == made


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
    assert path_at(address) == path


def test_code_spells_no_address() -> None:
    """Whoever needs an address asks for it, so that it can change in one place."""
    found = [text for file in _CODE for text in texts(file)]

    assert len(found) > 1000
    assert {text for text in found if _SPELLED.match(text)} == _NAMES


def test_templates_spell_no_address() -> None:
    """A link of a template is made by `address_of`, too."""
    links = [link for file in _TEMPLATES for link in _LINK.findall(file.read_text("utf-8"))]

    assert len(links) > 50
    assert [link for link in links if _SPELLED.match(link)] == []


def texts(file: Path) -> Iterator[str]:
    """The texts of a module; what an f-string puts in stands as its code in braces."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inner = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in inner | prose:
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield ast.unparse(node)[2:-1]
