"""Files that are opened, and what lies in their place that is not."""

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from macros.checks.run import check_repository
from macros.core.load import load
from macros.core.pages import read_pages
from tests.support import DUMMY, TODAY, append


def a_folder(path: Path) -> None:
    path.mkdir()


def a_broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_looping_link(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def a_link_to_no_end(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_linked_page(path: Path) -> None:
    path.symlink_to(DUMMY / "docs/index.md")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, chdir(path.parent):
        one.bind(path.name)


NO_FILES = (
    *(a_folder, a_broken_link, a_looping_link, a_link_out, a_link_to_no_end, a_linked_page),
    *(a_pipe, a_socket),
)
PLACES = (
    *("data/roles/x.yaml", "data/terms.yaml", "data/vocabularies.yaml", "data/ledger.txt"),
    *("data/.schema/api-v1.txt", "data/work-samples/missing-page/python/start/x.py"),
    *("docs/x.md", "docs/x.png", "mkdocs.yml", "CHANGELOG.md"),
)


@pytest.mark.slow
@pytest.mark.parametrize("put", NO_FILES)
def test_what_is_no_file_is_told_and_never_read(copy: Path, put: Callable[[Path], None]) -> None:
    """A folder, link, pipe or socket in the place of any file gives one problem, which names it."""
    named = [name for name in PLACES if put is not a_folder or not name.endswith((".py", ".png"))]
    for name in named:
        (copy / name).unlink(missing_ok=True)
        put(copy / name)
    problems = check_repository(copy, today=TODAY)[1]

    assert [(one.place.path, one.code) for one in problems] == [
        (name, "unreadable-file") for name in sorted(named)
    ]


@pytest.mark.parametrize("folder", ["data", "docs", "data/roles", "docs/roles"])
def test_linked_folder_is_not_followed(copy: Path, tmp_path: Path, folder: str) -> None:
    """A folder that leads elsewhere gives one problem, and nothing behind it is told."""
    away = (copy / folder).rename(tmp_path / "away")
    (away / "secret.yaml").write_text("secret: &x [\n", encoding="utf-8")
    (copy / folder).symlink_to(away)
    problems = check_repository(copy, today=TODAY)[1]

    assert [one.code for one in problems if one.place.path == folder] == ["unreadable-file"]
    assert not any("secret" in one.text() for one in problems)


@pytest.mark.parametrize("folder", ["data", "docs"])
@pytest.mark.parametrize("put", [a_looping_link, a_broken_link, a_pipe, Path.touch])
def test_what_is_no_folder_is_told(copy: Path, folder: str, put: Callable[[Path], None]) -> None:
    """Data and pages lie in folders; what lies there instead is told and not opened."""
    shutil.rmtree(copy / folder)
    put(copy / folder)
    problems = check_repository(copy, today=TODAY)[1]

    assert (folder, "unreadable-file") in {(one.place.path, one.code) for one in problems}


def test_files_of_editors_and_systems_are_left_alone(copy: Path) -> None:
    """Names that begin with a dot are no data and no pages, whatever lies there."""
    for folder in ("data/roles", "docs/roles", "data/work-samples/missing-page/python/start"):
        (copy / folder / ".#x.yaml").symlink_to("me@host.123:456")
        os.mkfifo(copy / folder / ".x.md")
        (copy / folder / "._x.yaml").write_bytes(b"\0\5\x16\7")
        (copy / folder / ".x.yaml.swp").write_bytes(b"\0" * 5000)

    assert check_repository(copy, today=TODAY)[1] == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("data/roles/clerk.yml", "data/roles/clerk.yaml"),
        ("data/roles/clerk.yaml~", "data/roles/clerk.yaml"),
        ("data/term.yaml", "data/terms.yaml"),
    ],
)
def test_file_that_is_nearly_data_is_told_what_its_name_may_be(
    copy: Path, name: str, near: str
) -> None:
    """A backup or another ending is not silently left out."""
    append(name, "id: x\n")(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.place.path, problem.code) == (name, "stray-file")
    assert f'Did you mean "{near}"?' in problem.message


@pytest.mark.parametrize(
    ("name", "size"), [("data/terms.yaml", 1_000_000), ("docs/index.md", 200_000)]
)
def test_file_is_bounded_in_size(copy: Path, name: str, size: int) -> None:
    """A file of one byte too many is told, and not parsed."""
    append(name, "#" * size)(copy)
    problems = check_repository(copy, today=TODAY)[1]

    assert [(one.place.path, one.code) for one in problems] == [(name, "too-large")]
    assert f"{size:,} bytes" in problems[0].message


def test_folders_are_bounded_in_depth(copy: Path) -> None:
    """Folders inside each other without end are told once."""
    deep = "/".join(["data", *"x" * 30])
    (copy / deep).mkdir(parents=True)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert problem.code == "too-large"


@pytest.mark.parametrize("name", ["data/a\u202eb.yaml", "docs/a\nb.md", "docs/\x1b[2J.png"])
def test_name_of_a_file_shows(copy: Path, name: str) -> None:
    """A file name with a character that does not show is refused, and printed as an escape."""
    append(name, "x")(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.place.path, problem.code) == (name, "hidden-character")
    assert all(character.isprintable() for character in problem.text().replace("\n", ""))


def test_clone_with_line_ends_of_windows_is_the_same_handbook(copy: Path) -> None:
    """CRLF and a byte order mark change no value, no page, no problem and no address."""
    before = load(copy), read_pages(copy)[0]
    for file in copy.rglob("*"):
        if file.suffix in (".yaml", ".md", ".yml", ".txt", ".py"):
            file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert (load(copy).entities, load(copy).code) == (before[0].entities, before[0].code)
    assert read_pages(copy)[0] == before[1]
    assert check_repository(copy, today=TODAY)[1] == []
