"""Downloads of the work samples: what the candidate gets, as a zip file."""

from collections.abc import Iterator
from functools import partial

from macros.address.patterns import path_at
from macros.core.edition import Export
from macros.core.handbook import Handbook
from macros.files.archive import zipped
from macros.tell.samples import archive_of


def export_samples(book: Handbook) -> Iterator[Export]:
    """The start of every work sample as an archive for each language: no tests, no solution."""
    for sample in book.work_samples.values():
        for language in sample.commands:
            files = book.code_of(sample, language, "start").items()
            start = {f"{sample.id}/{name}": text.encode() for name, text in files}
            yield Export(path_at(archive_of(sample, language)), partial(zipped, start))
