"""The rulebook that `handbook lint` judges by, compiled once for the state of the data.

Making one means reading and checking the whole handbook, which takes seconds; a posting is judged
in a tenth of one. So it is kept in the user's cache folder, for the code, the data and the day.
"""

from datetime import date
from hashlib import blake2b
from pathlib import Path

from macros.core.files import DATA, entries
from macros.core.kept import is_recent
from macros.lint.engine import rules_of
from macros.site.cache import keep, read_kept, recalling
from macros.site.code import digest_of_code

_NAME = "rules"


def rules_for(root: Path, day: date) -> str:
    """The rulebook of a handbook on a day, as JSON.

    Raises HandbookError when anything is wrong with the handbook.
    """
    key = _key(root, day)
    if kept := read_kept(root, _NAME, key):
        return kept.decode()
    from macros.checks.run import sound_handbook  # all that takes time

    with recalling(root) as recall:
        rules = rules_of(sound_handbook(root, today=day, recall=recall)[0], day)
    keep(root, _NAME, key, rules.encode())
    return rules


def _key(root: Path, day: date) -> bytes:
    """What a rulebook is made from: code, data and day. Empty while one of them just changed."""
    code = digest_of_code()
    digest = blake2b(code + day.isoformat().encode())
    for name in entries(root, DATA):
        found = (root / name).lstat()
        if not code or is_recent(found.st_mtime_ns, found.st_ctime_ns):
            return b""
        stated = (name, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        digest.update(repr(stated).encode())
    return digest.digest()
