"""Prints how many requests a second nginx answers, by type of page: `python -m tests.bench_load`.

Eight connections of one process ask for one address after the other, ten seconds in all, and
nothing leaves the machine. Client and server share it, so the figures are what it does at least.
"""

import asyncio
import re
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from macros.files.compress import compress
from tests.built.support import run
from tests.hosts import MISSING, NGINX, served
from tests.support import ROOT

CONNECTIONS = 8
SECONDS = 10.0
#: The most that one answer may take, in seconds, before it is an error.
_PATIENCE = 5.0
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
#: An address of each type of page, as glob patterns of the files of any handbook's site.
_TYPES = {
    "front door": "index.html",
    "role": "roles/*/index.html",
    "interview": "roles/*/interview/*/index.html",
    "question bank": "questions/index.html",
    "tools": "tools/*/index.html",
    "embed": "embed/*/*/index.html",
    "job description": "roles/*/job-description/*.md",
    "table": "api/v1/*.csv",
    "style": "assets/stylesheets/main.*.css",
    "search index": "assets/search/index.json",
}


class Load(NamedTuple):
    """What came of asking for one address: answers that were right, others, bytes, seconds."""

    right: int
    errors: int
    bytes: int
    seconds: float


def measured(url: str, paths: list[str], seconds: float = SECONDS) -> list[Load]:
    """Ask for each path in turn with all connections, `seconds` in all."""

    async def run() -> list[Load]:
        return [await _one_path(url, path, seconds / len(paths)) for path in paths]

    return asyncio.run(run())


async def _one_path(url: str, path: str, seconds: float) -> Load:
    host = urlsplit(url)
    request = f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nAccept-Encoding: gzip\r\n\r\n"

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(host.hostname, host.port, limit=1 << 20)

    begun = time.monotonic()
    workers = (_asking(connect, request.encode(), begun + seconds) for _ in range(CONNECTIONS))
    counts = await asyncio.gather(*workers)
    right, errors, size = map(sum, zip(*counts, strict=True))
    return Load(right, errors, size, time.monotonic() - begun)


async def _asking(
    connect: Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]],
    request: bytes,
    end: float,
) -> tuple[int, int, int]:
    right = errors = size = 0
    stream = None
    while not right + errors or time.monotonic() < end:
        try:
            async with asyncio.timeout(_PATIENCE):
                stream = stream or await connect()
                status, length, last = await _answer(*stream, request)
        except (OSError, TimeoutError, EOFError, ValueError):
            status, length, last = 0, 0, True
        if last and stream:
            stream[1].close()
            stream = None
        right, errors, size = right + (status == 200), errors + (status != 200), size + length
    if stream:
        stream[1].close()
    return right, errors, size


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, int, bool]:
    """Status, bytes, and whether it was the last of its connection; files tell their length."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length is None:
        raise ValueError("no length")
    await reader.readexactly(int(length[1]))
    return int(head.split(maxsplit=2)[1]), int(length[1]), b"\r\nConnection: close" in head


def load(site: Path) -> None:
    """Compress a built site, serve it, and print what nginx answers by type of page."""
    if NGINX is None:
        print(MISSING)
        return
    compress(site)
    found = {name: next(iter(sorted(site.glob(glob))), None) for name, glob in _TYPES.items()}
    paths = {name: f"/{file.relative_to(site)}" for name, file in found.items() if file}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), site, workers=2) as url:
        loads = measured(url, [path.removesuffix("index.html") for path in paths.values()])
    print(f"{'page':16} requests/s   KB each   errors")
    for name, one in zip(paths, loads, strict=True):
        asked = one.right + one.errors
        rate, weight = one.right / one.seconds, one.bytes / asked / 1000
        print(f"{name:16} {rate:10,.0f} {weight:9.1f} {one.errors:8,}")


def main() -> None:
    """Build the real site where nobody looks, and put it under load."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        run("mkdocs", "build", "-q", "-d", str(site), cwd=ROOT).check_returncode()
        load(site)


if __name__ == "__main__":
    main()
