"""`handbook new`: files that are complete but for the words, or nothing at all."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.address.patterns import ROLE_PARTS
from macros.checks.run import check_repository
from macros.core.handbook import assemble
from macros.core.load import load
from macros.core.problems import HandbookError, Problem
from macros.site.scaffold import KINDS, scaffold
from macros.tell.changelog import FILE, write_changelog
from tests.filling import fill
from tests.support import DUMMY, ROOT, TODAY, append, codes, spoil

KIND_IDS = [
    pytest.param("role", "head-clerk", "", id="a role on the highest one"),
    pytest.param("role", "junior-clerk", "clerk", id="a role on a named one"),
    pytest.param("skill", "ink", "", id="a skill"),
    pytest.param("question", "manners-fourth", "manners", id="a question"),
    pytest.param("tool", "box", "storage", id="a tool"),
    pytest.param("faq", "why-clerks", "general", id="a FAQ"),
]


def contents(root: Path) -> dict[str, bytes]:
    files = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def refusal(root: Path, kind: str, id: str, under: str) -> Problem:
    with pytest.raises(HandbookError) as caught:
        scaffold(root, kind, id, under=under)
    (problem,) = caught.value.problems
    return problem


def asked(problems: Iterable[Problem]) -> set[str]:
    """The codes of what is left to do; a warning stops nothing."""
    return {problem.code for problem in problems if problem.severity == "error"}


#: What a new entity cannot do alone: a skill waits for a role that asks for it.
LEFT = {"skill": {"orphan"}, "role": {"finished-example"}}


@pytest.mark.parametrize(("kind", "id", "under"), KIND_IDS)
def test_only_words_are_missing_from_a_scaffold(copy: Path, kind: str, id: str, under: str) -> None:
    """The rules find only what is to be written; once it is, they find nothing."""
    scaffold(copy, kind, id, under=under)
    level = "senior" if id == "head-clerk" else "junior"
    before = check_repository(copy, today=TODAY)[1]
    filled = fill(copy, {"level": level, "pay": "freedonia-clerks", "habit": "often"})
    if kind == "role":
        write_changelog(copy, assemble(load(copy)))
    handbook, after = check_repository(copy, today=TODAY)

    assert codes(before) == {"missing-words"}
    assert filled == len(before)
    assert asked(after) == LEFT.get(kind, set())
    assert handbook is not None
    assert id in handbook.entities(kind)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "id", "under"),
    [
        pytest.param("role", "distinguished-backend-developer", "", id="a role on the highest one"),
        pytest.param("role", "trainee", "junior-backend-developer", id="a role on the lowest one"),
        pytest.param("skill", "kubernetes", "", id="a skill"),
        pytest.param("question", "sql-fifth", "sql", id="a question"),
        pytest.param("tool", "box", "cloud", id="a tool"),
        pytest.param("faq", "why-backend", "hiring-process", id="a FAQ"),
    ],
)
def test_scaffold_fits_the_real_handbook(tmp_path: Path, kind: str, id: str, under: str) -> None:
    """In the real handbook, too, a scaffold adds nothing but what is left to write."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("mkdocs.yml", FILE):
        shutil.copyfile(ROOT / file, tmp_path / file)
    scaffold(tmp_path, kind, id, under=under)

    assert codes(check_repository(tmp_path, today=TODAY)[1]) == {"missing-words"}


@pytest.mark.parametrize(
    ("kind", "id", "under", "path", "listed"),
    [
        ("tool", "box", "storage", "data/tools/storage.yaml", "tools"),
        ("faq", "why-clerks", "general", "data/faqs/general.yaml", "faqs"),
        ("question", "fourth", "manners", "data/questions/manners.yaml", "questions"),
        ("skill", "ink", "", "data/questions/ink.yaml", "questions"),
    ],
)
def test_no_value_of_another_entity_is_copied(
    copy: Path, kind: str, id: str, under: str, path: str, listed: str
) -> None:
    """No address, reference or number of a record that is there stands in a new one."""
    scaffold(copy, kind, id, under=under)
    text = (copy / path).read_text(encoding="utf-8")
    record = yaml.load(text, Loader=yaml.CSafeLoader)[listed][-1]

    assert set(leaves(record)) - {id} == {"TODO"}


def leaves(value: Any) -> Iterator[Any]:
    """Everything in a value that is no list and no mapping."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize(("kind", "id", "under"), KIND_IDS)
def test_scaffold_names_every_file_it_wrote(copy: Path, kind: str, id: str, under: str) -> None:
    """The paths returned are those that differ from before, and no file is lost."""
    before = contents(copy)
    paths = scaffold(copy, kind, id, under=under)
    after = contents(copy)

    assert paths == sorted(path for path in after if after[path] != before.get(path))
    assert set(before) <= set(after)


@pytest.mark.parametrize(("kind", "id", "under"), KIND_IDS)
def test_scaffold_adds_lines_and_changes_none(copy: Path, kind: str, id: str, under: str) -> None:
    """What stood in a file stays as it was, comments included."""
    for path in scaffold(copy, kind, id, under=under):
        old = (DUMMY / path).read_text(encoding="utf-8") if (DUMMY / path).is_file() else ""
        rest = iter((copy / path).read_text(encoding="utf-8").splitlines())

        assert [line for line in old.splitlines() if line not in rest] == [], path


def test_role_gains_its_pages_and_navigation(copy: Path) -> None:
    """A role gets a page for each part and stage, in the navigation, under its own heading."""
    scaffold(copy, "role", "head-clerk")
    nav = yaml.safe_load((copy / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    (group,) = (entry["TODO"] for entry in nav if "TODO" in entry)
    below = next(entry["interview"] for entry in group if "interview" in entry)
    stages = ["interview/talk", "interview/verdict"]
    pages = [path for entry in group for path in entry.values() if path is not below]
    parts = [slug for slug, _, _ in ROLE_PARTS if slug != "interview"]

    assert pages == [f"roles/head-clerk/{part}.md" for part in ("index", *parts)]
    assert below == [
        "roles/head-clerk/interview/index.md",
        *({"TODO": f"roles/head-clerk/{stage}.md"} for stage in stages),
    ]
    pages += [path for entry in below[1:] for path in entry.values()]
    assert [page for page in pages if not (copy / "docs" / page).is_file()] == []


def test_role_gains_what_its_readers_look_for(copy: Path) -> None:
    """A role gets a topic with a first answer, and a change that tells of it, newest first."""
    scaffold(copy, "role", "head-clerk")
    data = {
        name: yaml.safe_load((copy / f"data/{name}.yaml").read_text(encoding="utf-8"))
        for name in ("vocabularies", "faqs/head-clerk", "changes")
    }
    (faq,) = data["faqs/head-clerk"]["faqs"]
    first = data["changes"]["changes"][0]

    assert data["vocabularies"]["faq_topic"][-1]["id"] == "head-clerk"
    assert faq["roles"] == ["head-clerk"]
    assert (first["roles"], first["see"]["page"]) == (["head-clerk"], "/roles/head-clerk/")


def test_loop_of_a_new_role_keeps_stages_minutes_and_questions(copy: Path) -> None:
    """The loop that tests the inherited requirements is kept; what is said in it is not."""
    scaffold(copy, "role", "junior-clerk", under="clerk")
    talk, _ = yaml.safe_load((copy / "data/loops/junior-clerk.yaml").read_text("utf-8"))["stages"]

    assert (talk["id"], talk["minutes"], talk["skills"]) == ("talk", 30, ["bookkeeping", "manners"])
    assert talk["questions"][0] == {"question": "bookkeeping-first", "minutes": 10}
    assert (talk["purpose"], talk["opening"]) == ("TODO", {"minutes": 3, "say": "TODO"})


def test_skill_gains_its_page_and_navigation(copy: Path) -> None:
    """A skill gets its page, in the navigation, and three questions to write."""
    scaffold(copy, "skill", "ink")
    nav = yaml.safe_load((copy / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    questions = yaml.safe_load((copy / "data/questions/ink.yaml").read_text(encoding="utf-8"))

    assert {"TODO": "skills/ink.md"} in nav
    assert (copy / "docs/skills/ink.md").is_file()
    assert [one["id"] for one in questions["questions"]] == ["TODO"] * 3


def test_role_is_based_on_the_role_it_is_put_on(copy: Path) -> None:
    """A new role inherits everything and changes nothing yet."""
    scaffold(copy, "role", "junior-clerk", under="clerk")
    role = yaml.safe_load((copy / "data/roles/junior-clerk.yaml").read_text(encoding="utf-8"))

    assert (role["based_on"], role["loop"]) == ("clerk", "junior-clerk")
    assert [role[name] for name in ("responsibilities", "requirements", "tools")] == [
        {"add": []}
    ] * 3


def test_page_of_a_scaffold_calls_the_macros_with_its_own_id(copy: Path) -> None:
    """Macro calls are kept with the new id, and so are headings that all pages of a sort share."""
    spoil(
        copy,
        "docs/roles/clerk/pay.md",
        '{{ role_pay("clerk") }}',
        '{{ role_pay("clerk") }}\n\n## Only here {#only}\n\nWords.\n\n## Shown here {#shown}\n\n'
        'Words of {{ pay_median("freedonia-clerks") }}.\n\n{{ role_tools("clerk") }}',
    )
    scaffold(copy, "role", "head-clerk", under="clerk")
    page = (copy / "docs/roles/head-clerk/pay.md").read_text(encoding="utf-8")

    assert page == (
        "---\ntitle: TODO\ndescription: TODO\nrole: head-clerk\nreviewed: TODO\n"
        "asked:\n- TODO\n- TODO\n---\n\n"
        "# TODO\n\nTODO\n\n## Part role pay {#part-role-pay}\n\n"
        '{{ role_pay("head-clerk") }}\n\n## TODO {#shown}\n\nTODO\n\n'
        '{{ role_tools("head-clerk") }}\n'
    )


def test_first_item_of_a_topic_begins_its_file(copy: Path) -> None:
    """A topic without a file gets one with the item in it."""
    spoil(
        copy,
        "data/vocabularies.yaml",
        "pay_period:\n",
        "  - id: hiring\n    label: Hiring\n    description: About hiring.\npay_period:\n",
    )
    paths = scaffold(copy, "faq", "how-to-hire", under="hiring")

    assert paths == ["data/faqs/hiring.yaml"]
    assert codes(check_repository(copy, today=TODAY)[1]) == {"missing-words"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", ["Head Clerk", "clerk_two", "2nd", "-a", "a/../../b", ""])
def test_bad_id_is_refused_and_nothing_is_written(copy: Path, kind: str, id: str) -> None:
    """What is no id, a path included, is refused before anything is written."""
    problem = refusal(copy, kind, id, "")

    assert (problem.code, problem.message) == ("bad-id", f'"{id}" is no id.')
    assert problem.fix == "use lower-case words joined by hyphens."
    assert contents(copy) == contents(DUMMY)


@pytest.mark.parametrize(
    ("kind", "id", "under", "place"),
    [
        pytest.param("role", "clerk", "", "data/roles/clerk.yaml:2", id="a role"),
        pytest.param("skill", "manners", "", "data/skills/manners.yaml:2", id="a skill"),
        pytest.param(
            "question", "manners-first", "manners", "data/questions/manners.yaml:3", id="a question"
        ),
        pytest.param("tool", "drawer", "post", "data/tools/storage.yaml:3", id="a tool"),
        pytest.param("faq", "what-is-a-clerk", "general", "data/faqs/general.yaml:3", id="a FAQ"),
    ],
)
def test_taken_id_is_refused_and_nothing_is_written(
    copy: Path, kind: str, id: str, under: str, place: str
) -> None:
    """An id that is taken is refused with the place where it stands."""
    problem = refusal(copy, kind, id, under)

    assert problem.code == "duplicate-id"
    assert problem.message == f'the {kind} "{id}" already stands at {place}.'
    assert contents(copy) == contents(DUMMY)


def test_file_that_cannot_be_read_is_not_overwritten(copy: Path) -> None:
    """A record with a mistake in it is still somebody's work: the mistake is told instead."""
    append("data/roles/clerk.yaml", "oops: [\n")(copy)
    before = contents(copy)
    problem = refusal(copy, "role", "clerk", "senior-clerk")

    assert (problem.code, problem.place.path) == ("yaml-syntax", "data/roles/clerk.yaml")
    assert contents(copy) == before


def test_scaffold_that_nobody_has_filled_in_is_not_overwritten(copy: Path) -> None:
    """The same entity is not made twice, and another one can be made beside it."""
    scaffold(copy, "role", "head-clerk")
    before = contents(copy)
    problem = refusal(copy, "role", "head-clerk", "clerk")

    assert problem.message == 'the role "head-clerk" is there already, and not written yet.'
    assert contents(copy) == before
    assert scaffold(copy, "role", "page-clerk")


@pytest.mark.parametrize(
    ("kind", "under", "says", "legal"),
    [
        pytest.param("role", "clerc", '"clerc" is not a role.', "clerk, senior-clerk", id="role"),
        pytest.param("question", "maners", "not a skill.", "bookkeeping, manners", id="question"),
        pytest.param("tool", "", "--under is missing", "post, storage", id="tool"),
        pytest.param("faq", "generall", "not a faq topic.", "general", id="FAQ"),
    ],
)
def test_unknown_owner_is_refused_with_the_legal_ones(
    copy: Path, kind: str, under: str, says: str, legal: str
) -> None:
    """What the entity belongs to must be there; the legal values are listed."""
    problem = refusal(copy, kind, "new-one", under)

    assert problem.code == "unknown-reference"
    assert says in problem.message
    assert problem.fix == f"say --under with one of: {legal}."
    assert contents(copy) == contents(DUMMY)
