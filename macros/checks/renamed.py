"""An id that is new in one place and old everywhere else: told once, where the new one stands.

A file with another name would else be told wherever the old one is named, and nowhere itself.
"""

from collections import defaultdict
from collections.abc import Iterator

from macros.address.patterns import readings_of
from macros.checks.pages import unknown_macro_ids
from macros.checks.references import unknown_references
from macros.checks.subject import Subject
from macros.core.problems import Position, Problem, nearest
from macros.public.api import LISTS

_SHOWN = 5


def renamed(subject: Subject) -> Iterator[tuple[str, str, Problem]]:
    """Every id that is gone and seems to have another name: kind, old id, and the problem.

    It was published and is still named, and its kind has an id that is readable and was never
    published. A rename that says so itself (`former_ids`) needs no guess.
    """
    gone: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for place, kind, id in (*unknown_references(subject), *unknown_macro_ids(subject)):
        gone[kind, id].append(place)
    published = _published(subject) if gone else {}
    for (kind, old), places in gone.items():
        known, entities = published.get(kind, set()), subject.handbook.entities(kind)
        fresh = {id for id in entities if id not in known}
        new = nearest(old, fresh) or (fresh.pop() if len(fresh) == 1 else None)
        if old in known and new and old not in entities[new].former_ids:
            yield kind, old, _problem(subject, kind, old, new, places)


def _problem(subject: Subject, kind: str, old: str, new: str, places: list[Position]) -> Problem:
    where = ", ".join(f"{place.path}:{place.line}" for place in sorted(places)[:_SHOWN])
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    noun = kind.replace("_", " ")
    message = f'the {noun} "{new}" is new, and "{old}", which is gone, is still named.'
    fix = (
        f'was it renamed? Give it back the name "{old}"; or write `former_ids: [{old}]` here,'
        f' and "{new}" at {where}{more}.'
    )
    own = subject.handbook.place(kind, new)
    place = subject.handbook.place(kind, new, "id")
    return Problem(min(own, place), "renamed-id", message, fix)


def _published(subject: Subject) -> dict[str, set[str]]:
    """The ids of each kind that stand in an address that shipped."""
    found: dict[str, set[str]] = defaultdict(set)
    for address in subject.ledger.entries:
        for _, parts in readings_of(address, LISTS):
            for kind, id in parts:
                found[kind].add(id)
    return found
