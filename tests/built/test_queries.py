"""What readers type, in the real field: how often the first result is right, and one of three."""

import pytest
from playwright.sync_api import Page

from tests.search.judging import ask, queries, score


@pytest.mark.slow
def test_readers_find_what_they_ask_for(reused: Page) -> None:
    """Their writer knew neither phrases nor code; `make search-report` tells more."""
    reused.goto("/")
    reused.locator(".finder__field").click()
    ranks = {query.query: query.rank(ask(reused, query.query)) for query in queries()}
    reached = score(ranks.values())
    missed = [query for query, rank in ranks.items() if not 0 < rank <= 3]

    assert reached.queries >= 100
    assert reached.first >= 0.8, missed
    assert reached.three >= 0.92, missed
