"""Compressed twins of a site's texts, so that a server packs nothing while readers wait.

nginx sends `page.html.gz` for `page.html` (`gzip_static`). It looks at neither content nor age,
so this is the last step: a new build has no twins, and a twin is never half written.
"""

import gzip
import os
from pathlib import Path

from macros.files.hosts import TYPES, is_text


def compress(site: Path) -> int:
    """Write a twin beside every text of a built site that it makes smaller; returns how many.

    The same text gives the same bytes. Twins keep the time of their file, which servers send.
    """
    ends = {f".{end}" for end, kind in TYPES.items() if is_text(kind)}
    files = [path for path in sorted(site.rglob("*")) if path.suffix in ends and path.is_file()]
    return sum(map(_compressed, files))


def _compressed(file: Path) -> bool:
    content, stat = file.read_bytes(), file.stat()
    packed = gzip.compress(content, mtime=0)
    twin = file.with_name(f"{file.name}.gz")
    if len(packed) >= len(content):
        twin.unlink(missing_ok=True)
        return False
    unfinished = twin.with_name(f"{twin.name}.part")
    unfinished.write_bytes(packed)
    os.utime(unfinished, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    unfinished.replace(twin)
    return True
