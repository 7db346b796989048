"""Adds up the pages of a book."""


def total(pages: list[int]) -> int:
    """What the pages hold together."""
    return sum(pages[index] for index in range(len(pages) - 1))
