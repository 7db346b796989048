"""Show the report of April 2026 from a register of eight years."""

import time

from register import fill, open_register
from report import month_report


def main() -> None:
    """Fill a register, print the top of the report, and what the report took."""
    db = open_register(":memory:")
    fill(db, trees=6000, years=8)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    began = time.perf_counter()
    lines = month_report(db, "2026-04")
    took = time.perf_counter() - began
    for line in lines[:6]:
        mark = f"was {line.previous}" if line.worse else ""
        print(f"{line.inspected_at}  {line.tag}  {line.species:12}  {line.grade}  {mark}")
    print(f"... {len(lines)} inspections, {sum(line.worse for line in lines)} trees got worse")
    print(f"statements: {len(statements)}, time: {1000 * took:.0f} ms")


if __name__ == "__main__":
    main()
