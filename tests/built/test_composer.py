"""The composer in a browser: fill, copy, reload from the address, download; all equal the CLI."""

import io
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import docx
import pytest
from playwright.sync_api import Page, Route, expect

from macros.core.handbook import Handbook
from macros.files.job_descriptions import written
from macros.posting.draft import Draft, read_draft
from macros.posting.fill import example_draft, fill
from macros.posting.recipe import Recipe, build_recipe
from macros.posting.write import FORMATS, to_text
from macros.render.job_descriptions import FORMAT_LABELS
from tests.built.test_copying import clipboard, readable
from tests.support import real

ROLE = "staff-backend-developer"
_ALLOWED = pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
#: What a recruiter types, and the choices it stands for.
TYPED = {"company": "Lime & Söhne", "pay-min": "120,000", "pay-max": "150 000", "currency": "EUR"}
PAIRS = [
    *(("company", "Lime & Söhne"), ("currency", "EUR"), ("pay-min", "120000")),
    *(("pay-max", "150000"), ("work-mode", "remote"), ("countries", "Spain")),
    *(("countries", "Italy"), ("stack", "kafka"), ("closing", "2026-12-05"), ("off", "mentoring")),
]


@pytest.fixture
def recipe(handbook: Handbook) -> Recipe:
    return build_recipe(handbook, ROLE)


@pytest.fixture
def draft(recipe: Recipe) -> Draft:
    draft, faults = read_draft(recipe, PAIRS)
    assert faults == []
    return draft


@pytest.fixture
def filled(page: Page) -> Page:
    """The composer with everything filled in by hand."""
    page.set_default_timeout(8000)
    page.goto("/compose/")
    form = page.locator("[data-compose]")
    form.locator("[name=role]").select_option(ROLE)
    expect(page.locator(".advert-title")).to_have_text("Staff Backend Developer")
    for name, value in TYPED.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=work-mode]").select_option("remote")
    form.locator("[name=countries]").fill("Spain\nItaly\n")
    for group in ("Tools", "Messaging", "Applying", "Requirements"):
        form.get_by_text(group, exact=True).click()
    form.locator("[name=stack][value=kafka]").check()
    form.locator("[name=closing]").fill("2026-12-05")
    form.locator("[data-necessity] li[data-id=mentoring] [data-line=remove]").click()
    return page


def test_what_is_typed_while_another_role_loads_is_kept(page: Page) -> None:
    held: list[Route] = []
    page.goto("/compose/")
    page.route(f"**/{ROLE}.json", lambda route: held.append(route))
    with page.expect_request(f"**/{ROLE}.json"):
        page.locator("[data-compose] [name=role]").select_option(ROLE)
    page.locator("[data-compose] [name=company]").fill("Lime & Söhne")
    held[0].continue_()
    expect(page.locator(".advert-title")).to_have_text("Staff Backend Developer")

    expect(page.locator("[data-compose] [name=company]")).to_have_value("Lime & Söhne")
    expect(page.locator("[data-compose-preview]")).to_contain_text("Lime & Söhne")


def shown(page: Page) -> str:
    """The preview as plain text: one line a block."""
    lines = page.locator("[data-compose-preview]").locator(".advert-title, .advert-fact, h3, p, li")
    return "\n".join(dict.fromkeys(line.strip() for line in lines.all_inner_texts()))


def expected(recipe: Recipe, draft: Draft) -> str:
    lines = to_text(fill(recipe, draft)).splitlines()
    return "\n".join(dict.fromkeys(line.removeprefix("- ") for line in lines if line))


def test_the_composer_begins_with_a_finished_posting(page: Page, recipe: Recipe) -> None:
    """The link beside the example opens it in the form, whole; another tool changes its lines."""
    page.set_default_timeout(8000)
    page.goto(f"/roles/{ROLE}/job-description/#example")
    page.get_by_role("link", name="begin with this text").click()
    example = example_draft(real(), recipe.role)

    expect(page.locator("[data-compose-count]")).to_contain_text("0 blanks")
    assert shown(page).casefold() == expected(recipe, example).casefold()
    page.locator("[name=stack][value=go]").uncheck()
    page.locator("[name=stack][value=rust]").check()
    expect(page.locator("#advert-responsibilities ~ ul").first).to_contain_text(", in Rust,")


def test_the_preview_follows_the_form(filled: Page, recipe: Recipe, draft: Draft) -> None:
    """The text beside the form is what the command line prints for the same choices."""
    assert shown(filled).casefold() == expected(recipe, draft).casefold()
    assert "Not used" not in filled.locator("[data-compose-count]").inner_text()


def test_the_address_holds_the_draft(filled: Page, recipe: Recipe, draft: Draft) -> None:
    """A colleague who opens the address sees the same text and the same form."""
    (_, role), *pairs = parse_qsl(urlsplit(filled.url).query)
    assert (role, read_draft(recipe, pairs)) == (ROLE, (draft, []))
    before = shown(filled)

    filled.goto("about:blank")
    filled.go_back()
    filled.reload()
    expect(filled.locator("[data-compose] [name=company]")).to_have_value(TYPED["company"])

    assert shown(filled) == before
    expect(filled.locator("[name=stack][value=kafka]")).to_be_checked()
    expect(filled.locator("[name=countries]")).to_have_value("Spain\nItaly")
    expect(filled.locator("[data-necessity] li[data-id=mentoring]")).to_have_count(0)
    mentoring = next(one.line for one in recipe.requirements if one.id == "mentoring")
    expect(filled.locator("[data-left-out]")).to_contain_text(mentoring)


@_ALLOWED
def test_the_draft_is_copied(filled: Page, recipe: Recipe, draft: Draft) -> None:
    """Rich text, plain text and Markdown are those of the command line."""
    for button, type, format in (
        ("Copy with formatting", "text/html", "html"),
        ("Copy plain text", "text/plain", "txt"),
        ("Copy Markdown", "text/plain", "md"),
    ):
        filled.get_by_role("button", name=button).click()
        expect(filled.locator(".copied")).to_contain_text("Copied")
        assert readable(clipboard(filled)[type]) == readable(
            written(recipe, draft, format).decode()
        )
        filled.evaluate("document.querySelector('.copied').textContent = ''")
    filled.get_by_role("button", name="Copy the link to this draft").click()
    expect(filled.locator(".copied")).to_contain_text("Link copied")
    assert clipboard(filled)["text/plain"] == filled.url


@pytest.mark.parametrize("format", FORMATS)
def test_the_draft_is_downloaded(
    filled: Page, recipe: Recipe, draft: Draft, tmp_path: Path, format: str
) -> None:
    """Each file is the command line's: texts to the byte, Word by its paragraphs and styles."""
    filled.get_by_label("Download as").select_option(label=FORMAT_LABELS[format])
    with filled.expect_download() as loading:
        filled.get_by_role("button", name="Download").click()
    file = tmp_path / "file"
    loading.value.save_as(file)
    content = written(recipe, draft, format)

    stem = "jobposting" if format == "json" else ROLE
    assert loading.value.suggested_filename == f"{stem}.{format}"
    if format == "docx":
        assert paragraphs(file.read_bytes()) == paragraphs(content)
    else:
        assert file.read_bytes() == content


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    document = docx.Document(io.BytesIO(content))
    return [(str(one.style and one.style.name), one.text) for one in document.paragraphs]


def test_what_cannot_be_used_is_said(page: Page) -> None:
    """A figure that is none is marked in the form, named in a sentence, and left out."""
    page.goto("/compose/")
    field = page.locator("[name=pay-min]")
    field.fill("a lot")

    expect(page.locator("[data-compose-count]")).to_contain_text(
        "Cannot be used as it is: Lowest pay."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Cannot be used: write an amount"))
    expect(page.locator("[data-compose-preview]")).to_contain_text("[Lowest to highest")
    assert "pay-min" not in page.url


def test_a_range_the_wrong_way_round_is_refused_beside_its_field(page: Page) -> None:
    """The sentence names both ends, the text keeps its blank, and a right end takes it back."""
    page.goto("/compose/?pay-min=90000&pay-max=80000&currency=EUR")
    field = page.locator("[name=pay-max]")
    text = page.locator("[data-compose-preview]")
    expect(text).to_contain_text("EUR 90,000 to [maximum]")

    field.fill("80000")
    said = "Cannot be used: write 90000 or more, or change: Lowest pay."
    expect(page.locator("[data-field=pay-max]")).to_contain_text(said)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(text).to_contain_text("EUR 90,000 to [maximum]")

    page.locator("[name=pay-min]").fill("70000")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(text).to_contain_text("EUR 70,000 to 80,000")


def test_the_checker_judges_the_draft(page: Page) -> None:
    """The findings follow the form: pay that is missing, then the law of a chosen place."""
    page.goto("/compose/?law=us-co")
    findings = page.locator("[data-compose-findings]")
    expect(findings).to_contain_text("No pay is stated")
    expect(findings).to_contain_text("Colorado asks for this in a posting")
    findings.get_by_text("To look at").click()
    link = findings.get_by_role("link", name="What a posting must hold by place").first
    assert str(link.get_attribute("href")).endswith("/law/pay-transparency/#us-co")

    for name, value in {"currency": "USD", "pay-min": "90000", "pay-max": "120000"}.items():
        page.locator(f"[name={name}]").fill(value)

    expect(findings).not_to_contain_text("No pay is stated")


def test_starting_again_empties_the_form(filled: Page, handbook: Handbook) -> None:
    """One button brings back the text with every blank, for the same role."""
    filled.get_by_role("button", name="Start again").click()

    expect(filled.locator("[name=company]")).to_have_value("")
    recipe = build_recipe(handbook, ROLE)
    assert shown(filled).casefold() == expected(recipe, Draft()).casefold()
    assert urlsplit(filled.url).query == f"role={ROLE}"


def test_the_form_works_by_keyboard(page: Page) -> None:
    """Tab reaches the fields in the order of the page, and typing changes the text."""
    page.goto("/compose/")
    expect(page.locator("[data-compose]")).to_be_visible()
    page.locator("[name=role]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Backend Person")

    expect(page.locator(".advert-title")).to_have_text("Backend Person")


def test_nothing_typed_leaves_the_browser(page: Page, base_url: str) -> None:
    """What is typed is in no request, and no request goes to another place."""
    page.goto("/compose/")
    page.locator("[name=company]").fill("A")
    expect(page.locator(".finding").first).to_be_attached()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("[name=company]").fill("Secret Company")
    expect(page.locator("[data-compose-preview]")).to_contain_text("Secret Company")

    assert [url for url in asked if "Secret" in url or not url.startswith(base_url)] == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_a_finished_text_stands_there(page: Page, handbook: Handbook) -> None:
    """Without JavaScript the page shows a whole text and leads to those of the other roles."""
    page.goto("/compose/")

    expect(page.locator("[data-compose]")).to_be_hidden()
    expect(page.get_by_role("heading", name="How we hire")).to_be_visible()
    for role in handbook.roles.values():
        expect(page.get_by_role("link", name=role.title, exact=True).first).to_be_visible()
