"""The poster's tools in the lines of a job description, and the finished posting of each role."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from macros.checks.example import finished_example
from macros.checks.subject import Subject
from macros.files.job_descriptions import written
from macros.lint.engine import lint
from macros.posting.draft import Draft, read_draft
from macros.posting.fill import build_example, example_draft, fill
from macros.posting.recipe import Recipe, build_recipe
from macros.posting.tree import Bullets, JobDescription
from macros.posting.write import LONGEST, SHORTEST, WRITERS, length, to_markdown, to_text
from macros.site import cli
from tests.support import ROOT, TODAY, real

ROLES = tuple(real().roles)
RECIPES = {role: build_recipe(real(), role) for role in ROLES}
CHOSEN = ("rust", "cassandra", "nats", "azure", "memcached")
TITLES = {id: tool.title for id, tool in real().tools.items()}
PHRASE = "for example in Python or Java"
BLANK = re.compile(r"\[[^\[\]]+\]")


def with_tools(recipe: Recipe, *tools: str) -> JobDescription:
    """The job description of somebody who works with these tools."""
    return fill(recipe, read_draft(recipe, [("stack", tool) for tool in tools])[0])


def leaves(value: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    else:
        yield str(value)


def bullets(description: JobDescription, id: str) -> str:
    """The lists of a section as one text."""
    section = next(section for section in description.sections if section.id == id)
    return "\n".join(
        line for block in section.blocks if isinstance(block, Bullets) for line in block.items
    )


def said(line: str, *tools: str) -> str:
    """A line as somebody with these tools posts it."""
    recipe = RECIPES["backend-developer"]
    one = recipe.requirements[0].model_copy(update={"line": line, "necessity": "must"})
    return bullets(
        with_tools(recipe.model_copy(update={"requirements": (one,)}), *tools), "requirements"
    )


@pytest.mark.parametrize("role", ROLES)
def test_chosen_tools_stand_in_the_opening_and_in_the_lines(role: str) -> None:
    """Language, database and cloud are named where they are used, and no other of their sort."""
    description = with_tools(RECIPES[role], *CHOSEN)
    text = to_text(description)
    opening = str(description.sections[0])
    lines = bullets(description, "responsibilities") + bullets(description, "requirements")
    others = {
        TITLES[tool] for group in RECIPES[role].stack for tool in group.tools if tool not in CHOSEN
    }

    assert [tool for tool in CHOSEN if TITLES[tool] not in opening] == []
    assert [tool for tool in ("rust", "cassandra") if TITLES[tool] not in lines] == []
    assert TITLES["azure"] in lines + bullets(description, "also-useful")
    assert [name for name in others if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)] == []
    assert "for example" not in text


@pytest.mark.parametrize("role", ROLES)
def test_no_language_is_named_that_nobody_chose(role: str) -> None:
    """Whoever names a database alone gets no language, no queue and no cloud of ours."""
    text = to_text(with_tools(RECIPES[role], "mysql"))

    assert "MySQL" in text
    assert not re.search(r"Python|Java|Kafka|AWS|Redis|PostgreSQL|for example", text)


@pytest.mark.parametrize("role", ROLES)
def test_an_example_stands_until_tools_are_chosen(role: str) -> None:
    """Without a choice a reader sees what sort of tool is meant, marked as an example."""
    text = to_text(fill(RECIPES[role], Draft()))

    assert f", {PHRASE}" in text
    assert ", for example in PostgreSQL" in text


@pytest.mark.parametrize(
    ("line", "tools", "says"),
    [
        (f"You write, {PHRASE}, so that it runs.", "go", "You write, in Go, so that it runs."),
        (f"You write, {PHRASE}.", "go java", "You write, in Go or Java."),
        (f"You write, {PHRASE}.", "java go", "You write, in Java or Go."),
        (f"You write, {PHRASE}.", "go java php", "You write, in Go, Java or PHP."),
        (f"You write, {PHRASE}, so that it runs.", "mysql", "You write so that it runs."),
        (f"You write, {PHRASE}.", "mysql", "You write."),
        (f"You write, {PHRASE}: it runs.", "mysql", "You write: it runs."),
        (f"You write, {PHRASE}, well.", "django", "You write well."),
        (f"You write, {PHRASE}.", "", f"You write, {PHRASE}."),
        (
            f"You write, {PHRASE}, and store, for example in PostgreSQL.",
            "go",
            "You write, in Go, and store.",
        ),
    ],
)
def test_a_phrase_gives_way_to_the_tools_of_its_sort(line: str, tools: str, says: str) -> None:
    """The line still reads as a sentence, whatever takes the place of the example."""
    assert said(line, *tools.split()) == says


def test_all_the_tools_are_listed_as_a_sentence_lists_them() -> None:
    """The last of several comes after an "and", and one stands alone."""
    recipe = RECIPES["backend-developer"]

    assert "You work with Go, Java and PHP." in to_text(with_tools(recipe, "go", "java", "php"))
    assert "You work with Go." in to_text(with_tools(recipe, "go"))


def test_words_of_the_poster_are_not_taken_for_our_example() -> None:
    """What somebody wrote stays, though it holds our very phrase."""
    recipe = RECIPES["backend-developer"]
    own = f"We write services, {PHRASE}, for banks."
    draft = read_draft(recipe, [("about", own), ("stack", "go")])[0]

    assert own in to_text(fill(recipe, draft))


@pytest.mark.parametrize("role", ROLES)
def test_finished_posting_is_whole_in_every_format(role: str) -> None:
    """No format has a blank left, the JobPosting file included, and all name the tools."""
    recipe = RECIPES[role]
    draft = example_draft(real(), recipe.role)
    tools = [TITLES[tool] for tool in draft.values["stack"]]
    texts = {format: written(recipe, draft, format).decode() for format in WRITERS}
    posting = json.loads(written(recipe, draft, "json"))
    texts["json"] = " ".join(leaves(posting))

    for text in texts.values():
        assert BLANK.findall(text) == []
        assert [tool for tool in tools if tool not in text] == []
    assert posting["baseSalary"]["value"]["minValue"] > 0
    assert "made up" in posting["hiringOrganization"]["name"]
    assert SHORTEST <= length(build_example(real(), role)) <= LONGEST


@pytest.mark.parametrize("write", [to_text, to_markdown])
@pytest.mark.parametrize("role", ROLES)
def test_our_checker_finds_nothing_in_a_finished_posting(role: str, write: object) -> None:
    """No warning and no hint: with the role's loop and with none, here and where its law holds."""
    description = build_example(real(), role)
    text = to_text(description) if write is to_text else to_markdown(description)
    places = example_draft(real(), role).values["law"]

    for chosen in (role, None):
        found = lint(text, real(), role=chosen, places=places, today=TODAY).findings
        assert [finding.id for finding in found] == []


def test_example_is_printed_and_changed_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`--example` prints the finished posting; `--set` takes the place of its values."""
    start = ["--root", str(ROOT), "jd", "senior-backend-developer", "--example", "--format", "txt"]

    assert cli.main(start) == 0
    whole = capsys.readouterr().out
    assert whole == to_text(build_example(real(), "senior-backend-developer"))
    assert cli.main([*start, "--set", "company=Acme", "--set", "stack=go"]) == 0
    changed = capsys.readouterr().out
    assert "Company: Acme\n" in changed
    assert "You work with Go." in changed
    assert "made up" not in changed
    assert "Java" not in changed


def test_a_law_that_is_due_makes_no_posting_wrong() -> None:
    """The build does not stop by the day alone: a row of the law that expired is left out."""
    subject = Subject(real(), {}, (), {}, {}, frozenset(), TODAY + timedelta(days=3650))
    assert list(finished_example(subject)) == []
