"""The second engine: the same repository built with Zensical says the same, word for word."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.built.opengraph import Value, read_graph
from tests.built.support import Page, Site, listed, read_site, run, words_of
from tests.built.test_policy import header_faults, policy_faults
from tests.support import ROOT

_PARTS = ("data", "docs", "macros", "overrides")
#: Where the engines' themes keep what their own search reads.
_INDEXES = ("search.json", "search_index.*")


@pytest.fixture(scope="session")
def second(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site as Zensical and `handbook export` make it, in a copy of the repository."""
    root = tmp_path_factory.mktemp("zensical")
    for part in _PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, root / part, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for command in (("zensical", "build", "--clean"), ("macros", "export", "site")):
        done = run(*command, cwd=root, url=site.url)
        if done.returncode:
            pytest.fail(done.stdout, pytrace=False)
    return read_site(root / "site", site.url)


def test_both_engines_build_the_same_pages(site: Site, second: Site) -> None:
    """No page is missing from either site."""
    assert set(second.pages) == set(site.pages)


def test_every_article_says_the_same(site: Site, second: Site) -> None:
    """The text of each article is equal, but for white space and the engines' own controls."""
    texts = [
        (page.address, words_of(page.article), words_of(second.pages[page.address].article))
        for page in site.listed
    ]
    unequal = [
        f"{address}: {first_difference(one, other)}"
        for address, one, other in texts
        if one != other
    ]

    assert not unequal, listed(unequal)


def first_difference(one: str, other: str) -> str:
    """The words at the first place where two texts part."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"{one[at - 30 : at + 40]!r} | {other[at - 30 : at + 40]!r}"


def test_pages_of_the_second_engine_have_a_policy_too(second: Site) -> None:
    """`handbook export` writes it for the scripts of whatever theme is there."""
    faults = [*policy_faults(second), *header_faults(second)]

    assert not faults, listed(faults)


def test_every_anchor_is_the_same(site: Site, second: Site) -> None:
    """A link to a part of an article works whichever engine built the site."""
    lost = [
        f"{page.address}#{tag['id']}"
        for page in site.listed
        for tag in page.article.find_all(id=True)
        if str(tag["id"]) not in second.pages[page.address].ids
    ]

    assert not lost, listed(lost)


def test_search_finds_the_same(site: Site, second: Site) -> None:
    """The index is made of our own rendering; the theme's own search is in neither site."""
    for built in (site, second):
        assert not (built.folder / "assets/javascripts/workers").exists()
        assert not [file for name in _INDEXES for file in built.folder.rglob(name)]
        assert "data-finder" in built.pages["/"].html
    pieces = [
        {
            file.relative_to(built.folder): file.read_bytes()
            for file in (built.folder / "assets/search").rglob("*.json")
        }
        for built in (site, second)
    ]

    assert pieces[0] == pieces[1]


def test_machines_are_told_the_same(site: Site, second: Site) -> None:
    """Previews and structured data are equal, whichever template engine wrote them."""
    unequal = [
        f"{page.address}: {one} | {other}"
        for page in site.pages.values()
        for one, other in [(told(page), told(second.pages[page.address]))]
        if one != other
    ]

    assert not unequal, listed(unequal)


def told(page: Page) -> tuple[dict[str, list[Value]], list[dict[str, Any]]]:
    """The Open Graph tags and the JSON-LD of a page."""
    return read_graph(page.soup).values, page.structured


def test_both_engines_get_the_same_cards(site: Site, second: Site) -> None:
    """A card is drawn by the export, so the engine leaves no trace in it."""
    one, other = (
        {file.relative_to(s.folder): file.read_bytes() for file in s.folder.rglob("cards/**/*.png")}
        for s in (site, second)
    )

    assert one == other
    assert len(one) == len(site.listed)


def test_the_api_is_the_same_byte_for_byte(site: Site, second: Site) -> None:
    """Programs that read JSON, tables and feeds see no difference between the engines."""
    files = api(site.folder)

    assert len(files) > 1
    assert api(second.folder) == files


def api(folder: Path) -> dict[str, bytes]:
    """The files of the API and the feeds of a site by path."""
    names = ("api/**/*.json", "api/**/*.csv", "**/feed.xml")
    files = sorted(file for name in names for file in folder.glob(name))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
