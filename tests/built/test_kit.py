"""The kit builder in a browser: its journeys, its keyboard, its address, its paper."""

import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from macros.core.handbook import Handbook
from macros.site.cli import main
from tests.support import ROOT

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_KIT = "/kit/"
_SENIOR = "senior-backend-developer"
_POSTING = (ROOT / "tests/lint/postings/corporate.txt").read_text(encoding="utf-8")


def opened(page: Page, query: str = "") -> Page:
    """The kit's page with the text of its first question there."""
    page.goto(f"{_KIT}{query}")
    expect(page.locator("[data-kit]")).to_be_visible()
    return page


def kit_of(page: Page) -> list[str]:
    """The questions of the kit on the page."""
    script = "all => all.map(one => one.dataset.question)"
    ids: list[str] = page.locator(".kit-list > li").evaluate_all(script)
    return ids


def verdict(page: Page, skill: str) -> Locator:
    """What the page says of a must."""
    return page.locator(f".kit-verdicts [data-skill={skill}]")


def count(page: Page) -> Locator:
    """The line that counts questions and minutes."""
    return page.locator(".kit .filter-count")


def query(page: Page) -> dict[str, list[str]]:
    """What stands behind the question mark of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def test_page_and_command_line_choose_the_same(
    page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    """One engine runs in both, on one record."""
    for minutes in (45, 90):
        opened(page, f"?role={_SENIOR}&minutes={minutes}")
        main(["kit", "--role", _SENIOR, "--minutes", str(minutes), "--format", "json"])
        printed = json.loads(capsys.readouterr().out)["kit"]

        assert kit_of(page) == [question["id"] for question in printed["questions"]] != []
        for one in printed["verdicts"]:
            expect(verdict(page, one["skill"])).to_contain_text(one["why"])


def test_three_questions_on_sql_with_scorecards_in_five_clicks(page: Page) -> None:
    """An interviewer in a hurry: role, one skill, the scores unfolded, all on one page."""
    opened(page)
    page.get_by_label("Role and level").select_option(_SENIOR)
    page.get_by_text("Skills to test").click()
    page.get_by_role("button", name="Select none").click()
    page.get_by_role("checkbox", name="Data modeling and SQL").check()
    expect(page.locator(".kit-list > li")).to_have_count(3)

    first = page.locator(".kit-list > li").first
    expect(first.locator(".scorecard-scores")).to_be_hidden()
    first.get_by_text("Scores", exact=True).click()

    expect(first.locator(".scorecard-scores tr")).to_have_count(4)
    expect(first.locator(".scorecard-scores tr").nth(2)).to_contain_text("What the level asks for.")


def test_kit_reacts_while_typing(page: Page) -> None:
    """Every figure that is typed counts at once, and is set right only on leaving the field."""
    opened(page, f"?role={_SENIOR}")
    field = page.get_by_label("Minutes for questions")
    field.press("Control+A")
    field.press_sequentially("9")
    expect(count(page)).to_contain_text("1 question, 10 minutes")  # the shortest slot there is
    expect(field).to_have_value("9")
    field.press_sequentially("0")

    expect(count(page)).to_contain_text(re.compile("^[5-9] questions"))
    field.fill("500")
    field.press("Tab")
    expect(field).to_have_value("180")


def test_what_would_make_a_must_fit_does(page: Page, handbook: Handbook) -> None:
    """A press on the remedy of a must that is out brings it in, and the focus stays there."""
    opened(page, f"?role={_SENIOR}&minutes=45")
    out = verdict(page, "api-design")
    expect(out).to_contain_text("Its shortest question takes")
    out.get_by_role("button").press("Enter")

    expect(verdict(page, "api-design")).to_have_class("is-in")
    expect(verdict(page, "api-design").get_by_role("link")).to_be_focused()
    assert int(query(page)["minutes"][0]) > 45


def test_questions_are_moved_and_taken_out_by_keyboard(page: Page) -> None:
    """With keys alone: the first goes down, the focus goes with it, the last is taken out."""
    opened(page, f"?role={_SENIOR}&minutes=60")
    first, second, *rest = kit_of(page)
    page.locator(f"[data-question={first}]").get_by_role("button", name="Move down").press("Enter")

    assert kit_of(page) == [second, first, *rest]
    focused = page.evaluate("() => document.activeElement.closest('li').dataset.question")
    assert focused == first
    expect(page.locator(".announcer")).to_have_text("Question 2 of 4.")
    last = page.locator(f"[data-question={rest[-1]}]")
    last.get_by_role("button", name="Take out").press("Space")

    assert kit_of(page) == [second, first, *rest[:-1]] == query(page)["question"]
    page.get_by_role("button", name="Choose for me again").press("Enter")
    assert kit_of(page) == [first, second, *rest]


def test_keyboard_alone_leads_from_the_form_to_the_print(page: Page) -> None:
    """Tab after Tab passes the choices, the actions, the verdicts and each question's controls."""
    opened(page, f"?role={_SENIOR}&minutes=30")
    page.evaluate("() => (window.print = () => (window.printed = true))")
    page.get_by_label("Role and level").focus()
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.textContent.trim()"))
        if seen[-1] == "Print the kit":
            page.keyboard.press("Enter")

    assert "Skills to test" in seen
    assert "From your own job posting" in seen
    assert "Copy the link" in seen
    page.wait_for_function("() => window.printed")


def test_questions_are_dragged(page: Page) -> None:
    """A question follows the pointer to another place and stays there."""
    opened(page, f"?role={_SENIOR}&minutes=60")
    expect(page.locator(".kit-text .ask")).to_have_count(4)
    ids = kit_of(page)
    grip = page.locator(f"[data-question={ids[1]}] .kit-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    first = page.locator(f"[data-question={ids[0]}]").bounding_box()
    assert box is not None and first is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, first["y"] + 10, steps=5)
    page.mouse.up()

    assert kit_of(page) == [ids[1], ids[0], *ids[2:]] == query(page)["question"]


def test_the_address_holds_the_whole_kit(page: Page, handbook: Handbook) -> None:
    """A colleague who opens the address gets the same questions, choices and language."""
    opened(page, f"?role={_SENIOR}&minutes=60")
    page.get_by_label("Language of code").select_option("java")
    page.get_by_role("button", name="Take out").first.click()
    ids = kit_of(page)
    page.evaluate("() => localStorage.clear()")
    page.reload()
    expect(page.locator("[data-kit]")).to_be_visible()

    assert kit_of(page) == ids != []
    expect(page.get_by_label("Language of code")).to_have_value("java")
    assert query(page)["role"] == [_SENIOR]


def test_unknown_things_in_the_address_are_ignored(page: Page) -> None:
    """A link with a role, skill, level or question that is gone shows what is left of it."""
    opened(page, "?role=gone&question=gone&question=sql-slow-order-list&must=gone.x&language=x")

    assert kit_of(page) == ["sql-slow-order-list"]


@pytest.mark.parametrize(
    ("asked", "given"), [("-5", "10"), ("1e9", "180"), ("9" * 5000, "45"), ("x", "45"), ("", "45")]
)
def test_minutes_stay_within_the_day(reused: Page, asked: str, given: str) -> None:
    """A slot of less than nothing, or of weeks, becomes the nearest that the form offers."""
    opened(reused, f"?minutes={asked}")

    expect(reused.locator("[name=minutes]")).to_have_value(given)


def test_posting_becomes_its_interview_in_two_steps(page: Page) -> None:
    """Open, paste: each must has its skill and how sure that is, and the kit tests them."""
    sent: list[str] = []
    opened(page, "?from=posting")
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    expect(page.locator("[name=posting]")).to_be_focused()
    page.locator("[name=posting]").fill(_POSTING)

    lines = page.locator(".posting-musts > li")
    expect(lines.filter(has_text="relational databases")).to_contain_text("practitioner; sure")
    expect(lines.filter(has_text="communication skills")).to_contain_text("; perhaps")
    expect(lines.filter(has_text="SAP FI")).to_contain_text("No question tests this.")
    expect(page.locator(".posting-count")).to_contain_text("as its title says")
    expect(page.get_by_label("Role and level")).to_have_value(_SENIOR)
    expect(verdict(page, "messaging")).to_be_visible()
    expect(page.locator(".kit-verdicts [data-skill=security]")).to_have_count(0)
    assert "sql.practitioner" in query(page)["must"]
    assert not [one for one in (*sent, page.url) if "Meridian" in one or "SAP" in one]
    kept = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "Meridian" not in kept


def test_posting_on_page_and_command_line_is_read_alike(
    page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines, skills, levels and questions are the same."""
    file = tmp_path / "posting.txt"
    file.write_text(_POSTING, encoding="utf-8")
    main(["kit", "--from", str(file), "--format", "json"])
    printed = json.loads(capsys.readouterr().out)
    opened(page, "?from=posting")
    page.locator("[name=posting]").fill(_POSTING)
    lines = page.locator(".posting-musts > li")

    expect(lines).to_have_count(len(printed["posting"]["lines"]))
    assert kit_of(page) == [question["id"] for question in printed["kit"]["questions"]]
    wanted = [f"{one['skill']}.{one['level']}" for one in printed["posting"]["musts"]]
    assert query(page)["must"] == wanted


def test_taking_the_posting_away_brings_the_role_back(page: Page) -> None:
    """An empty field is no posting: the role's own musts count again."""
    opened(page, f"?role={_SENIOR}&from=posting")
    before = kit_of(page)
    page.locator("[name=posting]").fill("Senior Engineer\nRequirements\n- Kafka\n- Redis\n")
    expect(verdict(page, "caching")).to_be_visible()
    page.locator("[name=posting]").fill("")
    expect(verdict(page, "caching")).to_have_count(0)

    assert kit_of(page) == before


@pytest.mark.parametrize("where", ["bank", "skill", "stage"])
def test_any_question_card_adds_to_the_kit(page: Page, handbook: Handbook, where: str) -> None:
    """One click on a card of bank, skill page or stage, one on the bar, and the kit holds it."""
    role = handbook.roles[_SENIOR]
    stage = next(stage for stage in handbook.loops[role.loop].stages if stage.questions)
    id = stage.questions[0].question
    question = handbook.questions[id]
    pages = {"bank": "/questions/", "skill": f"/skills/{question.skill}/"}
    page.goto(pages.get(where, f"/roles/{_SENIOR}/interview/{stage.id}/"))
    add = page.locator(f".kit-add[data-question={id}]")
    add.click()
    expect(add).to_have_text("In your kit")
    expect(add).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".announcer")).to_contain_text(f"Added: {question.title}")
    page.get_by_role("link", name="Open the kit").click()
    expect(page.locator("[data-kit]")).to_be_visible()

    assert kit_of(page) == [id]
    expect(page.get_by_role("button", name="Fill the minutes left")).to_be_visible()
    page.go_back()
    expect(add).to_have_text("In your kit")
    add.click()
    expect(page.locator(".kit-bar")).to_be_hidden()


def test_the_print_is_an_agenda_and_a_sheet_a_question(page: Page) -> None:
    """Five sheets for four questions, each with title, scores and lines for evidence."""
    opened(page, f"?role={_SENIOR}&minutes=60")
    expect(page.locator(".kit-text .ask")).to_have_count(4)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]

    assert len(sheets) == 5
    assert "Their questions, closing" in sheets[0]
    assert "Not tested here" in sheets[0]
    for sheet in sheets[1:]:
        assert "Follow-ups" in sheet
        assert "What the level asks for." in sheet
        assert "Evidence: what was said or done" in sheet


def test_the_word_file_holds_the_same(page: Page) -> None:
    """Agenda, and a page for each question with its exhibit, anchors and lines."""
    opened(page, f"?role={_SENIOR}&minutes=60")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word file").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        text = archive.read("word/document.xml").decode()

    assert text.count("<w:pageBreakBefore/>") == 4
    assert text.count("Evidence: what was said or done") == 4
    assert "CREATE TABLE accounts (" in text
    assert text.count("[  ] 3: ") == 4


@_STATIC
def test_without_script_the_kit_page_says_what_to_do(page: Page) -> None:
    """Without JavaScript the form is away and the way by hand is there, with its link."""
    page.goto(_KIT)

    expect(page.locator("[data-kit]")).to_be_hidden()
    expect(page.locator("noscript a[href='#by-hand']")).to_be_visible()
    expect(page.locator("#by-hand")).to_be_visible()
    expect(page.locator(".md-content p a[href*='questions']").first).to_be_visible()
