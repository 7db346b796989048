"""What is to be known of a field beside what it holds: its limit and reason, where its ids are.

Hints are read from the JSON Schema of the model, for editors and for the field reference alike.
"""

from collections.abc import Iterator
from typing import Any

from macros.core.kinds import DATA, KINDS
from macros.model.describe import limit_in
from macros.model.reference import Vocabularies


def hints_of(schema: dict[str, Any]) -> list[str]:
    """The hints of one property, each a sentence; of a choice, what each option says."""
    return list(dict.fromkeys(_hints(schema)))


def _hints(schema: dict[str, Any]) -> Iterator[str]:
    if kind := schema.get("reference"):
        yield _where(kind)
    elif limit := limit_in(schema):
        yield limit
    for option in schema.get("anyOf", ()):
        yield from _hints(option)


def _where(kind: str) -> str:
    """Where the ids of a kind are, for somebody who looks for one."""
    if kind in Vocabularies.model_fields:
        return f"A value of `{kind}` in {DATA}/vocabularies.yaml."
    folders = [one.folder for one in KINDS if kind in (one.name, *one.holds)]
    return f"An id of {DATA}/{folders[0]}." if folders else f"The id of a {kind}."
