"""What `mkdocs serve` keeps up to date is what a whole build makes, byte for byte."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.built.serving import Serving
from tests.built.support import run
from tests.support import ROOT, spoil


def _edited(repository: Path, count: int, *options: str) -> tuple[int, str]:
    given = (str(repository), str(count), "1", *options)
    moment = {"SOURCE_DATE_EPOCH": "1795300000"}  # the sitemap of a build names its day
    done = run("tests.live", *given, cwd=repository, PYTHONPATH=str(ROOT), **moment)
    return done.returncode, done.stdout


def test_refreshed_site_holds_the_bytes_of_a_whole_build(repository: Path) -> None:
    """After edits of data, pages, code of work samples, templates and settings, at random."""
    code, said = _edited(repository, 9)

    assert code == 0, said
    assert " refreshed" in said
    assert " built" in said


def test_build_that_goes_on_from_the_last_makes_the_same_bytes(repository: Path) -> None:
    """After edits of the same sorts, each taken by a process of its own."""
    code, said = _edited(repository, 4, "--builds")

    assert code == 0, said
    assert " rebuilt" in said


def test_lost_dependency_does_not_go_unnoticed(repository: Path) -> None:
    """Where one in three of the things that are asked is not taken down, the sites differ."""
    code, said = _edited(repository, 6, "--forget")

    assert code == 1, said
    assert " differed" in said


def test_only_a_page_that_changed_is_loaded_again(
    repository: Path, serving: Serving, page: Page
) -> None:
    """A reader stays where the edit is to be seen; a page that shows nothing of it is let be.

    A word that a term is no longer called by loses its link.
    """
    other, linking = page.context.new_page(), page.context.new_page()
    other.goto(f"http://{serving.address}/sources/")
    linking.goto(f"http://{serving.address}/law/pay-transparency/")
    expect(linking.get_by_role("link", name="ledger", exact=True)).to_be_visible()
    page.goto(f"http://{serving.address}/glossary/")
    for one in (page, other):
        one.evaluate("window.loaded = true; document.body.style.minHeight = '5000px'")
    page.evaluate("scrollTo(0, 150)")

    spoil(repository, "data/terms.yaml", "title: Ledger", "title: Great ledger")
    expect(page.get_by_role("heading", name="Great ledger")).to_be_attached(timeout=20_000)

    expect(linking.get_by_role("link", name="ledger", exact=True)).to_have_count(0)
    assert page.evaluate("window.loaded") is None
    assert page.evaluate("scrollY") > 0
    assert other.evaluate("window.loaded")


def test_edited_words_are_shown_where_the_reader_is(
    repository: Path, serving: Serving, page: Page
) -> None:
    """Where only words changed, nothing is loaded anew: what was opened stays open.

    The first of two equal pieces of text is not taken for the second.
    """
    page.goto(f"http://{serving.address}/glossary/")
    page.evaluate("window.loaded = true")
    page.evaluate("document.querySelector('h1').append(' with a mark of mine')")
    for word in ("Once", "Twice"):
        was = (repository / "data" / "terms.yaml").read_text(encoding="utf-8")
        edited = re.sub(r"(?<=plain: )\w+", word, was, count=1)
        (repository / "data" / "terms.yaml").write_text(edited, encoding="utf-8")
        expect(page.get_by_text(re.compile(rf"^{word} "))).to_have_count(1, timeout=20_000)

    assert page.evaluate("window.loaded")
    expect(page.locator("h1")).to_contain_text("with a mark of mine")


def test_mistake_in_an_edit_is_told_with_its_line(repository: Path, serving: Serving) -> None:
    """A refresh that is refused shows file, line and fix, as a build does, and nothing else."""
    spoil(repository, "data/terms.yaml", "title: Ledger", "titel: Ledger")
    said = serving.until("Still serving the last good site.")

    assert "data/terms.yaml:" in said
    assert "unknown-key" in said
    assert "Nothing is built until the list is empty." in said
    assert "Nobody foresaw" not in said


def test_refresh_can_be_switched_off(repository: Path) -> None:
    """With HANDBOOK_INCREMENTAL=0 every edit builds the site as a whole."""
    server = Serving(repository, HANDBOOK_INCREMENTAL="0")
    try:
        server.until("Serving on")
        spoil(repository, "docs/glossary.md", "description: ", "description: Once more, ")
        server.until_shown("Once more", "/glossary/")
    finally:
        server.process.terminate()
        server.process.wait()
