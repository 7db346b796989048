"""Puts a built site in the place of the last one, so that a kill at any moment loses neither.

A build has a folder of its own, beside the site or, where only the site can be written, in it:
`.site-next-<name>-<8 letters>`. The names below it say what is in them, and so what the next
build, which begins with `recover`, has to do:

    site     a site that is being built: remove it
    old      a site that was replaced, or whole and about to be exchanged with it: remove it
    whole    a whole site, to take the place of the last one: finish that
    rest     the same, once what it has no name for is gone from the last one: finish that

Top-level names that begin with a dot (.git, .htaccess) stay: MkDocs never removes them either.
"""

import atexit
import ctypes
import errno
import logging
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

_PREFIX = ".site-next-"
_OWN = "[a-z0-9_]{8}"  # what mkdtemp adds to a prefix
_SITES = ("index.html", "404.html", "sitemap.xml")
#: How long a build waits for another one of the same site, in seconds.
WAIT = 300.0
_log = logging.getLogger("mkdocs.handbook")


class SwapError(Exception):
    """The site cannot be built there; the message says why and what to do."""


class Stage(ExitStack):
    """A folder to build a site in, and the lock that keeps other builds of that site waiting.

    `target` is the folder to replace, `site` the one to build in. Closing it removes what was
    not swapped in. The end of the process closes it too, unless it is killed: see `recover`.
    """

    def __init__(self, target: Path, *, wait: float = WAIT) -> None:
        """Wait for the lock up to `wait` seconds; raises SwapError when it stays held."""
        super().__init__()
        self.target = target
        lock = _locked(target, wait)
        self.callback(_unlock, lock)
        stages.append(self)
        _recover(target)
        home = Path(lock.lock_file).parent
        work = Path(mkdtemp(prefix=f"{_PREFIX}{target.name}-", dir=home))
        self.callback(_remove_unless_committed, work)
        self.site = work / "site"
        self.site.mkdir()

    def swap(self) -> None:
        """Put what was built in the place of the last site; raises OSError where that fails."""
        _put(self.site.parent, self.target)


#: What this process has opened; not in the hook, which is loaded anew by every build of a server.
stages: list[Stage] = []


@atexit.register
def close_stages() -> None:
    """Close whatever stage a build has left open."""
    while stages:
        stages.pop().close()


def recover(target: Path) -> None:
    """Finish or undo what builds of `target` that were killed have left, unless one is running."""
    with suppress(SwapError, OSError):
        if any(_left(target)) or any(map(os.path.lexists, _lock_files(target))):
            lock = _locked(target, 0)
            try:
                _recover(target)
            finally:
                _unlock(lock)


def target_of(site_dir: str, sources: Iterable[str | Path]) -> Path:
    """The folder that a build replaces: what `site_dir` leads to, through symbolic links.

    Raises SwapError for a folder that holds or lies in one of the `sources` (files and folders
    a site is made from), for a file, and for a folder with files that are no site.
    """
    target = Path(os.path.realpath(site_dir))
    for source in (Path(os.path.realpath(source)) for source in sources):
        if source.is_relative_to(target) or target.is_relative_to(source):
            raise SwapError(
                f"Building in {site_dir} would mix the site with what it is made from ({source}). "
                "Name another folder for the site."
            )
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise SwapError(f"{site_dir} is no folder. Remove it, or name another one for the site.")
    names = [name for name in _names(target) if not name.startswith(".")]
    if names and not any(name in names for name in _SITES):
        raise SwapError(
            f"{site_dir} holds {min(names)} and no site, and building there would remove it. "
            "Name an empty folder for the site."
        )
    return target


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208


def _homes(target: Path) -> Iterator[Path]:
    """Where the folders of builds and their lock lie: beside the site, else in it."""
    yield target.parent
    if target.is_dir():
        yield target


def _lock_files(target: Path) -> Iterator[Path]:
    for home in _homes(target):
        yield home / f"{_PREFIX}{target.name}.lock"


def _locked(target: Path, wait: float) -> FileLock:
    """The lock of `target`, taken; raises SwapError when another process keeps it."""
    refused = OSError()
    for file in _lock_files(target):
        lock = FileLock(file, thread_local=False)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            _acquire(lock, wait, target)
            return lock
        except Timeout:
            raise SwapError(
                f"After {wait:.0f} seconds {_holder(lock)} still builds {target}. "
                "Wait until it is done, or stop it, and build again."
            ) from None
        except OSError as error:
            refused = error
    raise SwapError(f"{target} cannot be written: {refused.strerror}. Name another folder.")


def _acquire(lock: FileLock, wait: float, target: Path) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if wait:
            _log.info("Waiting for %s, which builds %s.", _holder(lock), target)
        lock.acquire(timeout=wait)
    with suppress(OSError):  # Windows lets nobody write to a locked file; others wait unnamed
        Path(lock.lock_file).write_text(str(os.getpid()), encoding="ascii")


def _holder(lock: FileLock) -> str:
    with suppress(OSError, ValueError):
        return f"process {int(Path(lock.lock_file).read_text(encoding='ascii'))}"
    return "another process"


def _unlock(lock: FileLock) -> None:
    """Leave no file behind: whoever waits with the removed one notices, and makes a new one."""
    try:
        with suppress(OSError):  # Windows removes it with the lock
            Path(lock.lock_file).unlink()
    finally:
        lock.release()


def _remove_unless_committed(work: Path) -> None:
    if not _is_committed(work):
        shutil.rmtree(work, ignore_errors=True)


def _is_committed(work: Path) -> bool:
    return any((work / name).exists() for name in ("whole", "rest"))


def _recover(target: Path) -> None:
    for work in list(_left(target)):
        if _is_committed(work):
            _finish(work, target)
        else:
            _discard(work, target)


def _left(target: Path) -> Iterator[Path]:
    """The folders of builds of `target`; whoever holds the lock knows that they are left over."""
    own = re.compile(re.escape(_PREFIX + target.name) + f"-{_OWN}")
    for home in _homes(target):
        with suppress(PermissionError):  # a folder that shows nobody what is in it holds none
            yield from (home / name for name in _names(home) if own.fullmatch(name))


def _put(work: Path, target: Path) -> None:
    """Exchange both sites in one step where the system can, else commit to the new one first."""
    if target.is_dir():
        shutil.copymode(target, work / "site")
    new = (work / "site").rename(work / "old")
    try:
        exchange(new, target)
    except OSError:
        new.rename(work / "whole")
        _finish(work, target)
    else:
        _discard(work, target)


def _finish(work: Path, target: Path) -> None:
    """Put `whole` or `rest` in the place of `target`; begun anew after a kill, it ends the same."""
    whole, old = work / "whole", work / "old"
    if whole.exists() and target.exists():
        try:
            target.rename(old)
        except OSError:  # a mount point, a folder of somebody else's, or one that holds `work`
            work = _carry(work, target)
    if whole.exists():
        try:
            whole.rename(target)
        except OSError:
            with suppress(OSError):
                old.rename(target)
            raise
    elif (work / "rest").exists():
        _carry(work, target)
    _discard(work, target)


def _carry(work: Path, target: Path) -> Path:
    """Replace what is in `target`, one name after the other; returns where that was done from."""
    if work.parent != target:
        work = _move_into(work, target)
    whole, rest, old = work / "whole", work / "rest", work / "old"
    if whole.exists():
        new = set(_names(whole))
        for name in _names(target):
            if name not in new and not name.startswith("."):
                _remove(target / name)
        whole.rename(rest)
    old.mkdir(exist_ok=True)
    for name in _names(rest):
        if (target / name).is_dir() or (rest / name).is_dir():
            _set_aside(target / name, old)
        (rest / name).replace(target / name)
    rest.rmdir()
    return work


def _move_into(work: Path, target: Path) -> Path:
    """Take a whole site across to the file system of the folder that it is for."""
    inner = Path(mkdtemp(prefix=f"{_PREFIX}{target.name}-", dir=target))
    try:
        shutil.copytree(work / "whole", inner / "site", symlinks=True)
    except shutil.Error as error:
        shutil.rmtree(inner, ignore_errors=True)
        (work / "whole").rename(work / "site")
        raise SwapError(f"{target} cannot take the new site: {error.args[0][0][2]}.") from None
    (inner / "site").rename(inner / "whole")
    (work / "whole").rename(work / "site")
    shutil.rmtree(work, ignore_errors=True)
    return inner


def _set_aside(path: Path, old: Path) -> None:
    if os.path.lexists(path):
        try:
            path.rename(old / path.name)
        except OSError:  # a folder of a lower layer, which overlay file systems do not rename
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _discard(work: Path, target: Path) -> None:
    """Remove a build's folder; what MkDocs would have let be returns to the site."""
    for name in _names(work / "old"):
        if name.startswith(".") and not os.path.lexists(target / name):
            (work / "old" / name).rename(target / name)
    shutil.rmtree(work, ignore_errors=True)


def exchange(one: Path, other: Path) -> None:
    """Give two folders each other's name in one step; raises OSError where that cannot be done."""
    paths = os.fsencode(one), os.fsencode(other)
    number = errno.ENOSYS
    if sys.platform == "linux":  # renameat2(2): from the current folder, RENAME_EXCHANGE
        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if call is not None:
            number = call(-100, paths[0], -100, paths[1], 2) and ctypes.get_errno()
    elif sys.platform == "darwin":  # renamex_np(2): RENAME_SWAP
        call = ctypes.CDLL(None, use_errno=True).renamex_np
        number = call(paths[0], paths[1], 2) and ctypes.get_errno()
    if number:
        raise OSError(number, os.strerror(number), str(one))
