"""The real site with hostile values in its data: nothing runs, loads, leads away or is lost.

What strangers may send is what the check accepts. So every text of every record gets a value
that would do harm where it becomes markup, the check takes out what it refuses, and what is
built from the rest is read by parsers and by a real browser.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, expect
from playwright.sync_api import Page as Browsed

from macros.core.handbook import Handbook, assemble
from macros.core.load import load
from macros.core.text import texts
from tests.built.support import Server, Site, folded, kinds_of_page, listed, read_site, run
from tests.planting import FOREIGN, LINKED, Plant, copy_repository, plant
from tests.render.test_render_safety import as_page
from tests.support import ROOT

pytestmark = pytest.mark.slow
#: Where an element is fetched from, or what it sends to.
_FETCHED = ("src", "srcset", "action", "formaction", "poster", "data", "background", "ping")
_RUN = ("javascript:", "data:", "vbscript:")
#: What inline Markdown of the data makes, and blanks in brackets: their number follows the words.
_INLINE = ("code", "em", "strong", "a", "mark")
#: A longer title makes a search string of more parts.
_PARTED = "/search/index.html"
#: Events that handlers wait for, of which none is asked of a reader.
_EVENTS = ("mouseover", "focus", "click")


class Elements(HTMLParser):
    """The elements of a document: their shapes, ids and links, and what would run or load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shapes: Counter[tuple[str, ...]] = Counter()
        self.ids: set[str] = set()
        self.hosts: set[str] = set()
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.shapes[tag, *sorted({name for name, _ in attrs})] += 1
        for name, value in attrs:
            target = "".join((value or "").split()).casefold()
            fetched = name in _FETCHED or (name == "href" and tag not in ("a", "link"))
            if name == "id":
                self.ids.add(value or "")
            if name.startswith("on") or target.startswith(_RUN):
                self.faults.append(f'<{tag} {name}="{value}">')
            if fetched and "//" in target:
                self.faults.append(f'<{tag} {name}="{value}"> is fetched from elsewhere')
            if name == "href":
                self.hosts.add(urlsplit(target).netloc)


@dataclass(frozen=True)
class Hostile:
    """The site that was built, what it was built from, and where it answers."""

    root: Path
    plants: list[Plant]
    site: Site

    @property
    def planted(self) -> list[Plant]:
        """The texts that stand there now."""
        return [one for one in self.plants if one.choices]

    @cached_property
    def book(self) -> Handbook:
        """What the pages and exports were made of."""
        return assemble(load(self.root))

    def elements(self) -> Iterator[tuple[str, Elements]]:
        """Every document of the site, pages and embedded parts alike, by its path."""
        for file in sorted(self.site.folder.rglob("*.html")):
            name = f"/{file.relative_to(self.site.folder).as_posix()}"
            yield name, Elements(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """The real repository with hostile data, built strictly and served."""
    root = tmp_path_factory.mktemp("hostile")
    copy_repository(root)
    plants = plant(root)
    server = Server(root / "built")
    done = run("mkdocs", "build", "--strict", "-d", "built", cwd=root, url=server.url)
    if done.returncode:
        pytest.fail(done.stdout, pytrace=False)
    yield Hostile(root, plants, read_site(root / "built", server.url))
    server.server_close()


def field_of(one: Plant) -> tuple[str, ...]:
    """The field that a text stands in, whichever record, item and key of an example it is."""
    steps = [step for step in one.location if isinstance(step, str)]
    end = steps.index("example") + 1 if "example" in steps else None
    return (one.path.split("/")[1], *steps[:end])


def test_every_field_is_planted(hostile: Hostile) -> None:
    """Most texts hold something hostile, and so do all fields but a few that sums keep short."""
    letters = "characters"  # the checker's alphabet has a field for each letter, and no room
    fields = {field_of(one) for one in hostile.plants if letters not in one.location}
    bare = fields - {field_of(one) for one in hostile.planted}

    assert len(hostile.planted) > 0.8 * len(hostile.plants) > 5000
    assert len(bare) < 0.05 * len(fields), listed(sorted(bare))


def test_what_is_accepted_leads_nowhere_by_itself(hostile: Hostile) -> None:
    """Outside of code, no picture and no link to the foreign host was accepted."""
    known = {host for _, document in hostile.elements() for host in document.hosts}

    assert FOREIGN not in known
    assert LINKED in known


def test_no_element_is_made_of_a_text(hostile: Hostile, site: Site) -> None:
    """No document has a handler, a scheme that runs, a foreign source, or one element more.

    Nor has it an anchor less than the site as it is, whose anchors are all that are promised.
    """
    faults: list[str] = []
    for name, document in hostile.elements():
        clean = Elements((site.folder / name[1:]).read_text(encoding="utf-8"))
        more = Counter() if name.endswith(_PARTED) else document.shapes - clean.shapes
        lost = clean.ids - document.ids
        faults += [f"{name}: {fault}" for fault in (*document.faults, *more, *sorted(lost))]

    assert not faults, listed(faults)


def strings(value: Any) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_json_holds_the_values_to_the_letter(hostile: Hostile) -> None:
    """Every JSON file and every block of data on a page parses, and texts come out unchanged."""
    folder, book = hostile.site.folder, hostile.book
    read = {file: json.loads(file.read_text("utf-8")) for file in folder.rglob("*.json")}
    told = {text for file in (folder / "api").rglob("*.json") for text in strings(read[file])}
    blocks = {text for page in hostile.site.listed for text in strings(page.structured)}
    asked = (*book.terms.values(), *book.questions.values(), *book.changes.values())
    public = (text for one in asked for at, text in texts(one) if at[0] != "asked")
    missing = [text for text in public if text not in told]

    assert not missing, listed(missing)
    assert {term.title for term in book.terms.values()} <= blocks


def test_feeds_and_site_map_are_xml(hostile: Hostile) -> None:
    """They are well-formed, and entries have the titles of the data and links of this site."""
    parsed = {file: ET.parse(file).getroot() for file in hostile.site.folder.rglob("*.xml")}  # noqa: S314
    feed = parsed[hostile.site.folder / "feed.xml"]
    shown = {one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")}
    links = {one.get("href", "") for one in feed.iter("{http://www.w3.org/2005/Atom}link")}

    assert len(parsed) > 5
    assert {change.title for change in hostile.book.changes.values()} <= shown
    assert [link for link in links if not link.startswith(hostile.site.url)] == []


def test_documents_open_and_hold_the_texts(hostile: Hostile) -> None:
    """Every Word document opens, has no link or picture from elsewhere, and says what it should."""
    book, said = hostile.book, set[str]()
    for file in hostile.site.folder.rglob("*.docx"):
        said |= {folded(paragraph.text) for paragraph in docx.Document(str(file)).paragraphs}
        with ZipFile(file) as parts:
            relations = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
        assert [one for one in relations if b'TargetMode="External"' in one] == [], file.name

    assert {folded(role.title) for role in book.roles.values()} <= said


def test_no_cell_is_a_formula(hostile: Hostile) -> None:
    """Every table is CSV with equal rows, and no cell begins as spreadsheets' formulas do."""
    for file in hostile.site.folder.rglob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))

        assert len({len(row) for row in rows}) == 1, file.name
        assert [cell for row in rows for cell in row if cell.startswith(tuple("=+@\t\r"))] == []


class Watched:
    """A browser's context and what it was made to do that no page of ours does."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.page, self.seen = context.new_page(), list[str]()
        self.page.on("dialog", self._spoke)
        self.page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        context.on("request", lambda request: self._asked(request.url, own))

    def _spoke(self, dialog: Dialog) -> None:
        self.seen.append("dialog")
        dialog.dismiss()

    def _asked(self, address: str, own: str) -> None:
        if not address.startswith((own, "data:", "blob:")):
            self.seen.append(address)

    def open(self, address: str) -> Browsed:
        """Open a page, and let everything on it happen that a handler may wait for."""
        self.page.goto(address)
        self.page.evaluate(
            """events => {
              document.addEventListener("click", event => event.preventDefault());
              for (const one of document.querySelectorAll("article, article *"))
                for (const name of events) if (name != "click" || one.localName == "a")
                  one.dispatchEvent(new Event(name, { bubbles: name == "click", cancelable: true }))
            }""",
            _EVENTS,
        )
        schemes = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
        self.seen += sorted(set(schemes) - {"http:", "https:", "mailto:"})
        return self.page


@pytest.fixture
def watched(
    hostile: Hostile, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Watched]:
    """A browser in which nothing is expected to happen."""
    with browser.new_context(**browser_context_args) as context:
        yield Watched(context, hostile.site.url)


def test_nothing_happens_on_any_kind_of_page(hostile: Hostile, watched: Watched) -> None:
    """No dialog, no error and no request to another host, whatever is touched."""
    root = hostile.site.url.rstrip("/")
    embeds = sorted(hostile.site.folder.glob("embed/*/*/index.html"))[:4]
    addresses = [f"/{file.parent.relative_to(hostile.site.folder)}/" for file in embeds]
    addresses += [*kinds_of_page(hostile.book), "/law/pay-transparency/", "/embed/"]
    for address in addresses:
        watched.open(root + address)

        assert watched.seen == [], address


def test_nothing_happens_in_the_tools(hostile: Hostile, watched: Watched) -> None:
    """Searching, composing, checking, filtering, comparing and building a kit show texts alone."""
    root, book = hostile.site.url, hostile.book
    attack = "</textarea><img src=x onerror=alert(1)> [a](javascript:alert(1)) \"onclick='alert(1)'"
    page = watched.page
    page.goto(root)
    for words in ("backend", "alert", "onerror"):
        page.locator(".finder__field").fill(words)
        expect(page.locator("[data-finder]")).to_have_attribute("aria-busy", "false")
        expect(page.locator("[data-search-result]").first).to_be_visible()
    page = watched.open(f"{root}compose/")
    page.locator("[data-compose] [name=role]").select_option(book.ladder()[-1].id)
    page.locator("[data-compose] [name=title]").fill(attack)
    expect(page.locator(".advert-title")).to_have_text(attack)
    page = watched.open(f"{root}check/?role={book.ladder()[-1].id}")
    advert = (ROOT / "tests/lint/postings/corporate.txt").read_text(encoding="utf-8")
    lines = [advert, attack, *(phrase.words[0] for phrase in book.phrases.values())]
    page.get_by_role("textbox", name="The job ad").fill("\n".join(lines))
    expect(page.locator("[data-check-findings]")).not_to_be_empty()
    page = watched.open(f"{root}questions/?words=alert")
    expect(page.locator(".bank > li > [id]").first).to_be_attached()
    page = watched.open(f"{root}compare/?from={book.ladder()[0].id}&to={book.ladder()[-1].id}")
    expect(page.locator("[data-differences] td").last).to_be_attached()
    watched.open(f"{root}kit/?role={book.ladder()[-1].id}&minutes=60")
    watched.open(f"{root}law/pay-transparency/")

    assert watched.seen == []


def test_an_unsafe_heading_would_be_seen(watched: Watched) -> None:
    """A title that Markdown reads is told by the parser and by the browser."""
    title = "`a`{onmouseover=alert(1)} ![b](http://127.0.0.1:1/c.png) [d](javascript:1)"
    unsafe = as_page(f"## {title}")
    found = Elements(unsafe)
    body = f"<article>{unsafe}</article>"
    watched.page.route("**/unsafe", lambda route: route.fulfill(body=body))
    watched.open("http://localhost/unsafe")

    assert len(found.faults) == 3
    assert found.shapes["img", "alt", "src"] == 1
    assert {"dialog", "javascript:", "http://127.0.0.1:1/c.png"} <= set(watched.seen)
