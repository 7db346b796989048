"""A poster's choices: what is read, what is refused and why, and what the text becomes."""

import json

import pytest

from macros.files.job_descriptions import written
from macros.posting.draft import Draft, read_draft
from macros.posting.fill import fill
from macros.posting.recipe import build_recipe
from macros.posting.tree import JobDescription
from macros.posting.write import to_text
from tests.support import real

RECIPE = build_recipe(real(), "senior-backend-developer")
Pair = tuple[str, str]


def text_of(*pairs: Pair) -> str:
    """The plain text that choices make; all of them must be usable."""
    draft, faults = read_draft(RECIPE, pairs)
    assert faults == []
    return to_text(fill(RECIPE, draft))


def tree_of(*pairs: Pair) -> JobDescription:
    return fill(RECIPE, read_draft(RECIPE, pairs)[0])


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        pytest.param([("title", "Senior Engineer")], "SENIOR ENGINEER\n", id="title"),
        pytest.param([("company", "Acme")], "Company: Acme\n", id="company"),
        pytest.param(
            [("company", "Acme"), ("team", "Orders")], "Company: Acme, Orders\n", id="team"
        ),
        pytest.param([("team", "Orders")], "\n\nOrders runs [services]", id="slot of the role"),
        pytest.param(
            [("work-mode", "hybrid"), ("place", "Porto, Portugal"), ("office-days", "2")],
            "Place: Porto, Portugal; hybrid, 2 days a week on site\n",
            id="hybrid",
        ),
        pytest.param(
            [("work-mode", "remote"), ("countries", "Spain"), ("countries", "Italy")],
            "Place: Remote from Spain, Italy\n",
            id="remote",
        ),
        pytest.param(
            [("currency", "EUR"), ("pay-min", "85000"), ("pay-max", "105000")],
            "Pay: EUR 85,000 to 105,000 a year, [what comes on top]\n",
            id="pay",
        ),
        pytest.param(
            [("pay-period", "hour"), ("pay-extra", "nothing on top")],
            "[maximum] an hour, nothing on top\n",
            id="period",
        ),
        pytest.param(
            [("stack", "postgresql")],
            "- PostgreSQL (or MySQL or MariaDB, Microsoft SQL Server)\n",
            id="stack with what counts as well",
        ),
        pytest.param(
            [("benefits", "30 days of leave")], "BENEFITS\n\n- 30 days of leave\n", id="benefit"
        ),
        pytest.param([("on-call", "none")], "This role is not on call.\n", id="no on call"),
        pytest.param(
            [("on-call", "rota"), ("on-call-weeks", "5")],
            "On call one week in 5, [hours]",
            id="rota",
        ),
        pytest.param(
            [("ai-rule", "disclosed")], "you may use AI tools. Tell us when", id="AI rule"
        ),
        pytest.param(
            [("closing", "2026-12-05")], "Apply by December 5, 2026 at [address]", id="date"
        ),
        pytest.param([("about", "  We   move\nmeals. ")], "\n\nWe move meals.\n", id="own words"),
        pytest.param([("vacancy", "open")], "; this job is open now\n", id="vacancy"),
        pytest.param([("ai-screening", "people-only")], "No software ranks", id="screening"),
    ],
)
def test_a_choice_changes_the_text(pairs: list[Pair], line: str) -> None:
    """Each field says in the text what it says in the form."""
    assert line not in text_of()
    assert line in text_of(*pairs)


def test_requirements_are_switched() -> None:
    """A must can become nice or go, and what is only expected can be asked for."""
    ids = {part.id: [*part.blocks] for part in tree_of().sections}
    changed = tree_of(("nice", "mentoring"), ("off", "caching"), ("must", "testing"))
    lines = {r.id: r.line for r in RECIPE.requirements}
    sections = {part.id: str(part.blocks) for part in changed.sections}

    assert lines["mentoring"] in str(ids["requirements"])
    assert lines["mentoring"] in sections["also-useful"]
    assert lines["mentoring"] not in sections["requirements"]
    assert lines["testing"] in sections["requirements"]
    assert lines["caching"] not in str(changed)


def test_words_of_the_poster_are_never_read_as_holes() -> None:
    """Braces, brackets and dollars in a value are printed as they are."""
    text = text_of(("company", "{team} $& [x]"), ("benefits", "{company}"))

    assert "Company: {team} $& [x]\n" in text
    assert "- {company}\n" in text


@pytest.mark.parametrize(
    ("pair", "says", "fix"),
    [
        (("wrok-mode", "remote"), 'Did you mean "work-mode"?', "use one of"),
        (("work-mode", "remot"), 'Did you mean "remote"?', "use one of: hybrid, on-site, remote."),
        (("pay-min", "85k"), '"85k" is no whole number', "digits only"),
        (("pay-min", "085"), "no whole number", "digits only"),
        (("currency", "eur"), '"eur" is no currency', "three capitals"),
        (("closing", "2026-02-30"), '"2026-02-30" is no day', "YYYY-MM-DD"),
        (("stack", "postgres"), 'Did you mean "postgresql"?', "use one of"),
        (("law", "atlantis"), '"atlantis" is not a value of law', "use one of"),
        (("must", "sqll"), 'Did you mean "sql"?', "use one of"),
        (("about", "x" * 1201), "1201 characters are too many", "at most 1200"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(pair: Pair, says: str, fix: str) -> None:
    """Nothing is guessed: the key, what is wrong and the fix are said, the rest is kept."""
    draft, faults = read_draft(RECIPE, [("company", "Acme"), pair])

    assert draft == Draft({"company": ("Acme",)})
    assert [(fault.key, says in fault.message, fix in fault.fix) for fault in faults] == [
        (pair[0], True, True)
    ]


def test_the_first_of_two_values_stands() -> None:
    """Saying a thing twice is a fault, except where several values are meant."""
    pairs = [("team", "A"), ("team", "B"), ("stack", "redis"), ("stack", "redis"), ("stack", "go")]
    switched = [("must", "caching"), ("off", "caching")]
    draft, faults = read_draft(RECIPE, [*pairs, *switched])

    assert draft == Draft({"team": ("A",), "stack": ("redis", "go")}, {"caching": "must"})
    assert [fault.key for fault in faults] == ["team", "off"]


def test_an_empty_value_is_no_value() -> None:
    """A field left empty in a form keeps its blank."""
    assert read_draft(RECIPE, [("company", " \u2003 "), ("pay-min", "")]) == (Draft(), [])


def test_a_remote_jobposting_names_every_country() -> None:
    """Google's rule: TELECOMMUTE only for jobs that are always remote, with their countries."""
    pairs = [("work-mode", "remote"), ("countries", "Spain"), ("countries", "Italy")]
    posting = json.loads(written(RECIPE, read_draft(RECIPE, pairs)[0], "json"))

    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert [one["name"] for one in posting["applicantLocationRequirements"]] == ["Spain", "Italy"]
    assert "jobLocation" not in posting


@pytest.mark.parametrize("mode", ["on-site", "hybrid"])
def test_a_jobposting_on_site_is_not_remote(mode: str) -> None:
    """Negotiable or occasional remote work must not be marked as remote."""
    pairs = [
        ("work-mode", mode),
        ("place", "Porto"),
        ("pay-min", "90000"),
        ("employment", "part-time"),
    ]
    posting = json.loads(written(RECIPE, read_draft(RECIPE, pairs)[0], "json"))

    assert {"jobLocationType", "applicantLocationRequirements"} & set(posting) == set()
    assert posting["jobLocation"]["address"]["addressLocality"] == "Porto"
    assert posting["baseSalary"]["value"]["minValue"] == 90000
    assert posting["employmentType"] == "PART_TIME"
