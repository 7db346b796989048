"""What was made of each file, so that it is made again only when that file has changed.

Of a file only the newest is kept. `site/cache.py` hands it from one process to the next.
"""

import time
from collections.abc import Callable, Hashable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
#: For how long a file that was changed may change unseen, in nanoseconds: the clocks of file
#: systems are coarse (2 s on FAT), and a second edit within a tick leaves no trace but its words.
_RECENT = 3_000_000_000


class Newest:
    """What was made by key, each with the state that it was made in."""

    def __init__(self) -> None:
        self.values: dict[Hashable, tuple[object, Any]] = {}
        self.made = 0

    def of(self, key: Hashable, state: object, make: Callable[[], T]) -> T:
        """What was made under a key if the state is equal to that of then; else it is made.

        What raises is not kept.
        """
        before = self.values.get(key)
        if before is None or before[0] != state:
            before = self.values[key] = (state, make())
            self.made += 1
        value: T = before[1]
        return value


newest = Newest()


def digest_of(content: bytes) -> bytes:
    """What tells bytes apart from all others."""
    return blake2b(content, digest_size=16).digest()


def stamp(path: Path) -> object:
    """What tells that a file has changed without a look inside; none is equal to that of another.

    A change leaves its time in `st_ctime`, which no program can set back as it can the time of
    modification. A file that has just changed has a stamp that is equal to none.
    """
    try:
        stat = path.lstat()
    except (OSError, ValueError):
        return object()
    if is_recent(stat.st_mtime_ns, stat.st_ctime_ns):
        return object()
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def is_recent(*moments: int) -> bool:
    """Whether any moment, in nanoseconds since 1970, is so near that it says nothing."""
    return max(moments) > time.time_ns() - _RECENT
