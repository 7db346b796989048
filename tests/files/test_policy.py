"""The policies of pages: made of the theme's own scripts, and of nothing that a page brought."""

from pathlib import Path

from macros.core.policy import policy_of
from macros.files.policy import write_policies

_SCOPE = '__md_scope=new URL("{}",location)'


def _page(site: Path, path: str, root: str, body: str = "") -> Path:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    script = f"<script>{_SCOPE.format(root)}</script>"
    file.write_text(f"<!doctype html><head>{script}</head><body>{body}</body>")
    return file


def test_a_page_may_run_the_scripts_of_the_theme_as_they_stand_in_its_folder(
    tmp_path: Path,
) -> None:
    """The one script that holds the way to the root has another hash in each folder."""
    _page(tmp_path, "404.html", "/handbook/")
    front = _page(tmp_path, "index.html", ".")
    deep = _page(tmp_path, "roles/senior/index.html", "../..")

    write_policies(tmp_path)

    assert policy_of([_SCOPE.format(".")]) in front.read_text()
    assert policy_of([_SCOPE.format("../..")]) in deep.read_text()


def test_a_script_that_a_page_brought_is_in_no_policy(tmp_path: Path) -> None:
    """Only what the theme writes on a page without words of ours is the theme's."""
    _page(tmp_path, "404.html", "/")
    page = _page(tmp_path, "index.html", ".", "<script>alert(1)</script>")

    write_policies(tmp_path)

    assert policy_of([_SCOPE.format(".")]) in page.read_text()


def test_a_page_that_quotes_a_policy_still_gets_one(tmp_path: Path) -> None:
    """Only the head of a page can hold its policy."""
    _page(tmp_path, "404.html", "/")
    quoted = '<meta http-equiv="Content-Security-Policy" content="">'
    page = _page(tmp_path, "index.html", ".", quoted)

    write_policies(tmp_path)

    assert policy_of([_SCOPE.format(".")]) in page.read_text()


def test_policies_are_written_once(tmp_path: Path) -> None:
    """A second export changes nothing."""
    _page(tmp_path, "404.html", "/")
    page = _page(tmp_path, "index.html", ".")
    write_policies(tmp_path)
    before = page.read_text()

    write_policies(tmp_path)

    assert page.read_text() == before
