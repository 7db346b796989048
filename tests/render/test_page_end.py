"""The end of a page: who wrote and reviewed it, and when, for readers and for programs."""

import json
from datetime import date

import pytest
from jinja2 import Environment, TemplateSyntaxError

from macros.core.repository import UNKNOWN, Repository, repository_of
from macros.render.page_end import END, page_end
from macros.render.sandbox import OnlyCalls
from macros.render.view import View
from macros.render.way_on import BEGIN
from tests.markup import Markup
from tests.support import GITHUB, REPOSITORY, TODAY, each, tiny

ENGINE = Environment(comment_start_string="{##", extensions=[OnlyCalls])  # noqa: S701 - as both
REVIEWED = {"reviewed": "2026-11-20"}
JSON = 'json">'
LAST = "Last reviewed November 20, 2026."
#: What paper says at the foot of each sheet.
FOOT = "127.0.0.1:8000/pay/, version 1.1.0, November 21, 2026"


def end(front: dict[str, str], day: date = TODAY, repository: Repository = UNKNOWN) -> str:
    """What stands at the end of a page of that front matter."""
    view = View(tiny(), day, lambda: "pay/", repository, front=lambda: front)
    return page_end(view)


def line(html: str) -> str:
    """Its words, behind the way on."""
    return " ".join(Markup(html.partition("</nav>")[2].partition("<script")[0]).text.split())


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({}, "Written and reviewed by the clerks."),
        ({"reviewed_by": "auditors"}, "Written by the clerks, reviewed by the auditors."),
        ({"written_by": "auditors"}, "Written by the auditors, reviewed by the clerks."),
    ],
)
def test_page_says_who_wrote_and_reviewed_it_and_when(front: dict[str, str], said: str) -> None:
    """The first of the data's authors, where the page names nobody."""
    assert line(end(REVIEWED | front)) == f"{said} {LAST} {FOOT}"


def test_page_says_that_its_review_is_due() -> None:
    """From the day after the year."""
    due = "It was due for review by November 20, 2027."

    assert due not in line(end(REVIEWED, date(2027, 11, 20)))
    assert f"{LAST} {due}" in line(end(REVIEWED, date(2027, 11, 21)))


def test_programs_are_told_the_same() -> None:
    """In the words of schema.org, with the page's own address."""
    html = end(REVIEWED | {"reviewed_by": "auditors"})
    told = json.loads(html.partition(JSON)[2].partition("</script>")[0])

    assert (told["@type"], told["lastReviewed"]) == ("WebPage", "2026-11-20")
    assert told["url"].endswith("/pay/")
    names = (told["author"]["name"], told["reviewedBy"]["name"])
    assert names == ("the clerks", "the auditors")


@each(
    "url",
    lambda: {
        REPOSITORY: "/graphs/contributors",
        "https://gitlab.com/example/handbook": "/-/graphs/main",
        "https://codeberg.org/example/handbook": "/activity/contributors",
        "https://bitbucket.org/example/handbook": "",
        "https://git.example/handbook": "",
        "": "",
    }.items(),
)
def test_authors_lead_to_the_contributors_where_the_host_lists_them(url: tuple[str, str]) -> None:
    """Each kind of host has its own page of them; without one, the names are text."""
    address, page = url
    html = end(REVIEWED, repository=repository_of({"repo_url": address}))
    links = Markup(html.partition("</nav>")[2]).links

    assert list(links) == ([f"{address}{page}"] if page else [])


def test_both_names_lead_there() -> None:
    """The link stands on each name."""
    html = end(REVIEWED | {"reviewed_by": "auditors"}, repository=GITHUB)

    assert html.count("/graphs/contributors") == 2


def test_page_cannot_end_itself() -> None:
    """The gate alone adds the call, once and as the last thing."""
    with pytest.raises(TemplateSyntaxError):
        ENGINE.from_string(f"{{{{ {END}() }}}}")

    assert ENGINE.from_string("# A").render({BEGIN: str, END: lambda: "the end"}).split() == [
        *("#", "A", "the", "end")
    ]
