"""What was found out last time, from one process to the next: a file in the user's cache folder.

It is a pickle, and reading one runs whatever code it names. So it lies outside of the repository,
where a stranger's change could put one, in a folder that only this user can open. It counts for
the code that has written it and for no other.
"""

import gc
import os
import pickle
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO

from macros.core.kept import newest
from macros.core.recall import Recall
from macros.render.aside import aside
from macros.site.code import digest_of_code

_FOLDER = "backend-hiring-handbook"
#: For how long nobody may ask for what is kept of a repository before it goes, in seconds.
_FORGOTTEN = 30 * 86_400
_SEAL = 64
#: How much of a file is read at once, in bytes.
_PART = 1 << 20


def is_on() -> bool:
    """Whether anything may be kept at all; HANDBOOK_INCREMENTAL=0 says no."""
    return os.environ.get("HANDBOOK_INCREMENTAL") != "0"


@contextmanager
def recalling(root: Path) -> Iterator[Recall | None]:
    """A Recall that goes on where the last process has ended, and is kept for the next.

    It is a new one when nothing can be read, and None when nothing is to be kept.
    """
    if not is_on():
        yield None
        return
    file, code = _file(root), digest_of_code()
    recall = (_read(file, code) if file and code else None) or Recall()
    before = recall.made, newest.made, recall.finished
    yield recall
    if file and code and before != (recall.made, newest.made, recall.finished):
        _write(file, code, recall)


def read_kept(root: Path, name: str, key: bytes) -> bytes | None:
    """What `keep` has kept of a repository under a name and this very key."""
    file = _file(root) if is_on() and key else None
    with suppress(OSError):
        if file:
            with _opened(file.with_suffix(f".{name}"), os.O_RDONLY) as opened:
                return opened.read() if _is_sealed(opened, key) else None
    return None


def keep(root: Path, name: str, key: bytes, content: bytes) -> None:
    """Keep something made from a repository; `key` says from which state of it."""
    if file := _file(root) if is_on() and key else None:
        _put(file.with_suffix(f".{name}"), key, lambda sealed: sealed.write(content))


def _file(root: Path) -> Path | None:
    """Where it is kept; None where no folder is this user's alone."""
    try:
        folder = _caches() / _FOLDER
        if folder.resolve().is_relative_to(root):
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(folder.lstat(), stat.S_IFDIR):
            return folder / blake2b(os.fsencode(root), digest_size=16).hexdigest()
    except (OSError, RuntimeError):  # there is no home
        pass
    return None


def _caches() -> Path:
    """The folder for caches: that of the XDG specification, or that of macOS."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    mac = sys.platform == "darwin"
    return given if given.is_absolute() else Path.home() / ("Library/Caches" if mac else ".cache")


def _is_private(found: os.stat_result, sort: int) -> bool:
    """Whether nobody else can have put it there; not where the system cannot tell (Windows)."""
    if not hasattr(os, "getuid"):
        return False
    mine = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return mine and stat.S_IFMT(found.st_mode) == sort


def _read(file: Path, code: bytes) -> Recall | None:
    """What is kept in a file, if it is whole and this very code has written it."""
    try:
        with _opened(file, os.O_RDONLY) as opened:
            if not _is_sealed(opened, code):
                return None
            recall: Recall
            with _uncollected():
                values, blocks, recall = pickle.load(opened)  # noqa: S301 - nobody else can have written it
    except Exception:
        return None
    newest.values |= values
    aside.blocks |= blocks
    return recall


def _is_sealed(opened: IO[bytes], key: bytes) -> bool:
    """Whether a file is ours and whole; it is then read from behind its seal."""
    if not _is_private(os.fstat(opened.fileno()), stat.S_IFREG):
        return False
    seal, digest = opened.read(_SEAL), _seal(key)
    while part := opened.read(_PART):
        digest.update(part)
    opened.seek(_SEAL)
    return seal == digest.digest()


def _write(file: Path, code: bytes, recall: Recall) -> None:
    """Keep it in a file, which is there as a whole or as it was."""
    with suppress(Exception):
        kept = newest.values, aside.named_in(recall.texts()), recall
        with _uncollected():
            _put(file, code, lambda sealed: pickle.dump(kept, sealed, pickle.HIGHEST_PROTOCOL))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage while a million objects come or go: that doubles the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _put(file: Path, key: bytes, fill: Callable[["_Sealed"], object]) -> None:
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(Exception):
        for other in file.parent.iterdir():
            if other.lstat().st_mtime < time.time() - _FORGOTTEN:
                other.unlink()
        try:
            with _opened(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as opened:
                sealed = _Sealed(opened, key)
                fill(sealed)
                sealed.close()
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)


class _Sealed:
    """A file to write to, without holding what is written; `close` puts the seal before it."""

    def __init__(self, opened: IO[bytes], key: bytes) -> None:
        self._opened, self._digest = opened, _seal(key)
        opened.write(bytes(_SEAL))

    def write(self, part: bytes) -> int:
        self._digest.update(part)
        return self._opened.write(part)

    def close(self) -> None:
        self._opened.seek(0)
        self._opened.write(self._digest.digest())


def _opened(file: Path, flags: int) -> IO[bytes]:
    mode = "rb" if flags == os.O_RDONLY else "wb"
    return os.fdopen(os.open(file, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600), mode)


def _seal(key: bytes) -> blake2b:
    """What makes the seal of a file, of all that follows it, for one that holds the key."""
    return blake2b(key=key, digest_size=_SEAL)
