"""Printed interviews sheet by sheet, and the downloads that go with them."""

import io
import json
import zipfile
from functools import cache
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import docx
import pytest
from playwright.sync_api import Page

from macros.core.text import plain
from macros.model.interview import Stage
from macros.posting.write import WRITERS
from tests.built.support import Site, folded, listed, sheets_of
from tests.support import real

_MOST_SHEETS = 2


@cache
def stages(role: str) -> tuple[Stage, ...]:
    """The stages of a role's loop."""
    return real().loops[real().roles[role].loop].stages


@pytest.fixture(scope="module", params=real().roles)
def printed(request: pytest.FixtureRequest, reused: Page) -> tuple[str, list[str]]:
    """A role, and what each A4 sheet of its printed interview page says."""
    reused.goto(f"/roles/{request.param}/interview/")
    return request.param, sheets_of(reused)


def test_stages_and_scorecards_begin_a_sheet(printed: tuple[str, list[str]]) -> None:
    """Each stage and each scorecard begins a sheet, and a scorecard takes two at most."""
    role, sheets = printed
    cards = [f"Scorecard: {stage.title}" for stage in stages(role) if stage.with_candidate]
    starts = [[n for n, text in enumerate(sheets) if text.startswith(card)] for card in cards]
    first = [number for found in starts for number in found]
    ends = [*first[1:], len(sheets)]

    assert [len(found) for found in starts] == [1] * len(cards), listed(sheets)
    assert first == sorted(first)
    assert [
        card for card, a, b in zip(cards, first, ends, strict=True) if b - a > _MOST_SHEETS
    ] == []
    for stage in stages(role):
        assert any(text.startswith(stage.title) for text in sheets[: first[0]]), stage.title


def test_scorecard_on_paper_has_all_its_anchors(printed: tuple[str, list[str]]) -> None:
    """Nothing of a scorecard is lost in print: every title and the vote are on its sheets."""
    role, sheets = printed
    text = " ".join(sheets)
    cards = [stage for stage in stages(role) if stage.with_candidate]
    titles = [
        real().questions[asked.question].title for stage in cards for asked in stage.questions
    ]

    assert [title for title in titles if text.count(folded(title)) < 2] == []
    assert text.count("On this stage alone:") == len(cards)


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
