"""The site on a day when every figure has expired: none is left, on any page or in any file."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from macros.core.passages import passages
from macros.core.text import has_number
from macros.model.base import Sourced, parts_of
from tests.built.support import Site, listed, read_site, run, words_of
from tests.support import ROOT, real, real_edition

pytestmark = pytest.mark.slow

LATER = str(int(datetime(2031, 1, 1, tzinfo=UTC).timestamp()))
#: Words in a row that hold no mark of Markdown, enough of them to be nobody else's.
_RUN = re.compile(r"[^*_`\[\]{}()|<>&\"'\n/]{30,}")
_NUMBER = re.compile(r"(?<![\d,.])\d[\d,]*\d(?!\d)")
_ANCHOR = re.compile(r'(<[^>]* id="([^"]+)"[^>]*>)')
_READ = (".html", ".json", ".xml", ".csv", ".txt", ".md", ".yaml")


@pytest.fixture(scope="module")
def expired(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site as it is built in 2031, when nobody has touched it."""
    folder = tmp_path_factory.mktemp("expired") / "site"
    done = run(
        *("mkdocs", "build", "--strict", "-d", str(folder)),
        cwd=ROOT,
        url=site.url,
        SOURCE_DATE_EPOCH=LATER,
    )
    if done.returncode:
        pytest.fail(done.stdout, pytrace=False)
    return read_site(folder, site.url)


def figures() -> set[str]:
    """Every number of the data with a source that is large and odd enough to be no other."""
    book = real()
    whole = (entity for _, _, entity in book.records())
    parts = (part for one in whole for _, part in parts_of(one) if isinstance(part, Sourced))
    numbers = {number for part in parts for number in _numbers(part)}
    return {text for one in numbers for text in (str(one), f"{one:,}")}


def _numbers(part: Any) -> Iterator[int]:
    for _, inner in parts_of(part):
        values = (getattr(inner, name) for name in type(inner).model_fields)
        yield from (one for one in values if isinstance(one, int) and one > 9999 and one % 1000)


def cited() -> set[str]:
    """What the pages say with a citation and the answers with a figure, in runs of words."""
    texts = [
        page.body[start:end]
        for page in real_edition().pages.values()
        for start, end, sources in passages(page.body)
        if sources
    ]
    sourced = (faq for faq in real().faqs.values() if faq.sources)
    answers = (text for faq in sourced for text in (faq.short, faq.why, faq.do))
    texts += [text for text in answers if has_number(text)]
    runs = (" ".join(run.split()) for text in texts for run in _RUN.findall(text))
    return {run for run in runs if run.count(" ") > 3}


def told(site: Site) -> Iterator[tuple[str, str]]:
    """The text of each file of a site, and what stands in the tags of a page."""
    for file in sorted(site.folder.rglob("*")):
        if file.suffix in _READ and "assets" not in file.parts:
            raw = html.unescape(file.read_text(encoding="utf-8"))
            yield file.relative_to(site.folder).as_posix(), " ".join(raw.split())
            if file.suffix == ".html":
                yield file.name, " ".join(re.sub(r"<[^>]*>", "", raw).split())


def found(site: Site, numbers: set[str], runs: set[str]) -> dict[str, str]:
    """Which of some numbers and words a site still tells, each with a file that does."""
    return {
        needle: name
        for name, text in told(site)
        for needle in (*(numbers & set(_NUMBER.findall(text))), *(r for r in runs if r in text))
    }


def test_no_figure_outlives_its_review_date_anywhere(site: Site, expired: Site) -> None:
    """Pages, search index, feeds, tables, descriptions and structured data: all have let go."""
    numbers, runs = figures(), cited()
    today, later = found(site, numbers, runs), found(expired, numbers, runs)

    assert len(numbers & today.keys()) > 300
    assert len(runs & today.keys()) > 0.9 * len(runs) > 100
    assert not later, listed(later.items())


def test_page_that_lost_its_figures_is_a_page_still(site: Site, expired: Site) -> None:
    """Every address answers as before, down to its anchors, but for those that come and go."""
    lost = [
        f"{page.address}#{id}"
        for page in site.listed
        for tag, id in _ANCHOR.findall(page.html)
        if "data-fleeting" not in tag and f'id="{id}"' not in expired.pages[page.address].html
    ]

    assert not lost, listed(lost)


def test_second_engine_lets_go_as_well(repository: Path) -> None:
    """A page's passages go with their sources in Zensical too, and the page says it is due."""
    page = repository / "docs" / "sources.md"
    with page.open("a", encoding="utf-8") as file:
        file.write('\n- Of clerks, 77 percent smile ({{ cite("bureau") }}).\n- They do.\n')
    shutil.rmtree(repository / "site")
    done = run("zensical", "build", "--clean", cwd=repository, SOURCE_DATE_EPOCH=LATER)
    assert done.returncode == 0, done.stdout

    article = words_of(read_site(repository / "site", "").pages["/sources/"].article)
    assert "77 percent" not in article
    assert "What stood here was due for review by January 10, 2027" in article
    assert "They do." in article
    assert "Last reviewed November 20, 2026. It was due for review by November 20, 2027." in article
