"""An annotated example of each kind of data file, for people who write one."""

from collections.abc import Iterator
from functools import partial

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.kinds import KINDS, Kind
from macros.tell.examples import annotated_example


def export_examples(edition: Edition) -> Iterator[Export]:
    """One file for each kind of which there is a record."""
    for kind in KINDS:
        if edition.handbook.entities(kind.name):
            path = path_of("annotated_example", f"{kind.name}.yaml")
            yield Export(path, partial(_file, edition, kind))


def _file(edition: Edition, kind: Kind) -> bytes:
    return annotated_example(edition.handbook, kind, edition.today).encode()
