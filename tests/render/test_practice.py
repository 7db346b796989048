"""The macros of practice pages: code, calibration, scorecards, and the chart of methods."""

import re
from dataclasses import replace
from datetime import date

import pytest

from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.model.interview import Exhibit, Stage
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import TODAY, MacroCall, real

LATER = date(2030, 1, 1)


def dummy_html(name: str, *arguments: str) -> str:
    return MacroCall("dummy", name, arguments).render()


def test_code_of_the_start_is_shown_whole() -> None:
    """Every file a candidate gets is on the page, its signs escaped."""
    html = dummy_html("work_sample_start", "missing-page")

    assert html.count("<figure") == 4
    assert "1 &lt; 2 &amp; 3" in html
    assert "range(len(pages) - 1)" in html


def test_strong_solution_shows_what_it_changed() -> None:
    """A file that stays as it was is not shown again, and no check is shown at all."""
    html = dummy_html("work_sample_strong", "missing-page")

    assert "book.py" in html
    assert "run.py" not in html
    assert "return sum(pages)" in html
    assert "test_" not in html


def test_code_in_a_second_language_is_a_click_away(dummy: Handbook) -> None:
    """The language that was there first is open; a sample in one language has nothing to choose."""
    sample = dummy.work_samples["missing-page"]
    alone = sample.model_copy(update={"commands": {"python": "python run.py"}})
    book = replace(dummy, work_samples={sample.id: alone})
    both = dummy_html("work_sample_start", "missing-page")

    assert re.findall(r'data-language="(\w+)"( open)?', both) == [
        ("python", " open"),
        ("javascript", ""),
    ]
    assert "book.mjs" in both.partition('data-language="javascript"')[2]
    assert "<details" not in bound(View(book, TODAY))["work_sample_start"]("missing-page")


def test_brief_tells_the_candidate_everything_and_no_score(dummy: Handbook) -> None:
    """The brief has its texts, its limit and its download; anchors and criteria stay away."""
    sample = dummy.work_samples["missing-page"]
    html = dummy_html("work_sample_brief", "missing-page")
    text = Markup(html).text

    assert "at most 30 min" in text
    assert "python run.py (Python)" in text
    assert "node run.mjs (JavaScript)" in text
    assert sample.time_up in text
    assert "Find out why and hand in the mended file." in text
    assert 'href="./work-samples/missing-page/missing-page.zip"' in html
    assert 'href="./work-samples/missing-page/javascript/missing-page.zip"' in html
    assert [anchor for anchor in sample.anchors if anchor in text] == []
    assert [one.strong for one in sample.criteria if one.strong in text] == []


def test_rubric_has_the_scores_in_order(dummy: Handbook) -> None:
    """The rubric has the four scores, what weak and strong solutions do, and the talk."""
    sample = dummy.work_samples["missing-page"]
    text = Markup(dummy_html("work_sample_rubric", "missing-page")).text
    places = [text.index(anchor) for anchor in sample.anchors]

    assert places == sorted(places)
    assert all(one.weak in text and one.strong in text for one in sample.criteria)
    assert all(line in text for line in sample.follow_ups)
    assert sample.timed in text


def test_practice_answer_stands_with_its_reference(dummy: Handbook) -> None:
    """Each invented answer carries its score and reason, and its fields start hidden."""
    html = dummy_html("calibration")
    attempts = dummy.calibrations["calibrate-bookkeeping-first"].attempts

    assert [int(part[0]) for part in html.split('data-reference="')[1:]] == [3, 1, 4, 2]
    assert html.count("<fieldset hidden>") == len(attempts) == 4
    assert all(f"<strong>{one.score}.</strong> {one.reason}" in html for one in attempts)


def test_scorecard_has_the_anchors_and_the_document() -> None:
    """A card has each question's four scores to tick, and the stage offers it as a document."""
    html = dummy_html("stage_scorecard", "clerk", "talk")

    assert html.count('<ol class="anchors ticks">') == 2
    assert html.count("<li") == 8
    for name in (("stage_script", "clerk", "talk"), ("interview_loop", "clerk")):
        assert 'href="./roles/clerk/interview/scorecard-talk.docx"' in dummy_html(*name)


@pytest.mark.parametrize("name", ["stage_questions", "stage_scorecard", "role_trace"])
def test_score_that_does_what_the_level_asks_is_marked(dummy: Handbook, name: str) -> None:
    """It is the third of each four, and holds what the level of the role adds to it."""
    asked = dummy.questions["bookkeeping-first"]
    levels = {"junior": "Adds twice.", "senior": "Adds thrice."}
    book = replace(
        dummy,
        questions={
            **dummy.questions,
            "bookkeeping-first": asked.model_copy(update={"at_level": levels}),
        },
    )
    stage = ("talk",) if name.startswith("stage_") else ()
    html = bound(View(book, TODAY))[name]("clerk", *stage)
    block = html[html.index('<ol class="anchors') :].partition("</ol>")[0]
    marked = [item.startswith(' class="asked"') for item in block.split("<li")[1:]]
    third = block.split("<li")[3]

    assert marked == [False, False, True, False]
    assert "Does what the level asks." in third
    assert "Adds twice." in third
    assert "Adds thrice." not in html


def test_trace_tells_the_scores_of_a_question_once() -> None:
    """A question that tests two requirements is scored at the first and named at the second."""
    for role in real().roles:
        html = bound(View(real(), TODAY))["role_trace"](role)
        asked = {q.question for s in stages_of(role) for q in s.questions}

        assert html.count('<ol class="anchors">') <= len(asked)
        for anchor in (real().questions[one].anchors[0] for one in asked):
            assert html.count(str(inline(anchor))) <= 1


def stages_of(role: str) -> tuple[Stage, ...]:
    """The stages of a role's loop."""
    return real().loops[real().roles[role].loop].stages


def test_stage_that_is_not_the_roles_is_refused() -> None:
    """Another loop's stage, one without questions and one without a candidate show nothing."""
    macros = bound(View(real(), TODAY))
    for name, stage in (
        ("stage_script", "leadership-conversation"),
        ("stage_questions", "recruiter-screen"),
        ("stage_scorecard", "debrief"),
    ):
        with pytest.raises(ValueError, match="take this macro off its page"):
            macros[name]("senior-backend-developer", stage)


def test_card_of_a_talk_without_questions_says_it_is_not_scored(dummy: Handbook) -> None:
    """A stage with an agenda alone has room for notes, and no anchors."""
    talk, verdict = dummy.loops["clerk"].stages
    bare = talk.model_copy(update={"questions": ()})
    loop = dummy.loops["clerk"].model_copy(update={"stages": (bare, verdict)})
    book = replace(dummy, loops={**dummy.loops, "clerk": loop})
    html = bound(View(book, TODAY))["stage_scorecard"]("clerk", "talk")

    assert "This stage is not scored." in html
    assert "Questions from you" in html
    assert "anchors" not in html


def test_chart_names_every_estimate_with_its_source() -> None:
    """An estimate is shown with its year, its source and the page that reports it."""
    text = Markup(dummy_html("method_chart")).text

    assert ".20 (2024), .30 (2025)" in text
    assert "as reported by Dummy Bureau" in text
    assert dummy_html("method_chart").count("<circle") == 2


def test_estimate_past_its_review_date_is_not_shown(dummy: Handbook) -> None:
    """After its review date an estimate gives way to a notice, in the chart and in the table."""
    html = bound(View(dummy, LATER))["method_chart"]()

    assert "no longer shown" in html
    assert "<circle" not in html
    assert [value for value in (".20", ".30 (") if f"{value} (" in Markup(html).text] == []


def test_exhibit_on_request_is_told_from_what_is_shown(dummy: Handbook) -> None:
    """What a candidate sees only on asking is marked so for the interviewer."""
    question = dummy.questions["manners-first"]
    secret = Exhibit(title="The index", text="one page", on_request=True)
    asked = question.model_copy(update={"exhibits": (*question.exhibits, secret)})
    book = replace(dummy, questions={**dummy.questions, asked.id: asked})
    before, after = (bound(View(one, TODAY))["skill_questions"]("manners") for one in (dummy, book))

    later = Markup(after.partition('id="manners-second"')[0]).text.partition("Give when asked")[2]

    assert "The index" not in before
    assert after.count("The index") == 1
    assert "The index one page" in later


def test_kit_form_has_every_role_and_skill(dummy: Handbook) -> None:
    """The form of the kit builder offers all roles and all skills, and starts hidden."""
    html = dummy_html("kit_builder")

    assert all(f'<option value="{role}">' in html for role in dummy.roles)
    assert all(f'name="skill" value="{skill}"' in html for skill in dummy.skills)
    assert "data-kit hidden" in html
