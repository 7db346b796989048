"""The one form of an error: text, annotation, JSON, order, count and hints."""

import json
import re

import pytest

from macros.core.problems import HandbookError, Position, Problem, did_you_mean, listed, report

PROBLEM = Problem(
    Position("data/roles/x.yaml", 14, 5), "unknown-skill", '"x" is no skill.', "use y."
)
BARE = Problem(Position("mkdocs.yml"), "navigation", "a page is missing.")
WARNING = Problem(Position("data/pay/x.yaml", 2), "expired-figure", "too old.", severity="warning")


def test_text_names_place_code_message_and_fix() -> None:
    """The text form is path:line:column, code and message, with an indented fix below."""
    assert PROBLEM.text() == (
        'data/roles/x.yaml:14:5: unknown-skill: "x" is no skill.\n    fix: use y.'
    )


def test_text_without_a_fix_is_one_line() -> None:
    """A problem without a fix has no fix line, and stands at the top of its file."""
    assert BARE.text() == "mkdocs.yml:1:1: navigation: a page is missing."


def test_text_marks_a_warning() -> None:
    """A warning says so before its code."""
    assert WARNING.text() == "data/pay/x.yaml:2:1: warning: expired-figure: too old."


def test_text_shows_the_line_with_marks_and_leads_to_the_page_of_the_code() -> None:
    """With its line, a problem shows the quoted word in it; with a site, where to read more."""
    assert PROBLEM.text(
        line="  - skill: x", more="https://h.example/contributing/errors/#unknown-skill"
    ).splitlines() == [
        'data/roles/x.yaml:14:5: unknown-skill: "x" is no skill.',
        "         14 |   - skill: x",
        "            |            ^",
        "    fix: use y.",
        "    more: https://h.example/contributing/errors/#unknown-skill",
    ]


def test_quotation_that_was_cut_is_marked_as_far_as_it_goes() -> None:
    """A message that quotes the first words of a text marks them."""
    problem = Problem(Position("a.yaml", 2, 1), "long", 'too long: "One two …"')

    assert problem.text(line="ask: One two three").splitlines()[2] == f"{'|':>13}      ^^^^^^^"


def test_line_with_its_number_has_at_most_100_columns() -> None:
    """A long line is cut so that it fits a window of 100 columns."""
    shown = PROBLEM.text(line="word " * 100).splitlines()[1]

    assert 98 <= len(shown) <= 100
    assert shown.endswith("…")


def test_text_in_color_says_the_same() -> None:
    """Color adds escape sequences, and nothing else."""
    colored = PROBLEM.text(line="  - skill: x", more="/errors/#x", color=True)

    assert "\x1b[1;31munknown-skill\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == PROBLEM.text(
        line="  - skill: x", more="/errors/#x"
    )


def test_text_prints_no_control_character_of_a_name_or_message() -> None:
    """A file name or a value cannot color the terminal or begin a line of its own."""
    problem = Problem(Position("data/a\n.yaml"), "c", "found \x1b[2J.", "remove\tit.")

    assert problem.text().splitlines() == [
        "data/a\\n.yaml:1:1: c: found \\x1b[2J.",
        "    fix: remove\\tit.",
    ]


@pytest.mark.parametrize(
    ("problem", "annotation"),
    [
        pytest.param(
            PROBLEM,
            "::error file=data/roles/x.yaml,line=14,col=5,title=unknown-skill"
            '::"x" is no skill. Fix: use y.',
            id="error with a fix",
        ),
        pytest.param(
            WARNING,
            "::warning file=data/pay/x.yaml,line=2,col=1,title=expired-figure::too old.",
            id="warning",
        ),
        pytest.param(
            Problem(Position("a", 1, 1), "c", "50 %\r\nof it"),
            "::error file=a,line=1,col=1,title=c::50 %25%0D%0Aof it",
            id="percent signs and line breaks",
        ),
        pytest.param(
            Problem(Position("data/a,line=9::b\n.yaml", 1, 1), "c", "x\n::warning::y"),
            "::error file=data/a%2Cline=9%3A%3Ab%0A.yaml,line=1,col=1,title=c::x%0A::warning::y",
            id="a name and a message that hold commands",
        ),
        pytest.param(
            Problem(Position("data/\u202ea\x1b[2J", 1, 1), "c", "##[group]x \u202e\x1b[2J"),
            "::error file=data/\\u202ea\\x1b[2J,line=1,col=1,title=c::# #[group]x \\u202e\\x1b[2J",
            id="what turns the text around, moves the cursor or begins a group",
        ),
    ],
)
def test_github_form_is_a_workflow_annotation(problem: Problem, annotation: str) -> None:
    """The GitHub form is one escaped line that the runner attaches to the file."""
    assert problem.github() == annotation


def test_json_form_holds_every_part_on_one_line() -> None:
    """The JSON form keeps all parts apart, in letters that every terminal and log can show."""
    problem = Problem(Position("a.yaml", 3, 2), "code", "é is\nhere.", "fix.", severity="warning")

    assert "\n" not in problem.json()
    assert problem.json().isascii()
    assert json.loads(problem.json()) == {
        "path": "a.yaml",
        "line": 3,
        "column": 2,
        "code": "code",
        "message": "é is\nhere.",
        "fix": "fix.",
        "severity": "warning",
    }


def test_report_sorts_by_place_and_counts() -> None:
    """A report lists by path, line and column as numbers, once each, and ends with the count."""
    places = [
        Position("b", 1),
        Position("a", 10),
        Position("a", 9, 12),
        Position("a", 9, 2),
        Position("b", 1),
    ]
    text = report(Problem(place, "c", "m.") for place in places)

    assert text.splitlines() == [
        *("a:9:2: c: m.", "a:9:12: c: m.", "a:10:1: c: m.", "b:1:1: c: m."),
        "4 problems",
    ]


@pytest.mark.parametrize(
    ("problems", "line"),
    [((), "0 problems"), ((BARE,), "1 problem"), ((BARE, PROBLEM), "2 problems")],
    ids=["none", "one", "two"],
)
def test_count_line_is_grammatical(problems: tuple[Problem, ...], line: str) -> None:
    """The last line counts in words a person would use."""
    assert report(problems).splitlines()[-1] == line


def test_error_carries_sorted_problems_and_shows_the_report() -> None:
    """The exception holds each problem once, in order, and prints all of them."""
    error = HandbookError([BARE, PROBLEM, BARE])

    assert error.problems == (PROBLEM, BARE)
    assert str(error) == "\n" + report([PROBLEM, BARE])


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("postgress", ' Did you mean "postgresql"?', id="near"),
        pytest.param("sqll", ' Did you mean "sql"?', id="one letter too many"),
        pytest.param("kubernetes", "", id="far"),
    ],
)
def test_did_you_mean_names_the_nearest_legal_word(word: str, hint: str) -> None:
    """A hint names the nearest word, and there is none when nothing is near."""
    assert did_you_mean(word, ["postgresql", "sql", "mysql-cluster"]) == hint


@pytest.mark.parametrize(
    ("words", "most", "text"),
    [
        pytest.param(["b", "a"], 12, "a, b", id="all, sorted"),
        pytest.param(["c", "b", "a"], 2, "a, b and 1 more", id="the first, and how many more"),
        pytest.param([], 12, "", id="none"),
    ],
)
def test_listed_shows_legal_values_in_order(words: list[str], most: int, text: str) -> None:
    """A list of legal values is sorted, and says how many it leaves out."""
    assert listed(words, most=most) == text
