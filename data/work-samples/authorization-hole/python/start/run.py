"""Play a few requests of two tenants and print what their apps get."""

import json
import sqlite3

from app import handle
from store import open_store


def fill(db: sqlite3.Connection) -> None:
    """Enter three tenants, two units and a busy week at unit 14."""
    with db:
        db.execute("INSERT INTO tenant VALUES (1, 'Mara'), (2, 'Tomek'), (3, 'Ines')")
        db.execute("INSERT INTO session VALUES ('mara', 1), ('tomek', 2), ('ines', 3)")
        db.execute("INSERT INTO unit VALUES (12, '6 m2', '418207'), (14, '2 m2', '903351')")
        db.execute(
            "INSERT INTO access VALUES"
            " (1, 12, 1, 'holder'), (2, 14, 2, 'holder'), (3, 12, 3, 'guest')"
        )
        for n in range(36):
            unit = 12 if n % 4 == 0 else 14
            at = f"2026-05-{4 + n // 6:02}T{8 + n % 6 * 2:02}:15"
            db.execute("INSERT INTO visit (unit_id, at) VALUES (?, ?)", (unit, at))


def main() -> None:
    """Ask and print."""
    db = open_store(":memory:")
    fill(db)
    for token, method, address in (
        ("mara", "GET", "/units"),
        ("mara", "GET", "/units/12"),
        ("tomek", "GET", "/units"),
        ("tomek", "GET", "/units/12"),
    ):
        status, body = handle(db, method, address, token)
        print(f"{token:6} {method} {address:10} {status} {json.dumps(body)}")
    for page in (1, 2, 3, 4):
        _, body = handle(db, "GET", f"/visits?page={page}", "mara")
        count = len(body.get("visits", ()))
        print(f"mara   GET /visits?page={page}   {count} visits shown, total {body.get('total')}")


if __name__ == "__main__":
    main()
