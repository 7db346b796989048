"""Rules about what pages hold and where they lie."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.checks.run import check_repository
from macros.core.pages import MOST_FAULTS
from tests.support import TODAY, TOP, Edit, Example, assert_found, codes, duplicate, each, swap

PAGE = "docs/roles/clerk/pay.md"
PROSE = "A sentence of prose."
NAV = "  - Start: index.md\n"


def place(path: str, text: str = "") -> Edit:
    """An edit that writes a file of its own."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def stray(name: str, path: str, says: str, fix: str) -> Example:
    """A file below docs/ that does not belong there."""
    edits = (place(path),)
    return Example(
        name=name, code="stray-file", edits=edits, path=path, at=TOP, says=(says,), fix=fix
    )


def moved_page(name: str, path: str, says: str, *, told: str = "") -> Example:
    """A copy of a page in the place of something else."""
    return Example(
        name=name,
        code="shared-address",
        edits=(
            duplicate("docs/glossary.md", path),
            swap(path, "title: Glossary", "title: Other words"),
            swap(path, "about Glossary,", "about other words,"),
            swap("mkdocs.yml", NAV, f"{NAV}  - Other: {path.removeprefix('docs/')}\n"),
        ),
        path=told or path,
        at=TOP,
        says=(says,),
        fix="remove the page, or give it another name.",
    )


EXAMPLES = (
    Example(
        name="HTML on a page",
        code="page-markup",
        edits=(swap(PAGE, PROSE, "See <img src=x>."),),
        path=PAGE,
        at="<img",
        says=('"<" begins HTML, and pages hold Markdown.',),
        fix="write it in Markdown;",
    ),
    moved_page(
        "a page in its folder",
        "docs/pay.md",
        "/pay/ is the address of docs/pay.md too.",
        told="docs/pay/index.md",
    ),
    moved_page(
        "a page in the place of an export", "docs/embed.md", "/embed/ is the address of a file that"
    ),
)


STRAYS = (
    stray("a script", "docs/a.js", "this would be published as it is.", "keep it elsewhere: docs/"),
    stray(
        "a drawing that can hold scripts", "docs/a.svg", "would be published", "pictures (.avif,"
    ),
    stray(
        "a page in another spelling", "docs/a.markdown", "would be published", "keep it elsewhere"
    ),
    stray(
        "a name with a dot", "docs/a.b.png", "the name of a file is part", "use lower-case letters"
    ),
    stray("a page in the folder of the theme", "docs/assets/a.png", "to the theme.", "use another"),
)


@pytest.mark.parametrize("example", (*EXAMPLES, *STRAYS), ids=lambda example: str(example.name))
def test_page_that_is_more_than_text_is_reported(copy: Path, example: Example) -> None:
    """What would run in a reader's browser, or replace another page, is named with its place."""
    assert_found(copy, example)


def test_markup_has_its_column(copy: Path) -> None:
    """A fault is told at its letter, after front matter, code and macro calls."""
    swap(PAGE, PROSE, 'Code `<b>`, {{ cite("bureau") }}, [a](javascript:x).')(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]
    line = (copy / PAGE).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]

    assert line[problem.place.column - 1 :].startswith("javascript:")


def test_page_full_of_faults_is_told_in_part(copy: Path) -> None:
    """A thousand faults of a page are as many lines as somebody reads."""
    swap(PAGE, PROSE, "<b>" * 1000)(copy)

    assert len(check_repository(copy, today=TODAY)[1]) == MOST_FAULTS


@each(
    "path",
    lambda: [
        *("a.html", "a.css", "a.json", "a.xml", "CNAME", "a.txt", "a.md.html", "a.svg.png.svg"),
        *("A.png", "a b.png", "a--b.png", "ü.png", "a.PNG", "a.b.md", "sitemap.xml.md", "a_b.md"),
        *(
            "README.md",
            "404.html",
            "templates/a.png",
            "assets/images/mark.png",
            "api/v1/roles.json",
        ),
        *("b.c/a.png", "-a.png", "a.mdown", "robots.txt", "_redirects", "a%2fb.png", "a'b.png"),
    ],
)
def test_file_that_is_no_page_and_no_picture_is_refused(
    bare: Callable[[str], Path], path: str
) -> None:
    """What is neither would be published as it is, or at an address that nobody types."""
    problems = check_repository(bare(path), today=TODAY)[1]

    assert [problem.place.path for problem in problems if problem.code == "stray-file"] == [
        f"docs/{path}"
    ]


@pytest.fixture
def bare(copy: Path) -> Callable[[str], Path]:
    """The dummy with one more file below docs/ at a time."""
    last: list[Path] = []

    def with_file(path: str) -> Path:
        for file in last:
            file.unlink()
        place(f"docs/{path}", "---\ntitle: A\n---\n")(copy)
        last[:] = [copy / "docs" / path]
        return copy

    return with_file


def test_pictures_may_lie_beside_the_pages(copy: Path) -> None:
    """A picture is published, a page may show it, and hidden files are none."""
    for path in ("roles/clerk/a-desk.png", "b.webp", ".hidden.js"):
        place(f"docs/{path}")(copy)
    text = "![A desk](a-desk.png) and [one more](../../b.webp)."
    swap(PAGE, PROSE, text)(copy)

    assert codes(check_repository(copy, today=TODAY)[1]) == set()
