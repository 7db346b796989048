"""Faults that readers of public postings met, each as small as it gets, and others of its kind.

A row is a text, the ids (or rules) that must be found in it, and those that must not.
"""

from typing import NamedTuple

import pytest

from macros.lint.engine import lint
from macros.lint.report import Judgment
from tests.support import TODAY, real

SENIOR, JUNIOR = "senior-backend-developer", "junior-backend-developer"


class Row(NamedTuple):
    """A text, what must be found in it and what not, for a role and a place."""

    text: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    role: str | None = SENIOR
    place: str | None = None


def judged(row: Row) -> Judgment:
    """What the checker says of the text of a row."""
    places = (row.place,) if row.place else ()
    return lint(row.text, real(), role=row.role, places=places, today=TODAY)


def named(row: Row) -> set[str]:
    """The ids of the findings and their rules."""
    return {name for one in judged(row).findings for name in (one.id, one.rule)}


UNTESTED, PAY = "untested-must", "missing-pay"
ASKED = "Requirements\n"
READING = (
    Row("**What we have to offer**\n- 25 days of leave\n- A bicycle\n", (), (UNTESTED,)),
    Row("## What we bring\n- 25 days of leave\n- A bicycle\n", (), (UNTESTED,)),
    Row("What's in it for you?\n- A bicycle\n- Paid leave\n", (), (UNTESTED,)),
    Row(f"{ASKED}- You ride a horse\n", (UNTESTED,)),
    Row(f"{ASKED}- You ride a horse is a plus\n- Ideally you ride a horse\n", (), (UNTESTED,)),
    Row(f"{ASKED}- JavaScript\n- NodeJS with Express\n- Elixir\n", (), (UNTESTED,), JUNIOR),
    Row(f"{ASKED}- Write clean, maintainable code\n", (), (UNTESTED,), JUNIOR),
    Row(f"{ASKED}- You live in or near Pune\n- Fluent English\n", (), (UNTESTED,)),
    Row(f"{ASKED}- You may work in Germany without a visa\n", (), (UNTESTED,)),
    Row(f"{ASKED}- Able to travel twice a year\n- SC clearance\n- On-call\n", (), (UNTESTED,)),
    Row("####Essential skills\n- You ride a horse\n", (UNTESTED,)),
    Row("### Qualifications required:\n- You ride a horse\n", (UNTESTED,)),
    Row("**What are we looking for in you?**\n- You ride a horse\n", (UNTESTED,)),
    Row("**What are we looking for in you?**\nYou ride a horse\nSQL\n", (UNTESTED,)),
    Row("<h3>Your profile</h3><ul><li>You ride a horse</li><li>SQL</li></ul>", (UNTESTED,)),
    Row("## Must have\n\n| Skill | Level |\n|---|---|\n| Horses | expert |\n", (UNTESTED,)),
    Row("Was du mitbringst\n- Ein Pferd\n\nRequirements\n- You ride a horse\n", (UNTESTED,)),
)
PAID = (
    "London. GBP 140k.",
    "Salary: 70.000 € bis 85.000 € im Jahr",
    "60 000 PLN – 80 000 PLN a year",
    "Salary: 5k-10k R$ a month",
    "CTC: 18-24 LPA",
    "Salary: Rs. 25,00,000 - 35,00,000",
    "AED 25,000 - 30,000 a month",
    "CAD 146,000 \\- CAD 175,000",
    "Salary: $0 - $400,000 DOE",
    "CHF 120'000 to 140'000 a year",
    "€ 45.50 per hour",
    "Day rate: £450 - £520",
    "Gehalt: 65.000 bis 75.000 Euro brutto im Jahr",
    "Salaire : 45 000 € à 55 000 € brut annuel",
    "Salario: 45.000 - 55.000 € brutos anuales",
    "Wynagrodzenie: 18 000 - 24 000 PLN miesięcznie",
    "Compensation\n\n- Germany: EUR 84,000 to 126,000 a year\n",
    "SGD 7,000 - 9,500/month",
    "The pay is between A$130,000 and A$150,000 plus super.",
)
UNPAID = (
    "You get a learning budget of $3,000 - $5,000 a year. Health insurance and a bonus.",
    "We raised $50 to 70 million.",
    "A €1,500 – €2,000 education budget per year",
    "We serve 5,000-10,000 orders a day.",
    "Sign-on bonus of $10,000 to $20,000.",
    "Tuition assistance of up to $10,000 a year.",
    "Our revenue grew from $200,000 to $900,000 a year.",
    "An on-call allowance of €350 per week.",
    "We move $40,000 to $90,000 an hour for merchants.",
)
MONEY = (
    *(Row(text, (), (PAY,)) for text in PAID),
    *(Row(text, (PAY,)) for text in UNPAID),
    *(Row(text, ("place-duty:us-ca:pay-range",), (), None, "us-ca") for text in UNPAID),
    Row(
        "The annual range is as follows:\n"
        "- Germany: EUR 84,000 to 126,000\n- UK: £82,000 to £123,000\n",
        (),
        ("pay-without-period", "pay-without-currency"),
    ),
    Row(
        "Salary: $110,000 - $150,000 a year.\n\nMore words.\n\n- Highly competitive salary\n",
        (),
        ("fake-pay",),
    ),
    Row("Salary: highly competitive.", ("fake-pay",)),
    Row("Pay: market rates, negotiable.", ("fake-pay",)),
    Row("Salary: $0 - $400,000 DOE", ("wide-range",)),
    Row("Salary: $60,000 to $130,000 a year.", ("wide-range",)),
    Row("Salary: $90,000 to $130,000 a year.", (), ("wide-range",)),
    Row("£55,000 to £65,000 pa", (), ("pay-without-period",)),
    Row("Rs. 25,00,000 - 35,00,000", (), ("pay-without-currency",)),
    Row("CAD 60,000 to 130,000 a year", ("place-duty:ca-on:range-width",), (), None, "ca-on"),
    Row("CAD 90,000 to 130,000 a year", (), ("place-duty:ca-on:range-width",), None, "ca-on"),
)
WORDS = (
    Row("There is no age limit.", (), ("origin-and-age",)),
    Row("We never ask for native speakers.", (), ("origin-and-age",)),
    Row("Native speakers are not required.", (), ("origin-and-age",)),
    Row("We welcome recent graduates and career changers alike.", (), ("origin-and-age",)),
    Row("We write software for manned spaceflight.", (), ("gendered-term",)),
    Row("No more crippling latency.", (), ("slur",)),
    Row("He Zhang leads the team.", (), ("gendered-pronoun",)),
    Row("We build with Ninja (the build system).", (), ("banned-wording",)),
    Row("Blind spot detection for trucks.", (), ("disability-term",)),
    Row("See https://ninja.example/rockstar for more.", (), ("banned-wording",)),
    Row("We are a young company, founded in 2024.", (), ("origin-and-age",)),
    Row("Aggressive caching and a driver.", (), ("coded-masculine",)),
    *(
        Row(f"{words} in the team.", (), ("coded-masculine", "coded-feminine"))
        for words in ("Lead backend engineer", "Leader election", "Core competencies")
    ),
    *(
        Row(f"{words} in the team.", (), ("coded-masculine", "coded-feminine"))
        for words in ("Objective-C", "Kind regards", "Pay depending on location")
    ),
    *(
        Row(f"You join {words} here.", ("banned-wording",))
        for words in ("rockstars", "a rock star", "gurus", "a team like a family")
    ),
    *(
        Row(f"We want you to {words} here.", ("banned-wording",))
        for words in ("crush deadlines", "be badass", "work hard, play hard", "be a team-player")
    ),
    Row(f"{ASKED}- Good communication skills\n", ("banned-wording",)),
    Row("Young and energetic team", ("origin-and-age",)),
    Row("Max. age 35", ("origin-and-age",)),
    Row("Male candidates preferred", ("gendered-term",)),
    Row("Canadian experience required", ("origin-and-age",)),
    Row("Send a photo with your resume.", ("origin-and-age",)),
    Row("Salary history requested.", ("past-pay",)),
    Row("Send your current CTC.", ("past-pay",)),
    Row("Bring the last three payslips.", ("past-pay",)),
    Row("We do not ask for your salary history.", (), ("past-pay",)),
)
MUSTS = (
    Row("A spin-off with 15 years of domain expertise.", (), ("years-gate",)),
    Row("20 years of experience make Acme known.", (), ("years-gate",)),
    Row("Our company has 30 years of experience in rail.", (), ("years-gate",)),
    Row(f"{ASKED}- 4+ years of experience building APIs in Go\n", ("years-gate",), (UNTESTED,)),
    Row(f"{ASKED}- 5+ YoE\n", ("years-gate",)),
    Row(f"{ASKED}- 3-5 yrs exp\n", ("years-gate",)),
    Row(f"{ASKED}- Several years of experience\n", ("years-gate",)),
    Row(f"{ASKED}- five (5) years of experience with SQL\n", ("years-gate",)),
    Row(f"{ASKED}- BE / BTech / MCA\n", ("degree-gate",)),
    Row(f"{ASKED}- BSc or similar\n", ("degree-gate",)),
    Row(f"{ASKED}- Graduate of a tier-1 college\n", ("degree-gate",)),
    Row(f"{ASKED}- Degree or equivalent experience\n", (), ("degree-gate",)),
    Row(f"{ASKED}- Computer science degree preferred\n", ("degree-wish",), ("degree-gate",)),
    Row("10 years of Kubernetes and 15 years of Docker", ("years-before-release:docker",)),
    Row("14 years of Rust", ("years-before-release:rust",)),
    Row("20 years of Go", ("years-before-release:go",)),
    Row("Entry level, 5+ years of experience", ("level-against-years",)),
    Row("Fully remote. Three days a week in the office.", ("two-work-modes",)),
    Row("Fully remote, or three days a week in the office.", (), ("two-work-modes",)),
)
WHOLE = (
    Row("[Berlin] Backend developer [m/f/d]", (), ("unfilled-blank",)),
    Row("Backend developer in [city]", ("unfilled-blank",)),
    Row("Process: 30 min call, 60 min pairing.", (), ("missing-process",)),
    Row("Recruitment stages: screening, task, offer.", (), ("missing-process",)),
    Row("Tell us about any adjustment you need.", (), ("missing-accommodations",)),
    Row("Based in our Lisbon office three days a week.", (), ("missing-work-mode",)),
    Row("Two days at home, three with the team in Leeds.", (), ("missing-work-mode",)),
    Row("Posting end date: January 31, 2027", (), ("missing-closing-date",)),
    Row("Applications close when the position is filled.", (), ("missing-closing-date",)),
    Row("We can accommodate all levels.", ("missing-accommodations",)),
    Row("You write remote procedure calls.", ("missing-work-mode",)),
    Row("You meet clients in person.", ("missing-work-mode",)),
    Row("You may be asked during the selection process.", ("missing-process",)),
    Row(
        "Acme may use AI tools in its recruitment process to match resumes.",
        (),
        ("place-duty:ca-on:ai-use",),
        None,
        "ca-on",
    ),
    Row("No AI is used in hiring.", (), ("place-duty:ca-on:ai-use",), None, "ca-on"),
)


@pytest.mark.parametrize(
    "row",
    (*READING, *MONEY, *WORDS, *MUSTS, *WHOLE),
    ids=lambda row: row.text[:50].replace("\n", " "),
)
def test_small_text_gives_what_a_fair_reader_finds(row: Row) -> None:
    """Whatever must be found is, and whatever would be wrong is not."""
    found = named(row)

    assert set(row.has) - found == set()
    assert set(row.lacks) & found == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(
            "- Docker is a plus\n- Kafka preferred\n- Ideally you know Redis\n", 0, id="wish"
        ),
        pytest.param("- One of these:\n  - Go\n  - Rust\n  - Java\n- Git\n", 2, id="nested"),
        pytest.param("Go\nSQL\nKafka\n", 3, id="lines"),
        pytest.param("1. Go\n2. SQL\n", 2, id="numbers"),
        pytest.param("- Go\n\nNice to have\n- Rust\n", 1, id="another heading"),
    ],
)
def test_musts_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    """A nested list counts once and a wish not at all."""
    assert judged(Row(f"{ASKED}{text}")).understood.musts == count


@pytest.mark.parametrize(
    "heading",
    [
        *("Anforderungen", "Das bringst du mit", "Votre profil", "Profil recherché", "Requisitos"),
        *("Tu perfil", "Wymagania", "O que esperamos", "Must haves", "Your background"),
        *("#What we need from you", "You'll love this if:", "WHO YOU ARE", "__Essential__"),
        *("**Skills & experience**", "Is this you?", "Minimum qualifications", "To succeed"),
    ],
)
def test_musts_are_found_below_headings_of_many_kinds(heading: str) -> None:
    """Any mark, a question, capitals, and the words of five languages."""
    assert judged(Row(f"{heading}\n\n- Go\n- SQL\n- Kafka\n")).understood.musts == 3


def test_steps_that_were_read_are_a_process_that_is_stated() -> None:
    """Whatever they are called."""
    text = (
        "Backend developer wanted\n\nHOW WE CHOOSE\n- a form instead of a CV\n- a chat by video\n"
    )
    understood = judged(Row(text)).understood

    assert understood.steps == 2
    assert "The hiring process is stated" in understood.good


NO_POSTING = {
    "a recipe": "Preheat the oven to 200 degrees. Mix the flour with two tablespoons of sugar and "
    "three eggs, and whisk until smooth. Pour it into the tin and bake for thirty minutes.",
    "a guide to contributing": "Thank you for helping. Fork the repository, git clone it, and run "
    "npm install. Open an issue before you start on larger changes. Pull requests are welcome.",
    "a letter": "Dear Ms Park,\n\nI am writing to apply for the position. I have worked on "
    "payments for six years, and my salary expectation is 60,000. "
    "I look forward to hearing from you.\n\n"
    "Yours sincerely,\nA.",
    "an article": "Hiring of backend engineers slowed last year, according to a survey. Candidates "
    "wait longer, said Ana Lee, an economist. Salaries rose by 2 percent, the report said.",
}


@pytest.mark.parametrize("text", NO_POSTING.values(), ids=NO_POSTING)
def test_text_that_is_no_posting_is_said_to_be_none(text: str) -> None:
    """One note says so, and no rule is applied."""
    judgment = judged(Row(text))

    assert judgment.understood.kind == "other"
    assert judgment.findings == ()
    assert judgment.notes == (real().reading.kinds.notes["other"],)


@pytest.mark.parametrize("text", ["", " \n\t", "<html><body></body></html>", "***\n---"])
def test_text_without_a_word_is_empty(text: str) -> None:
    """Nothing is judged where nothing stands."""
    judgment = judged(Row(text))

    assert judgment.understood.kind == "empty"
    assert judgment.findings == ()


GERMAN = (
    "Wir suchen eine Backend-Entwicklerin (m/w/d) für unser Team in Graz.\n\nDeine Aufgaben\n"
    "- Du entwickelst Dienste mit Java\n\nDein Profil\n"
    "- Du kennst SQL und hast Erfahrung mit Java\n"
    "- Mindestens 5 Jahre Berufserfahrung\n\nWir bieten dir 30 Tage Urlaub und ein Team, das "
    "hilft. Das Gehalt: 60.000 bis 72.000 Euro brutto im Jahr."
)


def test_posting_in_another_language_is_checked_for_little_and_says_so() -> None:
    """Pay, years and law are read; missing English words are no fault."""
    judgment = judged(Row(GERMAN))

    assert judgment.understood.language == "de"
    assert [one.rule for one in judgment.findings] == ["years-gate"]
    assert "We read it as German" in judgment.notes[0]


def test_source_of_a_page_is_read_without_its_tags() -> None:
    """Tags and entities are no words, places hold, and the reader is told."""
    text = (
        "<div class='ninja'>\n<h2>Requirements</h2>"
        "<p>Pay: &euro;70,000&ndash;&euro;80,000 a year</p>"
        "<ul><li>A <b>rock</b>star</li></ul></div>"
    )
    judgment = judged(Row(text))
    worn = [one for one in judgment.findings if one.rule == "banned-wording"]

    assert [(one.line, one.words) for one in worn] == []
    assert judgment.understood.pay == ("EUR 70,000- EUR 80,000 a year",)
    assert real().reading.kinds.notes["markup"] in judgment.notes


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("Process: a call (20 min), pairing on our code (60 min), a chat (45 min).", 3),
        ("Interview: recruiter (30m), architecture (90m), two past projects (60m each)", 3),
        ("You are on call for 12 hours, and answer within 15 minutes.", 0),
        ("How we hire: a call with Dee, half a day on a ticket, then dinner with us.", 3),
        ("## About hiring\nA chat. A small task. You meet a customer. No take-home.", 3),
        ("We grew in two rounds.\n\n## Hiring\n\nStep 1 → Jo\nStep 2 → code\nStep 3 → Al", 3),
    ],
)
def test_steps_told_in_one_line_are_counted(told: str, steps: int) -> None:
    """By the time that each takes, by its number, or by what each is called."""
    assert (
        judged(Row(f"Backend developer\n\nRequirements\n- Go\n\n{told}\n")).understood.steps
        == steps
    )


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        ("Austin, TX. No remote.", "on site"),
        ("Remote is not possible.", "on site"),
        ("Remote.", "remote"),
    ],
)
def test_work_at_home_that_is_denied_is_on_site(told: str, mode: str) -> None:
    """A posting says no as often as it says yes."""
    assert (
        judged(Row(f"Backend developer\n\nRequirements\n- Go\n\n{told}\n")).understood.mode == mode
    )


def test_summary_says_what_was_understood() -> None:
    """A misreading is seen at once."""
    text = (
        "Backend developer\n\nHybrid, two days a week in our Lisbon office.\n\n"
        "Pay: EUR 70,000 to 85,000 a year\n\nRequirements\n- Go\n- SQL\n\n"
        "How we hire\n- A call\n- Pairing\n- A talk with the team\n"
    )

    assert judged(Row(text)).understood.summary == (
        "2 must-have requirements, pay EUR 70,000 to 85,000 a year, hybrid, process in 3 steps"
    )


_FOUND = (
    ("origin-and-age", "Singaporeans only.", "Weekdays only."),
    ("origin-and-age", "Unser junges, dynamisches Team.", "Ein junges Produkt."),
    ("origin-and-age", "People over 50 only.", "People over 50 are encouraged to apply."),
    ("gendered-term", "A two-man team.", "A two-person team."),
    ("disability-term", "A crippling mistake.", "A crippling outage."),
    ("banned-wording", "A coding ninja.", "You build with Meson and Ninja."),
    ("unfilled-blank", "Applications close TBC.", "Applications close May 1."),
    ("degree-gate", "Requirements\n- A degree", "What you can leave at home: a degree."),
    ("missing-closing-date", "Apply.", "We take applications until we've hired someone."),
    ("missing-process", "Only shortlisted candidates hear from us.", "Step 1: a call with Ana."),
    ("missing-accommodations", "Write to us.", "Do you need us to do anything differently?"),
)


@pytest.mark.parametrize(("rule", "fault", "sound"), _FOUND)
def test_a_kind_is_found_and_what_is_like_it_is_not(rule: str, fault: str, sound: str) -> None:
    """Each was missed or told wrongly in a posting that somebody else had written."""

    def rules(text: str) -> set[str]:
        return {one.rule for one in judged(Row(f"Backend developer wanted.\n\n{text}\n")).findings}

    assert rule in rules(fault)
    assert rule not in rules(sound)


def test_a_list_in_capitals_is_a_list() -> None:
    """A line in capitals is a heading when the lines beside it are not."""
    text = "BACKEND DEVELOPER WANTED\n\nREQUIRED SKILLS\n\nSTRONG JAVA\nSOLID SQL\nGIT AND DOCKER\n"

    assert judged(Row(text)).understood.musts == 3
