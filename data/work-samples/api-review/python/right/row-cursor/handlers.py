"""The handlers of the lost property API."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from office import Item, Office

PAGE = 50
REPORTED = ("kind", "color", "line", "found_on", "finder_name", "finder_phone")


@dataclass
class Response:
    """What goes back to the caller."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """The caller's mistake, as a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.response = Response(status, {"error": sentence})


def handle(
    office: Office, method: str, address: str, body: dict[str, Any] | None = None
) -> Response:
    """Answer one request; `address` is the path with its query."""
    try:
        return _answer(office, method, address, body or {})
    except RefusedError as refused:
        return refused.response


def _answer(office: Office, method: str, address: str, body: dict[str, Any]) -> Response:
    url = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    parts = url.path.split("/")[1:]
    if parts == ["items"]:
        if method == "GET":
            return _list(office, query)
        if method == "POST":
            return _create(office, body)
    elif len(parts) == 2 and parts[0] == "items" and method == "GET":
        return Response(200, _seen(_item(office, parts[1])))
    elif len(parts) == 3 and parts[::2] == ["items", "owner"] and method == "PUT":
        return _hand_over(_item(office, parts[1]), body)
    raise RefusedError(404, "there is no such operation")


def _list(office: Office, query: dict[str, str]) -> Response:
    try:
        before = int(query.get("before", len(office.items) + 1))
    except ValueError:
        raise RefusedError(422, "before is a number; take it from next") from None
    kind = query.get("kind")
    found = [item for item in office.items if item.row < before and kind in (None, item.kind)]
    page = found[-PAGE:][::-1]
    following = None
    if len(found) > PAGE:
        wanted = f"kind={quote(kind)}&" if kind is not None else ""
        following = f"/items?{wanted}before={page[-1].row}"
    return Response(200, {"items": [_seen(item) for item in page], "next": following})


def _create(office: Office, body: dict[str, Any]) -> Response:
    for name in REPORTED:
        if name not in body:
            raise RefusedError(422, f"the report has no {name}")
    item = office.add(body)
    return Response(201, {"id": item.id, "state": item.state}, {"location": f"/items/{item.id}"})


def _hand_over(item: Item, body: dict[str, Any]) -> Response:
    if not str(body.get("name") or "").strip():
        raise RefusedError(422, "the name of the owner is missing")
    if item.handed_to:
        raise RefusedError(409, "somebody has collected this item")
    item.state, item.handed_to = "handed over", body["name"]
    return Response(204, {})


def _item(office: Office, id: str) -> Item:
    for item in office.items:
        if item.id == id:
            return item
    raise RefusedError(404, "there is no item with this id")


def _seen(item: Item) -> dict[str, str]:
    """What strangers see of an item."""
    return {
        "id": item.id,
        "kind": item.kind,
        "color": item.color,
        "line": item.line,
        "found_on": item.found_on,
        "state": item.state,
    }
