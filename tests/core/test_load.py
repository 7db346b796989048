"""Reading the data folder: each structural fault in its place, and never twice."""

import shutil
from pathlib import Path

import pytest

from macros.checks.run import check_repository
from macros.core.kinds import KINDS, Kind
from macros.core.load import load
from tests.support import (
    TODAY,
    Edit,
    Example,
    append,
    assert_found,
    duplicate,
    remove,
    spoil,
    swap,
)

CLERK = "data/roles/clerk.yaml"
POST = "data/tools/post.yaml"
TERMS = "data/terms.yaml"
SUMMARY = "summary: A clerk keeps the books."
#: What the first line of a data file begins with.
HEAD = "# yaml-language-server"


def fault(
    name: str, code: str, path: str, old: str, new: str, says: str, fix: str, also: str = ""
) -> Example:
    """A fault on the line where `old` became `new`."""
    return Example(
        name=name,
        code=code,
        edits=(swap(path, old, new),),
        path=path,
        at=new.splitlines()[-1].strip(),
        says=(says,),
        fix=fix,
        also=frozenset({also} - {""}),
    )


KEYS = (
    fault(
        "an unknown key hints at the nearest one",
        *("unknown-key", CLERK, SUMMARY, "sumary: A clerk keeps the books."),
        *('"sumary" is not a key here. Did you mean "summary"?', "use one of: alternate_titles,"),
        also="missing-key",
    ),
    fault(
        "an unknown key inside an item lists the keys of the item",
        *("unknown-key", POST, "title: Courier", "titel: Courier"),
        *('"titel" is not a key here. Did you mean "title"?', "use one of: difference, title."),
        also="missing-key",
    ),
    fault(
        "an id in a file named by its id is a key too many",
        *("unknown-key", CLERK, "title: Clerk\n", "title: Clerk\nid: clerk # again\n"),
        *("the file name already says the id.", "remove the line `id:`."),
    ),
    fault(
        "the category of a tool comes from its file alone",
        *("unknown-key", POST, "title: Pigeon", "title: Pigeon\n    category: post"),
        *("the file name already says the category.", "remove the line `category:`."),
    ),
)
VALUES = (
    fault(
        "a number in the place of text",
        *("wrong-type", CLERK, SUMMARY, "summary: 12"),
        *("summary: text is expected, found 12.", "write text."),
    ),
    fault(
        "text in the place of a list",
        *("wrong-type", CLERK, "[Clerk One, Clerk Two]", "Clerk One"),
        *("alternate_titles: ", "write a list."),
    ),
    fault(
        "text in the place of a truth value",
        *("wrong-type", CLERK, "posted: false", 'posted: "x"'),
        *("posted: true or false is expected, found 'x'.", "write true or false."),
    ),
    fault(
        "too short a list",
        *("bad-value", CLERK, "[Clerk One, Clerk Two]", "[Clerk One]"),
        *("alternate_titles: ", "list at least 2."),
    ),
    fault(
        "an empty text",
        *("bad-value", CLERK, SUMMARY, 'summary: ""'),
        *("summary: string should have at least 1 character", "write at least 1 character."),
    ),
    fault(
        "a line break in a line",
        *("bad-value", CLERK, "title: Clerk\n", 'title: "Clerk\\nand more"\n'),
        *("title: this is one line: remove the line break.", "fix the value."),
    ),
    fault(
        "a homepage without https",
        *("bad-value", POST, "https://example.org/pigeon", "example.org/pigeon"),
        *('a full web address (https://…) is expected: found "example.org', "fix the value."),
    ),
    fault(
        "a zero where minutes are wanted",
        *("bad-value", "data/loops/clerk.yaml", "minutes: 30", "minutes: 0"),
        *("minutes: input should be greater than 0, found 0.", "write a number above 0."),
    ),
    fault(
        "an address of no page in a link",
        *("bad-value", "data/faqs/general.yaml", "page: /roles/clerk/", "page: roles/clerk"),
        *("see.page: string should match pattern", "write text of the form ^/("),
    ),
)
MARKUP = tuple(
    fault(
        name,
        *("bad-value", TERMS, "A book in which every line stays.", text),
        *(says, "fix the value."),
    )
    for name, text, says in (
        ("HTML in a text", "A <b>book</b>.", 'no HTML in data: found "<b>book'),
        ("an HTML comment in a text", "A <!-- b --> book.", "no HTML in data"),
        (
            "a template expression in a text",
            "A {{ book }}.",
            'no template braces in data: found "{{"',
        ),
        ("a template statement in a text", "A {% book %}.", "no template braces in data"),
        ("an anchor mark in a text", "A {#book}.", "no template braces in data"),
        ("a link that runs a script", "A [book](javascript:alert).", 'found "javascript:alert"'),
        (
            "a link that leaves https",
            "A [book](http://example.org).",
            "a link starts with https://",
        ),
        ("a link in angle brackets", "A [book](<data:text/html>).", "no HTML in data"),
        ("a link to another host without https", "A [book](//example.org).", 'found "//example'),
        ("a picture in a text", "A ![book](https://example.org/p.png).", "no pictures in data"),
    )
)


def latin_code(root: Path) -> None:
    (root / "data/work-samples/missing-page/python/start/old.txt").write_bytes(b"caf\xe9\n")


def stray_part(root: Path) -> None:
    folder = root / "data/work-samples/missing-page/python/wrongs"
    folder.mkdir()
    (folder / "late.diff").write_text("Late.\n", encoding="utf-8")


def stray_code(root: Path) -> None:
    folder = root / "data/work-samples/no-sample/start"
    folder.mkdir(parents=True)
    (folder / "run.py").write_text("print(1)\n", encoding="utf-8")


FILES = (
    Example(
        name="a second entity of an id is told where the first stands",
        code="duplicate-id",
        edits=(swap("data/questions/manners.yaml", "manners-third", "bookkeeping-first"),),
        path="data/questions/manners.yaml",
        at="- id: bookkeeping-first",
        says=('the question "bookkeeping-first" already', "data/questions/bookkeeping.yaml:3."),
        fix="rename one of the two, or remove it.",
    ),
    Example(
        name="a second value of an id in a list is told where the first stands",
        code="duplicate-id",
        edits=(swap("data/vocabularies.yaml", "- id: senior\n", "- id: junior # again\n"),),
        path="data/vocabularies.yaml",
        at="junior # again",
        says=('"junior" already stands in line 3.',),
        fix="rename one of the two, or remove it.",
        also=frozenset({"unknown-reference"}),
    ),
    Example(
        name="a second stage of an id",
        code="duplicate-id",
        edits=(swap("data/loops/clerk.yaml", "- id: verdict", "- id: talk # again"),),
        path="data/loops/clerk.yaml",
        at="talk # again",
        says=('"talk" already stands in line 5.',),
        fix="rename one of the two, or remove it.",
    ),
    Example(
        name="a file name that is no id",
        code="bad-id",
        edits=(duplicate(CLERK, "data/roles/Head_Clerk.yaml"),),
        path="data/roles/Head_Clerk.yaml",
        at=HEAD,
        says=('"Head_Clerk" is no id.',),
        fix="such as head-clerk.yaml.",
    ),
    Example(
        name="a file that nothing reads",
        code="stray-file",
        edits=(append("data/roles/notes.md", "Notes.\n"),),
        path="data/roles/notes.md",
        at="Notes.",
        says=("nothing reads this file.",),
        fix="calibration, changes.yaml, errors, faqs, hiring-laws.yaml, lint.yaml, loops,",
    ),
    Example(
        name="a work sample without its checks",
        code="missing-code",
        edits=(remove("data/work-samples/missing-page/python/check/test_book.py"),),
        path="data/work-samples/missing-page.yaml",
        at=HEAD,
        says=('the work sample "missing-page" has no folder python/check/.',),
        fix="write data/work-samples/missing-page/python/check/.",
    ),
    Example(
        name="code of a work sample that is not there",
        code="stray-file",
        edits=(stray_code,),
        path="data/work-samples/no-sample/start/run.py",
        at="print(1)",
        says=("nothing reads this file.",),
        fix="lie in one of: calibration,",
    ),
    Example(
        name="a folder of a work sample that is none of its parts",
        code="stray-file",
        edits=(stray_part,),
        path="data/work-samples/missing-page/python/wrongs/late.diff",
        at="Late.",
        says=("nothing reads this file.",),
        fix="lie in one of: calibration,",
    ),
    Example(
        name="code of a work sample that is no UTF-8",
        code="not-utf-8",
        edits=(latin_code,),
        path="data/work-samples/missing-page/python/start/old.txt",
        at="caf",
        says=(),
        fix="UTF-8",
    ),
    Example(
        name="a listed file with a second key",
        code="wrong-shape",
        edits=(append(TERMS, "more: []\n"),),
        path=TERMS,
        at="terms:",
        says=("this file holds one key, terms,",),
        fix="begin the file with `terms:`",
    ),
)


@pytest.mark.parametrize(
    "example", [*KEYS, *VALUES, *MARKUP, *FILES], ids=lambda example: str(example.name)
)
def test_structural_fault_is_reported_once_in_its_place(copy: Path, example: Example) -> None:
    """A structural fault gives one problem with its line, code, reason and fix."""
    assert_found(copy, example)


@pytest.mark.parametrize("file", ["vocabularies.yaml", "posting.yaml"])
def test_file_that_every_page_needs_must_be_there(copy: Path, file: str) -> None:
    """Without the vocabularies or the frame there is no handbook, and one problem says so."""
    remove(f"data/{file}")(copy)
    handbook, problems = check_repository(copy, today=TODAY)

    assert handbook is None
    assert [(p.place.path, p.code) for p in problems] == [(f"data/{file}", "missing-file")]
    assert problems[0].fix == "restore the file."


def not_utf_8(root: Path) -> None:
    (root / POST).write_bytes((root / POST).read_bytes() + b"# caf\xe9\n")


@pytest.mark.parametrize(
    ("path", "edit", "code"),
    [
        pytest.param(CLERK, append(CLERK, "more: [\n"), "yaml-syntax", id="a role"),
        pytest.param(
            CLERK, swap(CLERK, "level: junior", "level: 3"), "wrong-type", id="a field of a role"
        ),
        pytest.param(
            "data/skills/manners.yaml",
            swap("data/skills/manners.yaml", "kind: behavioral\n", ""),
            "missing-key",
            id="a skill",
        ),
        pytest.param(
            "data/questions/manners.yaml",
            swap("data/questions/manners.yaml", "title: Manners, question 1", "title: no"),
            "ambiguous-scalar",
            id="a value of a question",
        ),
        pytest.param(
            "data/loops/clerk.yaml",
            swap("data/loops/clerk.yaml", "with_candidate: false", "with_candidate: 3"),
            "wrong-type",
            id="an item of a list that needs two",
        ),
        pytest.param(
            "data/sources.yaml",
            append("data/sources.yaml", "\t- id: more\n"),
            "yaml-tab",
            id="a whole list of sources",
        ),
        pytest.param(POST, not_utf_8, "not-utf-8", id="the bytes of a list of tools"),
        pytest.param(
            "data/pay/freedonia.yaml",
            swap("data/pay/freedonia.yaml", "currency: USD\n", ""),
            "missing-key",
            id="a country and its pay series",
        ),
    ],
)
def test_broken_file_is_reported_once(copy: Path, path: str, edit: Edit, code: str) -> None:
    """What refers to an entity that cannot be read is not blamed for it."""
    edit(copy)
    problems = check_repository(copy, today=TODAY)[1]

    assert {(p.place.path, p.code) for p in problems} == {(path, code)}


def test_all_faults_of_all_files_are_reported_at_once(copy: Path) -> None:
    """Faults in several files, and several in one, come in one reading."""
    for edit in (
        swap(CLERK, SUMMARY, "sumary: x"),
        swap(POST, "https://example.org/pigeon", "nowhere"),
        swap(TERMS, "A book in which every line stays.", "<b>"),
    ):
        edit(copy)

    assert {(p.place.path, p.code) for p in load(copy).problems} == {
        (CLERK, "unknown-key"),
        (CLERK, "missing-key"),
        (POST, "bad-value"),
        (TERMS, "bad-value"),
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_list_or_folder_that_is_gone_is_told_alone(copy: Path, kind: Kind) -> None:
    """Nothing that refers to what is missing is blamed for it."""
    path = copy / "data" / kind.folder
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.place.path, problem.code) == (f"data/{kind.folder}", "missing-file")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "terms: []\n", "terms:\n", "[]\n", "words: [a]\n"]
)
def test_list_that_was_emptied_is_told_alone(copy: Path, text: str) -> None:
    """An empty list is no list, and is told at its file."""
    (copy / TERMS).write_text(text, encoding="utf-8")
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.place.path, problem.code) == (TERMS, "wrong-shape")


def test_what_is_no_id_is_never_suggested(copy: Path) -> None:
    """A guess comes from the ids there are, whatever somebody wrote in the place of one."""
    spoil(copy, "data/sources.yaml", "- id: bureau", "- id: ../bureau")
    shown = " ".join(problem.message for problem in check_repository(copy, today=TODAY)[1])

    assert "Did you mean" not in shown


def test_legal_value_is_printed_as_it_is_written(copy: Path) -> None:
    """A pattern in capitals is told in capitals."""
    spoil(copy, "data/pay/freedonia.yaml", "currency: USD", "currency: usd")
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert "[A-Z]{3}" in problem.message
    assert "[A-Z]{3}" in problem.fix
