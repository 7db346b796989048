"""The advert as a tree: its order and length, and formats that say the same."""

import re

import pytest

from macros.advert.tree import (
    Bullets,
    JobDescription,
    Paragraph,
    Section,
    build_job_description,
)
from macros.advert.write import length, to_markdown, to_text
from macros.handbook import Handbook, UnknownIdError
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup, folded
from tests.support import MacroCall, real

ROLES = tuple(real().roles)
ORDER = [
    *("about", "responsibilities", "requirements", "also-useful", "success", "process"),
    *("rules", "benefits", "accommodations", "apply"),
]


def section(description: JobDescription, id: str) -> Section:
    return next(section for section in description.sections if section.id == id)


def lines_of(section: Section) -> list[str]:
    """Every line of a section as it is stored."""
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [*([block.lead] if block.lead else []), *block.items]
    return lines


def spoken(markdown: str) -> str:
    """A line without the marks of inline Markdown."""
    return folded(re.sub(r"[*`]", "", re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r"[\1] (\2)", markdown)))


@pytest.mark.parametrize("role", ROLES)
def test_sections_stand_in_the_order_an_applicant_reads(handbook: Handbook, role: str) -> None:
    """The advert goes from the team to the work, the asks, the process and the way to apply."""
    assert [section.id for section in build_job_description(handbook, role).sections] == ORDER


@pytest.mark.parametrize("role", ROLES)
def test_advert_has_350_to_650_words(handbook: Handbook, role: str) -> None:
    """An advert is long enough to decide on and short enough to be read."""
    assert 350 <= length(build_job_description(handbook, role)) <= 650


@pytest.mark.parametrize("role", ROLES)
def test_facts_above_the_text_are_place_pay_and_employment(handbook: Handbook, role: str) -> None:
    """Place, pay and employment are blanks to fill in, and never left out."""
    facts = build_job_description(handbook, role).facts

    assert [label for label, _ in facts] == ["Place", "Pay", "Employment"]
    assert [value for _, value in facts if "[" not in value] == []


@pytest.mark.parametrize("role", ROLES)
def test_duties_are_the_posted_responsibilities(handbook: Handbook, role: str) -> None:
    """Five to seven duties are posted, in the order of the role, and no other."""
    duties = lines_of(section(build_job_description(handbook, role), "responsibilities"))
    stated = handbook.resolved[role].responsibilities

    assert duties == [one.item.line for one in stated if one.item.posted]
    assert 5 <= len(duties) <= 7


@pytest.mark.parametrize("role", ROLES)
def test_musts_come_first_and_what_is_nice_after(handbook: Handbook, role: str) -> None:
    """Musts and nice lines stand apart; what is carried over is not asked again."""
    description = build_job_description(handbook, role)
    resolved = handbook.resolved[role]

    assert lines_of(section(description, "requirements")) == [
        item.line for item in resolved.requirements_of("must")
    ]
    assert lines_of(section(description, "also-useful")) == [
        item.line for item in resolved.requirements_of("nice")
    ]


@pytest.mark.parametrize("role", ROLES)
def test_process_states_the_minutes_of_the_loop(handbook: Handbook, role: str) -> None:
    """Invariant 2: the stages an applicant sits through stand with their minutes and sum."""
    stages = [s for s in handbook.loops[handbook.roles[role].loop].stages if s.with_candidate]
    lead, *lines = lines_of(section(build_job_description(handbook, role), "process"))

    assert lines == [f"{stage.title}, {stage.minutes} minutes" for stage in stages]
    assert lead == f"{len(stages)} conversations, {sum(s.minutes for s in stages)} minutes in all:"


@pytest.mark.parametrize("role", ROLES)
def test_success_is_told_for_90_days_and_a_year(handbook: Handbook, role: str) -> None:
    """Outcomes stand under the day they are expected by."""
    outcomes = handbook.roles[role].outcomes

    assert section(build_job_description(handbook, role), "success").blocks == (
        Bullets(outcomes.ninety_days, "After 90 days:"),
        Bullets(outcomes.one_year, "After a year:"),
    )


@pytest.mark.parametrize("role", ROLES)
def test_markdown_carries_every_line_of_the_tree(handbook: Handbook, role: str) -> None:
    """The Markdown has each heading, fact, paragraph and bullet, in the order of the tree."""
    description = build_job_description(handbook, role)
    expected = [f"# {description.title}"]
    expected += [f"**{label}:** {value}" for label, value in description.facts]
    for part in description.sections:
        bullets = {
            item for block in part.blocks if isinstance(block, Bullets) for item in block.items
        }
        expected.append(f"## {part.title}")
        expected += [f"- {line}" if line in bullets else line for line in lines_of(part)]
    written = [line.rstrip() for line in to_markdown(description).splitlines() if line.strip()]

    assert folded(" ".join(written)) == folded(" ".join(expected))


@pytest.mark.parametrize("role", ROLES)
def test_plain_text_carries_every_line_without_marks(handbook: Handbook, role: str) -> None:
    """The plain text has every line of the tree and none of Markdown's marks."""
    description = build_job_description(handbook, role)
    text = to_text(description)
    lines = [line for part in description.sections for line in lines_of(part)]

    assert [line for line in lines if spoken(line) not in folded(text)] == []
    assert [part.title for part in description.sections if part.title.upper() not in text] == []
    assert re.findall(r"(?m)^#|\*|`|\]\(| +$", text) == []


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_every_line_of_the_tree(handbook: Handbook, view: View, role: str) -> None:
    """The page's advert has the same lines as the files, and says how many words they are."""
    description = build_job_description(handbook, role)
    page = Markup(bound(view)["job_description"](role)).text
    lines = [line for part in description.sections for line in lines_of(part)]

    assert [line for line in lines if spoken(line) not in page] == []
    assert f"{length(description)} words." in page


def test_formats_of_a_small_tree() -> None:
    """Markdown and plain text differ in marks alone."""
    blocks = (Paragraph("Use `x`, see [this](https://a.example)."), Bullets(("**One**",), "Do:"))
    tree = JobDescription("Clerk", (("Pay", "[x]"),), (Section("a", "About us", blocks),))

    assert to_markdown(tree) == (
        "# Clerk\n\n**Pay:** [x]  \n\n## About us\n\nUse `x`, see [this](https://a.example).\n\n"
        "Do:\n\n- **One**\n"
    )
    assert to_text(tree) == (
        "CLERK\n\nPay: [x]\n\nABOUT US\n\nUse x, see [this] (https://a.example).\n\nDo:\n\n- One\n"
    )


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
