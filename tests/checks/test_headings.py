"""Rules about the headings of pages."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.support import TODAY, Example, assert_found, spoil, swap

PAGE = "docs/roles/clerk/pay.md"
HEAD = "## Part role pay {#part-role-pay}"


def heading(name: str, code: str, new: str, at: str, says: str, fix: str) -> Example:
    """A page whose one section became another."""
    return Example(
        name=name,
        code=code,
        edits=(swap(PAGE, HEAD, new),),
        path=PAGE,
        at=at,
        says=(says,),
        fix=fix,
    )


EXAMPLES = (
    Example(
        name="a page without a title",
        code="one-title",
        edits=(swap(PAGE, "\n# clerk pay\n", "\n"),),
        path=PAGE,
        at="title: clerk pay",
        says=("no heading says what the page is.",),
        fix="begin the page with `# …`.",
    ),
    Example(
        name="a page without any heading",
        code="one-title",
        edits=(swap("docs/tools/storage.md", "\n# storage\n", "\n"),),
        path="docs/tools/storage.md",
        at="title:",
        says=("no heading says what the page is.",),
        fix="begin the page with `# …`.",
    ),
    heading(
        "a section with a class and no id",
        *("heading-id", "## Part role pay {.wide}", "## Part role pay"),
        *('"Part role pay" has no id.', "add one behind it: ` {#two-words}`."),
    ),
    heading(
        "a section without a blank behind its marks",
        *("heading-id", "##Part role pay", "##Part role pay"),
        *('"Part role pay" has no id.', "add one behind it: ` {#two-words}`."),
    ),
    heading(
        "a section in a list",
        *("heading-id", f"{HEAD}\n\nWords.\n\n- ### On a list\n\n    Words.", "### On a list"),
        *('"On a list" has no id.', "add one behind it: ` {#two-words}`."),
    ),
    heading(
        "a section in a quotation, in letters of which no id can be made",
        *("heading-id", f"{HEAD}\n\nWords.\n\n> ### 報酬\n>\n> Words.", "> ### 報酬"),
        *('"報酬" has no id.', "add one behind it: ` {#two-words}`."),
    ),
    heading(
        "two sections of one id",
        *("heading-id", f"{HEAD}\n\nWords.\n\n## Once more {{#part-role-pay}}", "## Once more"),
        *('"part-role-pay" is the id of two sections.', "give this one another id."),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_heading_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A heading that breaks a rule is named with its line and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}\n\n```\n# a comment\n```", id="a comment in a block of code"),
        pytest.param(f"{HEAD}\n\n### Below {{#below .wide}}\n\nWords.", id="a section in another"),
        pytest.param(f"{HEAD}\n\n\\#### no heading", id="marks that are no heading"),
    ],
)
def test_heading_that_keeps_the_rules_passes(copy: Path, text: str) -> None:
    """Code is no heading, and a section may consist of sections."""
    spoil(copy, PAGE, HEAD, text)
    problems = check_repository(copy, today=TODAY)[1]

    assert [problem.text() for problem in problems if problem.severity == "error"] == []
