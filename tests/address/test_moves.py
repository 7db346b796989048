"""Where old addresses lead, and the files that take readers and programs there."""

import json
from dataclasses import replace
from typing import Any

import pytest

from macros.address.moves import Moves, Rename, renames
from macros.core.handbook import Handbook
from macros.core.inherit import resolve_roles
from macros.files.redirects import export_redirects
from macros.files.write import content, exports
from macros.model.moves import Redirect
from macros.render.addresses import Addresses, addresses_of
from tests.support import TODAY, made, tiny, tiny_edition

LIVING = Addresses(
    {
        "/roles/new/": frozenset({"skills", "requirement-db"}),
        "/compare/": frozenset({"new--staff", "junior--new"}),
        "/skills/db/": frozenset({"db-index"}),
        "/skills/lost-db/": frozenset(),
    },
    frozenset({"/api/v1/roles/new.json", "/roles/new/card-db.docx"}),
)
RENAMES = (
    Rename("old", "new", "/"),
    Rename("sql", "db", "/"),
    Rename("talk", "skills", "/roles/new/"),
)


def moves(by_hand: dict[str, str] | None = None) -> Moves:
    """The moves of a small site: a role and a skill with new ids, and redirects by hand."""
    return Moves(LIVING, RENAMES, by_hand or {}, frozenset({"new", "db", "db-index", "lost-db"}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("/roles/old/", "/roles/new/", id="a page"),
        pytest.param("/roles/old/#skills", "/roles/new/#skills", id="a part of it"),
        pytest.param("/compare/#old--staff", "/compare/#new--staff", id="the first of a pair"),
        pytest.param("/compare/#junior--old", "/compare/#junior--new", id="the second of a pair"),
        pytest.param("/api/v1/roles/old.json", "/api/v1/roles/new.json", id="a file"),
        pytest.param("/roles/old/card-sql.docx", "/roles/new/card-db.docx", id="two ids, a word"),
        pytest.param(
            "/roles/old/#requirement-sql", "/roles/new/#requirement-db", id="two ids, an anchor"
        ),
        pytest.param("/roles/old/#talk", "/roles/new/#skills", id="an id of that role alone"),
        pytest.param("/compare/#new--staff", "/compare/#new--staff", id="what still answers"),
    ],
)
def test_renamed_id_is_found_wherever_it_stands(old: str, new: str) -> None:
    """Between slashes, before a dot, in a pair, behind a word: the new id takes its place."""
    assert moves().target(old) == new


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/roles/gone/", id="never renamed"),
        pytest.param("/roles/old/#gone", id="a part the new page lacks"),
        pytest.param("/roles/bold/", id="part of a word"),
        pytest.param("/skills/db/#sql-index", id="the words of an id of its own"),
        pytest.param("/skills/lost-sql/", id="an id of its own that ends in it"),
        pytest.param("/compare/#talk", id="an id of another page"),
    ],
)
def test_nothing_is_guessed(address: str) -> None:
    """An address leads nowhere unless what comes out is the same thing and answers."""
    assert moves().target(address) is None


def test_redirect_by_hand_goes_first_and_may_lead_through_a_rename() -> None:
    """A redirect may end at an address that was itself renamed since."""
    by_hand = {
        "/jobs/": "/roles/old/",
        "/jobs/#db": "/skills/sql/",
        "/roles/old/#gone": "/compare/",
    }

    assert moves(by_hand).target("/jobs/") == "/roles/new/"
    assert moves(by_hand).target("/jobs/#db") == "/skills/db/"
    assert moves(by_hand).target("/jobs/#requirement-sql") == "/roles/new/#requirement-db"
    assert moves(by_hand).target("/roles/old/#gone") == "/compare/"


def test_page_moved_by_hand_takes_every_anchor_along() -> None:
    """An anchor that the new page lacks leads to the top of it."""
    assert moves({"/jobs/": "/roles/new/"}).target("/jobs/#no-more") == "/roles/new/"


def test_circle_of_redirects_leads_nowhere() -> None:
    """Redirects that lead to each other end the search instead of the program."""
    assert moves({"/a/": "/b/", "/b/": "/a/"}).target("/a/") is None


def test_role_inherits_the_former_ids_of_its_lines(dummy: Handbook) -> None:
    """A line replaced by a higher role keeps the ids it had in the role that first stated it."""
    clerk = dummy.roles["clerk"]
    line, *others = clerk.requirements.add
    named = line.model_copy(update={"former_ids": ("adding",)})
    changes = clerk.requirements.model_copy(update={"add": (named, *others)})
    roles = {**dummy.roles, "clerk": clerk.model_copy(update={"requirements": changes})}
    book = replace(dummy, roles=roles, resolved=resolve_roles(roles))

    assert {rename for rename in renames(book) if rename.old == "adding"} == {
        Rename("adding", line.id, f"/roles/{role}/") for role in ("clerk", "senior-clerk")
    }


def redirects(**changes: Any) -> dict[str, bytes]:
    """The files that redirect, for the dummy with some changes."""
    edition = replace(tiny_edition(), handbook=replace(tiny(), **changes))
    return made(export_redirects(edition, list(content(edition))))


def test_every_moved_page_anchor_and_file_has_its_export() -> None:
    """The dummy's own redirects: a page by hand, a term by its former id."""
    files = redirects()

    assert set(files) == {
        *("drawers/index.html", "api/v1/terms/daybook.json", "redirects.json", "_redirects"),
    }
    assert json.loads(files["redirects.json"]) == {
        "/drawers/#drawer": "/tools/storage/#drawer",
        "/drawers/#top-drawer": "/tools/storage/",
        "/glossary/#daybook": "/glossary/#journal",
        "/tools/storage/#top-drawer": "/tools/storage/",
    }
    assert files["_redirects"].decode().splitlines()[1:] == ["/drawers/ /tools/storage/ 301"]


def test_moved_json_says_where_it_went() -> None:
    """A copy of the new file, with the address to ask for from now on."""
    new = made(exports(tiny_edition()))["api/v1/terms/journal.json"]

    assert json.loads(redirects()["api/v1/terms/daybook.json"]) == {
        "moved_to": "/api/v1/terms/journal.json",
        **json.loads(new),
    }


def test_file_that_is_no_json_is_copied() -> None:
    """A program that reads archives gets the archive."""
    way = Redirect(
        **{"from": "/start.zip", "to": "/work-samples/missing-page/missing-page.zip"},
        since=TODAY,
        why="It moved.",
    )
    files = redirects(redirects=(way,))

    assert files["start.zip"] == made(exports(tiny_edition()))[way.to[1:]]


def test_without_moves_there_is_nothing_to_follow() -> None:
    """A handbook in which nothing moved has empty lists and no page left behind."""
    terms = {id: term.model_copy(update={"former_ids": ()}) for id, term in tiny().terms.items()}

    assert redirects(redirects=(), terms=terms) == {
        "redirects.json": b"{}\n",
        "_redirects": b"# Pages that moved for good.\n",
    }


def test_former_ids_are_no_field_of_the_api() -> None:
    """Programs that read the JSON see no difference when a record was renamed."""
    files = made(content(tiny_edition()))
    edition = tiny_edition()

    assert tiny().terms["journal"].former_ids == ("daybook",)
    assert [path for path, text in files.items() if b"former_ids" in text] == []
    assert addresses_of(edition, files).files >= {"/api/v1/terms/journal.json"}
