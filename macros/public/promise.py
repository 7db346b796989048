"""What is public today, in the lines of the promise (`macros.core.promise`)."""

from macros.core.promise import Promise, columns_of
from macros.public.api import FILES, SINGLES
from macros.public.index import Index
from macros.public.records import fields_of
from macros.public.tables import TABLES, Table


def public_lines(promise: Promise) -> set[str]:
    """Every field and column of today, as the promise writes it without the version."""
    records = {one.path: one.record for one in (*FILES, *SINGLES)} | {"index.json": Index}
    fields = {
        f"{path} {field.path} {field.type}"
        for path, record in records.items()
        for field in fields_of(record)
    }
    return fields.union(*(_columns(table, promise) for table in TABLES))


def _columns(table: Table, promise: Promise) -> set[str]:
    """The columns with their places: the promised ones keep theirs, whatever became of others."""
    lasting = columns_of(promise, table.path)
    names = [column.name for column in table.columns(promise)]
    places = dict.fromkeys((*lasting, *names))
    return {f"{table.path} {place:02} {name}" for place, name in enumerate(places) if name in names}
