"""Rules about ids: every reference resolves, and nothing lies around unused (invariant 4)."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from macros.core.handbook import Handbook
from macros.model.references import references
from tests.support import (
    TODAY,
    Edit,
    Example,
    append,
    assert_found,
    codes,
    duplicate,
    line_of,
    spoil,
    swap,
)

CLERK = "data/roles/clerk.yaml"
LOOP = "data/loops/clerk.yaml"
SOURCE = """  - id: ministry
    title: Another survey
    publisher: Ministry
    url: https://example.org/ministry
    license: Public domain
    period: figures of May 2025
    read_on: 2026-01-10
    review_by: 2027-01-10
    verification: primary
"""


def dangling(name: str, path: str, old: str, new: str, says: str, fix: str) -> Example:
    """A reference that became one to nothing."""
    return Example(
        name=f"invariant 4: {name}",
        code="unknown-reference",
        edits=(swap(path, old, new),),
        path=path,
        at=new.strip(),
        says=(says,),
        fix=f"use one of: {fix}.",
    )


EXAMPLES = (
    dangling(
        "a role's level",
        *(CLERK, "level: junior", "level: staff"),
        *('"staff" is not a role level.', "junior, senior"),
    ),
    dangling(
        "a skill of a responsibility",
        *(CLERK, "skills: [manners]", "skills: [maners]"),
        *('"maners" is not a skill. Did you mean "manners"?', "bookkeeping, manners"),
    ),
    dangling(
        "a tool of a role",
        *(CLERK, "tool: drawer", "tool: shelf"),
        *('"shelf" is not a tool.', "drawer, pigeon"),
    ),
    dangling(
        "a role's pay series",
        *(CLERK, "pay: [freedonia-clerks]", "pay: [freedonia-clerk]"),
        *('Did you mean "freedonia-clerks"?', "freedonia-clerks"),
    ),
    dangling(
        "the role a career leads to",
        *(CLERK, "role: senior-clerk", "role: head-clerk"),
        *('"head-clerk" is not a role. Did you mean "clerk"?', "clerk, senior-clerk"),
    ),
    dangling(
        "a question of a stage",
        *(LOOP, "question: manners-first", "question: manners-frist"),
        *(
            'Did you mean "manners-first"?',
            "bookkeeping-first, bookkeeping-second, bookkeeping-third, manners-first,"
            " manners-second, manners-third",
        ),
    ),
    dangling(
        "a level a skill describes",
        *("data/skills/manners.yaml", "  expert: Decides", "  master: Decides"),
        *('"master" is not a skill level.', "awareness, expert, working"),
    ),
    dangling(
        "a related term",
        *("data/terms.yaml", "see_also: [journal]", "see_also: [diary]"),
        *('"diary" is not a term.', "journal, ledger"),
    ),
    dangling(
        "the source of an answer",
        *("data/faqs/general.yaml", "sources: [bureau]", "sources: [buro]"),
        *('"buro" is not a source. Did you mean "bureau"?', "bureau"),
    ),
    Example(
        name="invariant 4: the category a tool file is named after",
        code="unknown-reference",
        edits=(
            duplicate("data/tools/post.yaml", "data/tools/mail.yaml"),
            swap("data/tools/mail.yaml", "id: pigeon", "id: dove"),
        ),
        path="data/tools/mail.yaml",
        at="- id: dove",
        says=('"mail" is not a tool category.',),
        fix="use one of: post, storage.",
    ),
    Example(
        name="invariant 4: a loop no role uses",
        code="unused-entity",
        edits=(duplicate(LOOP, "data/loops/spare.yaml"),),
        path="data/loops/spare.yaml",
        at="title: Clerk loop",
        says=('nothing refers to the loop "spare".',),
        fix="refer to it, or remove it.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_reference_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A reference to nothing, and an entity without one, is named with its line and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(
            append("docs/index.md", '\nSee {{ cite("ministry") }}.\n'), id="a page that cites it"
        ),
        pytest.param(
            swap("data/faqs/general.yaml", "sources: [bureau]", "sources: [bureau, ministry]"),
            id="an answer that names it",
        ),
    ],
)
def test_source_is_used_by_what_shows_it(copy: Path, use: Edit) -> None:
    """A source counts as used when a page cites it or a record names it."""
    append("data/sources.yaml", SOURCE)(copy)
    use(copy)

    assert check_repository(copy, today=TODAY)[1] == []


def test_references_are_found_in_every_depth(dummy: Handbook) -> None:
    """References in lists, inner records and keys of mappings are all found with their place."""
    role = set(references(dummy.roles["clerk"]))
    skill = set(references(dummy.skills["manners"]))

    assert (("loop",), "loop", "clerk") in role
    assert (("requirements", "add", 0, "skill_level"), "skill_level", "awareness") in role
    assert (("responsibilities", "add", 1, "skills", 0), "skill", "manners") in role
    assert (("levels", "expert"), "skill_level", "expert") in skill


def test_all_references_to_nothing_are_listed_with_the_legal_values(copy: Path) -> None:
    """Two wrong ids give two problems, and other rules wait until references hold."""
    spoil(copy, CLERK, "loop: clerk", "loop: x")
    spoil(copy, LOOP, "minutes: 30", "minutes: 35")
    spoil(copy, CLERK, "tool: drawer", "tool: x")
    problems = check_repository(copy, today=TODAY)[1]

    assert [problem.code for problem in problems] == ["unknown-reference"] * 2


#: A kind, the file of a record, and what is changed in it; without that, the file is renamed.
RENAMED = {
    "role": ("data/roles/senior-clerk.yaml", ""),
    "skill": ("data/skills/manners.yaml", ""),
    "pay": ("data/pay/freedonia.yaml", ""),
    "pay_series": ("data/pay/freedonia.yaml", "- id: freedonia-clerks"),
    "loop": ("data/loops/clerk.yaml", ""),
    "question": ("data/questions/manners.yaml", "- id: manners-first"),
    "term": ("data/terms.yaml", "- id: journal"),
    "source": ("data/sources.yaml", "- id: bureau"),
    "tool": ("data/tools/post.yaml", "- id: pigeon"),
    "tool_category": ("data/vocabularies.yaml", "- id: storage"),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_renamed_record_is_told_where_its_new_name_stands(copy: Path, kind: str) -> None:
    """One problem at the file or the id that changed, and none wherever the old one is named."""
    path, old = RENAMED[kind]
    if old:
        spoil(copy, path, f"{old}\n", f"{old}s\n")
        line = line_of(copy, path, f"{old}s")
    else:
        file = (copy / path).rename(copy / path.replace(".yaml", "s.yaml"))
        path, line = file.relative_to(copy).as_posix(), 2
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.place.path, problem.place.line, problem.code) == (path, line, "renamed-id")
    assert f'the {kind.replace("_", " ")} "' in problem.message
    assert "`former_ids: [" in problem.fix


def test_rename_that_says_so_is_told_wherever_the_old_id_is_named(copy: Path) -> None:
    """With the old id among its former ones, what is left to change is told place by place."""
    spoil(copy, "data/sources.yaml", "- id: bureau\n", "- id: office\n    former_ids: [bureau]\n")

    assert codes(check_repository(copy, today=TODAY)[1]) >= {"unknown-reference"}
    assert "renamed-id" not in codes(check_repository(copy, today=TODAY)[1])


def test_new_record_is_not_taken_for_an_old_one(copy: Path) -> None:
    """A typing error in a reference stays one, also while a new record waits beside it."""
    append("data/sources.yaml", SOURCE)(copy)
    spoil(copy, CLERK, "loop: clerk", "loop: clerc")

    assert codes(check_repository(copy, today=TODAY)[1]) == {"unknown-reference"}
