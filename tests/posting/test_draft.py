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
            "Place: From Spain or Italy\n",
            id="another version of a fact",
        ),
        pytest.param(
            [("currency", "EUR"), ("pay-min", "85000"), ("pay-max", "105000")],
            "Pay: EUR 85,000 to 105,000 a year\n",
            id="pay",
        ),
        pytest.param([("employment", "full-time")], "Employment: Full-time\n", id="a choice"),
        pytest.param([("pens", "own")], "Pens: Bring a pen\n", id="a fact that was left out"),
        pytest.param([("stack", "drawer")], "On the table lies: Drawer.", id="stack"),
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
        (("pay-min", "85k"), '"85k" is no number', "whole number"),
        (("pay-min", "085"), "is no number", "whole number"),
        (("pay-min", "-5"), "is no number", "whole number"),
        (("currency", "eur"), '"eur" is no currency', "three capitals"),
        (("country", "USA"), '"USA" is no country', "two capitals"),
        (("closing", "2026-02-30"), '"2026-02-30" is no day', "YYYY-MM-DD"),
        (("stack", "drawr"), 'Did you mean "drawer"?', "use one of"),
        (("law", "atlantis"), '"atlantis" is not a value of law', "use one of"),
        (("must", "maners"), 'Did you mean "manners"?', "use one of"),
        (("about", "x" * 1201), "1201 characters are too many", "1200 characters at most"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(pair: Pair, says: str, fix: str) -> None:
    """Nothing is guessed: the key, what is wrong and the fix are said, the rest is kept."""
    draft, faults = read_draft(RECIPE, [("company", "Acme"), pair])

    assert draft == Draft({"company": ("Acme",)})
    assert [(fault.key, says in fault.message, fix in fault.fix) for fault in faults] == [
        (pair[0], True, True)
    ]


@pytest.mark.parametrize(
    ("lower", "higher", "given"),
    [
        ("pay-min", "pay-max", ("90000", "80000")),
        ("pay-min", "pay-max", ("100000", "99999")),
        ("posted", "closing", ("2026-12-02", "2026-12-01")),
        ("posted", "closing", ("2026-12-02", "2025-12-03")),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "the other way round"])
def test_two_ends_the_wrong_way_round_are_refused(
    lower: str, higher: str, given: Pair, turned: bool
) -> None:
    """In whichever order they are given, the higher end is left open and the fault names both."""
    pairs = [(lower, given[0]), (higher, given[1])]
    draft, faults = read_draft(RECIPE, pairs[::-1] if turned else pairs)
    label = next(one.label for one in RECIPE.fields if one.id == lower)

    assert draft.values == {lower: (given[0],)}
    assert [fault.key for fault in faults] == [higher]
    assert faults[0].message == f'"{given[1]}" is below "{given[0]}", which is given as: {label}.'
    assert faults[0].fix == f"write {given[0]} or more, or change: {label}."
    assert given[1] not in written(RECIPE, draft, "json").decode()


@pytest.mark.parametrize("pay", [("80000", "80000"), ("99999", "100000"), ("1", "")])
def test_two_ends_in_order_are_kept(pay: Pair) -> None:
    """Equal ends are one amount, and one end alone leaves the other open."""
    draft, faults = read_draft(RECIPE, zip(("pay-min", "pay-max"), pay, strict=True))

    assert faults == []
    assert draft.values == {
        id: (one,) for id, one in zip(("pay-min", "pay-max"), pay, strict=True) if one
    }


def test_no_field_holds_more_values_than_a_reader_reads() -> None:
    """What is beyond is refused, each with the limit."""
    draft, faults = read_draft(RECIPE, [("gifts", f"pen {number}") for number in range(260)])

    assert len(draft.values["gifts"]) == 250
    assert {fault.fix for fault in faults} == {"write 250 at most."}


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


def test_a_jobposting_can_be_finished() -> None:
    """With its fields filled in no blank is left, and each value is what schema.org asks for."""
    pairs = [
        *(("company", "Acme"), ("place", "Porto"), ("country", "PT"), ("work-mode", "on-site")),
        *(("currency", "EUR"), ("pay-min", "80000"), ("pay-max", "90000"), ("contact", "Ada")),
        *(("employment", "full-time"), ("posted", "2026-12-01"), ("closing", "2026-12-31")),
        *(("direct-apply", "no"), ("job-number", "17")),
    ]
    posting = json.loads(written(RECIPE, read_draft(RECIPE, pairs)[0], "json"))

    assert '"[' not in json.dumps(posting)
    assert posting["datePosted"] == "2026-12-01"
    assert posting["validThrough"] == "2026-12-31"
    assert posting["jobLocation"]["address"]["addressCountry"] == "PT"
    assert posting["identifier"]["value"] == "17"
    assert posting["directApply"] is False


def test_what_a_jobposting_only_may_say_is_left_out_until_it_is_said() -> None:
    """An empty draft has blanks for what the guide requires, and for nothing else."""
    posting = json.loads(written(RECIPE, Draft(), "json"))

    assert posting["datePosted"] == "[first day]"
    assert {
        *("validThrough", "identifier", "directApply", "jobLocationType"),
        *("applicantLocationRequirements", "occupationalCategory"),
    } & set(posting) == set()
