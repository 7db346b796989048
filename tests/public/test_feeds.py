"""The feeds: what RFC 4287 requires, absolute addresses, and the changes that concern a reader."""

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from macros.core.credit import NAME
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.public.feeds import atom, export_feeds, feeds
from tests.support import SITE_URL, made, real, real_edition, tiny_edition

EDITIONS = {"real": real_edition, "dummy": tiny_edition}
FEEDS = [
    pytest.param(book, feed.path, id=f"{book}: {feed.path}")
    for book, edition in EDITIONS.items()
    for feed in feeds(edition().handbook, NAME)
]
each_feed = pytest.mark.parametrize(("book", "path"), FEEDS)
#: RFC 4287, 4.1.1 and 4.1.2: elements that a feed and an entry have exactly once.
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
#: Elements that a feed and an entry may have at most once.
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
#: Elements that may be repeated.
REPEATED = {
    "feed": ("author", "category", "contributor", "link", "entry"),
    "entry": ("author", "category", "contributor", "link"),
}


@cache
def documents(book: str) -> dict[str, bytes]:
    """Every feed of a handbook, by path."""
    return made(export_feeds(EDITIONS[book]()))


def parsed(book: str, path: str) -> Tag:
    """A feed, read by a parser that did not write it (libxml2)."""
    soup = BeautifulSoup(documents(book)[path], "xml")
    roots = [child for child in soup.children if isinstance(child, Tag)]
    assert [root.name for root in roots] == ["feed"]

    return roots[0]


def children(element: Tag, name: str = "") -> list[Tag]:
    """The elements directly inside another, of one name or all."""
    inner = [child for child in element.children if isinstance(child, Tag)]
    return [child for child in inner if not name or child.name == name]


def text_of(element: Tag, name: str) -> str:
    (child,) = children(element, name)
    return child.get_text()


def entries(book: str, path: str) -> list[Tag]:
    return children(parsed(book, path), "entry")


def links(element: Tag, relation: str) -> list[str]:
    return [str(link["href"]) for link in children(element, "link") if link["rel"] == relation]


@each_feed
def test_feed_has_the_elements_that_the_rfc_requires(book: str, path: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: each element as often as it may stand, in Atom's namespace."""
    root = parsed(book, path)
    for element in (root, *children(root, "entry")):
        count = Counter(child.name for child in children(element))

        assert [name for name in ONCE[element.name] if count[name] != 1] == []
        assert [name for name in AT_MOST_ONCE[element.name] if count[name] > 1] == []
        known = {*ONCE[element.name], *AT_MOST_ONCE[element.name], *REPEATED[element.name]}
        assert set(count) <= known
    assert {tag.namespace for tag in (root, *root.find_all(True))} == {
        "http://www.w3.org/2005/Atom"
    }


@each_feed
def test_feed_names_its_author(book: str, path: str) -> None:
    """RFC 4287, 4.1.1 and 3.2: an author on the feed stands for its entries, and has a name."""
    (author,) = children(parsed(book, path), "author")

    assert text_of(author, "name") == "Backend Hiring Handbook"
    assert text_of(author, "uri") == SITE_URL


@each_feed
def test_ids_are_universal_and_stand_once(book: str, path: str) -> None:
    """RFC 4287, 4.2.6: ids are IRIs, unlike each other, and say nothing of the site's address."""
    root = parsed(book, path)
    ids = [text_of(element, "id") for element in (root, *children(root, "entry"))]

    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id)] == []


@each_feed
def test_dates_are_midnights_of_the_data(book: str, path: str) -> None:
    """RFC 4287, 3.3: dates as in RFC 3339, with T, a zone, and no day after the feed's own."""
    root = parsed(book, path)
    days = [
        text_of(entry, name) for entry in entries(book, path) for name in ("updated", "published")
    ]

    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day) for day in days)
    assert all(datetime.fromisoformat(day) for day in days)
    assert text_of(root, "updated") == max(days)
    assert days == sorted(days, reverse=True)


@each_feed
def test_feed_links_to_itself_and_to_its_page(book: str, path: str) -> None:
    """RFC 4287, 4.1.1: one self link, at most one alternate of a type; all addresses absolute."""
    root = parsed(book, path)
    pages = {SITE_URL.rstrip("/") + page.address for page in EDITIONS[book]().pages.values()}
    every = [str(link["href"]) for link in root.find_all("link")]

    assert links(root, "self") == [SITE_URL + path]
    assert len(links(root, "alternate")) == 1
    assert set(links(root, "alternate")) <= pages
    assert [href for href in every if not urlsplit(href).netloc] == []


@each_feed
def test_entry_links_to_its_permanent_address(book: str, path: str) -> None:
    """Each entry has one alternate link, to its anchor on the page of changes."""
    changes = EDITIONS[book]().handbook.changes
    found = [links(entry, "alternate") for entry in entries(book, path)]

    assert all(len(one) == 1 for one in found)
    assert {one[0].removeprefix(f"{SITE_URL}changes/#") for one in found} <= set(changes)


@each_feed
def test_feed_has_the_changes_that_concern_its_readers(book: str, path: str) -> None:
    """The handbook's feed has all; a role's has its own and those about everybody."""
    handbook = EDITIONS[book]().handbook
    role = path.split("/")[1] if path.startswith("roles/") else ""
    wanted = [
        change.title
        for change in handbook.changes.values()
        if not role or not change.roles or role in change.roles
        if not path.startswith("api/") or change.api_version
    ]

    assert [text_of(entry, "title") for entry in entries(book, path)] == wanted
    assert wanted


@each_feed
def test_content_is_escaped_html_with_absolute_links(book: str, path: str) -> None:
    """RFC 4287, 3.1.1.2: HTML is escaped; it says what the page says, and links the site."""
    changes = list(EDITIONS[book]().handbook.changes.values())
    by_title = {change.title: change for change in changes}
    for entry in entries(book, path):
        (content,) = children(entry, "content")
        html = BeautifulSoup(content.get_text(), "html.parser")

        assert content["type"] == "html"
        assert children(content) == []
        assert html.get_text() == inline(by_title[text_of(entry, "title")].text).striptags()
        assert all(str(link["href"]).startswith("https://") for link in html.find_all("a"))


def test_markup_in_a_title_stays_text() -> None:
    """Ampersands and angle brackets of the data arrive as they were written."""
    entry = entries("dummy", "feed.xml")[0]

    assert text_of(entry, "title") == "Pigeons & papers"
    assert "2 &lt; 3" in text_of(entry, "content")
    assert f'href="{SITE_URL}roles/senior-clerk/"' in text_of(entry, "content")
    assert links(entry, "related") == [f"{SITE_URL}tools/post/#pigeon"]


def test_entry_has_one_id_in_every_feed() -> None:
    """A reader who follows two feeds meets a change once."""
    ids: dict[str, set[str]] = {}
    for path in documents("real"):
        for entry in entries("real", path):
            ids.setdefault(links(entry, "alternate")[0], set()).add(text_of(entry, "id"))

    assert {len(one) for one in ids.values()} == {1}
    assert len(ids) == len(real().changes)


def test_ids_stay_when_the_site_moves(dummy: Handbook) -> None:
    """RFC 4287, 4.2.6: an id does not change when a feed is published elsewhere."""
    feed = next(feeds(dummy, NAME))
    one, other = (atom(feed, f"https://{host}.example/", NAME) for host in ("a", "b"))

    assert re.findall(b"<id>.*</id>", one) == re.findall(b"<id>.*</id>", other)
    assert one != other


def test_ids_of_shipped_entries_are_what_they_were(dummy: Handbook) -> None:
    """A change of how ids are made would show every entry anew to everybody."""
    document = made(export_feeds(tiny_edition()))["feed.xml"].decode()

    assert "urn:uuid:b5521c9e-ef25-5be2-ba6c-0a74ca8dcc18" in document


def test_feed_without_changes_is_still_a_feed(dummy: Handbook) -> None:
    """A role about which nothing was said yet has a feed that answers."""
    feed = replace(next(feeds(dummy, NAME)), changes=())
    root = BeautifulSoup(atom(feed, SITE_URL, NAME), "xml").feed

    assert root is not None
    assert text_of(root, "updated") == "2026-01-01T00:00:00Z"
    assert children(root, "entry") == []
