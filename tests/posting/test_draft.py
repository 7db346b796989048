"""A poster's choices: what is read, what is refused and why, and what the text becomes."""

import json

import pytest

from macros.files.job_descriptions import written
from macros.posting.draft import Draft, read_draft
from macros.posting.fill import fill
from macros.posting.recipe import build_recipe
from macros.posting.tree import JobDescription
from macros.posting.write import to_text
from tests.support import tiny

RECIPE = build_recipe(tiny(), "clerk")
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
        pytest.param([("company", "Acme")], "keeps the books of Acme, and", id="slot of the role"),
        pytest.param([("about", "  We   move\nmeals. ")], "\n\nWe move meals.\n", id="own words"),
        pytest.param([("place", "Porto, Portugal")], "Place: Porto, Portugal\n", id="place"),
        pytest.param(
            [("work-mode", "remote"), ("countries", "Spain"), ("countries", "Italy")],
            "Place: From Spain, Italy\n",
            id="another version of a fact",
        ),
        pytest.param(
            [("currency", "EUR"), ("pay-min", "85000"), ("pay-max", "105000")],
            "Pay: EUR 85,000 to 105,000 a year\n",
            id="pay",
        ),
        pytest.param([("employment", "full-time")], "Employment: Full-time\n", id="a choice"),
        pytest.param([("pens", "own")], "Pens: Bring a pen\n", id="a fact that was left out"),
        pytest.param(
            [("stack", "drawer")], "- Drawer (or Shelf)\n", id="stack with what counts as well"
        ),
        pytest.param([("gifts", "A pen")], "BENEFITS\n\n- A pen\n", id="a line of a list"),
        pytest.param([("contact", "Ada")], "Write to Ada and say", id="a name inside a sentence"),
        pytest.param([("closing", "2026-12-05")], "Apply by December 5, 2026.", id="date"),
    ],
)
def test_a_choice_changes_the_text(pairs: list[Pair], line: str) -> None:
    """Each sort of field says in the text what it says in the form."""
    assert line not in text_of()
    assert line in text_of(*pairs)


def test_requirements_are_switched() -> None:
    """A must can become nice or go, and what is only expected can be asked for."""
    lines = {requirement.id: requirement.line for requirement in RECIPE.requirements}
    before, after = (
        {part.id: str(part.blocks) for part in tree.sections}
        for tree in (tree_of(), tree_of(("nice", "manners"), ("off", "bookkeeping")))
    )
    expected = build_recipe(tiny(), "senior-clerk")
    asked = fill(expected, read_draft(expected, [("must", "manners")])[0])

    assert lines["manners"] in before["requirements"]
    assert lines["manners"] in after["also-useful"]
    assert "requirements" not in after
    assert "Keeps the room calm" not in str(fill(expected, Draft()))
    assert "Keeps the room calm" in str(asked)


def test_words_of_the_poster_are_never_read_as_holes() -> None:
    """Braces, brackets and dollars in a value are printed as they are."""
    text = text_of(("company", "{team} $& [x]"), ("gifts", "{company}"))

    assert "the books of {team} $& [x], and" in text
    assert "- {company}\n" in text


@pytest.mark.parametrize(
    ("pair", "says", "fix"),
    [
        (("wrok-mode", "remote"), 'Did you mean "work-mode"?', "use one of"),
        (("work-mode", "remot"), 'Did you mean "remote"?', "use one of: on-site, remote."),
        (("pay-min", "85k"), '"85k" is no whole number', "digits only"),
        (("pay-min", "085"), "no whole number", "digits only"),
        (("currency", "eur"), '"eur" is no currency', "three capitals"),
        (("closing", "2026-02-30"), '"2026-02-30" is no day', "YYYY-MM-DD"),
        (("stack", "drawr"), 'Did you mean "drawer"?', "use one of"),
        (("law", "atlantis"), '"atlantis" is not a value of law', "use one of"),
        (("must", "maners"), 'Did you mean "manners"?', "use one of"),
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
    pairs = [("place", "A"), ("place", "B"), ("stack", "drawer"), ("stack", "drawer")]
    switched = [("stack", "pigeon"), ("must", "manners"), ("off", "manners")]
    draft, faults = read_draft(RECIPE, [*pairs, *switched])

    assert draft == Draft({"place": ("A",), "stack": ("drawer", "pigeon")}, {"manners": "must"})
    assert [fault.key for fault in faults] == ["place", "off"]


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


def test_a_jobposting_on_site_is_not_remote() -> None:
    """A job that has a place must not be marked as remote."""
    pairs = [
        ("work-mode", "on-site"),
        ("place", "Porto"),
        ("pay-min", "90000"),
        ("employment", "full-time"),
    ]
    posting = json.loads(written(RECIPE, read_draft(RECIPE, pairs)[0], "json"))

    assert {"jobLocationType", "applicantLocationRequirements"} & set(posting) == set()
    assert posting["jobLocation"]["address"]["addressLocality"] == "Porto"
    assert posting["baseSalary"]["value"]["minValue"] == 90000
    assert posting["employmentType"] == "FULL_TIME"
