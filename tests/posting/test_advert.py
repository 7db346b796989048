"""The advert as a tree: its order and length, and formats that carry the same lines."""

import html
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import docx
import pytest

from macros.core.handbook import Handbook, UnknownIdError
from macros.files.job_descriptions import (
    HEADING,
    LIST,
    TITLE,
    export_job_descriptions,
    to_word,
    written,
)
from macros.posting.draft import Draft, read_draft
from macros.posting.fill import build_example, build_job_description, example_draft
from macros.posting.recipe import build_recipe
from macros.posting.tree import Bullets, Fact, JobDescription, Paragraph, Section
from macros.posting.write import (
    FORMATS,
    WRITERS,
    length,
    to_html,
    to_markdown,
    to_text,
)
from macros.render.job_descriptions import FORMAT_LABELS
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import MacroCall, made, real

ROLES = tuple(real().roles)
ORDER = [
    *("about", "responsibilities", "requirements", "also-useful", "success", "process"),
    *("rules", "benefits", "accommodations", "apply"),
]
#: The tags that applicant-tracking systems keep (Google's p, ul, li; strong is harmless).
KEPT_TAGS = {"p", "ul", "li", "strong"}
#: Google's required and recommended properties of a JobPosting.
REQUIRED = {"datePosted", "description", "hiringOrganization", "jobLocation", "title"}
RECOMMENDED = {
    *("applicantLocationRequirements", "baseSalary", "directApply", "employmentType"),
    *("identifier", "jobLocationType", "validThrough"),
}
TREE = JobDescription(
    "Clerk & <Co>",
    (Fact("pay", "Pay", "[x] a_year"),),
    (Section("a", "About us", (Paragraph("# We *do* é."), Bullets(("1. One", "Two"), "Do:"))),),
)


def section(description: JobDescription, id: str) -> Section:
    return next(section for section in description.sections if section.id == id)


def lines_of(section: Section) -> list[str]:
    """Every line of a section as it is stored."""
    return [text for _, text in parts_of(section)]


def parts_of(section: Section) -> Iterator[tuple[str, str]]:
    """Every line of a section with what it is: a paragraph or an item."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield "paragraph", block.text
        else:
            yield from [("paragraph", block.lead)] if block.lead else []
            yield from (("item", item) for item in block.items)


def whole(description: JobDescription) -> list[tuple[str, str]]:
    """Every line of an advert, in order, with what it is."""
    lines = [("title", description.title)]
    lines += [("fact", f"{fact.label}: {fact.value}") for fact in description.facts]
    for part in description.sections:
        lines += [("heading", part.title), *parts_of(part)]
    return lines


def unmarked(line: str) -> str:
    """A line of Markdown without the marks before and in it."""
    line = re.sub(r"^(#+|-) ", "", line)
    return re.sub(r"\\(.)", r"\1", line.replace("**", "")).rstrip()


def read_html(text: str) -> list[str]:
    """The lines of the HTML as they read."""
    blocks = re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", text)
    return [html.unescape(re.sub(r"<[^>]+>", "", block)) for block in blocks]


def read_word(content: bytes) -> list[tuple[str, str]]:
    """Every paragraph of a Word document with its style."""
    document = docx.Document(io.BytesIO(content))
    return [(str(one.style and one.style.name), one.text) for one in document.paragraphs]


@pytest.mark.parametrize("role", ROLES)
def test_duties_are_the_posted_responsibilities(handbook: Handbook, role: str) -> None:
    """The posted duties stand there in the order of the role, and no other."""
    duties = lines_of(section(build_job_description(handbook, role), "responsibilities"))
    stated = handbook.resolved[role].responsibilities

    assert duties == [one.item.line for one in stated if one.item.posted]


@pytest.mark.parametrize("role", ROLES)
def test_musts_come_first_and_what_is_nice_after(handbook: Handbook, role: str) -> None:
    """Musts and nice lines stand apart; what is expected anyway is not asked again."""
    description = build_job_description(handbook, role)
    resolved = handbook.resolved[role]

    for id, necessity in (("requirements", "must"), ("also-useful", "nice")):
        stated = [item.line for item in resolved.requirements_of(necessity)]
        assert lines_of(section(description, id)) == stated


@pytest.mark.parametrize("role", ROLES)
def test_process_states_the_minutes_of_the_loop(handbook: Handbook, role: str) -> None:
    """Invariant 2: the stages an applicant sits through stand with their minutes and sum."""
    stages = [s for s in handbook.loops[handbook.roles[role].loop].stages if s.with_candidate]
    lead, *lines = lines_of(section(build_job_description(handbook, role), "process"))

    assert lines == [f"{stage.title}, {stage.minutes} minutes" for stage in stages]
    assert lead == f"{len(stages)} conversations, {sum(s.minutes for s in stages)} minutes:"


@pytest.mark.parametrize("role", ROLES)
def test_success_is_told_for_90_days_and_a_year(handbook: Handbook, role: str) -> None:
    """Outcomes stand under the day they are expected by."""
    outcomes = handbook.roles[role].outcomes

    assert section(build_job_description(handbook, role), "success").blocks == (
        Bullets(outcomes.ninety_days, "After 90 days:"),
        Bullets(outcomes.one_year, "After a year:"),
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_four_text_formats_carry_the_same_lines(handbook: Handbook, role: str) -> None:
    """Markdown, plain text, HTML and Word have each line of the tree, in order, and no other."""
    description = build_job_description(handbook, role)
    lines = [text for _, text in whole(description)]
    raised = [t.upper() if sort in ("title", "heading") else t for sort, t in whole(description)]
    markdown = [unmarked(line) for line in to_markdown(description).splitlines() if line]
    text = [line.removeprefix("- ") for line in to_text(description).splitlines() if line]

    assert markdown == lines
    assert text == raised
    assert read_html(to_html(description)) == lines
    assert [line for _, line in read_word(to_word(description))] == lines


@pytest.mark.parametrize("role", ROLES)
def test_word_document_has_words_own_styles(handbook: Handbook, role: str) -> None:
    """Title, headings and bullets are styles, so that an outline and a template work."""
    description = build_job_description(handbook, role)
    styles = {"title": TITLE, "heading": HEADING, "item": LIST, "fact": "Normal"}

    assert [style for style, _ in read_word(to_word(description))] == [
        styles.get(sort, "Normal") for sort, _ in whole(description)
    ]


@pytest.mark.parametrize("role", ROLES)
def test_html_has_only_tags_that_survive_a_form(handbook: Handbook, role: str) -> None:
    """Applicant-tracking systems drop other tags and attributes, and some show entities."""
    text = to_html(build_job_description(handbook, role))

    assert set(re.findall(r"</?([^\s>]+)>", text)) <= KEPT_TAGS
    assert re.findall(r"<[^>]* [^>]*>", text) == []
    assert re.findall(r"&(?!amp;|lt;|gt;)", text) == []


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_every_line_of_the_tree(handbook: Handbook, view: View, role: str) -> None:
    """The page's advert has the same lines as the files, and says how many words they are."""
    description = build_job_description(handbook, role)
    page = Markup(bound(view)["job_description"](role)).text

    assert [line for _, line in whole(description) if line not in page] == []
    assert f"{length(description)} words." in page


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_the_finished_posting_and_marks_what_to_replace(
    handbook: Handbook, view: View, role: str
) -> None:
    """Its lines stand there, the poster's words marked, and the link leads to the same draft."""
    description = build_example(handbook, role)
    html_text = bound(view)["example_posting"](role)
    page = Markup(html_text).text
    marked = re.findall(r'<mark class="slot slot--filled">(.*?)</mark>', html_text)
    query = re.search(r'href="[^"?]*compose/\?([^"]*)"', html_text)
    assert query
    (_, asked), *pairs = parse_qsl(html.unescape(query.group(1)))
    recipe = build_recipe(handbook, role)

    assert [line for _, line in whole(description) if line not in page] == []
    assert f"{length(description)} words." in page
    assert "made up" in page
    assert asked == role
    assert read_draft(recipe, pairs) == (example_draft(handbook, recipe.role), [])
    for field in ("company", "about", "pay-max", "contact"):
        (value,) = example_draft(handbook, recipe.role).values[field]
        assert any(value in (said, said.replace(",", "")) for said in map(html.unescape, marked))


@pytest.mark.parametrize("role", ROLES)
def test_a_note_stands_beside_its_slot(handbook: Handbook, view: View, role: str) -> None:
    """What to change is told beside the part it is about, not on another page."""
    page = bound(view)["job_description"](role)

    for slot in handbook.roles[role].posting.tailor:
        row = page.partition(f'id="advert-{slot.part}"')[2].partition("advert-row")[0]
        assert f"<strong>{html.escape(slot.slot)}.</strong>" in row


def test_formats_of_a_small_tree_escape_what_would_be_marks() -> None:
    """Text is text in every format: no letter of it becomes a mark or a tag."""
    assert to_markdown(TREE) == (
        "# Clerk & \\<Co>\n\n**Pay:** [x] a\\_year  \n\n## About us\n\n\\# We \\*do\\* é.\n\n"
        "Do:\n\n- 1\\. One\n- Two\n"
    )
    assert to_text(TREE) == (
        "CLERK & <CO>\n\nPay: [x] a_year\n\nABOUT US\n\n# We *do* é.\n\nDo:\n\n- 1. One\n- Two\n"
    )
    assert to_html(TREE) == (
        "<p><strong>Clerk &amp; &lt;Co&gt;</strong></p>\n<p><strong>Pay:</strong> [x] a_year</p>\n"
        "<p><strong>About us</strong></p>\n<p># We *do* é.</p>\n<p>Do:</p>\n"
        "<ul><li>1. One</li><li>Two</li></ul>\n"
    )


def test_every_format_has_a_download_a_label_and_a_writer(dummy: Handbook) -> None:
    """No format is offered that is not made, and none is made that nobody is offered."""
    assert set(FORMAT_LABELS) == set(FORMATS) == {*WRITERS, "docx", "json"}
    files = made(export_job_descriptions(dummy))
    recipe = build_recipe(dummy, "clerk")

    for format in FORMATS:
        name = "jobposting" if format == "json" else "clerk"
        path = f"roles/clerk/job-description/{name}.{format}"
        assert files[path] == written(recipe, Draft(), format)


@pytest.mark.parametrize("role", ROLES)
def test_jobposting_has_the_properties_that_google_reads(handbook: Handbook, role: str) -> None:
    """What is required is there, as a blank until it is known; the rest once it is filled in."""
    recipe = build_recipe(handbook, role)
    posting = json.loads(written(recipe, Draft(), "json"))
    pairs = [
        *(("posted", "2026-12-01"), ("closing", "2026-12-31"), ("direct-apply", "yes")),
        *(("job-number", "7"), ("work-mode", "remote"), ("place", "Porto"), ("countries", "Spain")),
    ]
    filled = json.loads(written(recipe, read_draft(recipe, pairs)[0], "json"))

    assert posting["@type"] == "JobPosting"
    assert set(posting) >= REQUIRED
    assert set(filled) >= REQUIRED | RECOMMENDED
    assert posting["title"] == handbook.roles[role].title
    assert posting["description"] == to_html(build_job_description(handbook, role))
    assert posting["baseSalary"]["value"]["unitText"] == "YEAR"


def test_role_that_asks_for_nothing_more_has_no_such_section(dummy: Handbook) -> None:
    """Without nice requirements the advert has no empty section for them."""
    ids = [section.id for section in build_job_description(dummy, "clerk").sections]

    assert ids == [id for id in ORDER if id != "also-useful"]
    assert "Also useful" not in MacroCall("dummy", "job_description", ("clerk",)).render()


def test_advert_of_a_role_that_is_not_there_is_refused(dummy: Handbook) -> None:
    """An unknown role is an error with a hint, not an empty advert."""
    with pytest.raises(UnknownIdError, match="Did you mean"):
        build_job_description(dummy, "clerkk")


def test_inherited_duties_are_posted_by_the_role_above(dummy: Handbook) -> None:
    """A role's advert posts what it inherits, as its page shows it."""
    lines = lines_of(section(build_job_description(dummy, "senior-clerk"), "responsibilities"))

    assert lines == [
        "Checks the books of every clerk in the house each month.",
        "Decides how pages are written in all rooms.",
    ]
