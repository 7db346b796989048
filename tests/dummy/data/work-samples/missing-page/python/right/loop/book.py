"""Adds up the pages of a book."""


def total(pages: list[int]) -> int:
    """What the pages hold together."""
    result = 0
    for page in pages:
        result += page
    return result
