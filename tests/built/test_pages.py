"""Every page of the built site: it answers, it is whole, and its parts have their addresses."""

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from macros.address.patterns import ROLE_PARTS, path_at
from macros.core.handbook import Handbook
from macros.core.pages import read_pages
from macros.files.write import exports
from tests.audit import Packing, packed
from tests.built.support import (
    Page,
    Server,
    Site,
    anchors_of,
    bare_headings,
    folded,
    headings,
    kinds_of_page,
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
_LARGEST = 60_000  # bytes of a page
#: Longer pages, and why; what is above 100 KB waits to be told on several pages.
_LONGER = {
    "all entries of a kind stand on one page, so that their anchors stay": {
        "/sources/": 330_000,
        "/glossary/": 260_000,
        "/law/pay-transparency/": 165_000,
        "/questions/": 100_000,
        "/compare/": 170_000,
        "/check/rules/": 80_000,
        "/changes/": 70_000,
    },
    "all answers with their sources, told once more to programs": {
        r"/roles/[a-z-]+/faq/": 185_000,
    },
    "a run sheet, or a stage with its questions and its scorecard": {
        r"/roles/[a-z-]+/interview/([a-z-]+/)?": 100_000,
        r"/roles/[a-z-]+/trace/": 100_000,
    },
    "a reference that grows with the code alone": {
        "/data/": 215_000,
        "/contributing/fields/": 200_000,
        "/contributing/errors/": 145_000,
        "/contributing/design/": 65_000,
    },
    "answers in full, to score": {"/guides/calibration/": 185_000},
    "long strings, one for each engine": {r"/roles/[a-z-]+/search/": 95_000},
    "all questions of a skill, in full": {r"/skills/[a-z-]+/": 105_000},
    "all tools of a category, in full": {r"/tools/[a-z-]+/": 115_000},
    "all that a role is, on one page": {r"/roles/[a-z-]+/": 90_000},
    "code that is read with its solution": {r"/work-samples/[a-z-]+/": 85_000},
    "snippets for every part that can be embedded": {"/linking/": 70_000},
    "every line with its example": {r"/roles/[a-z-]+/responsibilities/": 65_000},
    "a chart and a table of every series": {"/pay/united-states/": 65_000},
    "a form with every field and a text": {"/compose/": 80_000},
    "the text twice: with blanks, and as an example": {r"/roles/[a-z-]+/job-description/": 65_000},
}
#: What a first visit costs before anybody searches: packed bytes and requests.
_FRONT, _ANY = (115_000, 16), (150_000, 20)
#: Those that may ask for more, and why.
_ASKING = {
    "/kit/": (190_000, 40),  # what every question tests, and the engine that reads a posting
    "/compose/": (240_000, 40),  # the rules of the checker, its engine, and every format
    "/check/": (205_000, 26),  # the rules, and the engine
    # Everything of a kind
    **dict.fromkeys(("/glossary/", "/questions/", "/sources/"), (170_000, 24)),
    "/guides/calibration/": (160_000, 20),
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
        address
        for address in set(anchors_of(handbook))
        if not _is_linkable(site.pages, address)
        and not address.startswith("/questions/#")  # its script adds the control (test_copying.py)
    ]

    assert sorted(missing) == []


def _is_linkable(pages: dict[str, Page], address: str) -> bool:
    """Whether the address's page has its anchor, and a control that copies the link to it."""
    path, _, anchor = address.partition("#")
    page = pages[path]
    control = page.article.select_one(f'a.headerlink[href="#{anchor}"]')
    return anchor in page.ids and control is not None


def test_every_section_heading_has_a_copy_link(site: Site) -> None:
    """Each section of a page has its copy-link control; those of the bank come by script."""
    missing = [
        f"{page.address}#{heading['id']}"
        for page in site.listed
        for heading in page.article.select("h1[id], h2[id]:not(.letter):not(:has(+ .bank))")
        if page.article.select_one(f'a.headerlink[href="#{heading["id"]}"]') is None
    ]

    assert not missing, listed(missing)


def test_no_page_is_heavy(site: Site) -> None:
    """A page has 60 KB of HTML at most, unless it is named with its reason and a limit."""
    limits = [limit for pages in _LONGER.values() for limit in pages.items()]
    heavy = {
        page.address: size
        for page in site.pages.values()
        for size in [len(page.html.encode())]
        if size
        > max(
            (most for pattern, most in limits if re.fullmatch(pattern, page.address)),
            default=_LARGEST,
        )
    }

    assert heavy == {}


def test_first_visit_is_light(browser: Browser, site: Site, handbook: Handbook) -> None:
    """No page of any kind asks for more than its share, packed, before anybody searches."""
    heavy = {}
    with Server(site.folder, Packing) as server:
        for address in kinds_of_page(handbook):
            asked = requests(browser, server.url, address)
            files = [file for path in asked if (file := site.folder / path).is_file()]
            size = sum(len(packed(file)[1]) for file in files)
            bytes, most = _ASKING.get(address, _FRONT if address == "/" else _ANY)
            if size > bytes or len(asked) > most:
                heavy[address] = (size, len(asked))

    assert heavy == {}


def requests(browser: Browser, url: str, address: str) -> list[str]:
    """The files that a page asks for, the index and the engine of the theme's search left out."""
    with browser.new_context() as context:
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url.removeprefix(url)))
        page.goto(f"{url}{address[1:]}")
        page.locator("html[data-ready]").wait_for(state="attached")
    paths = (path_at(f"/{path.partition('?')[0]}") for path in asked if ":" not in path)
    return [
        path for path in paths if not path.startswith("search/") and "workers/search" not in path
    ]
