"""A build that is killed at any moment loses no site: it is killed at all of them.

Before its call number n to the system that changes a file, for every n until it gets through, the
process is dead: that call and all that follow are refused, so nothing is tidied up.
"""

import builtins
import errno
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from macros.site import swap
from macros.site.swap import Stage, close_stages, recover

Site = dict[str, str]
OLD: Site = {"index.html": "old", "gone/index.html": "old", "kept/index.html": "old"}
NEW: Site = {"index.html": "new", "come/index.html": "new", "kept/index.html": "new"}
#: Is the site's own business, and no build's.
HIDDEN: Site = {".git/config": "ours", ".htaccess": "ours"}
#: Every function through which Python changes files, and the one of our own.
CHANGES = (
    *((os, name) for name in ("rename", "replace", "mkdir", "rmdir", "unlink", "chmod")),
    *((os, name) for name in ("open", "link", "symlink", "utime", "truncate")),
    *((io, "open"), (builtins, "open"), (swap, "exchange")),
)


class Killed(BaseException):
    """The end of the process: nothing that it would still do is done."""


def write(folder: Path, site: Site) -> None:
    for name, text in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def read(folder: Path) -> Site:
    """What a reader of the site can get, and what is hidden from them, but for what builds use."""
    return {
        path: file.read_text()
        for file in folder.rglob("*")
        if file.is_file()
        and not (path := file.relative_to(folder).as_posix()).startswith(".site-next-")
    }


def everything(folder: Path) -> list[str]:
    return [
        str(path) + path.read_text() if path.is_file() else f"{path}/" for path in folder.rglob("*")
    ]


def run_until(count: int, work: Callable[[], None]) -> bool:
    """Whether a process gets through its work before it is killed at its call `count`."""
    seen = 0

    def killed_at(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen >= count:
                raise Killed
            return call(*arguments, **options)

        return counted

    with pytest.MonkeyPatch.context() as patch:
        for module, name in CHANGES:
            patch.setattr(module, name, killed_at(getattr(module, name)))
        try:
            work()
        except Killed:
            with suppress(Killed):
                close_stages()
            return False
    return True


def kills(home: Path, before: Site, work: Callable[[], None]) -> Iterator[Path]:
    """The folder of a site after each of the kills that its build can die of."""
    for count in range(1, 1000):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        if before:
            write(home / "site", before)
        if run_until(count, work):
            return
        yield home / "site"
    pytest.fail("it never gets through")


def build(target: Path) -> None:
    with Stage(target) as stage:
        write(stage.site, NEW)
        stage.swap()


def no_exchange(*_paths: Path) -> None:
    raise OSError(errno.ENOSYS, "no exchange")


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders."""
    monkeypatch.setattr(swap, "exchange", no_exchange)


@pytest.fixture
def pinned(renames: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose folder cannot be renamed, as a mount point."""
    rename = Path.rename

    def refuse(one: Path, other: Path) -> Path:
        if one.name == "site" and not one.parent.name.startswith(".site-next-"):
            raise OSError(errno.EBUSY, "mounted")
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", refuse)


@pytest.fixture
def enclosed(renames: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site in a folder that cannot be written to."""
    monkeypatch.setattr(swap, "_homes", lambda target: iter([target]))


@pytest.fixture
def as_it_is() -> None:
    """The system of whoever runs the tests."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def assert_clean(home: Path, expected: tuple[Site, ...]) -> None:
    """One of the sites is whole, and no build has left anything beside or in it."""
    assert read(home / "site") in expected
    assert {path.name for path in home.iterdir()} <= {"site"}
    assert not list((home / "site").glob(".site-next-*"))


def test_system_that_exchanges_folders_shows_a_whole_site_at_every_moment(home: Path) -> None:
    """Readers never meet anything but the last site or the new one."""
    shown = [read(site) for site in kills(home, OLD, lambda: build(home / "site"))]

    assert {len(site) for site in shown} == {3}
    assert OLD in shown and NEW in shown
    assert all(site in (OLD, NEW) for site in shown)


@pytest.mark.parametrize("system", ["as_it_is", "renames", "pinned", "enclosed"])
def test_next_build_finds_one_whole_site_after_any_kill(
    home: Path, system: str, request: pytest.FixtureRequest
) -> None:
    """Refused or not, it begins with what the killed one had to finish or to undo."""
    request.getfixturevalue(system)
    ended = []
    for site in kills(home, OLD | HIDDEN, lambda: build(home / "site")):
        recover(site)
        assert_clean(home, (OLD | HIDDEN, NEW | HIDDEN))
        ended.append(read(site))

    assert len(ended) > 20
    assert OLD | HIDDEN in ended and NEW | HIDDEN in ended


@pytest.mark.parametrize("system", ["as_it_is", "renames"])
def test_first_build_that_is_killed_leaves_a_whole_site_or_none(
    home: Path, system: str, request: pytest.FixtureRequest
) -> None:
    """Where there was no site, half of one is never shown."""
    request.getfixturevalue(system)
    for site in kills(home, {}, lambda: build(home / "site")):
        assert read(site) in ({}, NEW)
        recover(site)
        assert_clean(home, ({}, NEW))


@pytest.mark.slow
@pytest.mark.parametrize("system", ["renames", "enclosed"])
def test_recovery_that_is_killed_is_recovered_from(
    home: Path, tmp_path: Path, system: str, request: pytest.FixtureRequest
) -> None:
    """A kill during the repair of a kill loses nothing either."""
    request.getfixturevalue(system)
    known = set()
    for _ in kills(home, OLD, lambda: build(home / "site")):
        left = frozenset(re.sub("-[a-z0-9_]{8}/", "/", path) for path in everything(home))
        if left in known:
            continue
        known.add(left)
        killed = Path(shutil.copytree(home, tmp_path / str(len(known))))
        for count in range(1, 1000):
            shutil.rmtree(home)
            shutil.copytree(killed, home)
            if run_until(count, lambda: recover(home / "site")):
                break
            recover(home / "site")
            assert_clean(home, (OLD, NEW))

    assert len(known) > 10
