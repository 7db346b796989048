"""A source says on which pages it is used."""

from macros.core.passages import CITE
from macros.render.used_on import used_on
from macros.render.view import View
from tests.support import TODAY, real_edition

_EDITION = real_edition()
_USED = used_on(View(_EDITION.handbook, TODAY, pages=_EDITION.pages))


def _addresses(source: str) -> set[str]:
    return {address for address, _ in _USED[source]}


def test_every_page_that_cites_a_source_is_named() -> None:
    """With the title of the page."""
    for page in _EDITION.pages.values():
        for call in page.calls:
            for source in call.arguments if call.name == CITE else ():
                assert (page.address, page.meta["title"]) in _USED[source]


def test_records_count_on_the_page_that_shows_them() -> None:
    """Pay, answers, laws, tools and what corroborates a row of the law."""
    book = _EDITION.handbook
    pay = next(iter(book.pay.values()))
    role = book.middle_role()
    faq = next(faq for faq in book.faqs_of(role.id) if faq.sources)
    tool = next(tool for tool in book.tools.values() if tool.end_of_life)
    law = next(law for law in book.places.values() if law.also)

    assert f"/pay/{pay.id}/" in _addresses(pay.series[0].source)
    assert f"/roles/{role.id}/faq/" in _addresses(faq.sources[0])
    assert f"/tools/{tool.category}/" in _addresses(tool.end_of_life[0].source)
    assert "/law/pay-transparency/" in _addresses(law.also[0])
