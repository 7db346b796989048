"""What a poster writes in place of ours: own lines, amounts, places, days; on the real frame."""

import io
import json
from datetime import timedelta
from typing import Any

import docx
import pytest

from macros.files.job_descriptions import written
from macros.posting.draft import read_draft
from macros.posting.fill import fill
from macros.posting.recipe import build_recipe
from macros.posting.tree import Bullets
from macros.posting.write import length, to_text
from tests.support import TODAY, real

ROLE = "senior-backend-developer"
RECIPE = build_recipe(real(), ROLE)
MUSTS = [one.id for one in RECIPE.requirements if one.necessity == "must"]
LINES = {one.id: one.line for one in RECIPE.requirements}
Pairs = list[tuple[str, str]]


def chosen(*pairs: str) -> Pairs:
    """`key=value` texts as pairs."""
    return [(key, value) for key, _, value in (pair.partition("=") for pair in pairs)]


def text_of(*pairs: str) -> str:
    """The plain text that choices make; all of them must be usable."""
    draft, faults = read_draft(RECIPE, chosen(*pairs))
    assert faults == []
    return to_text(fill(RECIPE, draft))


def posting_of(*pairs: str) -> dict[str, Any]:
    """The JobPosting file that choices make."""
    made: dict[str, Any] = json.loads(
        written(RECIPE, read_draft(RECIPE, chosen(*pairs))[0], "json")
    )
    return made


def listed(section: str, *pairs: str) -> list[str]:
    """The lines of a section's lists."""
    tree = fill(RECIPE, read_draft(RECIPE, chosen(*pairs))[0])
    part = next((one for one in tree.sections if one.id == section), None)
    blocks = part.blocks if part else ()
    return [line for block in blocks if isinstance(block, Bullets) for line in block.items]


HYBRID = ("work-mode=hybrid", "place=Leeds, UK")
REMOTE = ("work-mode=remote",)
PAY = ("currency=EUR", "pay-min=60000", "pay-max=60000")
ON_CALL = ("on-call=rota", "on-call-hours=8 to 20", "on-call-pay=paid")


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        ((*HYBRID, "office-days=1"), "Leeds, UK; hybrid, 1 day a week on site\n"),
        ((*HYBRID, "office-days=2"), "Leeds, UK; hybrid, 2 days a week on site\n"),
        (HYBRID, "Leeds, UK; hybrid, [N] days a week on site\n"),
        ((*HYBRID, "office-days=0"), "Leeds, UK; hybrid, no fixed days on site\n"),
        (
            (*HYBRID, "office-days=2", "countries=Wales"),
            "hybrid, 2 days a week on site, otherwise at home (Wales)\n",
        ),
        ((*REMOTE, "countries=United States"), "Place: Remote (United States)\n"),
        ((*REMOTE, "countries=Spain", "countries=Italy"), "Place: Remote (Spain or Italy)\n"),
        (PAY, "Pay: EUR 60,000 a year\n"),
        ((*PAY, "pay-extra=plus a bonus"), "Pay: EUR 60,000 a year, plus a bonus\n"),
        (
            ("currency=USD", "pay-min=45.50", "pay-max=52", "pay-period=hour"),
            "Pay: USD 45.50 to 52 an hour\n",
        ),
        (("currency=USD", "pay-min=45.5", "pay-max=45.50"), "Pay: USD 45.50 a year\n"),
        (
            ("pay-bands=Germany: EUR 84,000 to 126,000", "pay-bands=UK: GBP 82,000 to 123,000"),
            "Pay: Germany: EUR 84,000 to 126,000; UK: GBP 82,000 to 123,000 a year\n",
        ),
        (
            (*PAY, "pay-bands=Spain: EUR 50,000"),
            "Pay: EUR 60,000 a year\nPay by place: Spain: EUR 50,000 a year\n",
        ),
        ((*ON_CALL, "on-call-weeks=1"), "You are on call every week (8 to 20), paid."),
        ((*ON_CALL, "on-call-weeks=4"), "You are on call one week in 4 (8 to 20), paid."),
        (("contact=Ada", "reply-days=1"), "Ada answers within 1 day."),
        (("contact=Ada", "reply-days=3"), "Ada answers within 3 days."),
        (("team-size=1", "reports-to=the CTO"), "Team: 1 person, reporting to the CTO\n"),
        (("weekly-hours=32", "contract=permanent"), "Full-time, 32 hours a week, permanent\n"),
        (("vacancy=open", "openings=2"), "Opening: Current vacancy, 2 openings\n"),
        (("visa=sponsored", "relocation=we pay"), "We sponsor a work visa; we pay\n"),
        (("closing=2027-01-05",), "Apply by January 5, 2027 at"),
        (("closing=2027-01-05", "english=british"), "Apply by 5 January 2027 at"),
        (("bonus=10%", "equity=0.1%"), "Bonus: 10%\nEquity: 0.1%\n"),
        (
            ("start=March", "travel=none", "language=English"),
            "Working language: English\nTravel: none",
        ),
        (("job-number=LL-7", "clearance=SC"), "Security clearance: SC\nReference: LL-7\n"),
        (("privacy=a.example/p",), "\nHow we use your data: a.example/p\n"),
        (("time-zones=four hours with Lisbon",), "Shared hours: four hours with Lisbon\n"),
    ],
)
def test_a_choice_reads_as_people_write_it(pairs: tuple[str, ...], line: str) -> None:
    """One and many, one amount and a range, and every field that recruiters expect."""
    assert line in text_of(*pairs)


def test_paragraphs_of_a_long_text_are_kept() -> None:
    """An empty line begins a paragraph, in every field of several sentences."""
    text = text_of("about=One\nline.\n\nTwo.", "company-about=Before.\n \nAfter.")

    assert "\n\nBefore.\n\nAfter.\n\nOne line.\n\nTwo.\n\n" in text


def test_british_spelling_is_that_of_our_lines_alone() -> None:
    """Our words change, those of the poster stay."""
    text = text_of("english=british", "benefits=25 days of vacation")
    blank = text_of("english=british")

    assert "- 25 days of vacation\n" in text
    assert "vacation" not in blank
    assert "[Days of annual leave" not in text_of()


def test_own_duties_take_the_place_and_the_order_of_ours() -> None:
    """Ids are our lines, anything else is the poster's; one that is not named is gone."""
    ours = listed("responsibilities")
    ids = [one.id for field in RECIPE.fields if field.id == "duties" for one in field.options]
    mine = listed("responsibilities", f"duties={ids[1]}", "duties=Run the shop", f"duties={ids[0]}")

    assert mine == [ours[1], "Run the shop", ours[0]]
    assert listed("responsibilities", "duties=none") == []


def test_own_stages_are_added_up() -> None:
    """The sum is that of the lines, and is left out when a line tells no minutes."""
    own = ("stages=Phone call, 30 minutes", "stages=Pairing, 60 min")

    assert "2 conversations, 90 minutes:\n\n- Phone call, 30 minutes\n" in text_of(*own)
    assert "3 conversations:\n" in text_of(*own, "stages=A talk with the team")
    assert "1 conversation, 1 minute:\n" in text_of("stages=A word, 1 minute")


def test_own_musts_stand_with_ours_in_the_order_given() -> None:
    """What is not named keeps its place; what is named follows in the order of the names."""
    assert listed("requirements", "must=You speak Dutch") == [
        *(LINES[id] for id in MUSTS),
        "You speak Dutch",
    ]
    turned = [f"must={id}" for id in reversed(MUSTS)]
    assert listed("requirements", *turned) == [LINES[id] for id in reversed(MUSTS)]
    assert listed("also-useful", "nice=You know shops")[-1] == "You know shops"


@pytest.mark.parametrize(
    ("pair", "fix"),
    [
        ("office-days=9", "write 6 or less."),
        ("on-call-weeks=0", "write 1 or more."),
        ("pay-min=0", "write 1 or more."),
        ("pay-min=85k", "write an amount in digits, such as 85000 or 45.50."),
        ("pay-min=45.505", "write an amount in digits, such as 85000 or 45.50."),
        ("closing=2026-01-01", f"write {TODAY} or a later day."),
        ("must=docker", "begin your own with a capital letter."),
        ("duties=run-shop", "begin your own with a capital letter."),
        ("off=You speak Dutch", "use one of"),
        ("must=" + "x y" * 500, "write 1200 characters at most."),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_fix(pair: str, fix: str) -> None:
    """A figure out of range, a day that is past, a line that may be a slip of an id."""
    draft, faults = read_draft(RECIPE, chosen(pair), today=TODAY)

    assert [fix in fault.fix for fault in faults] == [True]
    assert not draft.values
    assert not draft.necessity


def test_a_day_is_past_only_for_who_tells_the_day() -> None:
    """The examples of the site have no day; the last day itself is not past."""
    yesterday = chosen(f"closing={TODAY - timedelta(days=1)}")

    assert read_draft(RECIPE, yesterday)[1] == []
    assert len(read_draft(RECIPE, yesterday, today=TODAY)[1]) == 1
    assert read_draft(RECIPE, chosen(f"closing={TODAY}"), today=TODAY)[1] == []


def test_tools_that_we_do_not_list_stand_with_the_others() -> None:
    """A name with a capital is the poster's own; our examples of languages go."""
    text = text_of("stack=go", "stack=Zig", "stack=SAP HANA")

    assert "You work with Go, Zig and SAP HANA." in text
    assert "for example" not in text


@pytest.mark.parametrize("role", real().roles)
def test_no_example_of_ours_is_left_where_own_tools_are_named(role: str) -> None:
    """Whatever the tools, "for example in Python or Java" stands in no line."""
    recipe = build_recipe(real(), role)
    draft, _ = read_draft(recipe, chosen("stack=Zig"))

    assert "for example" not in to_text(fill(recipe, draft))


@pytest.mark.parametrize(
    ("pairs", "town", "state"),
    [
        (("place=Valencia, Spain",), "Valencia", None),
        (("place=Austin, Texas",), "Austin", "Texas"),
        (("place=Austin, Texas, USA",), "Austin", "Texas"),
        (("place=Munich, Bavaria, Germany",), "Munich", "Bavaria"),
        (("place=Porto",), "Porto", None),
        ((), "[City or region, country]", None),
    ],
)
def test_a_jobposting_tells_town_from_state(
    pairs: tuple[str, ...], town: str, state: str | None
) -> None:
    """`addressLocality` is the town alone."""
    address = posting_of("work-mode=on-site", *pairs)["jobLocation"]["address"]

    assert address["addressLocality"] == town
    assert address.get("addressRegion") == state


def test_a_jobposting_tells_states_from_countries() -> None:
    """Google's guide: a state has its country behind it."""
    posting = posting_of(
        *REMOTE, "countries=California", "countries=New York State", "countries=Spain"
    )

    assert posting["applicantLocationRequirements"] == [
        {"@type": "State", "name": "California, USA"},
        {"@type": "State", "name": "New York, USA"},
        {"@type": "Country", "name": "Spain"},
    ]


def test_a_jobposting_has_the_skills_of_the_musts_that_are_printed() -> None:
    """What is off is in no skill, what was made a must is."""
    titles = {one.id: one.skill for one in RECIPE.requirements}
    first = MUSTS[0]
    others = {titles[id] for id in MUSTS[1:]}

    assert titles[first] in posting_of()["skills"]
    assert set(posting_of(f"off={first}")["skills"].split(", ")) == others
    assert "skills" not in posting_of(*(f"off={id}" for id in MUSTS))


def test_a_jobposting_says_what_search_engines_ask_for() -> None:
    """One amount, numbers as numbers, and what needs no degree says so."""
    posting = posting_of(
        *PAY,
        *("weekly-hours=32", "openings=2", "education=none", "experience-months=0"),
    )

    assert posting["baseSalary"]["value"]["value"] == 60000
    assert posting_of("pay-min=45.50")["baseSalary"]["value"]["minValue"] == 45.5
    assert posting["totalJobOpenings"] == 2
    assert posting["workHours"] == "32 hours a week"
    assert posting["educationRequirements"] == "no requirements"
    assert posting["experienceRequirements"] == "no requirements"
    assert posting_of("education=bachelor")["educationRequirements"]["credentialCategory"] == (
        "bachelor degree"
    )


def test_letters_stand_as_they_are_in_html() -> None:
    """Some job boards refuse entities."""
    draft, _ = read_draft(RECIPE, chosen("company=Lime & Söhne"))

    assert "Lime &amp; Söhne" in written(RECIPE, draft, "html").decode()


def test_a_word_document_is_the_employers() -> None:
    """Author, language, links, numbered pages; no introduction alone at the foot of a page."""
    pairs = chosen(
        *("company=Acme", "english=british", "apply-at=acme.example/jobs"),
        *("contact=Ada (ada@acme.example)", "title=" + "Developer " * 60),
    )
    draft, faults = read_draft(RECIPE, pairs)
    document = docx.Document(io.BytesIO(written(RECIPE, draft, "docx")))
    links = {link.address for one in document.paragraphs for link in one.hyperlinks}
    leads = [one for one in document.paragraphs if one.text.endswith(":") and one.runs]

    assert faults == []
    assert document.core_properties.author == "Acme"
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert links == {"https://acme.example/jobs", "mailto:ada@acme.example"}
    assert [one.text for one in leads if not one.paragraph_format.keep_with_next] == []
    assert 'w:instr="PAGE"' in document.sections[0].footer.part.element.xml


def test_a_realistic_draft_can_be_brought_below_the_limit() -> None:
    """The outcomes may go, and then a draft with every line of ours has room for its own."""
    whole = fill(RECIPE, read_draft(RECIPE, [])[0])
    short = fill(RECIPE, read_draft(RECIPE, chosen("one-year=none", "ninety-days=none"))[0])

    assert "success" not in [part.id for part in short.sections]
    assert length(whole) - length(short) > 60
