"""Printed interviews sheet by sheet, and the downloads that go with them."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import docx
import pytest
from playwright.sync_api import Page

from macros.core.text import plain
from macros.model.interview import Stage
from macros.posting.write import WRITERS
from tests.built.support import Site, listed, sheets_of
from tests.support import real

#: Sheets of A4 at most: a stage's script and questions, its scorecard, a run sheet.
_STAGE, _CARD, _RUN = 4, 2, 3
#: Too long until its questions are shorter: the four exhibits are not parted by the end of a sheet.
_LONGER = {("backend-developer", "technical-conversation"): 5}
_BEGIN = "Candidate Interviewer Date"
_FOOTED = "document.documentElement.style.getPropertyValue('--foot')"


@cache
def stages(role: str) -> tuple[Stage, ...]:
    """The stages of a role's loop."""
    return real().loops[real().roles[role].loop].stages


_STAGES = [
    pytest.param(role, stage, id=f"{role}: {stage.id}")
    for role in real().roles
    for stage in stages(role)
]


@pytest.fixture(scope="module")
def printed(reused: Page) -> Callable[[str], list[str]]:
    """What each A4 sheet of a printed page says, by the address of the page."""

    @cache
    def sheets(address: str) -> list[str]:
        reused.goto(address)
        reused.wait_for_function(_FOOTED)
        return [unicodedata.normalize("NFKC", text) for text in sheets_of(reused)]

    return sheets


@pytest.mark.parametrize(("role", "stage"), _STAGES)
def test_stage_has_few_sheets_and_its_scorecard_begins_one(
    printed: Callable[[str], list[str]], role: str, stage: Stage
) -> None:
    """Script and questions take four sheets at most; the scorecard begins one and takes two."""
    sheets = printed(f"/roles/{role}/interview/{stage.id}/")
    card = next((n for n, text in enumerate(sheets) if _BEGIN in text[:300]), len(sheets))

    assert f"{stage.title}: {real().roles[role].title.lower()}" in sheets[0]
    assert card <= _LONGER.get((role, stage.id), _STAGE), listed(sheets)
    assert len(sheets) - card in (range(1, _CARD + 1) if stage.with_candidate else (0,))
    assert min(map(len, sheets)) > 200, listed(sheets)


@pytest.mark.parametrize(("role", "stage"), _STAGES)
def test_paper_has_every_score_once(
    printed: Callable[[str], list[str]], role: str, stage: Stage
) -> None:
    """Nothing of a scorecard is lost in print, and no score stands on two sheets."""
    text = bare(" ".join(printed(f"/roles/{role}/interview/{stage.id}/")))
    questions = [real().questions[asked.question] for asked in stage.questions]
    scores = [bare(plain(score))[:60] for one in questions for score in one.anchors]

    assert [score for score in scores if text.count(score) != 1] == []
    assert text.count("Onthisstagealone:") == stage.with_candidate


def bare(text: str) -> str:
    """A text without blanks and hyphens, which a line's end adds and takes."""
    return "".join(text.split()).replace("-", "").replace("\u2010", "").replace("`", "")


@pytest.mark.parametrize("role", real().roles)
def test_every_sheet_says_where_it_comes_from(reused: Page, served: str, role: str) -> None:
    """Its foot has the page's address, the version of the text, the day and the sheet's number."""
    version = next(iter(real().changes.values())).version
    address = urlsplit(served).netloc + "/"
    for page in ("interview/", "trace/", f"interview/{stages(role)[1].id}/"):
        reused.goto(f"/roles/{role}/{page}")
        reused.wait_for_function(_FOOTED)
        sheets = sheets_of(reused, foot=True)
        for number, text in enumerate(sheets, start=1):
            foot = f"{number} / {len(sheets)}{address}roles/{role}/{page}, version {version}, "
            says = unicodedata.normalize("NFKC", text)
            assert re.match(re.escape(foot) + r"\w+ \d+, 20\d\d ", says)


@pytest.mark.parametrize("role", real().roles)
def test_run_sheet_has_few_sheets_and_says_its_total_once(
    printed: Callable[[str], list[str]], role: str
) -> None:
    """No total is repeated where the list of the stages breaks."""
    sheets = printed(f"/roles/{role}/interview/")
    total = sum(stage.minutes for stage in stages(role))

    assert len(sheets) <= _RUN, listed(sheets)
    assert " ".join(sheets).count(f"{total} minutes:") == 1


def downloads(site: Site) -> dict[str, str]:
    """Every download that a page offers, with the page."""
    return {
        urljoin(page.address, str(link["href"])): page.address
        for page in site.listed
        for link in page.article.select("a[download]")
    }


@pytest.mark.parametrize("role", real().roles)
def test_finished_posting_has_two_sheets_of_its_own(reused: Page, role: str) -> None:
    """A recruiter prints it for the hiring manager: it begins a sheet and ends on the next."""
    reused.goto(f"/roles/{role}/job-description/")
    sheets = sheets_of(reused)
    (first,) = (n for n, text in enumerate(sheets) if text.startswith("A finished posting"))
    (last,) = (n for n, text in enumerate(sheets) if "The company is made up" in text)

    assert last == first + 1, listed(sheets[first:])


def test_practice_on_paper_has_the_anchors_that_are_folded_on_the_screen(reused: Page) -> None:
    """Paper cannot be unfolded: what stands in a closed part of a page is printed with it."""
    reused.goto("/guides/calibration/")
    text = " ".join(" ".join(sheets_of(reused)).split())
    anchors = [
        anchor
        for item in real().calibrations.values()
        for anchor in real().questions[item.question].anchors
    ]
    lost = [one for one in anchors if " ".join(plain(one).split())[:40] not in text]

    assert len(anchors) > 20
    assert not lost, listed(lost)


def test_every_download_answers_with_what_its_name_says(site: Site, served: str) -> None:
    """A file opens as what its name says; every sort of file is offered by some page."""
    offered = downloads(site)
    server = HTTPConnection(urlsplit(served).netloc)
    faults = []
    for address in offered:
        server.request("GET", address)
        response = server.getresponse()
        content = response.read()
        if response.status != 200 or not _opens(address, content):
            faults.append(f"{offered[address]}: {address} ({response.status})")
    server.close()

    assert not faults, listed(faults)
    assert {address.rpartition(".")[2] for address in offered} == {
        "docx",
        "zip",
        *WRITERS,
        "json",
        "csv",
    }


def _opens(address: str, content: bytes) -> bool:
    if address.endswith(".docx"):
        return bool(docx.Document(io.BytesIO(content)).paragraphs)
    if address.endswith(".json"):
        return isinstance(json.loads(content), dict)
    if not address.endswith(".zip"):
        return bool(content.decode().strip())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.testzip() is None and bool(archive.namelist())


def test_every_file_that_can_be_downloaded_is_offered(site: Site) -> None:
    """No document and no archive lies on the site without a page that leads to it."""
    made = [*site.folder.rglob("*.docx"), *site.folder.rglob("*.zip")]
    offered = {address for address in downloads(site) if address.endswith((".docx", ".zip"))}

    assert {f"/{file.relative_to(site.folder).as_posix()}" for file in made} == offered
