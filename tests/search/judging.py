"""What a query is meant to find, and how well a search does on all of them.

`queries.yaml` was written by somebody who had read neither the phrases of the data nor the code, in
two halves: the engine was tuned on one, and nobody looked into the other.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playwright.sync_api import Page, expect

#: The links of each result, best first: ours has one, the theme's has the page and its sections.
OURS, THEMES = "[data-search-result] > a:first-child", ".md-search-result__item"
_ROLE = re.compile(r"^roles/[a-z-]+/")
_BANK = re.compile(r"^(?:skills/[a-z-]+|roles/[a-z-]+/interview(?:/[a-z-]+)?|questions)/(?=#)")


class Query(NamedTuple):
    """What somebody types, who that is, the addresses that answer it, and its half."""

    query: str
    audience: str
    good: tuple[str, ...]
    half: str

    def rank(self, results: Sequence[Sequence[str]]) -> int:
        """The place of the first result that answers, from 1; 0 if none does."""
        right = (at for at, links in enumerate(results, 1) if any(map(self.answers, links)))
        return next(right, 0)

    def answers(self, link: str) -> bool:
        """Whether an address is right: the place itself, its page, or the same for another role."""
        alike = {_alike(link), link}
        return any(
            alike & {good, _alike(good), good.partition("#")[0]}
            or ("#" not in good and link.partition("#")[0] == good)
            for good in self.good
        )


def _alike(address: str) -> str:
    """An answer without the role on whose page it stands, a question without its page."""
    if "#" not in address:
        return address
    return _BANK.sub("questions/", address) if _BANK.match(address) else _ROLE.sub("", address)


class Score(NamedTuple):
    """How often the first, and one of the first three, is right; the mean of 1 by rank."""

    queries: int
    first: float
    three: float
    reciprocal: float


def score(ranks: Iterable[int]) -> Score:
    """The score of some queries by their ranks."""
    all_ranks = list(ranks)
    count = len(all_ranks)
    first = sum(rank == 1 for rank in all_ranks)
    three = sum(0 < rank <= 3 for rank in all_ranks)
    return Score(
        count, first / count, three / count, sum(1 / rank for rank in all_ranks if rank) / count
    )


@cache
def queries() -> tuple[Query, ...]:
    """All queries, in the order they were written."""
    text = Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8")
    return tuple(
        Query(one["query"], one["audience"], tuple(one["good"]), one["half"])
        for one in yaml.safe_load(text)
    )


def ask(page: Page, query: str) -> list[tuple[str, ...]]:
    """Type a query into our field, on a page that is open; the links of each result."""
    page.locator(".finder__field").fill(query)
    expect(page.locator("[data-finder]")).to_have_attribute("aria-busy", "false")
    return _links(page, OURS)


def ask_theme(page: Page, query: str) -> list[tuple[str, ...]]:
    """The same for the field of the theme, whose links name the query."""
    field = page.locator(".md-search__input")
    field.fill(query)
    field.press("End")
    page.wait_for_timeout(1500)
    return _links(page, THEMES)


def _links(page: Page, results: str) -> list[tuple[str, ...]]:
    found: list[Any] = page.locator(results).evaluate_all(
        """(results) => results.map((one) => {
          const links = one.matches("a") ? [one] : [...one.querySelectorAll("a")].slice(0, 2);
          return links.map(({ pathname, hash }) => pathname.slice(1) + hash);
        })"""
    )
    return [tuple(links) for links in found]
