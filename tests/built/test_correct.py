"""Correct it here, on the built site: every link reaches what it says, and none is in the way."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.built.support import Site, listed
from tests.support import REPOSITORY, ROOT

_EDIT = f"{REPOSITORY}/edit/main/"
_LINE = re.compile(rf"{REPOSITORY}/blob/main/(?P<path>data/[^#]+)#L(?P<line>\d+)")


def test_pencil_leads_to_prose(site: Site) -> None:
    """What a page offers to edit is its own text, never a file that holds only macro calls."""
    faults = []
    for page in site.listed:
        targets = [str(link["href"]) for link in page.soup.select(".edit-text")]
        files = [ROOT / target.removeprefix(_EDIT) for target in targets]
        if not files or any(not said(file.read_text(encoding="utf-8")) for file in files):
            faults.append(f"{page.address}: {targets}")

    assert not faults, listed(faults)


def said(text: str) -> str:
    """The words of a Markdown page, run together, without front matter, headings and calls."""
    headings_gone = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\A---.*?\n---\n|\{\{.*?\}\}|\s", "", headings_gone, flags=re.DOTALL)


def test_lines_of_the_data_exist(site: Site) -> None:
    """Every link into a data file names a line that the file has."""
    named = {
        match.group("path", "line") for page in site.listed for match in _LINE.finditer(page.html)
    }
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path, _ in named}

    assert len(named) > len(site.listed)
    assert [place for place in named if int(place[1]) > lengths[place[0]]] == []


def test_every_page_says_how_to_correct_it(site: Site) -> None:
    """From the end of each page a link leads to the ways to correct something."""
    silent = []
    for page in site.listed:
        links = page.article.select(".data-link > a")
        if "/contributing/" not in {urljoin(page.address, str(link["href"])) for link in links}:
            silent.append(page.address)

    assert not silent, listed(silent)


def test_links_to_the_data_are_not_printed(page: Tab) -> None:
    """Paper cannot be pressed, so the links stay on the screen."""
    page.goto("/sources/")
    page.emulate_media(media="print")

    expect(page.locator(".data-link:visible, a[data-search-exclude]:visible")).to_have_count(0)
