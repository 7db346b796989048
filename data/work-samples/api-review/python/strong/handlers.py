"""The handlers of the lost property API."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from office import Item, Office

MOST = 50
PUBLIC = ("id", "kind", "color", "line", "found_on", "state")
REPORTED = ("kind", "color", "line", "found_on", "finder_name", "finder_phone")


@dataclass
class Response:
    """What goes back to the caller."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


def handle(
    office: Office, method: str, address: str, body: dict[str, Any] | None = None
) -> Response:
    """Answer one request; `address` is the path with its query."""
    url = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    match url.path.strip("/").split("/"), method:
        case ["items"], "GET":
            return list_items(office, query)
        case ["items"], "POST":
            return create_item(office, body or {})
        case ["items", id], "GET":
            return get_item(office, id)
        case ["items", id, "handover"], "POST":
            return hand_over_item(office, id, body or {})
        case ((["items"] | ["items", _] | ["items", _, "handover"]), _):
            return _error(405, f"{method} is not possible here")
    return _error(404, "no such address")


def list_items(office: Office, query: dict[str, str]) -> Response:
    """A page of the items of one kind, or all, newest first."""
    kind = query.get("kind")
    found = [item for item in reversed(office.items) if kind in (None, item.kind)]
    limit = query.get("limit", str(MOST))
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        return _error(400, f"limit is a number from 1 to {MOST}")
    if "after" in query:
        last = _find(office, query["after"])
        if last is None:
            return _error(400, "after is the id of an item; follow next instead of building it")
        found = [item for item in found if item.row < last.row]
    page = found[: int(limit)]
    address = None
    if len(found) > len(page):
        address = "/items?" + urlencode({**query, "limit": limit, "after": page[-1].id})
    return Response(200, {"items": [_public(item) for item in page], "next": address})


def create_item(office: Office, body: dict[str, Any]) -> Response:
    """Keep a reported item."""
    missing = [name for name in REPORTED if not _is_text(body.get(name))]
    if missing:
        return _error(400, f"texts are expected in: {', '.join(missing)}")
    item = office.add(body)
    return Response(201, _public(item), {"Location": f"/items/{item.id}"})


def get_item(office: Office, id: str) -> Response:
    """One item."""
    item = _find(office, id)
    return _error(404, "no such item") if item is None else Response(200, _public(item))


def hand_over_item(office: Office, id: str, body: dict[str, Any]) -> Response:
    """Note that the owner collected an item."""
    item = _find(office, id)
    if item is None:
        return _error(404, "no such item")
    if not _is_text(body.get("name")):
        return _error(400, "a text is expected in: name")
    if item.state != "kept":
        return _error(409, "the item was handed over before")
    item.state = "handed over"
    item.handed_to = body["name"]
    return Response(200, _public(item))


def _public(item: Item) -> dict[str, str]:
    """What strangers see: chosen by name, so that a new field stays inside."""
    return {name: getattr(item, name) for name in PUBLIC}


def _error(status: int, message: str) -> Response:
    return Response(status, {"error": message})


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _find(office: Office, id: str) -> Item | None:
    return next((item for item in office.items if item.id == id), None)
