"""What the start gets wrong and the strong solution right."""

from book import total


def test_every_page_counts() -> None:
    assert total([1, 2, 3]) == 6
