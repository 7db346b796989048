"""One Handbook is kept for as long as its files stay as they are."""

from datetime import date
from pathlib import Path

import pytest

from macros.core.handbook import Handbook
from macros.core.problems import HandbookError
from macros.core.promise import PROMISE
from macros.site.current import current_edition, stamp
from tests.support import TODAY, Edit, append, remove, spoil, swap

CODE = "data/work-samples/missing-page/python"


def _handbook(root: Path, today: date = TODAY) -> Handbook:
    return current_edition(root, site_url=None, today=today).handbook


def test_unchanged_files_give_the_same_handbook(copy: Path) -> None:
    """A page that asks again gets the very handbook of the page before."""
    assert _handbook(copy) is _handbook(copy)


def test_edited_fact_is_there_at_once(copy: Path) -> None:
    """An edit of the data is seen by the next page that asks."""
    before = _handbook(copy)
    spoil(copy, "data/terms.yaml", "title: Ledger", "title: Great ledger")

    assert before.terms["ledger"].title == "Ledger"
    assert _handbook(copy).terms["ledger"].title == "Great ledger"


def test_next_day_is_judged_anew(copy: Path) -> None:
    """A figure may expire overnight, so a handbook is kept for one day."""
    tomorrow = date(2026, 11, 22)

    assert _handbook(copy) is not _handbook(copy, tomorrow)


_START = "data/work-samples/missing-page/python/start"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(swap("mkdocs.yml", "site_name: Dummy", "site_name: Dumb"), id="mkdocs.yml"),
        pytest.param(append("docs/index.md", "More.\n"), id="a page"),
        pytest.param(append("data/tools/post.yaml", "# more\n"), id="a data file"),
        pytest.param(append("data/tools/other.yaml", "tools: []\n"), id="a new data file"),
        pytest.param(remove("docs/sources.md"), id="a page that is gone"),
        pytest.param(append(f"{_START}/book.py", "# more\n"), id="code of a work sample"),
        pytest.param(append(f"{_START}/notes", "more\n"), id="a file without a suffix"),
        pytest.param(append("docs/drawing.svg", "<svg/>"), id="a picture"),
        pytest.param(append("macros/block.html.j2", "x"), id="a template"),
        pytest.param(append("overrides/main.html", "x"), id="a page of the theme"),
        pytest.param(append(f"{CODE}/start/run.py", "# more\n"), id="code"),
        pytest.param(append(f"{CODE}/start/new.txt", "x"), id="a new file of code"),
        pytest.param(append("data/ledger.txt", "\n"), id="the ledger"),
        pytest.param(append(PROMISE, "\n"), id="the promise"),
        pytest.param(append("CHANGELOG.md", "\n"), id="the changelog"),
        pytest.param(append("docs/x.png", "x"), id="a picture"),
    ],
)
def test_stamp_changes_with_every_file_it_is_made_from(copy: Path, edit: Edit) -> None:
    """Whatever a page may show counts, whether it changes, comes or goes."""
    for folder in ("macros", "overrides"):
        (copy / folder).mkdir()
    before = stamp(copy)
    edit(copy)

    assert stamp(copy) != before


def test_what_is_no_part_of_thehandbook_of_does_not_count(copy: Path) -> None:
    """Editors and Python leave files of their own, and a link may lead out of the repository."""
    (copy / "data/far").symlink_to(copy.parent)
    before = stamp(copy)
    (copy / "data/roles/.#clerk.yaml").symlink_to("somebody@example:1")
    for folder in ("data/.cache", "macros/__pycache__", copy.parent / "far"):
        (copy / folder).mkdir(parents=True)
        (copy / folder / "file.yaml").touch()

    assert stamp(copy) == before


def test_faulty_files_give_nohandbook_of(copy: Path) -> None:
    """What is wrong is raised with its problems, and mended files are read again."""
    loop = "data/loops/clerk.yaml"
    spoil(copy, loop, "minutes: 30", "minutes: 35")
    with pytest.raises(HandbookError, match="stage-minutes-sum"):
        _handbook(copy)
    spoil(copy, loop, "minutes: 35", "minutes: 30")

    assert _handbook(copy).loops
