"""Prints how well readers' queries are answered, beside stock Material: `make search-report`.

Every query of tests/search/queries.yaml is typed into the real field in Chromium. Nothing is
asserted; tests/built/test_queries.py holds what was reached.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.built.support import Server, chromium, run
from tests.search.judging import Query, Score, ask, ask_theme, queries, score
from tests.support import ROOT, spoil

_PARTS = ("data", "docs", "macros", "overrides")
Asking = Callable[[Page, str], list[tuple[str, ...]]]


def ours(root: Path) -> None:
    """The repository as it is."""
    for part in _PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root)


def stock(root: Path) -> None:
    """The same with the theme's own header and search, as its plugin comes."""
    ours(root)
    (root / "overrides/partials/header.html").unlink()
    spoil(root, "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n")
    spoil(root, "macros/files/theme.py", "for name in _BROUGHT:", "for name in ():")


def ranks(make: Callable[[Path], None], asking: Asking) -> Iterator[tuple[Query, int]]:
    """Each query with the rank of its answer on a site that is built for it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        server = Server(Path(folder, "site"))
        stack.callback(server.server_close)
        make(Path(folder))
        done = run("mkdocs", "build", cwd=Path(folder), url=server.url)
        if done.returncode:
            raise RuntimeError(done.stdout)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**chromium())
            page = browser.new_page()
            page.goto(server.url, wait_until="networkidle")
            page.locator(".md-search__input").click()
            for query in queries():
                yield query, query.rank(asking(page, query.query))
            browser.close()


def main() -> None:
    """Print a table by audience, and one by half."""
    found = {"ours": [*ranks(ours, ask)], "stock": [*ranks(stock, ask_theme)]}
    print("| queries of | count | hit@1 | hit@3 | MRR | stock hit@1 | hit@3 | MRR |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    groups = dict.fromkeys([*(one.audience for one in queries()), *(one.half for one in queries())])
    for group in [*groups, "all"]:
        cells = [_score(ranked, group) for ranked in found.values()]
        figures = (figure for cell in cells for figure in cell[1:])
        print(f"| {group} | {cells[0].queries} | {' | '.join(f'{one:.3f}' for one in figures)} |")


def _score(ranked: list[tuple[Query, int]], group: str) -> Score:
    return score(rank for query, rank in ranked if group in (query.audience, query.half, "all"))


if __name__ == "__main__":
    main()
