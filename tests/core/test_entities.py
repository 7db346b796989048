"""What a sound repository is read as: entities with their places, code, ids, and no other files."""

from pathlib import Path

import pytest

from macros.core.kinds import KINDS, PARTS, Kind
from macros.core.load import load
from tests.support import (
    DUMMY,
    append,
    codes,
    swap,
)


def test_solutions_for_the_tests_are_not_read() -> None:
    """What only proves the checks of a work sample reaches no page and no download."""
    folder = DUMMY / "data/work-samples/missing-page"
    read = load(DUMMY).code["missing-page"]

    assert list(folder.glob("*/right/*/*")) and list(folder.glob("*/wrong/*.diff"))
    assert {name.split("/")[1] for name in read} == set(PARTS)


def test_hidden_files_are_left_alone(copy: Path) -> None:
    """The editors' schemas, and other hidden files, are no stray files."""
    append("data/.schema/role.json", "{}\n")(copy)

    assert codes(load(copy).problems) == set()


def test_entities_know_where_they_were_read() -> None:
    """Every entity answers with the file and line of its fields."""
    loaded = load(DUMMY)
    place = loaded.origins["question", "manners-second"].place("anchors", 1)

    assert place.path == "data/questions/manners.yaml"
    assert (DUMMY / place.path).read_text(encoding="utf-8").splitlines()[
        place.line - 1
    ].strip() == "- Waits for the owner to notice both hands are alike."


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_kind_is_read(kind: Kind) -> None:
    """The dummy holds at least one entity of every kind, so that every kind is tested."""
    assert load(DUMMY).entities[kind.name]


def test_code_of_a_work_sample_is_read_with_its_paths() -> None:
    """The three folders of each language are known by path, and what Python leaves is not."""
    assert set(load(DUMMY).code["missing-page"]) == {
        *("python/check/test_book.py", "python/start/book.py", "python/start/run.py"),
        *("javascript/check/book.test.mjs", "javascript/start/book.mjs"),
        *("javascript/start/run.mjs", "javascript/strong/book.mjs", "python/strong/book.py"),
    }


@pytest.mark.parametrize(
    ("commands", "told"),
    [
        ("{ python: python run.py }", "has a folder javascript/ and no command for it."),
        ("{ python: a, javascript: b, java: c }", "has no folder java/."),
    ],
)
def test_each_language_has_its_command_and_its_code(copy: Path, commands: str, told: str) -> None:
    """One without the other is told once, and its code is on no page."""
    file = "data/work-samples/missing-page.yaml"
    swap(file, "{ python: python run.py, javascript: node run.mjs }", commands)(copy)
    loaded = load(copy)

    (problem,) = loaded.problems
    assert problem.code == "missing-code"
    assert problem.message == f'the work sample "missing-page" {told}'
    languages = {name.partition("/")[0] for name in loaded.code["missing-page"]}
    assert languages == {"python", "javascript"} - (
        {"javascript"} if "no command" in told else set()
    )


def test_cache_of_python_is_no_code(copy: Path) -> None:
    """Compiled files beside the code are neither read nor reported; packages are read."""
    start = copy / "data/work-samples/missing-page/python/start"
    (start / "__pycache__").mkdir()
    (start / "__pycache__" / "book.cpython-311.pyc").write_bytes(b"\xff\xfe")
    (start / "__init__.py").write_text('"""A package."""\n', encoding="utf-8")
    loaded = load(copy)

    assert loaded.problems == []
    assert "python/start/__init__.py" in loaded.code["missing-page"]
    assert [name for name in loaded.code["missing-page"] if "pycache" in name] == []


def test_key_that_nobody_has_written_is_no_id(copy: Path) -> None:
    """A mapping whose key says TODO is told like any other key that is no id."""
    swap("data/skills/manners.yaml", "  expert: Decides", "  TODO: Decides")(copy)

    assert codes(load(copy).problems) == {"bad-id"}
