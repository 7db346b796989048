"""Play a conversation with the API, following the description, and print it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from handlers import Response, handle
from office import Office

DESCRIPTION = json.loads(Path(__file__).with_name("openapi.json").read_text())
UMBRELLA = {
    "kind": "umbrella",
    "color": "green",
    "line": "42",
    "found_on": "2026-03-09",
    "finder_name": "Ines Moreau",
    "finder_phone": "+1 555 0117",
}


def call(office: Office, wanted: str, id: str = "", values: Any = None) -> Response:
    """Call an operation where the description says it is, and print the exchange."""
    for path, methods in DESCRIPTION["paths"].items():
        for method, described in methods.items():
            if described.get("operationId") == wanted:
                names = {p["name"] for p in described.get("parameters", [])}
                query = {key: value for key, value in (values or {}).items() if key in names}
                body = {key: value for key, value in (values or {}).items() if key not in names}
                address = path.replace("{id}", id) + (f"?{urlencode(query)}" if query else "")
                answer = handle(office, method.upper(), address, body or None)
                text = json.dumps(answer.body)
                print(f"\n{method.upper()} {address}  {json.dumps(body) if body else ''}")
                print(f"  {answer.status}  {text[:150]}{'...' if len(text) > 150 else ''}")
                return answer
    raise LookupError(wanted)


def main() -> None:
    """Report, find, hand over, and hand over again."""
    office = Office()
    for number in range(120):
        office.add({**UMBRELLA, "color": ("black", "blue", "red")[number % 3]})
    created = call(office, "createItem", values=UMBRELLA)
    id = str(created.body["id"])
    listed = call(office, "listItems", values={"kind": "umbrella"})
    print(f"  {len(listed.body['items'])} items in this answer")
    call(office, "getItem", id)
    call(office, "createItem", values={"kind": "glove"})
    call(office, "getItem", "99999")
    for name in ("Ben Adler", "somebody else"):
        call(office, "handOverItem", id, {"name": name})


if __name__ == "__main__":
    main()
