"""The handlers of the lost property API."""

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from office import Item, Office


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
    try:
        match url.path.strip("/").split("/"), method:
            case ["items"], "GET":
                return list_items(office, query)
            case ["items"], "POST":
                return create_item(office, body or {})
            case ["items", id], "GET":
                return get_item(office, id)
            case ["items", id, "handover"], "GET":
                return hand_over_item(office, id, query)
    except (KeyError, ValueError) as error:
        return Response(500, {"error": f"{type(error).__name__}: {error}"})
    return Response(200, {"error": "no such address"})


def list_items(office: Office, query: dict[str, str]) -> Response:
    """The items of one kind, or all, newest first."""
    kind = query.get("kind")
    found = [item for item in reversed(office.items) if kind in (None, item.kind)]
    return Response(200, {"items": [asdict(item) for item in found]})


def create_item(office: Office, body: dict[str, Any]) -> Response:
    """Keep a reported item."""
    item = office.add(body)
    return Response(200, {"ok": True, "id": item.row})


def get_item(office: Office, id: str) -> Response:
    """One item."""
    item = _find(office, id)
    if item is None:
        return Response(200, {"error": "no such item"})
    return Response(200, asdict(item))


def hand_over_item(office: Office, id: str, query: dict[str, str]) -> Response:
    """Note that the owner collected an item."""
    item = _find(office, id)
    if item is None:
        return Response(200, {"error": "no such item"})
    item.state = "handed over"
    item.handed_to = query["name"]
    return Response(200, asdict(item))


def _find(office: Office, id: str) -> Item | None:
    for item in office.items:
        if item.row == int(id):
            return item
    return None
