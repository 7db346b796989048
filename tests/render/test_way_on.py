"""The way through the site: the bar of a role, and where a page leads."""

import re

import pytest

from macros.core.handbook import Handbook
from macros.core.pages import read_pages
from macros.render import way_on
from macros.render.view import View
from macros.render.way_on import page_begin, ways_on
from tests.markup import Markup
from tests.support import ROOT, TODAY

ROLE = "senior-backend-developer"


def at(handbook: Handbook, url: str, **front: str) -> View:
    """The view of a page."""
    return View(handbook, TODAY, lambda: url, front=lambda: front)


def test_page_of_a_role_leads_to_its_other_pages(handbook: Handbook) -> None:
    """The page that is shown is marked, and so is the part that a page below it belongs to."""
    for url in (f"roles/{ROLE}/interview/", f"roles/{ROLE}/interview/debrief/"):
        bar = page_begin(at(handbook, url, role=ROLE))
        (marked,) = re.findall(r'aria-current="page">([^<]+)<', bar)

        assert marked == "Interview"
        assert len(Markup(bar).links) == 10


@pytest.mark.parametrize("url", [f"roles/{ROLE}/", f"roles/{ROLE}/candidate/", "pay/"])
def test_page_with_its_own_way_has_no_bar(handbook: Handbook, url: str) -> None:
    """The overview lists its pages; a candidate is offered nothing of the interviewers'."""
    front = {"role": ROLE} if "roles/" in url else {}

    assert page_begin(at(handbook, url, **front)) == ""


def test_candidate_is_not_led_to_the_interview(handbook: Handbook) -> None:
    """Nor to the bank, the kit or a guide for interviewers."""
    ways = ways_on(at(handbook, f"roles/{ROLE}/candidate/", role=ROLE))

    assert [address for address, _ in ways] == [f"/roles/{ROLE}/responsibilities/"]


def test_journey_goes_from_posting_to_check_to_interview_to_candidate(handbook: Handbook) -> None:
    """The first of the ways is the next step."""
    job = ways_on(at(handbook, f"roles/{ROLE}/job-description/", role=ROLE))
    interview = ways_on(at(handbook, f"roles/{ROLE}/interview/debrief/", role=ROLE))

    assert job[0] == ("/check/", "Check your posting")
    assert ways_on(at(handbook, "check/"))[0][0] == "/kit/"
    assert interview[0][0] == f"/roles/{ROLE}/candidate/"


def test_every_way_leads_to_a_page(handbook: Handbook) -> None:
    """With words of its own."""
    pages, _ = read_pages(ROOT)
    known = {page.address for page in pages.values()}
    ways = {way for ways in way_on._WAYS.values() for way in ways}

    assert {
        way for way in ways if way.partition("?")[0].replace("{role}", ROLE) not in known
    } == set()
    assert ways == way_on._SAYS.keys()
