"""Every page of the built site: it answers, it is whole, and its parts have their addresses."""

import re
from http.client import HTTPConnection
from itertools import combinations
from urllib.parse import urlsplit

from macros.address.patterns import ROLE_PARTS
from macros.core.handbook import Handbook
from macros.core.pages import read_pages
from macros.files.write import exports
from tests.built.support import (
    Page,
    Site,
    anchors_of,
    bare_headings,
    folded,
    headings,
    level,
    listed,
)
from tests.support import ROOT, real_edition

_FIXED = (
    *("/", "/roles/", "/skills/", "/questions/", "/tools/", "/glossary/", "/sources/"),
    *("/pay/", "/pay/united-states/", "/guides/", "/guides/opening-a-role/"),
    *("/guides/structured-interviews/", "/guides/scoring-and-debrief/", "/api/v1/"),
    *("/compare/", "/kit/", "/work-samples/", "/guides/calibration/", "/guides/evidence/"),
    *("/law/pay-transparency/", "/linking/", "/compose/"),
)
_UNFINISHED = ("{{", "}}", "{%", "{#")
_CODE = re.compile(r"<pre.*?</pre>", re.DOTALL)  # code may well end in two braces
_LARGEST = 125_000  # bytes of an article
_INTERVIEW = 50_000  # a run sheet, or a stage with its scorecard
#: Pages that hold everything of a sort once, by design: bytes of each entry.
_LAW = "/law/pay-transparency/"
_ENTRY = {"/questions/": 1_400, "/sources/": 1_600, "/compare/": 13_000}
_ENTRY |= {"/glossary/": 1_100, _LAW: 3_000}
#: The reference of the API and of the data files grows with the code alone.
_REFERENCE = {"/data/": 170_000, "/contributing/fields/": 150_000}
#: Answers with all their sources, code in three languages, four answers to score each.
_LONG = {
    "/roles/senior-backend-developer/faq/": 135_000,
    "/guides/calibration/": 160_000,
}


def promised(handbook: Handbook) -> list[str]:
    """The permanent addresses of pages and files (docs/contributing/design.md#addresses)."""
    return [
        *_FIXED,
        *(f"/roles/{role}/" for role in handbook.roles),
        *(f"/roles/{role}/{slug}/" for role in handbook.roles for slug, _, _ in ROLE_PARTS),
        *(f"/skills/{skill}/" for skill in handbook.skills),
        *(f"/tools/{category.id}/" for category in handbook.vocabularies.tool_category),
        *(f"/work-samples/{sample}/" for sample in handbook.work_samples),
        *(f"/{path}" for path, _ in exports(real_edition())),
    ]


def test_every_promised_address_answers(served: str, handbook: Handbook) -> None:
    """A request for any address of the design gets the page or file itself, not a redirect."""
    server = HTTPConnection(urlsplit(served).netloc)
    answers = {}
    for address in promised(handbook):
        server.request("GET", address)
        response = server.getresponse()
        answers[address] = (response.status, response.read() != b"")
    server.close()

    assert {address: answer for address, answer in answers.items() if answer != (200, True)} == {}


def test_every_page_of_the_docs_is_built(site: Site) -> None:
    """The site holds the pages of docs/, one for one."""
    written, problems = read_pages(ROOT)

    assert problems == []
    assert {page.address for page in site.listed} == {page.address for page in written.values()}


def test_one_title_heading_a_page(site: Site) -> None:
    """Every page has exactly one h1, and it stands in the article."""
    wrong = [
        page.address
        for page in site.pages.values()
        if not len(page.soup.select("h1")) == len(page.article.select("h1")) == 1
    ]

    assert not wrong, listed(wrong)


def test_heading_levels_are_not_skipped(site: Site) -> None:
    """A heading is at most one level below the one before it."""
    skips = [
        f"{page.address}: {folded(before.get_text())} -> {folded(after.get_text())}"
        for page in site.pages.values()
        for before, after in zip(headings(page.article), headings(page.article)[1:], strict=False)
        if level(after) > level(before) + 1
    ]

    assert not skips, listed(skips)


def test_descriptions_reach_the_reader_whole(site: Site) -> None:
    """No character of a description (a quotation mark, say) ends its attribute early."""
    written, _ = read_pages(ROOT)
    cut = {
        page.address: (page.meta["description"], site.pages[page.address].description)
        for page in written.values()
        if site.pages[page.address].description != page.meta["description"]
    }

    assert cut == {}


def test_nothing_unfinished_is_published(site: Site) -> None:
    """No page shows template marks."""
    left = [
        f"{page.address}: {mark}"
        for page in site.pages.values()
        for mark in _UNFINISHED
        if mark in _CODE.sub("", str(page.article))
    ]

    assert not left, listed(left)


def test_no_section_is_empty(site: Site) -> None:
    """Every heading has something under it."""
    empty = [
        f"{page.address}: {heading}"
        for page in site.listed
        for heading in bare_headings(page.article)
    ]

    assert not empty, listed(empty)


def test_every_part_has_its_anchor_and_copy_link(site: Site, handbook: Handbook) -> None:
    """Each requirement, question, tool, term, FAQ, source and figure can be linked to."""
    missing = [
        address for address in set(anchors_of(handbook)) if not _is_linkable(site.pages, address)
    ]

    assert sorted(missing) == []


def _is_linkable(pages: dict[str, Page], address: str) -> bool:
    """Whether the address's page has its anchor, and a control that copies the link to it."""
    path, _, anchor = address.partition("#")
    page = pages[path]
    control = page.article.select_one(f'a.headerlink[href="#{anchor}"]')
    return anchor in page.ids and control is not None


def test_every_section_heading_has_a_copy_link(site: Site) -> None:
    """A section of a page, but for the letters of the glossary, has its copy-link control."""
    missing = [
        f"{page.address}#{heading['id']}"
        for page in site.listed
        for heading in page.article.select("h1[id], h2[id]:not(.letter)")
        if page.article.select_one(f'a.headerlink[href="#{heading["id"]}"]') is None
    ]

    assert not missing, listed(missing)


def test_no_page_is_heavy(site: Site, handbook: Handbook) -> None:
    """Our part of a page stays under 125 KB, and each entry of a whole list is small."""
    pairs = list(combinations(handbook.roles, 2))
    entries = {"/questions/": handbook.questions, "/sources/": handbook.sources, "/compare/": pairs}
    entries |= {"/glossary/": handbook.terms, _LAW: handbook.places}
    sizes = {page.address: len(str(page.article).encode()) for page in site.pages.values()}
    limits = dict.fromkeys(sizes, _LARGEST) | _REFERENCE | _LONG
    limits |= {address: _INTERVIEW for address in sizes if "/interview/" in address}
    limits |= {address: _ENTRY[address] * len(all) for address, all in entries.items()}

    assert {address: size for address, size in sizes.items() if size >= limits[address]} == {}
