"""What a messenger shows for a link: title, description and a picture, for every page."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from macros.core.pages import read_pages
from macros.files.cards import card_path
from tests.built.opengraph import Graph, read_graph
from tests.built.support import Site, found, listed
from tests.support import ROOT

#: Each property a page declares, exactly once.
_DECLARED = {"og:type", "og:site_name", "og:title", "og:description", "og:url", "og:image"}
_PARTS = {"type": "image/png", "width": "1200", "height": "630"}
_NAME = "Backend Hiring Handbook"


def graphs(site: Site) -> dict[str, Graph]:
    """The tags of every page, by its address."""
    return {page.address: read_graph(page.soup) for page in site.listed}


def test_every_page_declares_each_property_once(site: Site) -> None:
    """No page breaks a rule of the protocol, leaves a property out or says one twice."""
    wrong = []
    for address, graph in graphs(site).items():
        counts = {name: len(values) for name, values in graph.values.items()}
        if graph.faults or counts != dict.fromkeys(_DECLARED, 1):
            wrong.append(f"{address}: {graph.faults} {counts}")

    assert not wrong, listed(wrong)


def test_tags_say_what_the_page_says(site: Site) -> None:
    """Title and description are those of the page's front matter, letter for letter."""
    written, _ = read_pages(ROOT)
    told = {
        address: (graph.one("og:title").content, graph.one("og:description").content)
        for address, graph in graphs(site).items()
    }

    assert told == {
        page.address: (page.meta["title"], page.meta["description"]) for page in written.values()
    }


def test_title_is_the_one_of_the_tab(site: Site) -> None:
    """The browser's tab shows the same title, with the handbook's name behind it."""
    shown = {page.address: found(page.soup.title).get_text() for page in site.listed}
    graph = graphs(site)

    assert shown == {a: f"{graph[a].one('og:title').content} - {_NAME}" for a in shown}
    assert {one.one("og:site_name").content for one in graph.values()} == {_NAME}


def test_address_is_the_canonical_one(site: Site) -> None:
    """A preview made of a copy leads to the page itself."""
    told = {address: graph.one("og:url").content for address, graph in graphs(site).items()}

    assert told == {address: urljoin(site.url, address) for address in told}
    assert [a for a, g in graphs(site).items() if g.one("og:type").content == "website"] == ["/"]


def test_picture_is_there_in_the_size_it_claims(site: Site) -> None:
    """The card of the very page, at an absolute address, 1200 x 630, with words for it."""
    wrong = []
    for page in read_pages(ROOT)[0].values():
        image = read_graph(site.pages[page.address].soup).one("og:image")
        size = Image.open(_file(site, image.content)).size
        alt = image.parts.pop("alt")
        if (
            image.content != site.url + card_path(page)
            or image.parts != _PARTS
            or size != (1200, 630)
            or page.meta["title"] not in alt
        ):
            wrong.append(f"{page.address}: {image} {size}")

    assert not wrong, listed(wrong)


def _file(site: Site, url: str) -> Path:
    assert url.startswith(site.url)
    return site.folder / url.removeprefix(site.url)


def test_every_page_asks_for_the_large_card(site: Site) -> None:
    """X shows the picture in full width; it takes the rest from Open Graph."""
    cards = {
        page.address: [tag["content"] for tag in page.soup.select('meta[name="twitter:card"]')]
        for page in site.listed
    }

    assert cards == {address: ["summary_large_image"] for address in cards}


def test_the_page_for_lost_readers_has_no_preview(site: Site) -> None:
    """404.html is no page to share, and building it needs no page."""
    assert read_graph(site.pages["/404.html"].soup).values == {}


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ('<meta property="og:title" content="">', "og:title says nothing"),
        ('<meta property="og:image:width" content="1">', "og:image:width comes before its"),
        (
            '<meta property="og:image" content="x.png"><meta property="og:image:alt" content="a">'
            '<meta property="og:image:alt" content="b">',
            "og:image:alt is given twice",
        ),
        ("", "og:url is missing"),
        ('</head><body><meta property="og:url" content="x">', "og:url stands outside"),
    ],
)
def test_the_reader_sees_faults(head: str, fault: str) -> None:
    """Tags that a consumer would drop are named."""
    faults = read_graph(BeautifulSoup(f"<html><head>{head}", "html.parser")).faults

    assert any(fault in one for one in faults)


def test_the_reader_keeps_arrays_apart() -> None:
    """Each of two pictures has the width that follows it, as in the protocol's own example."""
    html = """<head><meta property="og:image" content="https://example.com/rock.jpg">
    <meta property="og:image:width" content="300"><meta property="og:image:height" content="300">
    <meta property="og:image" content="https://example.com/rock2.jpg">
    <meta property="og:image" content="https://example.com/rock3.jpg">
    <meta property="og:image:height" content="1000"></head>"""
    images = read_graph(BeautifulSoup(html, "html.parser")).values["og:image"]

    assert [image.parts for image in images] == [
        {"width": "300", "height": "300"},
        {},
        {"height": "1000"},
    ]
