"""Downloads of the work samples: what the candidate gets, as a zip file."""

from collections.abc import Iterator

from macros.export.archive import zipped
from macros.handbook import Handbook


def export_samples(book: Handbook) -> Iterator[tuple[str, bytes]]:
    """The start of every work sample as (path below the site, bytes): no tests, no solution."""
    for id, files in book.code.items():
        start = {
            f"{id}/{name.removeprefix('start/')}": text.encode()
            for name, text in files.items()
            if name.startswith("start/")
        }
        yield f"work-samples/{id}/{id}.zip", zipped(start)
