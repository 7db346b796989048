"""The description and the handlers keep the rules of the house, and agree with each other."""

import copy
import json
import math
import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from agreement import (
    DESCRIPTION,
    FOLDER,
    HIDDEN,
    INSIDE,
    ODD_KINDS,
    ODD_LIMITS,
    PUBLIC,
    REPORT,
    address_of,
    call,
    get,
    hand_over,
    operation,
    pages,
    queries_of,
    refused,
    report,
    schema_of,
    wrong,
)
from handlers import handle
from office import Office


@pytest.fixture
def office() -> Office:
    """An office with nothing in it."""
    return Office()


def test_reading_changes_nothing(office: Office) -> None:
    """No GET changes an item, at the addresses of the description and at the old one."""
    id = report(office)
    before = copy.deepcopy(office.items)
    for path in {*DESCRIPTION["paths"], "/items/{id}/handover"}:
        for end in ("?name=stranger", "/?name=stranger", ""):
            for method in ("GET", "HEAD", "OPTIONS"):
                handle(office, method, f"{address_of(path, id)}{end}", None)
    assert office.items == before


def test_reporting_an_item(office: Office) -> None:
    """201, with the address under which the item is found."""
    answer = call(office, "createItem", REPORT)
    assert answer.status == 201
    headers = {name.lower(): value for name, value in answer.headers.items()}
    found = handle(office, "GET", headers["location"])
    assert found.status == 200
    assert found.body["id"] == answer.body["id"]


@pytest.mark.parametrize("missing", sorted(REPORT))
def test_an_incomplete_report_is_refused(office: Office, missing: str) -> None:
    """The caller's mistake is a 4xx with a sentence, and nothing is kept."""
    answer = call(office, "createItem", {k: v for k, v in REPORT.items() if k != missing})
    assert answer.status in (400, 422)
    assert answer.body["error"]
    assert not office.items


def test_what_is_not_there(office: Office) -> None:
    """404 for items and addresses that do not exist."""
    report(office)
    for id in ("99999", "no-such-item", "-1", "0", "%20", "\u00b2"):
        assert get(office, id).status == 404
        assert hand_over(office, id).status == 404
    for address in ("/umbrellas", "/", "", "/items/a/b/c", "/item"):
        answer = handle(office, "GET", address)
        assert answer.status == 404
        refused(answer)


def test_the_row_is_no_second_id(office: Office) -> None:
    """The number under which the office keeps an item leads nowhere."""
    ids = [report(office) for _ in range(12)]
    for item in office.items:
        rows = {str(item.row), f"{item.row:06}", f"{item.row:x}", f"item-{item.row:06}"} - {*ids}
        assert not [row for row in rows if get(office, row).status != 404]
        assert not [row for row in rows if hand_over(office, row).status != 404]
    assert {get(office, id).body["state"] for id in ids} == {"kept"}


def test_what_the_office_enters_itself(office: Office) -> None:
    """An item that did not come over the API is listed, found and handed over like any other."""
    office.add(REPORT)
    (id,) = [item["id"] for item in call(office, "listItems").body["items"]]
    assert get(office, id).body["id"] == id
    hand_over(office, id)
    assert get(office, id).body["state"] == "handed over"


@pytest.mark.parametrize("name", [{}, {"name": ""}, {"name": "  "}, {"name": None}], ids=repr)
def test_a_handover_without_a_name(office: Office, name: dict[str, Any]) -> None:
    """Nobody is noted as the owner, so nothing is handed over."""
    id = report(office)
    assert call(office, "handOverItem", {"item": id, **name}).status in (400, 422)
    assert get(office, id).body["state"] == "kept"


def test_two_offices(office: Office) -> None:
    """What one office keeps is not found in another, whoever was asked first."""
    id, other = report(office), Office()
    assert get(office, id).status == 200
    assert get(other, id).status == 404
    assert hand_over(other, id).status == 404
    assert call(other, "listItems").body["items"] == []
    assert get(office, id).body["state"] == "kept"


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_nobody_finds_out_by_asking(office: Office, name: str) -> None:
    """A list that is asked for a private field answers the same, whatever the field holds."""
    hand_over(office, report(office))
    (item,) = office.items
    path = operation("listItems")[1]
    right, wrong = (
        handle(office, "GET", f"{path}?{urlencode({name: value})}")
        for value in (getattr(item, name, "Ben Adler"), "somebody else")
    )
    assert right.status == wrong.status
    assert right.body.get("items") == wrong.body.get("items")


def test_odd_reports(office: Office) -> None:
    """Odd values get one of the described statuses, and a caller fills no field of ours."""
    method, path, described = operation("createItem")
    for nothing in (None, {}):
        refused(handle(office, method, path, nothing))
    for value in (None, "", 7, "x" * 5000):
        answer = handle(office, method, path, {**REPORT, "color": value})
        assert str(answer.status) in described["responses"]
    mine = {"row": 1, "state": "handed over", "id": "mine-mine", "handed_to": "me"}
    handle(office, method, path, {**REPORT, **mine})
    assert {item.state for item in office.items} == {"kept"}
    assert get(office, "mine-mine").status == 404


def test_an_item_is_handed_over_once(office: Office) -> None:
    """The second owner gets a 409, and the first stays on record."""
    id = report(office)
    assert hand_over(office, id).status in (200, 201, 204)
    assert get(office, id).body["state"] == "handed over"
    assert "Ben Adler" in json.dumps(
        vars(office), default=lambda one: getattr(one, "__dict__", "?")
    )
    before = copy.deepcopy(office.items)
    second = hand_over(office, id, name="Somebody Else")
    assert second.status == 409
    assert "Ben Adler" not in json.dumps([second.body, second.headers])
    assert office.items == before


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 120, 150])
def test_pages(office: Office, count: int) -> None:
    """At most 50 on a page, newest first, everything once; what fits on one has no next."""
    ids = [report(office) for _ in range(count)]
    found = pages(office, call(office, "listItems"))
    assert [id for page in found for id in page] == ids[::-1]
    assert len(found) == 1 or count > 50


@pytest.mark.parametrize("kind", ["glove", *ODD_KINDS])
def test_pages_of_one_kind(office: Office, kind: str) -> None:
    """The filter holds on every page, whatever the kind is called."""
    ids = [report(office, kind=("umbrella", kind)[n % 2]) for n in range(130)]
    found = pages(office, call(office, "listItems", {"kind": kind}))
    assert [id for page in found for id in page] == ids[1::2][::-1]


@pytest.mark.parametrize("between", [1, 5, 49, 50, 51, 70])
@pytest.mark.parametrize("kind", ["", "glove"])
def test_items_reported_between_two_pages(office: Office, between: int, kind: str) -> None:
    """Whoever follows `next` meets every old item exactly once, and no other item twice.

    Meanwhile items are reported that were found on other days, and others are handed over.
    """
    dice = random.Random(between)

    def add() -> str:
        return report(office, kind=kind or "hat", found_on=f"2026-03-{dice.randint(1, 9):02}")

    ids = [add() for _ in range(170)]
    answer, found = call(office, "listItems", {"kind": kind} if kind else None), []
    while len(found) < 40:
        found.append([item["id"] for item in answer.body["items"]])
        if answer.body["next"] is None:
            break
        for _ in range(between):
            add()
        hand_over(office, dice.choice(found[-1]))
        answer = handle(office, "GET", answer.body["next"])
    seen = [id for page in found for id in page]
    assert len(seen) == len(set(seen))
    assert set(ids) <= set(seen)


@pytest.mark.parametrize("limit", ODD_LIMITS)
def test_the_page_size_cannot_be_talked_up(office: Office, limit: str) -> None:
    """A huge or senseless limit gives pages of 50 that come to an end, or a 4xx."""
    for _ in range(60):
        report(office)
    address = f"{operation('listItems')[1]}?{urlencode({'limit': limit})}"
    answer = handle(office, "GET", address)
    if answer.status == 200:
        pages(office, answer)
    else:
        refused(answer)


def test_a_next_that_was_tampered_with(office: Office) -> None:
    """Parameters of `next` that were changed give a page or a 4xx."""
    for _ in range(60):
        report(office)
    url = urlsplit(call(office, "listItems").body["next"])
    for name, _ in parse_qsl(url.query):
        for value in ("nonsense", "-5", "\u00b2", ""):
            changed = {**dict(parse_qsl(url.query)), name: value}
            answer = handle(office, "GET", f"{url.path}?{urlencode(changed)}")
            assert answer.status in (200, 400, 404, 422)
            assert len(answer.body.get("items", ())) <= 50


def test_strangers_see_the_public_fields(office: Office) -> None:
    """No answer holds names, numbers, shelves or rows, in body or headers."""
    created = call(office, "createItem", REPORT)
    id = str(created.body["id"])
    listed, found = call(office, "listItems"), get(office, id)
    handed = [hand_over(office, id), hand_over(office, id, name="Eve Stone")]
    for answer in (created, listed, found, *handed, get(office, id), call(office, "listItems")):
        text = json.dumps([answer.body, answer.headers])
        assert not [value for value in (*INSIDE, office.items[0].shelf) if value in text]
        assert not [name for name in HIDDEN if f'"{name}"' in text]
    assert set(found.body) == PUBLIC
    assert set(listed.body["items"][0]) == PUBLIC


def test_ids_cannot_be_counted(office: Office) -> None:
    """Ids are texts, and what changes from one to the next is more than a number or a time."""
    ids = [report(office) for _ in range(200)]
    assert all(isinstance(id, str) and len(id) >= 8 and not id.isdigit() for id in ids)
    assert len(set(ids)) == 200
    places = [set(place) for place in zip(*ids, strict=False)]
    assert sum(math.log2(len(place)) for place in places) > 28, ids[:3]


def test_ids_cannot_be_computed() -> None:
    """The same reports get other ids in the next office and after a restart, whatever the dice."""
    random.seed(5)
    first, office = {report(office) for office in [Office()] for _ in range(20)}, Office()
    random.seed(5)
    assert not first & {report(office) for _ in range(20)}
    code = "import sys; sys.path[:0] = [sys.argv[1], sys.argv[2]]; import test_api_review as t"
    code += "\noffice = t.Office()\nprint(*[t.report(office) for _ in range(20)])"
    command = [sys.executable, "-Bc", code, str(FOLDER), str(Path(__file__).parent)]
    twice = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in "ab"]
    assert not set(twice[0].stdout.split()) & set(twice[1].stdout.split())


def test_the_description_knows_its_parameters(office: Office) -> None:
    """The parameters of `next` stand in the description, and an id fits where it is asked for."""
    for _ in range(60):
        id = report(office)
    following = urlsplit(call(office, "listItems").body["next"])
    assert {name for name, _ in parse_qsl(following.query)} <= queries_of(operation("listItems")[2])
    for name in ("getItem", "handOverItem"):
        _, path, described = operation(name)
        beside = DESCRIPTION["paths"][path].get("parameters", [])
        ids = [schema_of(p) for p in (*described.get("parameters", []), *beside)]
        schemas = [p.get("schema", {}) for p in ids if p["in"] == "path"]
        assert schemas and not any(wrong(id, schema, "id") for schema in schemas)


def test_the_description_knows_the_errors() -> None:
    """Each operation says how it refuses what a caller gets wrong."""
    for name, statuses in (
        ("createItem", {"400", "422"}),
        ("getItem", {"404"}),
        ("handOverItem", {"404"}),
        ("handOverItem", {"409"}),
    ):
        assert statuses & set(operation(name)[2]["responses"]), name


def test_the_description_promises_nothing_inside() -> None:
    """The schema of an item names the public fields, and a report its required ones."""
    schemas = DESCRIPTION["components"]["schemas"]
    assert set(schemas["Item"]["properties"]) == PUBLIC
    assert set(schemas["Report"].get("required", [])) == set(REPORT)
