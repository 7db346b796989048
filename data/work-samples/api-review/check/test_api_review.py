"""The description and the handlers keep the rules of the house, and agree with each other."""

import copy
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import handlers
import pytest
from handlers import Response, handle
from office import Office

FOLDER = Path(handlers.__file__).parent
DESCRIPTION: dict[str, Any] = json.loads((FOLDER / "openapi.json").read_text())
INSIDE = ("Ines Moreau", "+1 555 0117", "Ben Adler")
PUBLIC = {"id", "kind", "color", "line", "found_on", "state"}
REPORT = {
    "kind": "umbrella",
    "color": "green",
    "line": "42",
    "found_on": "2026-03-09",
    "finder_name": "Ines Moreau",
    "finder_phone": "+1 555 0117",
}


def operation(id: str) -> tuple[str, str, dict[str, Any]]:
    """Method, path and description of an operation."""
    for path, methods in DESCRIPTION["paths"].items():
        for method, described in methods.items():
            if isinstance(described, dict) and described.get("operationId") == id:
                return method.upper(), path, described
    raise AssertionError(f"the description has no {id}")


def address_of(path: str, id: str) -> str:
    """A path of the description with the id in place of its parameter."""
    return re.sub(r"\{\w+\}", id, path)


def call(office: Office, wanted: str, values: dict[str, Any] | None = None) -> Response:
    """Call an operation as described: `item` goes into the path, the rest to query or body."""
    method, path, described = operation(wanted)
    values = dict(values or {})
    address = address_of(path, str(values.pop("item", "")))
    queries = {p["name"] for p in described.get("parameters", []) if p.get("in") == "query"}
    query = urlencode({key: value for key, value in values.items() if key in queries})
    body = {key: value for key, value in values.items() if key not in queries} or None
    return handle(office, method, f"{address}?{query}" if query else address, body)


def get(office: Office, id: str) -> Response:
    """Ask for one item."""
    return call(office, "getItem", {"item": id})


def hand_over(office: Office, id: str, name: str = "Ben Adler") -> Response:
    """Hand an item over."""
    return call(office, "handOverItem", {"item": id, "name": name})


def report(office: Office, **changes: Any) -> str:
    """Report an item and return its id."""
    answer = call(office, "createItem", {**REPORT, **changes})
    return str(answer.body["id"])


def pages(office: Office, first: Response) -> list[list[str]]:
    """The ids on each page, following `next`."""
    found, answer = [], first
    for _ in range(50):
        assert answer.status == 200
        found.append([item["id"] for item in answer.body["items"]])
        if answer.body["next"] is None:
            return found
        answer = handle(office, "GET", answer.body["next"])
    raise AssertionError("the list does not end")


@pytest.fixture
def office() -> Office:
    """An office with nothing in it."""
    return Office()


def test_reading_changes_nothing(office: Office) -> None:
    """No GET of the description changes an item."""
    id = report(office)
    before = copy.deepcopy(office.items)
    for path, methods in DESCRIPTION["paths"].items():
        if "get" in methods:
            handle(office, "GET", f"{address_of(path, id)}?name=stranger")
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
    for id in ("99999", "no-such-item"):
        assert get(office, id).status == 404
        assert hand_over(office, id).status == 404
    assert handle(office, "GET", "/umbrellas").status == 404


def test_an_item_is_handed_over_once(office: Office) -> None:
    """The second owner gets a 409, and the first stays on record."""
    id = report(office)
    assert hand_over(office, id).status in (200, 201, 204)
    assert get(office, id).body["state"] == "handed over"
    before = copy.deepcopy(office.items)
    assert hand_over(office, id, name="Somebody Else").status == 409
    assert office.items == before


def test_pages(office: Office) -> None:
    """At most 50 on a page, newest first, everything once."""
    ids = [report(office) for _ in range(120)]
    found = pages(office, call(office, "listItems"))
    assert all(len(page) <= 50 for page in found)
    assert [id for page in found for id in page] == ids[::-1]


def test_pages_of_one_kind(office: Office) -> None:
    """The filter holds on every page."""
    ids = [report(office, kind=("umbrella", "glove")[n % 2]) for n in range(130)]
    found = pages(office, call(office, "listItems", {"kind": "glove"}))
    assert [id for page in found for id in page] == ids[1::2][::-1]


def test_items_reported_between_two_pages(office: Office) -> None:
    """Whoever follows `next` meets every old item exactly once."""
    ids = [report(office) for _ in range(70)]
    first = call(office, "listItems")
    for _ in range(5):
        report(office)
    found = [id for page in pages(office, first) for id in page]
    assert [id for id in found if id in ids] == ids[::-1]


def test_the_page_size_cannot_be_talked_up(office: Office) -> None:
    """A huge or senseless limit gives a page of 50 or a 4xx."""
    for _ in range(60):
        report(office)
    for limit in ("100000", "0", "-1", "many"):
        answer = handle(office, "GET", f"{operation('listItems')[1]}?limit={limit}")
        assert answer.status in (200, 400, 422)
        assert len(answer.body.get("items", [])) <= 50


def test_strangers_see_the_public_fields(office: Office) -> None:
    """No answer holds names, numbers, shelves or rows, in body or headers."""
    created = call(office, "createItem", REPORT)
    id = str(created.body["id"])
    listed, found = call(office, "listItems"), get(office, id)
    for answer in (created, listed, found, hand_over(office, id), get(office, id)):
        text = json.dumps([answer.body, answer.headers])
        assert not [value for value in (*INSIDE, office.items[0].shelf) if value in text]
    assert set(found.body) == PUBLIC
    assert set(listed.body["items"][0]) == PUBLIC


def test_ids_cannot_be_counted(office: Office) -> None:
    """Ids are texts of some length, and no numbers."""
    for id in [call(office, "createItem", REPORT).body["id"] for _ in range(20)]:
        assert isinstance(id, str)
        assert len(id) >= 8
        assert not id.isdigit()


def test_the_description_knows_every_answer(office: Office) -> None:
    """Each status the handlers give stands in the description, as do the list's parameters."""
    id = report(office)
    for _ in range(60):
        report(office)
    given = {
        "createItem": [
            call(office, "createItem", REPORT),
            call(office, "createItem", {"kind": "x"}),
        ],
        "getItem": [get(office, id), get(office, "99999")],
        "handOverItem": [hand_over(office, id), hand_over(office, id), hand_over(office, "99999")],
        "listItems": [call(office, "listItems")],
    }
    for name, answers in given.items():
        described = operation(name)[2]
        assert {str(answer.status) for answer in answers} <= set(described["responses"]), name
    parameters = {p["name"] for p in operation("listItems")[2]["parameters"]}
    following = given["listItems"][0].body["next"]
    assert {part.split("=")[0] for part in following.split("?")[1].split("&")} <= parameters


def test_the_description_promises_nothing_inside() -> None:
    """The schema of an item names the public fields, and a report its required ones."""
    schemas = DESCRIPTION["components"]["schemas"]
    assert set(schemas["Item"]["properties"]) == PUBLIC
    assert set(schemas["Report"].get("required", [])) == set(REPORT)
