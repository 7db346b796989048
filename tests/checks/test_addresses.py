"""Rules about permanent addresses: what ever shipped answers, or leads on (invariant 8)."""

from itertools import chain
from pathlib import Path

import pytest

from macros.address.ledger import LEDGER, ledger_text, parse_ledger
from macros.address.moves import Moves, named
from macros.address.patterns import readings_of
from macros.checks.run import check_repository
from macros.core.edition import Edition
from macros.core.handbook import assemble
from macros.core.load import load
from macros.core.pages import read_pages
from macros.files.write import content
from macros.model.reference import Vocabularies
from macros.public.api import LISTS
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
    codes,
    cut,
    swap,
    tiny,
)

REDIRECTS = "data/redirects.yaml"
TERMS = "data/terms.yaml"
#: What the dummy has published.
PUBLISHED = parse_ledger((DUMMY / LEDGER).read_text(encoding="utf-8")).entries


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
    ),
    Example(
        name="a heading with another anchor",
        code="lost-address",
        edits=(swap("docs/index.md", "{#roles}", "{#all-roles}"),),
        path=LEDGER,
        at="/#roles",
        says=('Nearest to it is "/#all-roles".',),
        fix="redirect it in data/redirects.yaml, perhaps to /#all-roles; or restore it.",
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
        says=(f"1 line of {len(PUBLISHED)} gone.",),
        fix="restore the file with git (`git checkout HEAD -- data/ledger.txt`",
    ),
    Example(
        name="a line changed by hand",
        code="ledger-edited",
        edits=(swap(LEDGER, "/glossary/#ledger\n", "/glossary/#journals\n"),),
        path=LEDGER,
        at="# seal:",
        says=("as many lines, and other ones.",),
        fix="restore the file with git",
        also=frozenset({"lost-address"}),
    ),
    Example(
        name="a line that is no address",
        code="ledger-edited",
        edits=(append(LEDGER, "roles\n"),),
        path=LEDGER,
        at="# seal:",
        says=('"roles", is no address.',),
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
#: Addresses that were never published: what the build or its engine makes, and what no link has.
NEVER = (
    *(
        "/index.html",
        "/404.html",
        "/sitemap.xml",
        "/sitemap.xml.gz",
        "/robots.txt",
        "/redirects.json",
    ),
    *("/assets/stylesheets/handbook.css", "/assets/cards/index.png", "/search/search_index.json"),
    *(
        "/search/",
        "/assets/",
        "/Kit/",
        "/kit/index.html",
        "/API/v1/roles.json",
        "/never/",
        "/kit/#never",
    ),
)
#: Texts that are no address at all.
NO_ADDRESSES = (
    *(
        "//kit/",
        "/kit//",
        "/../kit/",
        "/kit/../kit/",
        "/kit/?a=b",
        "/%6bit/",
        "/kit/%2e%2e/",
        "/_redirects",
    ),
    *(
        "kit/",
        "/kit",
        "https://example.org/",
        "/kit/#A",
        "/kit/#a#b",
        "/.hidden/",
        "/kit\\\\",
        "/é/",
    ),
)
OTHERS = (
    Example(
        name="a macro with nothing to show",
        code="refused-macro",
        edits=(append("docs/roles/clerk/index.md", '\n{{ role_changes("clerk") }}\n'),),
        path="docs/roles/clerk/index.md",
        at='role_changes("clerk")',
        says=('"clerk" is based on no other role',),
        fix="remove role_changes from the page, or give the entity what it shows.",
    ),
)
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


def test_renamed_ids_are_refused_and_guessed(copy: Path) -> None:
    """What a rename loses is named, and the fix says which former id is likely missing."""
    for renaming in RENAMINGS:
        renaming.rename(copy)
    found = check_repository(copy, today=TODAY)[1]
    text = "\n".join(problem.text() for problem in found)
    alone = {old for renaming in RENAMINGS for old in renaming.ways if "#" not in old}

    assert codes(found) == {"lost-address"}
    assert {old for old in alone if f'"{old}" shipped' not in text} == set()
    assert [one.kind for one in RENAMINGS if guess_of(one) not in text] == []


def guess_of(renaming: Renaming) -> str:
    """The fix that names the record by its new id."""
    kind = renaming.kind.replace("_", " ")
    return f'add `former_ids: [{renaming.old}]` to the {kind} "{renaming.new}" if it was renamed;'


def test_renamed_ids_lead_on_with_their_former_ids(copy: Path) -> None:
    """With former_ids nothing is lost: old pages, anchors and files lead to the new ones."""
    rename_all(copy)
    moves = moves_of(copy)
    ways = {old: new for renaming in RENAMINGS for old, new in renaming.ways.items()}
    two = "/roles/senior-clerk/interview/#scorecard-talk"

    assert check_repository(copy, today=TODAY)[1] == []
    assert {old: moves.target(old) for old in ways} == ways
    assert moves.target(two) == "/roles/head-clerk/interview/#scorecard-chat"


def moves_of(root: Path) -> Moves:
    """The moves of a repository as it is now."""
    book = assemble(load(root))
    edition = Edition(book, read_pages(root)[0], SITE_URL, TODAY)
    answers = addresses_of(edition, (one.path for one in content(edition))).answers
    return Moves.of(book, answers, LISTS)


def test_every_kind_that_has_addresses_is_renamed_here() -> None:
    """No kind of record can be renamed without a test; a loop has the id of its role here."""
    readings = (parts for one in PUBLISHED for _, parts in readings_of(one, LISTS))
    made = set(chain.from_iterable(readings))
    kinds = {one.kind for one in named(tiny()) if (one.kind, one.id) in made}
    choices = kinds & Vocabularies.model_fields.keys()

    assert kinds - choices - {"loop"} == {one.kind for one in RENAMINGS} - choices


def test_redirect_of_what_was_never_published_is_refused(copy: Path) -> None:
    """So a redirect replaces nothing that the build makes; a file has a file for its target."""
    for old in NEVER:
        redirect(old, "/kit/" if old.endswith("/") or "#" in old else "/feed.xml")(copy)
    told = {p.place.line: p for p in check_repository(copy, today=TODAY)[1]}
    lines = (copy / REDIRECTS).read_text(encoding="utf-8").splitlines()
    written = {
        n: line for n, line in enumerate(lines, 1) if any(f"from: {x}," in line for x in NEVER)
    }

    assert len(written) == len(NEVER)
    assert {n: lines[n - 1] for n in told} == written
    for number, problem in told.items():
        assert problem.code == "redirect-target"
        assert lines[number - 1][problem.place.column - 1] == "/"
        assert "was never published, so nobody has a link to it." in problem.message


def test_redirect_of_no_address_is_refused(copy: Path) -> None:
    """An address is written in one way: no detour, no query, nothing encoded."""
    for old in NO_ADDRESSES:
        redirect(f'"{old}"', "/kit/")(copy)
    problems = check_repository(copy, today=TODAY)[1]

    assert len({p.place.line for p in problems if p.place.path == REDIRECTS}) == len(NO_ADDRESSES)


def test_thousands_of_lost_addresses_are_told_and_only_some_are_guessed(copy: Path) -> None:
    """A guess looks at everything that answers, so a ledger of nonsense would take minutes."""
    lost = {f"/roles/clerk/pay/#freedonia-{number}" for number in range(3000)}
    (copy / LEDGER).write_text(ledger_text({*PUBLISHED, *lost}), encoding="utf-8")
    told = [one.message for one in check_repository(copy, today=TODAY)[1]]

    assert len(told) == 3000
    assert len([message for message in told if "Nearest to it" in message]) == 100
