"""Answers are kept for as long as nothing that they asked for changes."""

from typing import Any

import pytest

from macros.core.recall import Recall


class Book:
    """A book of two shelves that counts what is made of it."""

    def __init__(self) -> None:
        self.recall, self.made = Recall(), list[str]()
        self.shelves: dict[str, Any] = {}
        self.open(cups={"red": 1, "blue": 2}, pots={"big": 5})

    def open(self, rest: object = None, **shelves: dict[str, int]) -> None:
        """Go on with other shelves."""
        self.shelves = self.recall.turn(rest, shelves)
        self.recall.makers |= {"one": self._one, "sum": self._sum, "odd": self._odd}

    def ask(self, *key: str) -> tuple[Any, list[str]]:
        """An answer, and what had to be made for it."""
        self.made.clear()
        return self.recall.of(*key), list(self.made)

    def _one(self, shelf: str, id: str) -> int:
        self.made.append(f"one {id}")
        return int(self.shelves[shelf][id])

    def _sum(self, shelf: str) -> int:
        self.made.append(f"sum {shelf}")
        return sum(self.recall.of("one", shelf, id) for id in self.shelves[shelf])

    def _odd(self, shelf: str) -> bool:
        self.made.append(f"odd {shelf}")
        return bool(self.recall.of("sum", shelf) % 2)


def test_answer_is_made_once() -> None:
    """Whoever asks again gets the same, and nothing is made for it."""
    book = Book()

    assert book.ask("sum", "cups") == (3, ["sum cups", "one red", "one blue"])
    assert book.ask("sum", "cups") == (3, [])
    book.open(cups={"red": 1, "blue": 2}, pots={"big": 5})
    assert book.ask("sum", "cups") == (3, [])


def test_only_what_asked_for_it_is_made_anew() -> None:
    """A change of one cup is no matter of the other, nor of the pots."""
    book = Book()
    book.ask("sum", "cups")
    book.ask("sum", "pots")

    book.open(cups={"red": 10, "blue": 2}, pots={"big": 5})
    assert book.ask("sum", "cups") == (12, ["one red", "sum cups"])
    assert book.ask("sum", "pots") == (5, [])


def test_same_outcome_ends_the_doubt() -> None:
    """The sum has to be looked at again, and as it is still odd, nothing above it does."""
    book = Book()
    book.ask("odd", "cups")

    book.open(cups={"red": 3, "blue": 2}, pots={"big": 5})
    assert book.ask("odd", "cups") == (True, ["one red", "sum cups", "odd cups"])
    book.open(cups={"red": 2, "blue": 3}, pots={"big": 5})
    made = book.ask("odd", "cups")[1]
    assert "sum cups" in made
    assert "odd cups" not in made


@pytest.mark.parametrize("now", [{"blue": 2, "red": 1}, {"red": 1}, {"red": 1, "blue": 2, "x": 0}])
def test_order_and_number_are_asked_for_too(now: dict[str, int]) -> None:
    """Whoever goes through a shelf depends on what stands there, and in which order."""
    book = Book()
    book.ask("sum", "cups")

    book.open(cups=now, pots={"big": 5})
    assert "sum cups" in book.ask("sum", "cups")[1]


def test_change_that_nobody_asked_about_for_a_while_is_not_lost() -> None:
    """An answer that slept through an edit is looked at when it is asked for, however late."""
    book = Book()
    book.ask("sum", "cups")

    book.open(cups={"red": 4, "blue": 2}, pots={"big": 5})
    book.open(cups={"red": 4, "blue": 2}, pots={"big": 6})
    assert book.ask("sum", "cups")[0] == 6


def test_nothing_outlives_a_change_of_the_rest() -> None:
    """What nobody takes down makes every answer anew."""
    book = Book()
    book.ask("sum", "cups")

    book.open("another day", cups={"red": 1, "blue": 2}, pots={"big": 5})
    assert book.ask("sum", "cups")[1] == ["sum cups", "one red", "one blue"]


def test_failure_is_met_again_and_gets_better_with_what_it_asked_for() -> None:
    """What raises is not kept, and whoever caught it depends on what it had asked for."""
    book = Book()
    book.recall.makers["safe"] = lambda: _or_nothing(book)
    with pytest.raises(KeyError):
        book.ask("one", "cups", "green")
    assert book.ask("safe")[0] is None

    book.open(cups={"red": 1, "blue": 2, "green": 7}, pots={})
    book.recall.makers["safe"] = lambda: _or_nothing(book)
    assert book.ask("safe")[0] == 7


def _or_nothing(book: Book) -> int | None:
    try:
        return int(book.recall.of("one", "cups", "green"))
    except KeyError:
        return None


def test_answer_depends_on_what_was_given_for_it() -> None:
    """A value that is at hand counts like one that was asked for."""
    book, given = Book(), ("big", "small")

    def size() -> int:
        book.recall.note(("given", "size"))
        return len(given[0])

    def again(value: str) -> Any:
        book.open(cups={}, pots={})
        book.recall.makers["size"] = size
        book.recall.give("given", "size", value)
        return book.ask("size")[0]

    assert again("big") == 3
    given = ("small", "big")
    assert again("big") == 3
    assert again("small") == 5
