"""Prints the total of a book whose pages hold 1 < 2 & 3."""

from book import total

print("total:", total([1, 2, 3]))
