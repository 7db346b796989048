"""The content of the real handbook, entity by entity, so that a failure reads as a sentence."""

import re
from collections import Counter
from datetime import date

import pytest

from macros.address.patterns import ROLE_PARTS
from macros.checks.run import check_repository
from macros.core.handbook import Handbook
from macros.core.pages import read_pages
from macros.core.text import count_words
from macros.model.interview import Question
from macros.model.role import Requirement, Responsibility
from tests.support import ROOT, TODAY, real

ROLES = (
    *("junior-backend-developer", "backend-developer", "senior-backend-developer"),
    *("staff-backend-developer", "principal-backend-developer"),
)
#: What the issue asks to be guided through.
GUIDES = (
    *("writing-a-loop", "recruiter-screen", "system-design-interview", "pairing", "take-home"),
    *("code-review-exercise", "scoring-and-debrief", "interviewer-training", "reducing-bias"),
    *("accommodations", "what-not-to-ask", "ai-in-interviews", "references", "offer"),
    *("rejection", "first-90-days", "hiring-metrics", "evidence", "which-level", "calibration"),
    *("opening-a-role", "writing-the-advert", "structured-interviews"),
)
#: The eight categories whose lists other collections leave empty.
CATEGORIES = (
    *("version-control", "ci-cd", "monitoring", "documentation"),
    *("project-management", "code-quality", "deployment", "testing"),
)
#: What people ask other collections, and the FAQ that answers.
ASKED = {
    "what is a backend developer": "what-is-a-backend-developer",
    "what is a senior backend developer": "what-is-a-senior-backend-developer",
    "what do they do": "a-backend-developers-day",
    "their duties and responsibilities": "backend-developer-duties",
    "a senior's duties": "senior-backend-developer-duties",
    "who do they work with": "who-backend-developers-work-with",
    "what makes a good one": "what-makes-a-good-backend-developer",
    "what makes a good senior": "what-makes-a-good-senior",
    "how does senior differ from mid": "how-senior-differs-from-mid",
    "how does senior differ from architect": "senior-or-architect",
    "how does backend differ from full-stack": "backend-or-full-stack",
    "how does backend differ from DevOps and SRE": "backend-or-devops-or-sre",
    "what to change before posting": "what-to-change-before-posting",
    "how to assess system design": "how-to-assess-system-design",
    "cloud or core backend skills first": "cloud-or-core-skills",
    "red flags in the interview": "senior-interview-red-flags",
    "how many seniors a team needs": "how-many-seniors",
    "how one becomes a backend developer": "how-to-become-a-backend-developer",
    "how one becomes senior": "how-mid-becomes-senior",
    "what they earn": "backend-developer-earnings",
    "what a senior earns": "senior-backend-developer-earnings",
    "qualifications and certifications": "qualifications-and-certifications",
    "skills and tools by category": "backend-skills-and-tools",
    "is backend easier than frontend": "is-backend-easier-than-frontend",
    "what to ask about web servers": "what-to-ask-about-web-servers",
    "what to ask about time management": "what-to-ask-about-time-management",
    "what to ask about caching": "what-to-ask-about-caching",
    "current trends": "backend-trends",
    "where to find candidates": "where-to-find-backend-candidates",
    "how to find them on LinkedIn": "how-to-find-backend-developers-on-linkedin",
    "what is a Boolean search string": "what-is-a-boolean-search-string",
}
NO_VERB = frozenset({"The", "A", "An", "You", "Your", "We", "Our", "This", "It", "Be", "Being"})

each_question = pytest.mark.parametrize(
    "question", [pytest.param(one, id=one.id) for one in real().questions.values()]
)
each_role = pytest.mark.parametrize("role", ROLES)
each_responsibility = pytest.mark.parametrize(
    "duty",
    [
        pytest.param(stated.item, id=f"{role}: {stated.item.id}")
        for role, resolved in real().resolved.items()
        for stated in resolved.responsibilities
        if stated.status != "inherited"
    ],
)
each_requirement = pytest.mark.parametrize(
    "requirement",
    [
        pytest.param(stated.item, id=f"{role}: {stated.item.id}")
        for role, resolved in real().resolved.items()
        for stated in resolved.requirements
        if stated.status != "inherited"
    ],
)


def test_real_handbook_breaks_no_rule() -> None:
    """`handbook check` finds nothing to fix."""
    assert [problem.text() for problem in check_repository(ROOT, today=TODAY)[1]] == []


@each_role
def test_role_has_its_nine_pages(role: str) -> None:
    """Each of the five roles has an overview and its eight parts."""
    pages = read_pages(ROOT)[0]
    parts = ["index", *(slug for slug, _, _ in ROLE_PARTS)]

    assert len(parts) == 9
    assert [part for part in parts if f"roles/{role}/{part}.md" not in pages] == []


@each_role
def test_role_asks_for_at_most_seven_musts(handbook: Handbook, role: str) -> None:
    """An advert asks for some musts, and for no more than seven."""
    assert 1 <= len(handbook.resolved[role].requirements_of("must")) <= 7


@each_role
def test_role_is_advertised_as_engineer_and_as_developer(handbook: Handbook, role: str) -> None:
    """The alternate titles hold the forms that people search for."""
    titles = " / ".join((handbook.roles[role].title, *handbook.roles[role].alternate_titles))

    assert [word for word in ("Engineer", "Developer", "Back End") if word not in titles] == []


@each_role
def test_role_has_pay_red_flags_and_questions_people_ask(handbook: Handbook, role: str) -> None:
    """No page of a role is empty: pay, red flags, answers and tools are all there."""
    assert len(handbook.roles[role].pay) >= 2
    assert len(handbook.roles[role].red_flags) >= 3
    assert len(handbook.faqs_of(role)) >= 8
    assert len(handbook.resolved[role].tools) >= 8


def test_there_are_five_roles_from_junior_to_principal(handbook: Handbook) -> None:
    """The ladder holds the five roles, lowest first."""
    assert tuple(role.id for role in handbook.ladder()) == ROLES


def test_there_are_ten_work_samples(handbook: Handbook) -> None:
    """Ten pieces of the job can be handed out, each with code of its own."""
    assert len(handbook.work_samples) >= 10
    assert [id for id in handbook.work_samples if not handbook.code[id]] == []


def test_there_are_twelve_calibrations(handbook: Handbook) -> None:
    """Twelve questions can be practiced on, and each has answers of different scores."""
    items = handbook.calibrations.values()

    assert len(items) >= 12
    assert [i.id for i in items if len({attempt.score for attempt in i.attempts}) < 3] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_is_written(guide: str) -> None:
    """Every step of hiring that the issue names has a guide of at least 300 words."""
    pages = read_pages(ROOT)[0]
    least = 80 if guide == "calibration" else 300

    assert count_words(pages[f"guides/{guide}.md"].body) >= least


def test_there_are_twenty_two_skills_of_both_kinds(handbook: Handbook) -> None:
    """At least sixteen technical and five behavioral skills are described."""
    kinds = Counter(skill.kind for skill in handbook.skills.values())

    assert len(handbook.skills) >= 22
    assert kinds["technical"] >= 16
    assert kinds["behavioral"] >= 5


def test_there_are_a_hundred_and_twenty_questions(handbook: Handbook) -> None:
    """The bank is large enough to swap a question that has leaked."""
    assert len(handbook.questions) >= 120


@pytest.mark.parametrize("skill", real().skills)
def test_skill_has_three_questions(handbook: Handbook, skill: str) -> None:
    """Every skill can be tested in three ways."""
    assert len(handbook.questions_of(skill)) >= 3


@pytest.mark.parametrize("skill", real().skills)
def test_skill_is_asked_for_by_a_role(handbook: Handbook, skill: str) -> None:
    """No skill is described that no role asks for."""
    assert any(skill in resolved.profile() for resolved in handbook.resolved.values())


@each_question
def test_question_says_what_to_listen_for(question: Question) -> None:
    """An interviewer knows at least three things to listen for."""
    assert len(set(question.listen_for)) >= 3


@each_question
def test_question_has_two_follow_ups(question: Question) -> None:
    """At least two follow-ups separate experience from a memorized answer."""
    assert len(set(question.follow_ups)) >= 2


@each_question
def test_question_has_four_different_anchors(question: Question) -> None:
    """The four scores are told apart, in 8 to 80 words each."""
    assert len({anchor.casefold() for anchor in question.anchors}) == 4
    assert [anchor for anchor in question.anchors if not 8 <= count_words(anchor) <= 80] == []


@each_question
def test_question_takes_five_to_sixty_minutes(question: Question) -> None:
    """A question fits into a stage."""
    assert 5 <= question.minutes <= 60


@each_responsibility
def test_responsibility_begins_with_a_verb(duty: Responsibility) -> None:
    """A line of the job begins with what is done."""
    first = re.split(r"[\s,:]", duty.line)[0]

    assert first[0].isupper()
    assert first not in NO_VERB
    assert not first.endswith(("ing", "tion"))


@each_responsibility
def test_responsibility_has_at_most_twenty_words(duty: Responsibility) -> None:
    """A line of the job is read at a glance."""
    assert count_words(duty.line) <= 20


@each_requirement
def test_requirement_mentions_neither_years_nor_degrees(requirement: Requirement) -> None:
    """No line of an advert is a gate of years or of schools."""
    gates = (
        r"\b(\d+|two|three|four|five|eight|ten|several|many)\b\W*(or more )?years?\b"
        r"|\byears?\W* (of )?experience"
        r"|\b(degrees?|bachelor|master's|diploma|university|graduate)\b"
    )

    assert re.findall(gates, requirement.line, re.IGNORECASE) == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_category_that_others_leave_empty_has_three_tools(
    handbook: Handbook, category: str
) -> None:
    """Each of the eight categories that are headings elsewhere is filled here."""
    assert len(handbook.tools_of(category)) >= 3


@pytest.mark.parametrize("category", real().entities("tool_category"))
def test_category_has_tools(handbook: Handbook, category: str) -> None:
    """No category of the toolbox is empty."""
    assert handbook.tools_of(category)


def test_there_are_enough_tools_answers_and_terms(handbook: Handbook) -> None:
    """At least 45 tools, 24 answers and 60 terms are explained."""
    assert len(handbook.tools) >= 45
    assert len(handbook.faqs) >= 24
    assert len(handbook.terms) >= 60


@pytest.mark.parametrize("id", real().tools)
def test_tool_tells_what_its_users_did_in_words_of_its_own(handbook: Handbook, id: str) -> None:
    """What a candidate did with a tool is said of no other tool, and so is what it is."""
    others = [tool for tool in handbook.tools.values() if tool.id != id]

    assert handbook.tools[id].candidate_did not in [tool.candidate_did for tool in others]
    assert handbook.tools[id].plain not in [tool.plain for tool in others]


@pytest.mark.parametrize("id", real().terms)
def test_term_tells_what_it_means_in_hiring_in_words_of_its_own(
    handbook: Handbook, id: str
) -> None:
    """What a term tells in hiring is said of no other term, and so is what it means."""
    others = [term for term in handbook.terms.values() if term.id != id]

    assert handbook.terms[id].in_hiring not in [term.in_hiring for term in others]
    assert handbook.terms[id].plain not in [term.plain for term in others]


@pytest.mark.parametrize("topic", ASKED)
def test_question_people_ask_is_answered(handbook: Handbook, topic: str) -> None:
    """What people ask elsewhere, and find an empty heading for, has an answer here."""
    faq = handbook.faqs[ASKED[topic]]

    assert faq.question.endswith("?")
    assert 1 <= count_words(faq.short) <= 40


@pytest.mark.parametrize("id", real().faqs)
def test_question_is_asked_once(handbook: Handbook, id: str) -> None:
    """No two FAQs ask the same, and each heading is a question."""
    questions = [faq.question.casefold() for faq in handbook.faqs.values()]

    assert questions.count(handbook.faqs[id].question.casefold()) == 1
    assert handbook.faqs[id].question.endswith("?")


def test_us_pay_has_the_federal_survey_of_may_2025(handbook: Handbook) -> None:
    """The federal figures name their code, their date and how many people they count."""
    pay = handbook.pay["united-states"]
    federal = [series for series in pay.series if series.source == "bls-oews-2025"]

    assert pay.currency == "USD"
    assert "SOC 15-1252" in {series.code for series in federal}
    assert {series.as_of for series in federal} == {date(2025, 5, 31)}
    assert [series.id for series in federal if not (series.code and series.employment)] == []


def test_us_pay_has_the_developer_survey_of_2025(handbook: Handbook) -> None:
    """The survey's figures name how many answers they stand on, and their date."""
    survey = [
        series
        for series in handbook.pay["united-states"].series
        if series.source == "so-survey-2025"
    ]

    assert len(survey) >= 3
    assert [series.id for series in survey if not series.n] == []
    assert {series.as_of.year for series in survey} == {2025}


def test_us_pay_has_a_table_by_state(handbook: Handbook) -> None:
    """Most states have figures of their own, each named once."""
    areas = handbook.pay["united-states"].areas

    assert areas is not None
    assert len({row.title for row in areas.rows}) == len(areas.rows) >= 40
