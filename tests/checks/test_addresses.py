"""Rules about permanent addresses: what ever shipped answers, or leads on (invariant 8)."""

from pathlib import Path

import pytest

from macros.address.ledger import LEDGER, ledger_text, parse_ledger
from macros.address.moves import Moves, named
from macros.checks.run import check_repository
from macros.core.edition import Edition
from macros.core.handbook import assemble
from macros.core.load import load
from macros.core.pages import read_pages
from macros.files.write import content
from macros.render.addresses import addresses_of
from tests.renaming import RENAMINGS, Renaming, rename_all
from tests.support import (
    DUMMY,
    SITE_URL,
    TODAY,
    Edit,
    Example,
    append,
    assert_found,
    cut,
    swap,
    tiny,
)

REDIRECTS = "data/redirects.yaml"
TERMS = "data/terms.yaml"
#: New addresses come along with whatever replaces the lost ones.
NEW = frozenset({"unlisted-address"})


def relist(add: str) -> Edit:
    """An edit that writes one more address into the ledger and seals it."""

    def edit(root: Path) -> None:
        entries = parse_ledger((root / LEDGER).read_text(encoding="utf-8")).entries
        (root / LEDGER).write_text(ledger_text([*entries, add]), encoding="utf-8")

    return edit


def redirect(old: str, new: str) -> Edit:
    """An edit that adds a redirect."""
    text = f"  - {{ from: {old}, to: {new}, since: 2026-11-21, why: It moved. }}\n"
    return append(REDIRECTS, text)


LOST = (
    Example(
        name="invariant 8: a term under another id",
        code="lost-address",
        edits=(swap(TERMS, "- id: ledger", "- id: ledgers"),),
        path=LEDGER,
        at="/glossary/#ledger",
        says=(
            '"/glossary/#ledger" shipped, and does not answer any more.',
            'Nearest to it is "/glossary/#ledgers", of the term "ledgers".',
        ),
        fix='add `former_ids: [ledger]` to the term "ledgers" if it was renamed; or redirect it in '
        "data/redirects.yaml, perhaps to /glossary/#ledgers; or restore it.",
        also=frozenset({"unlisted-address", "lost-address"}),
    ),
    Example(
        name="a heading with another anchor",
        code="lost-address",
        edits=(swap("docs/index.md", "{#roles}", "{#all-roles}"),),
        path=LEDGER,
        at="/#roles",
        says=('Nearest to it is "/#all-roles".',),
        fix="redirect it in data/redirects.yaml, perhaps to /#all-roles; or restore it.",
        also=NEW,
    ),
    Example(
        name="a file of the API that nothing is like",
        code="lost-address",
        edits=(relist("/feeds/all.atom"),),
        path=LEDGER,
        at="/feeds/all.atom",
        says=('"/feeds/all.atom" shipped, and does not answer any more.',),
        fix="restore what stood there, or redirect",
    ),
)
EDITED = (
    Example(
        name="a line taken out by hand",
        code="ledger-edited",
        edits=(swap(LEDGER, "/glossary/#ledger\n", ""),),
        path=LEDGER,
        at="# seal:",
        says=(f"1 line of {len(tiny().ledger.entries)} gone.",),
        fix="restore the file with git (`git checkout HEAD -- data/ledger.txt`",
        also=NEW,
    ),
    Example(
        name="a line changed by hand",
        code="ledger-edited",
        edits=(swap(LEDGER, "/glossary/#ledger\n", "/glossary/#journals\n"),),
        path=LEDGER,
        at="# seal:",
        says=("as many lines, and other ones.",),
        fix="restore the file with git",
        also=frozenset({"lost-address", "unlisted-address"}),
    ),
    Example(
        name="a line that is no address",
        code="ledger-edited",
        edits=(append(LEDGER, "<<<<<<< HEAD\n"),),
        path=LEDGER,
        at="# seal:",
        says=('"<<<<<<< HEAD", is no address.',),
        fix="after a merge, take the one of the main branch",
    ),
    Example(
        name="a ledger without its seal",
        code="ledger-edited",
        edits=(cut(LEDGER, "# seal:"), append(LEDGER, "/\n")),
        path=LEDGER,
        at="Every page, anchor and file",
        says=("there is no seal.",),
        fix="restore the file with git",
        also=NEW,
    ),
)
TAKEN = (
    Example(
        name="a former id of two",
        code="former-id-taken",
        edits=(
            swap(TERMS, "[daybook]", "[diary]"),
            swap(TERMS, "- id: ledger\n", "- id: ledger\n    former_ids: [diary, daybook]\n"),
        ),
        path=TERMS,
        at="former_ids: [diary]",
        says=('"diary" is a former id of two: journal, ledger.',),
        fix="leave it with one of them.",
    ),
)
TARGET = (
    Example(
        name="a redirect to itself",
        code="redirect-target",
        edits=(redirect("/old/", "/old/"),),
        path=REDIRECTS,
        at="from: /old/",
        says=("in a circle: /old/ -> /old/.",),
        fix="write an address that answers.",
    ),
    Example(
        name="redirects in a circle",
        code="redirect-target",
        edits=(redirect("/old/", "/older/"), redirect("/older/", "/old/")),
        path=REDIRECTS,
        at="from: /old/",
        says=("in a circle: /old/ -> /older/ -> /old/.",),
        fix="write an address that answers.",
    ),
    Example(
        name="a redirect of a page that is there",
        code="redirect-target",
        edits=(redirect("/kit/", "/tools/storage/"),),
        path=REDIRECTS,
        at="from: /kit/",
        says=('"/kit/" answers, and the redirect would never be followed.',),
        fix="remove the redirect.",
    ),
    Example(
        name="two redirects of one address",
        code="redirect-target",
        edits=(redirect("/drawers/", "/kit/"),),
        path=REDIRECTS,
        at="to: /kit/",
        says=('"/drawers/" is redirected twice.',),
        fix="keep one of the two.",
    ),
    Example(
        name="a file that would lead to a page",
        code="redirect-target",
        edits=(redirect("/feed.json", "/kit/"),),
        path=REDIRECTS,
        at="/feed.json",
        says=('"/feed.json" is a file, and "/kit/" is none.',),
        fix="let it lead to a file",
    ),
)
OTHERS = ()
EXAMPLES = (*LOST, *EDITED, *TAKEN, *TARGET, *OTHERS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_broken_handbook_is_refused(copy: Path, example: Example) -> None:
    """Each example is found at its line, with its reason and its fix."""
    assert_found(copy, example)


def test_deleted_ledger_is_an_error(copy: Path) -> None:
    """Without the file nobody can say what shipped, so nothing is built."""
    (copy / LEDGER).unlink()
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.code, problem.severity) == ("missing-file", "error")
    assert problem.place.path == LEDGER
    assert problem.fix.startswith("restore it with git")


def test_lost_page_is_told_once_with_its_anchors(copy: Path) -> None:
    """A page takes its anchors along, and one line says so for all of them."""
    (copy / "docs/guides/evidence.md").unlink()
    swap("mkdocs.yml", "  - Evidence: guides/evidence.md\n", "")(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]
    lines = (copy / LEDGER).read_text(encoding="utf-8").splitlines()

    assert lines[problem.place.line - 1] == "/guides/evidence/"
    assert '"/guides/evidence/" shipped, and does not answer any more, with its 1 anchor.' in (
        problem.message
    )


def errors(root: Path) -> set[tuple[str, str]]:
    """Code and message of everything that stops a build."""
    problems = check_repository(root, today=TODAY)[1]
    return {(one.code, one.message) for one in problems if one.severity == "error"}


@pytest.mark.parametrize("renaming", RENAMINGS, ids=str)
def test_rename_without_a_redirect_is_refused(copy: Path, renaming: Renaming) -> None:
    """A published id that is renamed loses its addresses, and each of them is named."""
    renaming.rename(copy)
    found = errors(copy)
    page = renaming.before.partition("#")[0]
    named_there = {
        address
        for address in (renaming.before, page, renaming.file[0])
        if address and any(f'"{address}" shipped' in message for _, message in found)
    }

    assert {code for code, _ in found} == {"lost-address"}
    assert named_there & {renaming.before, page}
    assert not renaming.file[0] or renaming.file[0] in named_there


@pytest.mark.parametrize("renaming", RENAMINGS, ids=str)
def test_rename_with_its_former_id_leads_on(copy: Path, renaming: Renaming) -> None:
    """With former_ids nothing is lost: the old anchor and the old file lead to the new ones."""
    renaming.rename(copy)
    renaming.keep_former_id(copy)

    assert errors(copy) == set()
    assert moves_of(copy).target(renaming.before) == renaming.after
    assert not renaming.file[0] or moves_of(copy).target(renaming.file[0]) == renaming.file[1]


def test_everything_may_be_renamed_at_once(copy: Path) -> None:
    """Addresses that hold several renamed ids lead on as well."""
    rename_all(copy)

    assert errors(copy) == set()
    assert moves_of(copy).target("/roles/senior-clerk/interview/#scorecard-talk") == (
        "/roles/head-clerk/interview/#scorecard-chat"
    )


def moves_of(root: Path) -> Moves:
    """The moves of a repository as it is now."""
    book = assemble(load(root))
    edition = Edition(book, read_pages(root)[0], SITE_URL, TODAY)
    return Moves.of(book, addresses_of(edition, (one.path for one in content(edition))))


def test_every_kind_that_has_addresses_is_renamed_here() -> None:
    """No kind of record can be renamed without a test, once an address names it."""
    addresses = "\n".join(parse_ledger((DUMMY / LEDGER).read_text(encoding="utf-8")).entries)
    pieces = set(addresses.replace("--", "\n").replace("/", "\n").replace("#", "\n").split("\n"))
    pieces |= {piece.partition(".")[0] for piece in pieces}
    pieces |= {piece.removeprefix("requirement-") for piece in pieces}
    kinds = {one.kind for one in named(tiny()) if one.id in pieces}
    choices = {name for name in kinds if name in type(tiny().vocabularies).model_fields}

    assert kinds - choices - {"loop"} == {
        renaming.kind.replace(" ", "_") for renaming in RENAMINGS
    } - {"tool_category"}
