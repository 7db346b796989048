"""What the tenants' app can ask for."""

import re
import secrets
import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

PAGE = 10

Answer = tuple[int, dict[str, Any]]
NOT_FOUND: Answer = (404, {"error": "there is nothing here"})


class Request(NamedTuple):
    """A request of a tenant who is logged in; `id` is the number in the address, if any."""

    tenant: int
    id: int
    query: dict[str, str]


def handle(db: sqlite3.Connection, method: str, address: str, token: str = "") -> Answer:
    """Answer one request with a status and a body."""
    session = db.execute("SELECT tenant_id FROM session WHERE token = ?", (token,)).fetchone()
    if session is None:
        return 401, {"error": "log in first"}
    path, _, query = address.partition("?")
    for verb, pattern, view in ROUTES:
        match = re.fullmatch(pattern, path)
        if match and verb == method:
            number = int(match[1]) if match.groups() else 0
            return view(db, Request(session[0], number, dict(parse_qsl(query))))
    return NOT_FOUND


def list_units(db: sqlite3.Connection, request: Request) -> Answer:
    """The units of this tenant, as holder or guest."""
    rows = db.execute(
        "SELECT u.id, u.size, a.role FROM unit AS u JOIN access AS a ON a.unit_id = u.id"
        " WHERE a.tenant_id = ? ORDER BY u.id",
        (request.tenant,),
    )
    return 200, {"units": [{"id": id, "size": size, "role": role} for id, size, role in rows]}


def show_unit(db: sqlite3.Connection, request: Request) -> Answer:
    """One unit with its gate code and its guests."""
    unit = db.execute("SELECT id, size, gate_code FROM unit WHERE id = ?", (request.id,)).fetchone()
    if unit is None:
        return NOT_FOUND
    guests = db.execute(
        "SELECT a.id, t.name FROM access AS a JOIN tenant AS t ON t.id = a.tenant_id"
        " WHERE a.unit_id = ? AND a.role = 'guest' ORDER BY a.id",
        (request.id,),
    ).fetchall()
    return 200, {
        "id": unit[0],
        "size": unit[1],
        "gate_code": unit[2],
        "guests": [{"id": id, "name": name} for id, name in guests],
    }


def change_code(db: sqlite3.Connection, request: Request) -> Answer:
    """Give a unit a new gate code; the old one opens nothing from now on."""
    code = f"{secrets.randbelow(1_000_000):06}"
    with db:
        changed = db.execute("UPDATE unit SET gate_code = ? WHERE id = ?", (code, request.id))
    return (200, {"gate_code": code}) if changed.rowcount else NOT_FOUND


def remove_guest(db: sqlite3.Connection, request: Request) -> Answer:
    """Take a guest's access away."""
    with db:
        gone = db.execute("DELETE FROM access WHERE id = ?", (request.id,))
    return (200, {"removed": request.id}) if gone.rowcount else NOT_FOUND


def list_visits(db: sqlite3.Connection, request: Request) -> Answer:
    """A page of the visits at this tenant's units, newest first."""
    page = int(request.query.get("page", "1"))
    rows = db.execute(
        "SELECT unit_id, at FROM visit ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
        (PAGE, PAGE * (page - 1)),
    ).fetchall()
    total = db.execute("SELECT count(*) FROM visit").fetchone()[0]
    access = db.execute("SELECT unit_id FROM access WHERE tenant_id = ?", (request.tenant,))
    mine = {unit for (unit,) in access}
    visits = [{"unit": unit, "at": at} for unit, at in rows if unit in mine]
    return 200, {"page": page, "total": total, "visits": visits}


ROUTES: tuple[tuple[str, str, Callable[[sqlite3.Connection, Request], Answer]], ...] = (
    ("GET", r"/units", list_units),
    ("GET", r"/units/(\d{1,9})", show_unit),
    ("POST", r"/units/(\d{1,9})/code", change_code),
    ("DELETE", r"/guests/(\d{1,9})", remove_guest),
    ("GET", r"/visits", list_visits),
)
