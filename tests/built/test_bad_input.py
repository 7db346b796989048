"""What is wrong stops the build with its place, and the last good site stays as it was."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.built.support import build, fingerprint
from tests.support import Edit, append, swap

_CLERK = "data/roles/clerk.yaml"
_PAGE = "docs/roles/clerk/pay.md"


def latin_1(root: Path) -> None:
    """A comment typed in an old editor."""
    with (root / "data/terms.yaml").open("ab") as file:
        file.write(b"# Bef\xf6rderung\n")


def place(root: Path, path: str, text: str) -> str:
    """`path:line` of the one line that holds a text, as problems name it."""
    lines = (root / path).read_bytes().splitlines()
    hits = [number for number, line in enumerate(lines, start=1) if text.encode("latin-1") in line]
    assert len(hits) == 1, f"{path} holds {text!r} in lines {hits}"

    return f"{path}:{hits[0]}:"


@dataclass(frozen=True)
class Fault:
    """An edit that spoils a repository, the file and line that say so, and a word of the reason."""

    edit: Edit
    path: str
    line: str
    says: str


FAULTS = {
    "unknown id in data": Fault(
        swap(_CLERK, "skill: manners, skill_level", "skill: maners, skill_level"),
        *(_CLERK, "skill: maners", 'Did you mean "manners"?'),
    ),
    "HTML in data": Fault(
        swap(_CLERK, "A clerk keeps the books.", "A clerk <script>keeps</script> the books."),
        *(_CLERK, "<script>", "no HTML in data"),
    ),
    "data that is not UTF-8": Fault(latin_1, "data/terms.yaml", "Bef\xf6rderung", "not UTF-8"),
    "front matter that is not YAML": Fault(
        swap(_PAGE, "title: clerk pay", "title: clerk: pay"),
        _PAGE,
        "clerk: pay",
        "a colon and a space",
    ),
    "unknown macro": Fault(
        swap(_PAGE, "{{ role_pay(", "{{ role_pai("), _PAGE, "role_pai", 'Did you mean "role_pay"?'
    ),
    "circular based_on": Fault(
        swap(_CLERK, "track: individual\n", "track: individual\nbased_on: senior-clerk\n"),
        *(_CLERK, "based_on: senior-clerk", "based on itself"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_and_the_last_good_site_stays(repository: Path, fault: Fault) -> None:
    """The build fails with the file and line of the fault, and not a byte of site/ changes."""
    before = fingerprint(repository / "site")
    fault.edit(repository)

    code, words = build(repository)

    assert code != 0
    assert place(repository, fault.path, fault.line) in words
    assert fault.says in words
    assert "Traceback" not in words
    assert fingerprint(repository / "site") == before


@pytest.mark.parametrize("target", ["nowhere.md", "roles/clerk/nowhere.md"])
def test_a_broken_link_fails_a_strict_build(repository: Path, target: str) -> None:
    """A link to a page that does not exist is named with its line, and site/ stays as it was."""
    before = fingerprint(repository / "site")
    append("docs/glossary.md", f"\n[Nowhere]({target})\n")(repository)

    code, words = build(repository)

    assert code != 0
    assert f'{place(repository, "docs/glossary.md", target)}11: dead-link: "{target}"' in words
    assert fingerprint(repository / "site") == before


def test_what_is_no_macro_leaves_the_site(repository: Path) -> None:
    """What is no macro stops the build with its place, and site/ stays as it was."""
    before = fingerprint(repository / "site")
    append(_PAGE, "\n{{ no_such_name }}\n")(repository)

    code, words = build(repository)

    assert code != 0
    assert "roles/clerk/pay.md" in words
    assert "no_such_name" in words
    assert fingerprint(repository / "site") == before


def test_a_clone_with_line_ends_of_windows_builds_the_same_site(repository: Path) -> None:
    """Data, pages, code and settings with CRLF make the very bytes of those without."""
    before = fingerprint(repository / "site")
    for file in (
        *repository.glob("*.*"),
        *repository.glob("da*/**/*"),
        *repository.glob("do*/**/*"),
    ):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    code, words = build(repository)

    assert code == 0, words
    assert fingerprint(repository / "site") == before


def test_a_fault_in_the_first_build_leaves_no_site(repository: Path) -> None:
    """Where there was no site, a failed build makes none that could be served by mistake."""
    shutil.rmtree(repository / "site")
    append("docs/glossary.md", "\n[Nowhere](nowhere.md)\n")(repository)

    code, _ = build(repository)

    assert code != 0
    assert not (repository / "site").exists()


def test_a_mended_fault_gives_a_new_site(repository: Path) -> None:
    """After a failed build the next good one replaces the site and leaves nothing beside it."""
    swap(_CLERK, "A clerk keeps the books.", "A clerk <b>keeps</b> the books.")(repository)
    assert build(repository)[0] != 0
    swap(_CLERK, "A clerk <b>keeps</b> the books.", "A clerk minds the books.")(repository)

    code, words = build(repository)

    assert code == 0, words
    assert "A clerk minds the books." in (repository / "site/roles/clerk/index.html").read_text()
    assert {path.name for path in repository.iterdir() if "site" in path.name} == {"site"}
