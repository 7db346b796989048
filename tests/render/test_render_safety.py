"""What pages must never show: markup from data, figures past their date, answers to candidates."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from markdown import markdown  # type: ignore[import-untyped]

from macros.core.handbook import Handbook
from macros.core.inherit import resolve_roles
from macros.core.inline import inline
from macros.model.base import ID_PATTERN, WHEN_PATTERN, Model
from macros.model.fields import reference_kinds
from macros.model.reference import Percentiles
from macros.render.registry import bound
from macros.render.view import View, day, money, slots
from tests.markup import Markup
from tests.support import BOOKS, TODAY, MacroCall, each, every_call, real, tiny

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
#: Every mark of Markdown, of attribute lists and of tables, and what ends a line.
MARKS = (
    "`a`{onmouseover=alert(1)} *b* __c__ ![d](/d.png) ![e](https://other.example/e.png)"
    " [f](&#106;avascript:alert(1)) [g][h] | \\` {#lost onclick=alert(1) x= } #"
    "\r\r[h]: javascript:alert(1)\r# i\u2028\u2028- j\x85\x0b\x0c| k | l {: onclick=alert(1) }"
)
_EXTENSIONS = ("attr_list", "md_in_html", "tables", "admonition", "toc", "fenced_code")
#: The macros that stand inside a sentence of a page.
IN_PROSE = ("cite", "pay_median")
#: A heading as macros write it, once Markdown has read it.
_HEADING = re.compile(r"^(#+) (.+) \{#([a-z0-9-]+)(?: \.([a-z-]+))?\}$", re.MULTILINE)
LATER = date(2030, 1, 1)
KINDS = (
    *("skills", "questions", "loops", "tools", "faqs", "terms", "sources", "pay", "roles"),
    *(
        "methods",
        "work_samples",
        "calibrations",
        "code",
        "changes",
        "errors",
        "places",
        "hiring_laws",
    ),
)


def hostile(value: Any, attack: str = ATTACK) -> Any:
    """The value with an attack in the place of every text that is not an id."""
    if isinstance(value, Model):
        kinds = reference_kinds(type(value))
        changed = {
            name: hostile(getattr(value, name), attack)
            for name in type(value).model_fields
            if not is_name(value, name)
            and (kinds[name] is None or isinstance(getattr(value, name), dict))
        }
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(hostile(item, attack) for item in value)
    if isinstance(value, dict):
        return {key: hostile(item, attack) for key, item in value.items()}
    return attack if isinstance(value, str) else value


def is_name(value: Model, field: str) -> bool:
    """Whether a field holds an id, a date or a word of ours, which no other text passes for."""
    info = type(value).model_fields[field]
    patterns = (repr(pattern) for pattern in (ID_PATTERN, WHEN_PATTERN))
    return "Literal" in repr(info.annotation) or any(one in repr(info) for one in patterns)


def attacked_by(attack: str) -> View:
    """The dummy with an attack in every text, as if nothing had judged it."""
    book = tiny()
    changed: dict[str, Any] = {kind: hostile(getattr(book, kind), attack) for kind in KINDS}
    changed |= {one: hostile(getattr(book, one), attack) for one in ("posting", "vocabularies")}
    return View(replace(book, **changed, resolved=resolve_roles(changed["roles"])), TODAY)


@pytest.fixture(scope="module")
def attacked() -> View:
    """The dummy attacked with HTML."""
    return attacked_by(ATTACK)


@pytest.fixture(scope="module")
def marked() -> View:
    """The dummy attacked with Markdown."""
    return attacked_by(MARKS)


@each("call", lambda: every_call("dummy"))
def test_markup_in_data_stays_text(attacked: View, call: MacroCall) -> None:
    """Markup that reached the data is shown to the letter and never runs."""
    html = call.render(attacked)

    assert Markup(html).faults == []
    html = html.replace('<script type="application/ld+json">', "")  # data, which nothing runs
    assert [tag for tag in ("<script>", "<img src=x") if tag in html] == []


def as_page(text: str) -> str:
    """What both engines make of a page: they read Markdown with the same library."""
    html: str = markdown(text, extensions=_EXTENSIONS)
    return html


@each("call", lambda: every_call("dummy"))
def test_markdown_finds_nothing_to_interpret(marked: View, call: MacroCall) -> None:
    """On a page, what a macro prints says and holds the same as before Markdown read it."""
    html = call.render(marked)
    if call.name in IN_PROSE:
        html = f"Words before {html.strip()} and after."
    read = Markup(as_page(html))
    meant = Markup(_HEADING.sub(r'<h2 id="\3">\2</h2>', html))

    assert read.text == meant.text
    assert read.links == meant.links
    assert read.faults == []
    assert set(read.ids) == set(meant.ids)


def test_blank_in_the_title_of_a_link_stays_text() -> None:
    """Square brackets are marked as a blank where they are read, and not inside an attribute."""
    html = slots('[a](/x/ "[b]") and [c]')

    assert Markup(html).faults == []
    assert html.count('<mark class="slot">') == 1


def test_an_unsafe_heading_would_be_seen() -> None:
    """The comparison above tells a heading whose words are left to Markdown."""
    read = Markup(as_page(f"## {MARKS} {{#here}}"))

    assert read.ids != ["here"]
    assert "<h2 onmouseover>" in read.faults or "<code onmouseover>" in read.faults


def amounts(book: Handbook, country: str) -> set[str]:
    """Every amount of pay in the data of a country, as pages print it."""
    pay = book.pay[country]
    found: list[Percentiles] = [series.pay for series in pay.series]
    found += [row.pay for row in pay.areas.rows] if pay.areas else []
    numbers = (getattr(one, name) for one in found for name in Percentiles.model_fields)
    return {money(number, pay.currency) for number in numbers if number}


PAY_CALLS = [
    call
    for book in BOOKS
    for call in every_call(book)
    if call.name in ("pay_series", "pay_areas", "role_pay", "pay_median")
]


@pytest.mark.parametrize("call", PAY_CALLS, ids=str)
def test_pay_past_its_review_date_is_not_shown(call: MacroCall) -> None:
    """After its review date a pay figure gives way to a notice with the source's link."""
    book = call.handbook
    text = Markup(html := call.render(View(book, LATER))).text
    printed = {amount for country in book.pay for amount in amounts(book, country)}

    assert "no longer shown" in text
    assert [amount for amount in printed if amount in text] == []
    assert any(f'href="{source.url}"' in html for source in book.sources.values())


@pytest.mark.parametrize("call", PAY_CALLS, ids=str)
def test_pay_before_its_review_date_is_shown(call: MacroCall) -> None:
    """While a figure holds, its amounts are shown and there is no notice."""
    text = Markup(call.render()).text

    assert "no longer shown" not in text
    assert "$" in text


@pytest.mark.parametrize("figure", ["usage", "first_release", "license"])
def test_figure_of_a_tool_past_its_review_date_is_not_shown(dummy: Handbook, figure: str) -> None:
    """Share, first release and license of a tool each give way to a notice."""
    others = {"usage", "first_release", "license"} - {figure}
    tool = dummy.tools["drawer"].model_copy(update=dict.fromkeys(others))
    before, after = (
        Markup(View(dummy, today).render("tool", tool=tool)).text for today in (TODAY, LATER)
    )
    shown = {"usage": "55.5%", "first_release": "1990: Drawer 1.0", "license": "MIT"}[figure]

    assert shown in before
    assert "no longer shown" in after
    assert shown not in after


@pytest.mark.parametrize(
    ("today", "notice"),
    [(date(2027, 1, 10), False), (date(2027, 1, 11), True)],
    ids=["on its last day", "the day after"],
)
def test_notice_comes_the_day_after_the_review_date(
    dummy: Handbook, today: date, notice: bool
) -> None:
    """A figure is shown through its review date; the notice names that date."""
    html = bound(View(dummy, today))["pay_series"]("freedonia")

    assert ("no longer shown" in html) is notice
    assert (f"review by {day(date(2027, 1, 10))}" in html) is notice


def test_answer_with_an_expired_figure_keeps_the_rest(dummy: Handbook) -> None:
    """Of an answer only the paragraph with the figure gives way."""
    text = Markup(bound(View(dummy, LATER))["role_faqs"]("clerk")).text

    assert "$30,000" not in text
    assert "no longer shown" in text
    assert "The bureau counts every clerk once a year." in text
    assert "A clerk keeps the books" in text


def test_list_of_sources_says_which_review_is_overdue(dummy: Handbook) -> None:
    """A source stays listed after its date, marked as overdue."""
    due, overdue = (
        Markup(bound(View(dummy, today))["source_list"]()).text for today in (TODAY, LATER)
    )

    assert "Review by January 10, 2027" in due
    assert "Review was due January 10, 2027" in overdue


def secrets(book: Handbook) -> set[str]:
    """What an interviewer knows and a candidate must not read before."""
    return {
        Markup(inline(text)).text
        for question in book.questions.values()
        for text in (
            *(*question.anchors, *question.follow_ups, *question.listen_for, *question.evidence),
            *(question.ask, question.variant, question.why, question.red_flag.tell_apart),
        )
    }


@pytest.mark.parametrize("macro", ["candidate_role", "candidate_stages"])
@pytest.mark.parametrize("role", real().roles)
def test_candidate_reads_no_question_and_no_answer(
    handbook: Handbook, view: View, role: str, macro: str
) -> None:
    """Invariant 7: no question, anchor, follow-up, evidence or variant on a candidate's page."""
    text = Markup(bound(view)[macro](role)).text

    assert [secret for secret in secrets(handbook) if secret in text] == []


@pytest.mark.parametrize("role", real().roles)
def test_candidate_reads_the_stages_with_a_candidate_only(
    handbook: Handbook, view: View, role: str
) -> None:
    """A candidate's page has every stage they sit through, and not the panel's own."""
    html = bound(view)["candidate_stages"](role)
    stages = handbook.loops[handbook.roles[role].loop].stages

    assert [stage.id for stage in stages if f"{{#{stage.id}}}" in html] == [
        stage.id for stage in stages if stage.with_candidate
    ]
