"""Downloads of the work samples: what the candidate gets, as a zip file."""

from collections.abc import Iterator
from functools import partial

from macros.address.patterns import path_of
from macros.core.edition import Export
from macros.core.handbook import Handbook
from macros.files.archive import zipped


def export_samples(book: Handbook) -> Iterator[Export]:
    """The start of every work sample as an archive: no tests, no solution."""
    for id, files in book.code.items():
        start = {
            f"{id}/{name.removeprefix('start/')}": text.encode()
            for name, text in files.items()
            if name.startswith("start/")
        }
        yield Export(path_of("work_sample_file", id, id), partial(zipped, start))
