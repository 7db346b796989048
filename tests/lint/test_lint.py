"""The checker: planted faults are found and nothing else, and our own postings are quiet."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from macros.core.handbook import UnknownIdError
from macros.lint.engine import lint
from macros.lint.report import SEVERITIES, Finding
from macros.lint.rulebook import make_rulebook
from macros.posting.fill import build_job_description
from macros.posting.write import to_markdown, to_text
from tests.support import TODAY, each, real, tiny

POSTINGS = Path(__file__).parent / "postings"
STEMS = sorted(path.stem for path in POSTINGS.glob("*.txt"))
#: What only a posting that is whole can avoid; the examples below are single sentences.
ABOUT_THE_WHOLE = {
    *("missing-pay", "too-short", "missing-work-mode", "missing-process"),
    *("missing-accommodations", "missing-closing-date"),
}
#: What only Ontario asks for, and so stands in no posting of ours that is not for Ontario.
ONTARIO = "This is an existing vacancy. No AI screens applications."
#: What our own brackets are filled in with, first match first.
VALUES = (
    (r"\[City or region, country; [^\]]*\]", "Ghent, Belgium; hybrid with 2 days in the office"),
    (
        r"\[Lowest to highest pay[^\]]*\] a year",
        "EUR 78,000 to 96,000 a year, and a bonus of up to 8%",
    ),
    (r"\[Days of vacation[^\]]*\]", "25 days of vacation, health cover and a pension plan."),
    (r"\[number\]", "six"),
    (r"\[your tools[^\]]*\]", "Kotlin, PostgreSQL and Kafka"),
    (r"\[[^\]]*\]", "Northern Harbors"),
)


@dataclass(frozen=True)
class Trip:
    """A text that trips a rule for one reason, and one that nearly does."""

    rule: str
    text: str
    about: str
    near: str


def found(
    text: str, *, role: str | None = None, places: tuple[str, ...] = (), today: date = TODAY
) -> list[Finding]:
    """The findings in a text, by the real handbook."""
    return list(lint(text, real(), role=role, places=places, today=today).findings)


def ids(text: str, *, role: str | None = None, places: tuple[str, ...] = ()) -> list[str]:
    """The ids of the findings in a text."""
    return [finding.id for finding in found(text, role=role, places=places)]


@pytest.mark.parametrize("stem", STEMS)
def test_planted_faults_are_found_and_nothing_else(stem: str) -> None:
    """Each posting written for the tests gives exactly the findings listed beside it, in order."""
    text = (POSTINGS / f"{stem}.txt").read_text(encoding="utf-8")
    expected = yaml.safe_load((POSTINGS / f"{stem}.yaml").read_text(encoding="utf-8"))

    assert ids(text, role=expected["role"], places=tuple(expected["places"])) == expected["faults"]


def test_there_are_postings_of_many_kinds() -> None:
    """The list is long enough to mean something, and every posting has its list."""
    assert len(STEMS) >= 12
    assert {path.stem for path in POSTINGS.glob("*.yaml")} == set(STEMS)


def filled(text: str) -> str:
    """One of our job descriptions as somebody posts it: every bracket holds a value."""
    for blank, value in VALUES:
        text = re.sub(blank, value, text)
    assert "[" not in text
    return text


@pytest.mark.parametrize("write", [to_markdown, to_text], ids=["Markdown", "text"])
@pytest.mark.parametrize("role", real().roles)
def test_our_own_postings_are_quiet_once_filled_in(role: str, write: object) -> None:
    """Our job descriptions give no finding but hints about tone, with the role's own loop."""
    description = build_job_description(real(), role)
    text = filled(to_markdown(description) if write is to_markdown else to_text(description))
    findings = found(f"{text}\n{ONTARIO}\n", role=role, places=tuple(real().places))

    assert [finding.id for finding in findings if finding.severity != "hint"] == []


@pytest.mark.parametrize("role", real().roles)
def test_blanks_of_our_own_postings_are_named(role: str) -> None:
    """As they stand, our job descriptions have blanks, and what the blanks hold is missing."""
    text = to_markdown(build_job_description(real(), role))
    rules = {finding.rule for finding in found(text, role=role) if finding.severity != "hint"}

    assert rules == {"unfilled-blank", "missing-pay", "missing-work-mode"}


MUSTS = "Requirements\n" + "".join(f"- You know thing number {n}.\n" for n in range(1, 8))
LINE = "You will write Java line after line here. "
LONG = LINE * 81 + "Two more."
TRIPS = (
    Trip("origin-and-age", "A native speaker.", "native-speaker", "A cloud-native service."),
    Trip("origin-and-age", "Native-level English.", "native-level-english", "React Native apps."),
    Trip("origin-and-age", "People under 35 years old.", "under-35-years-old", "Under 35 ms."),
    Trip("gendered-term", "Two guys left.", "guys", "A man-in-the-middle attack."),
    Trip("gendered-pronoun", "What he or she does.", "he-or-she", "What they do."),
    Trip("culture-fit", "A culture fit.", "culture-fit", "Our culture is to write."),
    Trip("slur", "A crippled service.", "crippled", "A degraded service."),
    Trip("missing-pay", "Pay: a lot.", "", "Pay: $90,000 to $110,000 a year."),
    Trip(
        "missing-pay",
        "## Money & perks\n1,500 EUR learning budget per year.",
        "",
        "## Money & perks\n82–98k EUR gross per year.",
    ),
    Trip("missing-pay", "We raised $50 to 70 million.", "", "€60k-75k per year"),
    Trip("missing-pay", "We serve 5,000-10,000 orders.", "", "Salary: PLN 21 000 a month"),
    Trip("fake-pay", "Salary: DOE", "doe", "It does it."),
    Trip(
        *("fake-pay", "Pay depending on experience.", "depending-on-experience"),
        "$90,000 to $95,000 a year, depending on experience.",
    ),
    Trip("half-range", "Up to $150k.", "up-to-150k", "Up to $15,000 relocation."),
    Trip("half-range", "From £50,000 a year.", "from-gbp-50-000", "From 50,000 users."),
    Trip(
        *("pay-without-currency", "Pay: 90,000 to 99,000 a year.", "90-000-to-99-000"),
        "Pay: CHF 90,000 to 99,000 a year.",
    ),
    Trip(
        *("pay-without-period", "$90,000 to $99,000.", "90-000-to-99-000"),
        "$90,000 to\n$99,000 a year.",
    ),
    Trip(
        *("pay-backwards", "$99,000 to $90,000 a year.", "99-000-to-90-000"),
        "$90,000.00 to $99,000 a year.",
    ),
    Trip("wide-range", "€60k-120k a year", "eur-60k-120k", "€60k-90k a year"),
    Trip("past-pay", "Send us your last payslips.", "last-payslips", "We never ask for payslips."),
    Trip(
        *("degree-wish", "A BSc is preferred.", "bsc-is-preferred"),
        "A BSc or equivalent experience is preferred.",
    ),
    Trip(
        *("level-against-years", "Entry level, 5 years of experience.", "entry-level"),
        "Entry level, 1 year of experience.",
    ),
    Trip(
        *("two-work-modes", "Fully remote. Two days a week in our office.", "fully-remote"),
        "Fully remote. Two days a year in our office.",
    ),
    Trip("pay-backwards", "€75k-60k", "eur-75k-60k", "€60-75k"),
    Trip("pay-backwards", "30-20 LPA", "30-20-lpa", "90 lakh to 1.2 crore per annum"),
    Trip("too-many-musts", f"{MUSTS}- One more.\n", "", MUSTS),
    Trip("too-many-musts", f"**What you bring:**\n\n{MUSTS[13:]}* More\n", "", f"{MUSTS}More\n"),
    Trip("too-many-musts", f"{MUSTS}8. More\n", "", f"{MUSTS}\nNice to have\n- More\n"),
    Trip("degree-gate", "A BSc in physics.", "bsc-in-physics", "A degree is not needed."),
    Trip("degree-gate", "A university degree.", "university-degree", "A degree of freedom."),
    Trip(
        *("degree-gate", "Degree in computer science.", "degree-in-computer-science"),
        "Degree in computer science or equivalent experience.",
    ),
    Trip("years-gate", "Requirements\n- C#, 5 years+", "5-years", "- Level 5\n- 5 annual trips"),
    Trip("years-gate", "5+ years of Java.", "5-years", "Founded 5 years ago."),
    Trip(
        "years-gate", "At least three years.", "at-least-three-years", "Nice to have\n- 5+ years."
    ),
    Trip(
        *("years-gate", "Experience: 4 years.", "experience-4-years"),
        "We have 20+ years of experience.",
    ),
    Trip("years-before-release", "9 years of OpenTelemetry.", "opentelemetry", "7 years of OTel."),
    Trip("years-before-release", ".NET 8, 5 years+", "csharp-8", "C#, 15 years+"),
    Trip("years-before-release", "OTel (9+ years).", "opentelemetry", "Java (20+ years)."),
    Trip(
        *("years-before-release", "Ten years of Kafka and Ruff.", "ruff"),
        "Ten years of work, ideally with Ruff.",
    ),
    Trip("gendered-pronoun", "He leads.", "he", "They lead."),
    Trip("disability-term", "A crazy week.", "crazy", "A busy week."),
    Trip("technical-term", "A whitelist.", "whitelist", "A master/replica pair."),
    Trip(
        *("pay-without-period", "£55,000 to £65,000", "gbp-55-000-to-gbp-65-000"),
        "£55,000 to £65,000 pa",
    ),
    Trip("missing-pay", "We raised INR 5 crore.", "", "Salary: ₹20,00,000"),
    Trip("banned-wording", "A ninja.", "ninja", "A database."),
    Trip("too-short", LINE * 24, "", LINE * 25),
    Trip("too-long", f"{LONG} Again.", "", LONG),
    Trip("missing-work-mode", "Ghent.", "", "Ghent, three days a week in the office."),
    Trip("missing-process", "Apply now.", "", "Three conversations, two hours in all."),
    Trip("missing-accommodations", "Write to us.", "", "We offer reasonable adjustments."),
    Trip("missing-closing-date", "Apply soon.", "", "Applications close on 3 May 2027."),
    Trip("unfilled-blank", "In [city].", "city", "In [Ghent](https://example.org)."),
    Trip("coded-masculine", "A driven person.", "driven", "An event-driven service."),
    Trip("coded-masculine", "You dominate.", "dominate", "Business logic."),
    Trip("coded-feminine", "A nurturing team.", "nurturing", "You commit code."),
)


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: f"{trip.rule}: {trip.text[:24]}")
def test_rule_fires_on_its_fault_and_not_beside_it(trip: Trip) -> None:
    """A text with the fault gives the finding by its id; one that looks alike does not."""
    id = f"{trip.rule}:{trip.about}" if trip.about else trip.rule

    assert id in ids(trip.text)
    assert [one for one in ids(trip.near) if one.partition(":")[0] == trip.rule] == []


def test_every_rule_is_tripped() -> None:
    """No rule is without an example (those with a choice of role or place have their own tests)."""
    tripped = {trip.rule for trip in TRIPS} | {"place-duty", "expired-place", "untested-must"}

    assert tripped == set(real().lint_rules)


def test_only_what_the_content_guide_says_blocks() -> None:
    """Origin, age, gender, likeness and slurs block; nothing else does."""
    blocking = {rule.id for rule in real().lint_rules.values() if rule.severity == "blocks"}

    assert blocking == {"origin-and-age", "gendered-term", "culture-fit", "slur"}


def test_line_of_the_role_counts_as_tested_word_for_word_and_said_again() -> None:
    """Our own line and a near copy of it are tested; a line about something else is not."""
    book = real()
    line = book.resolved["senior-backend-developer"].requirements_of("must")[0].line
    near = line.replace("You design a system from", "Designs systems from")
    text = f"What you bring\n\n- {line}\n- {near}\n- You ride a horse.\n- PostgreSQL\n"

    untested = [id for id in ids(text, role="senior-backend-developer") if "untested" in id]
    assert near != line
    assert untested == ["untested-must:you-ride-a-horse"]
    assert [id for id in ids(text) if "untested" in id] == []


def test_line_of_the_role_that_its_loop_leaves_out_is_named() -> None:
    """A requirement the role states and no question of its loop tests is untested as a must."""
    for row in make_rulebook(real(), today=TODAY).roles:
        text = "Requirements\n" + "".join(f"- {one.line}\n" for one in row.requirements)
        untested = [one.words for one in found(text, role=row.id) if one.rule == "untested-must"]
        assert untested == [one.line for one in row.requirements if not one.questions], row.id


def test_tool_whose_release_is_past_review_gives_no_finding() -> None:
    """A first release nobody looked at again is no fact any more."""
    text = "ten years and 99 years chest of drawers"

    def about(today: date) -> list[str]:
        findings = lint(text, tiny(), today=today).findings
        return [one.id for one in findings if one.rule == "too-old"]

    assert about(TODAY) == ["too-old:drawer"]
    assert about(tiny().sources["bureau"].review_by + timedelta(days=1)) == []


def test_year_is_the_callers() -> None:
    """The same posting is judged by the year it is posted in."""
    text = "8 years of OpenTelemetry"

    def fires(year: int) -> bool:
        findings = found(text, today=date(year, 1, 1))
        return "years-before-release:opentelemetry" in [one.id for one in findings]

    assert fires(2026)
    assert not fires(2027)


def test_unknown_role_or_place_is_refused() -> None:
    """A mistyped id is not taken for no choice."""
    with pytest.raises(UnknownIdError, match="is not a role"):
        lint("x", real(), role="no-such-role", today=TODAY)
    with pytest.raises(UnknownIdError, match="is not a place"):
        lint("x", real(), places=("nowhere",), today=TODAY)


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        pytest.param("a\nA ninja.", "ninja", 2, 3, id="a line break"),
        pytest.param("a\r\nb\rA ninja.", "ninja", 3, 3, id="line breaks of other systems"),
        pytest.param("🚀🚀 ninja", "ninja", 1, 4, id="a picture is one character"),
        pytest.param("é e\u0301 ninja", "ninja", 1, 6, id="an accent written apart"),
        pytest.param("ni\u00adnja", "ni\u00adnja", 1, 1, id="a soft hyphen inside"),
        pytest.param("Ｎinja", "Ｎinja", 1, 1, id="a wide letter"),
        pytest.param("fast‑paced", "fast‑paced", 1, 1, id="a hyphen that does not break"),
        pytest.param(
            "team\u00a0player", "team\u00a0player", 1, 1, id="a space that does not break"
        ),
        pytest.param("team\n  player", "team\n  player", 1, 1, id="words over a line break"),
    ],
)
def test_words_are_quoted_as_written_at_their_place(
    text: str, words: str, line: int, column: int
) -> None:
    """Whatever the text was normalized to, the finding names what the reader sees."""
    finding = next(one for one in found(text) if one.rule == "banned-wording")

    assert (finding.words, finding.line, finding.column) == (words, line, column)


def test_repeated_words_are_one_finding_that_counts_them() -> None:
    """A word that stands three times is named once, at the first place."""
    finding = next(one for one in found("x ninja\nNinja, NINJA") if one.rule == "banned-wording")

    assert (finding.times, finding.line, finding.column) == (3, 1, 3)


@pytest.mark.parametrize("stem", STEMS)
def test_ids_of_findings_are_unique_and_begin_with_a_listed_rule(stem: str) -> None:
    """An id names one finding of a posting; before its colon stands a rule of the data."""
    findings = found((POSTINGS / f"{stem}.txt").read_text(encoding="utf-8"))

    assert len({one.id for one in findings}) == len(findings)
    assert {one.rule for one in findings} <= set(real().lint_rules)
    assert all(one.id == one.rule or one.id.startswith(f"{one.rule}:") for one in findings)
    assert [one.severity for one in findings] == sorted(
        (one.severity for one in findings), key=SEVERITIES.index
    )


def test_no_blank_of_a_rule_is_left_open() -> None:
    """Every placeholder of a headline or detail is filled in wherever its rule fires."""
    texts = [(POSTINGS / f"{stem}.txt").read_text(encoding="utf-8") for stem in STEMS]
    findings = [
        one
        for text in (*texts, *(trip.text for trip in TRIPS), "x")
        for one in found(text, role="senior-backend-developer", places=tuple(real().places))
    ]

    told = [f"{one.title} {one.why} {one.instead}" for one in findings]
    assert [text for text in told if re.search(r"\{[a-z]+\}", text)] == []


def test_phrase_that_a_rule_takes_is_not_reported_twice() -> None:
    """A phrase of data/phrases.yaml belongs to the rule that names it, else to one for the rest."""
    assert [id for id in ids("A culture fit.") if "culture-fit" in id] == [
        "culture-fit:culture-fit"
    ]
    for phrase in real().phrases.values():
        text = f"We want: {phrase.words[0]}."
        rules = [one.rule for one in found(text) if one.words == phrase.words[0]]
        assert len(rules) == 1, phrase.id


def test_hint_is_silent_where_a_graver_rule_has_spoken() -> None:
    """The words of a warning are not also a hint about tone."""
    assert "coded-masculine:competitive" not in ids("A competitive salary.")
    assert "coded-masculine:competitive" in ids("A competitive spirit.")


@pytest.mark.parametrize(
    ("line", "about"),
    [
        pytest.param("Poker & horses!", "poker-horses", id="signs are one hyphen"),
        pytest.param("...", "here", id="signs alone"),
        pytest.param("thinking " * 12, "thinking-" * 5 + "thi", id="48 letters at most"),
        pytest.param("a" * 47 + " b", "a" * 47, id="no hyphen at the end"),
    ],
)
def test_second_half_of_an_id_is_short(line: str, about: str) -> None:
    """It is lower-case words joined by hyphens, never empty or long."""
    text = f"Requirements\n- {line}\n"

    assert f"untested-must:{about}" in ids(text, role="senior-backend-developer")


#: How pay is written in Britain, India, Korea and Japan.
ELSEWHERE = (
    *("£55,000 to £65,000 p.a.", "£55,000 - £65,000 per annum", "£60k pa", "₹20L - ₹30L per annum"),
    *("INR 20,00,000 a year", "20-30 LPA", "8 LPA", "CTC: 12 to 18 lakhs per annum"),
    *("1.2 crore to 1.5 crore per annum", "Rs. 20,00,000 to Rs. 25,00,000 per year"),
    *("₩60,000,000 to ₩80,000,000 a year", "JPY 6,000,000 to 9,000,000 a year"),
)
#: Words that look like a fault inside a name that nobody chose for the advert.
NAMES = (
    *("https://ninja.example/rockstar-guru?q=he", "www.ninja.example", "ninja@wizard.example.org"),
    *("rockstar.com/guys", "`ninja.rockstar()`", "Ninja Forms", "Rockstar Games"),
)


@each("text", lambda: ELSEWHERE)
def test_pay_is_read_as_people_write_it_elsewhere(text: str) -> None:
    """Their amounts are pay, with a currency and a period."""
    assert [one for one in ids(text) if "pay" in one or one == "half-range"] == []


@each("name", lambda: NAMES)
def test_words_of_an_address_of_code_or_of_a_product_are_no_wording(name: str) -> None:
    """They are looked over as names; the same words beside them are still found."""
    assert [one for one in found(f"See {name} for more.") if one.words] == []
    assert "banned-wording:ninja" in ids(f"See {name} for more, ninja.")
