"""A megabyte of anything: what is read, reported and tried stays small, and the reader is told."""

import pytest

from macros.lint import ways
from macros.lint.engine import lint
from macros.lint.report import report_of, to_text
from macros.lint.rulebook import expand, make_rulebook
from macros.lint.ways import CostlyError, judge_cost
from tests.node import run_module
from tests.support import TODAY, each, real

#: Pieces of which a megabyte is made: each kept some step of the checker busy, or could.
PIECES = (
    *(" ", "he ", "5+ years ", "\n", "a", "- ", "- a\n", "(", '"', "https://example.com/a?b=c "),
    *("9", "9,999 ", "€", "한", "e\u0301", "🚀", "\u200b", "[", "[ab] ", ".\n", "\r", "**", "pay "),
    *("Requirements:\n- a\n", "5 years of experience with Kafka\n", "$90,000 - ", "native ", "`"),
)
#: Counts the characters that patterns are tried on and that are cut out of the text.
_WORK = """
import { lint } from "./lint.js";
let work = 0;
const { exec, test } = RegExp.prototype;
const { slice } = String.prototype;
RegExp.prototype.exec = function (text) {
  const from = this.lastIndex;
  const found = exec.call(this, text);
  work += (found && this.global ? this.lastIndex : text.length) - from;
  return found;
};
RegExp.prototype.test = function (text) {
  work += text.length;
  return test.call(this, text);
};
String.prototype.slice = function (...bounds) {
  const cut = slice.apply(this, bounds);
  work += cut.length;
  return cut;
};
const choices = { role: "senior-backend-developer", places: [], year: 2026 };
const measured = (text) => {
  work = 0;
  lint(text, given.rules, choices);
  return work;
};
console.log(JSON.stringify(given.texts.map((pair) => pair.map(measured))));
"""


def different(size: int) -> str:
    """A text of findings that are all different."""
    names = (
        "".join(chr(97 + number // 26**place % 26) for place in range(3))
        for number in range(size // 15)
    )
    return "You will write Java. " + "".join(f"You assert{name}. " for name in names)


def texts(size: int) -> list[str]:
    """A text of each kind, of about a number of characters."""
    return [*(piece * (size // len(piece)) for piece in PIECES), different(size)]


def work(*sizes: int) -> dict[str, list[int]]:
    """What texts of some sizes cost, in characters, by the piece that they are made of."""
    given = list(zip(*map(texts, sizes), strict=True))
    rules = make_rulebook(real(), today=TODAY).model_dump(mode="json")
    told = run_module(_WORK, {"texts": given, "rules": rules})
    return dict(zip([*PIECES, "different"], told, strict=True))


def test_twice_the_text_is_twice_the_work() -> None:
    """No step takes the square of a text."""
    cost = work(4_000, 8_000)

    assert {piece: row for piece, row in cost.items() if row[1] > 2.4 * row[0]} == {}


def test_megabyte_costs_no_more_than_what_is_read_of_it() -> None:
    """What lies behind the limit is cut off once."""
    cost = work(30_000, 1_000_000)

    assert {piece: row for piece, row in cost.items() if row[1] > 1.1 * row[0] + 100_000} == {}


@each("text", lambda: texts(40_000))
def test_text_that_is_no_advert_is_read_to_the_limit_and_the_reader_told(text: str) -> None:
    """The report stays short enough to read, and says what it leaves out."""
    judgment = lint(text, real(), today=TODAY)
    report = report_of(judgment, file="x", role=None, places=())

    assert judgment.notes[0].startswith(
        "No job posting is this long: only its first 30,000 characters"
    )
    assert to_text(report).splitlines()[-len(judgment.notes) :] == list(judgment.notes)
    assert len(judgment.findings) < 120
    assert judgment.words <= 30_000


def test_findings_beyond_a_list_are_counted_once() -> None:
    """Of one rule fifty different findings are listed, the first ones; a note counts the rest."""
    judgment = lint(different(12_000), real(), today=TODAY)
    analytic = [one for one in judgment.findings if one.rule == "coded-masculine"]

    assert [one.line for one in analytic] == [1] * 50
    assert len({one.id for one in analytic}) == 50
    assert judgment.notes[-1] == "And 750 more of the same kinds, which are not listed."


def test_text_is_cut_behind_a_word() -> None:
    """No half of a word or of a character at the limit becomes a finding."""
    for lead in range(8):
        judgment = lint(
            "x" * lead + " plain" * 4_998 + " healthy 🚀🚀🚀🚀🚀" * 9, real(), today=TODAY
        )
        assert [one.id for one in judgment.findings if one.words] == []


def test_posting_of_any_usual_length_is_read_whole() -> None:
    """The limit is far from what people write, and silent there."""
    judgment = lint("You will build APIs for us. " * 1_000 + "A ninja.", real(), today=TODAY)

    assert judgment.notes == (real().reading.kinds.notes["musts"],)
    assert "banned-wording:ninja" in [one.id for one in judgment.findings]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(a+)+$", "may repeat more than 120 times"),
        (r"x[^\n]{0,300}", "may repeat more than 120 times"),
        ("(?:a{1,9}){1,9}", "something varies"),
        ("(?:a|aa){1,20}b", "something varies"),
        (r"\s{0,60}\s{0,60}[ \n]{0,60}x", "226,981 ways"),
        (r"[a-z ]{0,90}(?:x|[\w.]{0,90})\w{0,9}!", "82,810 ways"),
        (r".{0,99}\w{0,99}(?=.{0,9}x)", "100,000 ways"),
    ],
)
def test_pattern_that_could_run_away_is_refused(pattern: str, fault: str) -> None:
    """Without an end, one in the other, or two in a row for the same letters."""
    with pytest.raises(CostlyError, match=fault) as refused:
        judge_cost(pattern)

    assert refused.value.fix.endswith(".")


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\d{1,60} {0,60}[a-z]{0,60};", r"(?:[.,]\d{3}){1,9}x", r"a{2}b??", r"[^\n]{0,60}\bx"),
        *(r"(?<=a)(?<name>b)[^\s]{1,9}\k<name>", r"\p{Lu}[^\]]{0,9}", "a?b?c?d?e?"),
    ],
)
def test_pattern_that_reads_on_is_no_fault(pattern: str) -> None:
    """Repetitions of different letters cost no more than one."""
    judge_cost(pattern)


def test_patterns_of_the_handbook_keep_well_below_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The limit is held against what the longest of them takes, and leaves it room."""
    monkeypatch.setattr(ways, "MOST", ways.MOST // 3)
    patterns = {one.id: one.any for one in real().reading.patterns}
    with pytest.raises(CostlyError):
        for source in patterns["closing-date"]:
            judge_cost(expand(source, patterns))
