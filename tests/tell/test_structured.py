"""What machines are told: the facts of a page in schema.org's words, and no more than it says."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from macros.core.edition import LOCAL, Edition, root_of
from macros.core.handbook import Handbook
from macros.render.registry import bound
from macros.render.view import View, jsonld
from macros.tell.structured import (
    faq_page,
    glossary_terms,
    occupation,
    tool_terms,
    words,
)
from tests.markup import Markup
from tests.support import SITE_URL, TODAY, MacroCall, each, every_call, tiny_edition

LATER = date(2030, 1, 1)
TELLING = ("role_summary", "role_faqs", "glossary", "tool_category")


def clerk(edition: Edition) -> dict[str, Any]:
    """The lower role of the dummy, as machines are told."""
    return occupation(edition, edition.handbook.roles["clerk"])


def later(edition: Edition) -> Edition:
    """The edition on a day when every figure has expired."""
    return replace(edition, today=LATER)


def with_series(edition: Edition, **changes: Any) -> Edition:
    """The edition with its one pay series changed."""
    pay = edition.handbook.pay["freedonia"]
    series = pay.series[0].model_copy(update=changes)
    changed = {"freedonia": pay.model_copy(update={"series": (series,)})}
    return replace(edition, handbook=replace(edition.handbook, pay=changed))


def test_a_role_is_an_occupation() -> None:
    """Name, other names, codes, lines and addresses are the role's own."""
    told = clerk(tiny_edition())

    assert told["@type"] == "Occupation"
    assert told["name"] == "Clerk"
    assert told["alternateName"] == ["Clerk One", "Clerk Two"]
    assert told["url"] == told["mainEntityOfPage"] == f"{SITE_URL}roles/clerk/"
    assert told["qualifications"][0] == "Writes a page that adds up."
    assert told["responsibilities"][1] == "Greets everyone who brings a paper."
    assert [skill["termCode"] for skill in told["skills"]] == ["bookkeeping", "manners"]
    assert told["occupationLocation"] == [{"@type": "Country", "name": "Freedonia"}]
    assert told["occupationalCategory"] == [
        {
            "@type": "CategoryCode",
            "codeValue": "1",
            "name": "Clerks",
            "inCodeSet": {"@type": "CategoryCodeSet", "name": "SOC"},
            "description": "Our mapping.",
            "url": "https://example.org/soc",
        }
    ]


def test_pay_is_told_with_its_source_and_day() -> None:
    """The five percentiles, the currency, the period and where the figures come from."""
    (pay,) = clerk(tiny_edition())["estimatedSalary"]
    percentiles = [f"percentile{n}" for n in (10, 25, 75, 90)]

    assert [pay[key] for key in percentiles] == [10000, 20000, 40000, 60000]
    assert (pay["median"], pay["currency"], pay["duration"]) == (30000, "USD", "P1Y")
    assert pay["url"] == f"{SITE_URL}roles/clerk/pay/#freedonia-clerks"
    assert pay["description"] == "Everyone coded as a clerk. Base pay only."
    assert pay["subjectOf"] == {
        "@type": "CreativeWork",
        "name": "Dummy wage survey",
        "url": "https://example.org/wages",
        "publisher": {"@type": "Organization", "name": "Dummy Bureau"},
        "temporalCoverage": "2025-05-31",
    }


def test_a_percentile_that_was_not_published_is_not_told() -> None:
    """A missing end of a distribution stays missing; it is neither null nor guessed."""
    narrow = (
        tiny_edition()
        .handbook.pay["freedonia"]
        .series[0]
        .pay.model_copy(update={"p10": None, "p90": None})
    )
    (pay,) = clerk(with_series(tiny_edition(), pay=narrow))["estimatedSalary"]

    assert {key for key in pay if key.startswith("percentile")} == {"percentile25", "percentile75"}


def test_hourly_pay_is_told_by_the_hour() -> None:
    """The period of a series is the duration of its amounts."""
    (pay,) = clerk(with_series(tiny_edition(), period="hour"))["estimatedSalary"]

    assert pay["duration"] == "PT1H"


@pytest.mark.parametrize(
    ("today", "told"),
    [(date(2027, 1, 10), True), (date(2027, 1, 11), False)],
    ids=["on its last day", "the day after"],
)
def test_pay_past_its_review_date_is_not_told(today: date, told: bool) -> None:
    """A figure that the page no longer shows is not left in what machines read."""
    assert ("estimatedSalary" in clerk(replace(tiny_edition(), today=today))) is told


def test_an_expired_paragraph_is_not_told() -> None:
    """Of an answer, only the paragraph with the figure goes."""
    role = tiny_edition().handbook.roles["clerk"]
    before, after = (
        faq_page(edition, role)["mainEntity"][1]["acceptedAnswer"]["text"]
        for edition in (tiny_edition(), later(tiny_edition()))
    )

    assert before.split("\n\n") == [
        "Half of all clerks in Freedonia earn more than $30,000 a year.",
        "The bureau counts every clerk once a year.",
        "Read the pay page.",
    ]
    assert after.split("\n\n") == before.split("\n\n")[1:]


def test_a_question_without_an_answer_left_is_not_told() -> None:
    """When every paragraph has expired, nothing is asked either."""
    book = tiny_edition().handbook
    empty = book.faqs["what-does-a-clerk-earn"].model_copy(
        update={"why": "It was $1 before.", "do": "Ask for $2."}
    )
    edition = replace(
        tiny_edition(), handbook=replace(book, faqs={**book.faqs, empty.id: empty}), today=LATER
    )
    names = [one["name"] for one in faq_page(edition, book.roles["clerk"])["mainEntity"]]

    assert names == ["What is a clerk?"]


def test_terms_and_tools_are_defined_terms() -> None:
    """A term has the address of its anchor; a tool also its text and its own site."""
    edition = tiny_edition()
    book = edition.handbook
    category = book.choice("tool_category", "storage")
    terms = glossary_terms(edition, book.terms.values())["hasDefinedTerm"]
    (tool,) = tool_terms(edition, category, book.tools_of("storage"))["hasDefinedTerm"]

    assert terms[0] == {
        "@type": "DefinedTerm",
        "name": "Ledger",
        "termCode": "ledger",
        "url": f"{SITE_URL}glossary/#ledger",
    }
    assert tool["url"] == f"{SITE_URL}tools/storage/#drawer"
    assert tool["description"].startswith(book.tools_of("storage")[0].plain[:20])
    assert tool["sameAs"] == "https://example.org/drawer"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Uses `SELECT 1 < 2` & *more*.", "Uses SELECT 1 < 2 & more."),
        ("See [the pay](/pay/#x).", "See the pay."),
        ("Two\n  lines.", "Two lines."),
    ],
)
def test_machines_get_words_without_marks(text: str, read: str) -> None:
    """Code, emphasis and links are told by their words."""
    assert words(text) == read


@pytest.mark.parametrize("call", [c for c in every_call("real") if c.name in TELLING], ids=str)
def test_a_block_tells_one_thing_and_it_parses(call: MacroCall) -> None:
    """Each macro that tells machines adds one block, of JSON, in schema.org's context."""
    (told,) = Markup(call.render()).structured

    assert told["@context"] == "https://schema.org"
    assert told["@type"] in {"Occupation", "FAQPage", "DefinedTermSet"}


@each("call", lambda: every_call("real"))
def test_no_job_is_offered(call: MacroCall) -> None:
    """The pages describe jobs: a JobPosting on them would be an offer that nobody made."""
    assert "JobPosting" not in call.render().partition('"application/ld+json">')[2]


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        '<script src="https://x.example/a.js"></script>',
        '<script src="//x.example/a.js"></script>',
        '<script src="./a.js">alert(1)</script>',
        '<script type="module">alert(1)</script>',
    ],
)
def test_a_script_that_runs_is_seen(script: str) -> None:
    """The reader of markup lets data and files of this site pass, and nothing else."""
    assert Markup(script).faults != []
    assert Markup('<script async src="../embed/embed.js"></script>').faults == []


def test_no_text_closes_its_script(dummy: Handbook) -> None:
    """Markup in a text cannot end the block, and reads back as it was."""
    attack = "</script><script>alert(1)</script><!--"
    block = View(dummy, TODAY).structured({"name": attack})

    assert Markup(block).faults == []
    assert Markup(block).structured == [{"name": attack}]
    assert block.count("</script>") == 1


def test_json_holds_no_pair_of_braces() -> None:
    """Nested objects never close as `}}`, which would look like a template left behind."""
    text = jsonld({"a": {"b": {"c": []}}})

    assert "}}" not in text
    assert json.loads(text) == {"a": {"b": {"c": []}}}


@pytest.mark.parametrize(
    ("configured", "root"),
    [
        ("https://x.example/book", "https://x.example/book/"),
        ("https://x.example/book/", "https://x.example/book/"),
        ("", LOCAL),
        (None, LOCAL),
    ],
)
def test_site_address_ends_in_one_slash(configured: str | None, root: str) -> None:
    """However the address is configured, what is joined to it comes out whole."""
    assert root_of(configured) == root


def test_addresses_follow_the_site(dummy: Handbook) -> None:
    """Machines are sent to the place where the site is published."""
    view = View(dummy, TODAY, site_url="https://x.example/book/")
    (told,) = Markup(bound(view)["role_summary"]("clerk")).structured

    assert told["url"] == "https://x.example/book/roles/clerk/"
