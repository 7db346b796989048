"""Where old addresses lead, and the files that take readers and programs there."""

import json
from dataclasses import replace
from typing import Any

import pytest

from macros.address.moves import Moves, renames
from macros.core.handbook import Handbook
from macros.core.inherit import resolve_roles
from macros.files.redirects import export_redirects
from macros.files.write import content, exports
from macros.model.moves import Redirect
from macros.render.addresses import addresses_of
from tests.support import TODAY, made, tiny, tiny_edition

LIVING = {
    *("/roles/new/", "/roles/new/#skills", "/roles/new/interview/#scorecard-chat"),
    *("/roles/new/interview/scorecard-chat.docx", "/roles/other/interview/#chat", "/compare/"),
    *("/compare/#new--staff", "/compare/#junior--new", "/skills/db/", "/skills/db/#level-expert"),
    *("/api/v1/roles/new.json", "/api/v1/skills/new.json"),
}
RENAMES = {
    ("role", "old", ""): "new",
    ("skill", "sql", ""): "db",
    ("stage", "talk", "new"): "chat",
}


def moves(by_hand: dict[str, str] | None = None) -> Moves:
    """The moves of a small site: a role, a skill and a stage with new ids, redirects by hand."""
    lists = {"roles": "role", "skills": "skill"}
    return Moves(LIVING.__contains__, lists, by_hand or {}, RENAMES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("/roles/old/", "/roles/new/", id="a page"),
        pytest.param("/roles/old/#skills", "/roles/new/#skills", id="a part of it"),
        pytest.param("/compare/#old--staff", "/compare/#new--staff", id="the first of a pair"),
        pytest.param("/compare/#junior--old", "/compare/#junior--new", id="the second of a pair"),
        pytest.param("/api/v1/roles/old.json", "/api/v1/roles/new.json", id="a file"),
        pytest.param(
            "/roles/old/interview/scorecard-talk.docx",
            "/roles/new/interview/scorecard-chat.docx",
            id="two ids",
        ),
        pytest.param(
            "/roles/old/interview/#scorecard-talk",
            "/roles/new/interview/#scorecard-chat",
            id="two ids, an anchor",
        ),
        pytest.param("/compare/#new--staff", "/compare/#new--staff", id="what still answers"),
    ],
)
def test_renamed_id_is_found_wherever_an_address_has_it(old: str, new: str) -> None:
    """The address of the ids of today takes the place of that of the former ones."""
    assert moves().target(old) == new


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/roles/gone/", id="never renamed"),
        pytest.param("/roles/old/#gone", id="a part the new page lacks"),
        pytest.param("/roles/bold/", id="part of a word"),
        pytest.param("/api/v1/skills/old.json", id="an id of another kind"),
        pytest.param("/roles/other/interview/#talk", id="an id of another role"),
        pytest.param("/api/v1/gone/old.json", id="a list that is no more"),
    ],
)
def test_nothing_is_guessed(address: str) -> None:
    """An address leads nowhere unless what comes out is the same thing and answers."""
    assert moves().target(address) is None


def test_redirect_by_hand_may_lead_through_a_rename() -> None:
    """A redirect may end at an address that was itself renamed since; a page takes anchors along.

    An anchor that the new page lacks leads to the top of it.
    """
    ways = moves(
        {"/jobs/": "/roles/old/", "/jobs/#db": "/skills/sql/", "/roles/old/#gone": "/compare/"}
    )

    assert ways.target("/jobs/") == "/roles/new/"
    assert ways.target("/jobs/#db") == "/skills/db/"
    assert ways.target("/jobs/#skills") == "/roles/new/#skills"
    assert ways.target("/jobs/#no-more") == "/roles/new/"
    assert ways.target("/roles/old/#gone") == "/compare/"


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

    assert {role: id for (_, old, role), id in renames(book).items() if old == "adding"} == {
        "clerk": line.id,
        "senior-clerk": line.id,
    }


def redirects(*published: str, **changes: Any) -> dict[str, bytes]:
    """The files that redirect, for the dummy with some changes and more that was published."""
    before = tiny_edition()
    edition = replace(
        before,
        handbook=replace(tiny(), **changes),
        published=before.published.union(published),
    )
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


def test_rules_for_hosts_count_from_the_root_of_the_host() -> None:
    """A site below a path moves its own pages, and nobody else's."""
    edition = replace(tiny_edition(), site_url="https://host.example/hand/book/")
    files = made(export_redirects(edition, list(content(edition))))
    rules = files["_redirects"].decode().splitlines()[1:]

    assert rules == ["/hand/book/drawers/ /hand/book/tools/storage/ 301"]


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
    files = redirects("/start.zip", redirects=(way,))

    assert files["start.zip"] == made(exports(tiny_edition()))[way.to[1:]]


def test_address_that_was_never_published_is_not_written() -> None:
    """A redirect that no check has seen does not stand where the engine puts a file of its own."""
    ways = tuple(
        Redirect(**{"from": old, "to": "/kit/"}, since=TODAY, why="It moved.")
        for old in ("/index.html", "/assets/javascripts/handbook.js", "/nowhere/")
    )

    assert set(redirects(redirects=(*tiny().redirects, *ways))) == set(redirects())


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
