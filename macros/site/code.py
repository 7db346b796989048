"""Our own code: what tells its versions apart, and what becomes of an edit of it while it runs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from macros.core.kept import is_recent

#: The package of this tree, installed or not.
CODE = Path(__file__).parents[1]


def digest_of_code() -> bytes:
    """What tells the code apart that makes answers: ours, Python and all that is installed.

    Empty while a file of it has just changed: nobody knows which of the two was loaded.
    """
    digest = blake2b(sys.version.encode())
    for path in sorted(_files()):
        try:
            found, content = path.stat(), path.read_bytes()
        except OSError:
            return b""
        if is_recent(found.st_mtime_ns, found.st_ctime_ns):
            return b""
        digest.update(f"{path.relative_to(CODE.parent)} {len(content)}\n".encode() + content)
    installed = sorted(str(path) for folder in sys.path for path in Path(folder).glob("*-info"))
    digest.update("\n".join(installed).encode())
    return digest.digest()


def _files() -> Iterator[Path]:
    """The files of our code, and those that it reads beside it."""
    for folder in (CODE, CODE.parent / "overrides"):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@cache
def _running() -> int:
    """When the code that runs was changed: what is found when this is asked for first."""
    return newest_code()


def newest_code() -> int:
    """When our code was changed last, in nanoseconds since 1970."""
    files = CODE.rglob("*.py")
    return max(file.lstat().st_mtime_ns for file in files if not file.name.startswith("."))


def restart_when_changed(root: Path) -> str:
    """Start this program anew after an edit of our own code; what is wrong if that cannot load."""
    if _running() == newest_code():
        return ""
    command = [sys.executable, "-m", "macros", "--help"]
    tried = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if not tried.returncode:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
    return f"The changed code cannot be loaded:\n{tried.stderr}"
