"""Where each source is used: pages that cite it, and pages that show a record which names it."""

from collections.abc import Iterator
from typing import Any

from macros.address.patterns import address_of
from macros.core.handbook import Handbook
from macros.core.passages import CITE
from macros.model.references import references
from macros.render.view import View

#: The kinds that name sources, and have one address that is named like them.
_ALONE = ("pay", "place", "method", "lint_rule")


def used_on(view: View) -> dict[str, list[tuple[str, str]]]:
    """By source, the addresses and titles of the pages where it is used, in their order."""
    uses = set(view.handbook.each(_uses, *_ALONE, "tool", "hiring_law", "faq", "search_dialect"))
    for page in view.pages.values():
        cites = (call.arguments for call in page.calls if call.name == CITE)
        uses |= {(id, page.address) for ids in cites for id in ids}
    found: dict[str, list[tuple[str, str]]] = {}
    for page in view.pages.values():
        for source in (source for source, address in uses if address == page.address):
            found.setdefault(source, []).append((page.address, str(page.meta.get("title"))))
    return found


def _uses(book: Handbook, kind: str, id: str) -> Iterator[tuple[str, str]]:
    """The sources of a record, each with the pages that show it."""
    entity = book.find(kind, id)
    sources = {other for _, target, other in references(entity) if target == "source"}
    for page in _pages(book, kind, entity) if sources else ():
        yield from ((source, page.partition("#")[0]) for source in sources)


def _pages(book: Handbook, kind: str, entity: Any) -> Iterator[str]:
    if kind == "faq":
        roles = (role for role in book.roles if entity in book.faqs_of(role))
        yield from (address_of("role_part", role, "faq") for role in roles)
    elif kind == "search_dialect":
        yield from (address_of("role_part", role, "search") for role in book.roles)
    elif kind == "tool":
        yield address_of("tool_category", entity.category)
    elif kind == "hiring_law":
        yield address_of(kind, entity.topic, entity)
    else:
        yield address_of(kind, entity)
