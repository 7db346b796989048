"""Where a site is built, what it may replace, and who waits for whom."""

import os
import queue
import shutil
import stat
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from macros.site import swap
from macros.site.swap import Stage, SwapError, recover, target_of


def put(target: Path, text: str) -> None:
    """Build a site of one page."""
    with Stage(target, wait=0) as stage:
        (stage.site / "index.html").write_text(text)
        stage.swap()


def listing(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with what it says."""
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_new_site_takes_the_place_of_the_last_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    """Pages that are gone are gone; what was never a build's, as a repository, stays."""
    site = tmp_path / "site"
    put(site, "old")
    (site / "gone.html").write_text("old")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("ours")
    site.chmod(0o750)

    put(site, "new")

    assert listing(tmp_path) == {"site/index.html": "new", "site/.git/config": "ours"}
    assert stat.S_IMODE(site.stat().st_mode) == 0o750


def test_site_that_is_not_swapped_in_is_removed(tmp_path: Path) -> None:
    """A build that failed leaves the last site as it was, and none where there was none."""
    with Stage(tmp_path / "site") as stage:
        (stage.site / "index.html").write_text("half")

    assert listing(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [True, False], ids=["to a site", "to nothing yet"])
def test_symbolic_link_stays_and_the_folder_it_leads_to_is_replaced(
    tmp_path: Path, there: bool
) -> None:
    """Whatever serves the folder behind the link serves the new site."""
    link, served = tmp_path / "site", tmp_path / "www/served"
    link.symlink_to(Path("www/served"))
    if there:
        put(served, "old")

    put(target_of(str(link), []), "new")

    assert link.is_symlink()
    assert listing(served) == {"index.html": "new"}
    assert {path.name for path in served.parent.iterdir()} == {"served"}


@pytest.mark.parametrize(
    ("site_dir", "says"),
    [
        ("docs", "mix the site with"),
        ("docs/site", "mix the site with"),
        (".", "mix the site with"),
        ("link", "mix the site with"),
        ("mkdocs.yml", "mix the site with"),
        ("README", "is no folder"),
        ("loop", "is no folder"),
        ("notes", "notes holds diary.txt and no site"),
    ],
)
def test_folder_that_is_not_a_site_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site_dir: str, says: str
) -> None:
    """Sources, other people's files and what is no folder are refused by name."""
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "notes"):
        Path(folder).mkdir()
    for file in ("mkdocs.yml", "README", "docs/index.md", "docs/index.html", "notes/diary.txt"):
        Path(file).touch()
    Path("link").symlink_to("docs")
    Path("loop").symlink_to("loop")

    with pytest.raises(SwapError, match=says):
        target_of(site_dir, ["mkdocs.yml", "docs"])


@pytest.mark.parametrize("site_dir", ["site", "new/folder", "empty", "hidden"])
def test_site_or_a_folder_without_files_may_be_replaced(tmp_path: Path, site_dir: str) -> None:
    """The last site, a folder that is to be made, an empty one, a repository's checkout."""
    put(tmp_path / "site", "old")
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden/.git").touch()

    assert target_of(str(tmp_path / site_dir), [tmp_path / "docs"]) == tmp_path / site_dir


def test_second_build_of_a_site_is_refused_while_the_first_goes_on(tmp_path: Path) -> None:
    """It names the process to wait for, and touches nothing of it."""
    with Stage(tmp_path / "site") as first:
        (first.site / "index.html").write_text("first")
        with pytest.raises(SwapError, match=f"process {os.getpid()} still builds"):
            Stage(tmp_path / "site", wait=0)
        recover(tmp_path / "site")
        first.swap()

    assert listing(tmp_path) == {"site/index.html": "first"}


def test_second_build_of_a_site_waits_for_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says for whom, then goes on, and its site is the one that stays."""
    said: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr(swap._log, "info", lambda text, *values: said.put(text % values))
    with Stage(tmp_path / "site") as first:
        second = threading.Thread(target=put_later, args=(tmp_path / "site",))
        second.start()
        waits = said.get(timeout=60)
        (first.site / "index.html").write_text("first")
        first.swap()
    second.join()

    assert waits == f"Waiting for process {os.getpid()}, which builds {tmp_path / 'site'}."
    assert listing(tmp_path) == {"site/index.html": "second"}


def put_later(target: Path) -> None:
    """Build a site as soon as nobody else does."""
    with Stage(target) as stage:
        (stage.site / "index.html").write_text("second")
        stage.swap()


def test_builds_of_sites_with_like_names_do_not_touch_each_other(tmp_path: Path) -> None:
    """`site-abcdefgh` begins with all that the folders of builds of `site` begin with."""
    with Stage(tmp_path / "site-abcdefgh") as other:
        put(tmp_path / "site", "new")
        recover(tmp_path / "site")

        assert other.site.is_dir()


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder around the site in which nothing can be made, whoever runs the tests."""

    class Refused(FileLock):
        def acquire(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
            if Path(self.lock_file).parent.name != "site":
                raise PermissionError(13, "Permission denied")
            return super().acquire(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(swap, "FileLock", Refused)


def test_where_only_the_site_can_be_written_it_is_built_in_there(
    tmp_path: Path, unwritable: None
) -> None:
    """Its files are replaced one after the other, and nothing of the build stays."""
    site = tmp_path / "site"
    (site / "gone").mkdir(parents=True)
    (site / "index.html").write_text("old")

    put(site, "new")

    assert listing(tmp_path) == {"site/index.html": "new"}
    assert {path.name for path in site.iterdir()} == {"index.html"}


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, unwritable: None) -> None:
    """The system's reason, and what to do."""
    with pytest.raises(SwapError, match=r"cannot be written: Permission denied. Name another"):
        put(tmp_path / "other", "new")


def test_full_disk_leaves_the_last_site_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a site cannot be renamed it is copied, and the copy may not fit."""
    put(tmp_path / "site", "old")
    rename = Path.rename

    def pinned(one: Path, other: Path) -> Path:
        if one == tmp_path / "site":
            raise OSError(16, "Device or resource busy")
        return rename(one, other)

    def full(one: str, other: str, **_options: object) -> None:
        raise shutil.Error([(one, other, "[Errno 28] No space left on device")])

    monkeypatch.setattr(swap, "exchange", lambda *_paths: (_ for _ in ()).throw(OSError()))
    monkeypatch.setattr(Path, "rename", pinned)
    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(SwapError, match="No space left on device"):
        put(tmp_path / "site", "new")

    assert listing(tmp_path) == {"site/index.html": "old"}
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
