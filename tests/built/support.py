"""What the tests of the built site share: how a site is built, served and read."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from playwright.sync_api import Page as Browsed
from pypdf import PdfReader

from macros.address.patterns import ROLE_PARTS
from macros.core.handbook import Handbook
from macros.model.reference import Faq
from macros.tell.search_strings import BREADTHS
from tests.support import DUMMY, REPOSITORY, ROOT, spoil

#: The environment's name for the address that all workers build for, and the folder behind it.
SERVED = "HANDBOOK_TESTS_SERVED"
#: What a page of the theme has and a document for other sites has not.
_THEMED = '<article class="md-content__inner'
#: The shell without windows costs a third of the browser around it.
_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


#: The number of a sheet, and where it is from: text that stands first in the file.
_FOOT = re.compile(r"^\d+ / \d\S*, version [\d.]+, \w+ \d+, \d{4} ?")

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Page:
    """One built page: its address from the site's root, its file and its HTML."""

    address: str
    file: Path
    html: str = field(repr=False)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The whole page, parsed."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def article(self) -> Tag:
        """The page's own part: everything that is not the theme's furniture."""
        return found(self.soup.select_one("article.md-content__inner"))

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order, repeated ones included."""
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]

    @cached_property
    def structured(self) -> list[dict[str, Any]]:
        """What the page tells machines: its JSON-LD blocks, in order."""
        blocks = self.soup.select('script[type="application/ld+json"]')
        return [json.loads(block.get_text()) for block in blocks]

    @property
    def description(self) -> str:
        """The meta description, or nothing."""
        tag = self.soup.select_one('meta[name="description"]')
        return str(tag.get("content", "")) if tag else ""


@dataclass(frozen=True)
class Site:
    """A built site: its folder, the address it was built for, and its pages by address."""

    folder: Path
    url: str
    pages: dict[str, Page] = field(repr=False)

    @property
    def listed(self) -> list[Page]:
        """The pages a reader is sent to: all but the one for addresses that do not exist."""
        return [page for page in self.pages.values() if page.address != "/404.html"]


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Answers from a folder, which may be filled later, until it is closed."""

    def __init__(self, folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> None:
        self.folder, self.handler = folder, handler
        super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self.server_port}/"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer from the folder."""
        self.handler(request, client_address, self, directory=str(self.folder))

    def server_close(self) -> None:
        """Stop answering."""
        self.shutdown()
        super().server_close()


def found(tag: Tag | None) -> Tag:
    """The tag, which must be there."""
    assert tag is not None

    return tag


def run(
    *arguments: str, cwd: Path, url: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a module of this Python as a command of its own, and return what it said.

    With `url`, what it builds is for that address, and of a repository on GitHub. `variables`
    are set in its environment.
    """
    site = {"SITE_URL": url, "REPO_URL": REPOSITORY, "EDIT_URI": "edit/main/docs/"} if url else {}
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **site, **variables}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def chromium() -> dict[str, Any]:
    """How to launch the system's Chromium, when there is one."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    return {"executable_path": program, "args": list(_FLAGS)} if program else {}


def unjudged(root: Path) -> None:
    """Make a copy of the dummy at `root`, with our code, that builds whatever its pages hold."""
    shutil.copytree(DUMMY, root)
    for part in ("macros", "overrides"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    judged = "errors := [problem for problem in stopping if problem.code not in BESIDE_THE_SITE]"
    spoil(root, "macros/checks/run.py", judged, "errors := []")
    spoil(root, "mkdocs.yml", "hooks:\n  - macros/site/hooks.py\n", "")


def build(root: Path) -> tuple[int, str]:
    """The exit code and the words of `mkdocs build --strict`."""
    done = run("mkdocs", "build", "--strict", cwd=root)
    return done.returncode, done.stdout


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below a folder with a digest of its bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def read_site(folder: Path, url: str) -> Site:
    """Every page below a folder: documents without the theme (embeds, moved pages) are none."""
    pages = (
        Page(f"/{file.relative_to(folder).as_posix()}".removesuffix("index.html"), file, html)
        for file in sorted(folder.rglob("*.html"))
        for html in [file.read_text(encoding="utf-8")]
        if _THEMED in html
    )
    return Site(folder, url, {page.address: page for page in pages})


def listed(faults: Iterable[object]) -> str:
    """Faults as the message of a failure, one a line."""
    return "\n" + "\n".join(map(str, faults))


def folded(text: str) -> str:
    """The text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def words_of(article: Tag) -> str:
    """What an article says, without the controls that engines and themes add to it."""
    controls = article.select(".headerlink, #__skip")
    skipped = {id(text) for control in controls for text in control.find_all(string=True)}
    texts = (text for text in article.find_all(string=True) if id(text) not in skipped)
    return folded(" ".join(texts))


def headings(article: Tag) -> list[Tag]:
    """The headings of an article, in order."""
    return list(article.find_all(HEADINGS))


def sheets_of(page: Browsed, *, foot: bool = False) -> list[str]:
    """What each A4 sheet of a page says when it is printed, with or without what is at its foot."""
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    sheets = [folded(sheet.extract_text()) for sheet in printed.pages]
    return sheets if foot else [_FOOT.sub("", text) for text in sheets]


def level(heading: Tag) -> int:
    """1 for an h1, 2 for an h2."""
    return int(heading.name[1])


def bare_headings(article: Tag) -> Iterator[str]:
    """Headings with nothing under them before the next of the same or a higher level."""
    waiting: Tag | None = None
    for part in article.descendants:
        if isinstance(part, Tag) and part.name in HEADINGS:
            if waiting and level(part) <= level(waiting):
                yield folded(waiting.get_text())
            waiting = part
        elif waiting and _says_something(part) and waiting not in part.parents:
            waiting = None
    if waiting:
        yield folded(waiting.get_text())


def _says_something(part: PageElement) -> bool:
    return isinstance(part, NavigableString) and bool(part.strip())


def kinds_of_page(handbook: Handbook) -> list[str]:
    """One address of every kind of page, each with all that its kind can hold."""
    highest = handbook.ladder()[-1]
    role = f"/roles/{highest.id}/"
    stages = handbook.loops[highest.loop].stages
    stage = max(stages, key=lambda stage: len(stage.questions))
    skill = max(handbook.skills, key=lambda skill: len(handbook.questions_of(skill)))
    category = max(handbook.vocabularies.tool_category, key=lambda c: len(handbook.tools_of(c.id)))
    return [
        *("/", "/404.html", "/roles/", role, *(f"{role}{slug}/" for slug, _, _ in ROLE_PARTS)),
        *(f"{role}interview/{stage.id}/", "/skills/", f"/skills/{skill}/", "/questions/"),
        *("/tools/", f"/tools/{category.id}/", "/glossary/", "/sources/"),
        *("/pay/", "/pay/united-states/", "/guides/", "/guides/structured-interviews/"),
        *("/compare/", "/kit/", "/guides/calibration/", "/guides/evidence/", "/api/v1/"),
        *("/linking/", "/changes/", "/data/", "/check/", "/compose/"),
        "/contributing/",
        *("/work-samples/", f"/work-samples/{max(handbook.work_samples)}/"),
        "/law/pay-transparency/",
    ]


def anchors_of(handbook: Handbook) -> Iterator[str]:
    """The permanent address of every part of the handbook that has one."""
    for role in handbook.roles.values():
        resolved = handbook.resolved[role.id]
        page = f"/roles/{role.id}"
        for requirement in resolved.requirements:
            yield f"{page}/responsibilities/#requirement-{requirement.item.id}"
        for responsibility in resolved.responsibilities:
            yield f"{page}/responsibilities/#{responsibility.item.id}"
        for stage in handbook.loops[role.loop].stages:
            own = f"{page}/interview/{stage.id}"
            yield f"{own}/#script"
            yield from (f"{own}/#{asked.question}" for asked in stage.questions)
            if stage.with_candidate:
                yield f"{page}/candidate/#{stage.id}"
                yield f"{own}/#scorecard"
        for dialect, breadth in product(handbook.search_dialects, BREADTHS):
            yield f"{page}/search/#{dialect}-{breadth}"
    steps = (role for role in handbook.ladder() if role.based_on)
    yield from (f"/compare/#{role.based_on}--{role.id}" for role in steps)
    for question in handbook.questions.values():
        yield f"/questions/#{question.id}"
        yield f"/skills/{question.skill}/#{question.id}"
    yield from (f"/tools/{tool.category}/#{tool.id}" for tool in handbook.tools.values())
    yield from (f"/glossary/#{term}" for term in handbook.terms)
    yield from (f"/sources/#{source}" for source in handbook.sources)
    yield from (f"/guides/calibration/#{item}" for item in handbook.calibrations)
    yield from (f"/guides/evidence/#{method}" for method in handbook.methods)
    yield from (f"/law/pay-transparency/#{place}" for place in handbook.places)
    yield from (f"/changes/#{change}" for change in handbook.changes)
    yield from (f"/pay/{pay.id}/#{series.id}" for pay, series in handbook.pay_series())
    yield from (address for faq in handbook.faqs.values() for address in _faq(faq))


def _faq(faq: Faq) -> list[str]:
    return [f"/roles/{role}/faq/#{faq.id}" for role in faq.roles]
