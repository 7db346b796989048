"""Golden outputs of the dummy, and equal bytes from equal data."""

import difflib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from macros.core.handbook import assemble
from macros.core.load import load
from macros.files.write import exports
from macros.render.view import View
from tests.support import GITHUB, ROOT, TODAY, MacroCall, every_call, real_edition, tiny_edition

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = "Read the difference; if that is what you want, accept it with `make bless`."


@cache
def outputs() -> dict[str, bytes]:
    """What macros and exports make of the dummy, by the path of its golden file."""
    pages = {name_of(call): call.render().encode() for call in every_call("dummy")}
    return pages | {path: make() for path, make in exports(tiny_edition()) if is_text(path)}


def is_text(path: str) -> bool:
    """Whether an export is made as text: the API, its tables, the feeds, and what is embedded."""
    made = path.startswith(("api/", "oembed/")) or path.endswith(("feed.xml", ".csv"))
    return made or (path.startswith("embed/") and path.endswith(".html"))


def name_of(call: MacroCall) -> str:
    return "-".join((call.name, *call.arguments)) + ".html"


@pytest.fixture(scope="module", autouse=True)
def blessed(request: pytest.FixtureRequest) -> None:
    """With --bless, the outputs of now become the golden ones."""
    if request.config.getoption("--bless"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in outputs().items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)


@pytest.mark.parametrize("path", outputs())
def test_output_is_as_blessed(path: str) -> None:
    """A macro and an export give what somebody has read and accepted."""
    golden = GOLDEN / path
    before = golden.read_bytes() if golden.is_file() else b""

    if outputs()[path] != before:
        pytest.fail(f"{difference(path, before, outputs()[path])}\n{ACCEPT}", pytrace=False)


def difference(path: str, before: bytes, now: bytes) -> str:
    """What changed, as `diff -u` shows it."""
    old, new = (content.decode().splitlines() for content in (before, now))
    return "\n".join(difflib.unified_diff(old, new, f"golden/{path}", "now", lineterm="", n=1))


def test_no_golden_file_is_left_over() -> None:
    """Every golden file belongs to an output, and every output has one (else: --bless)."""
    files = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*") if file.is_file()}

    assert files == set(outputs())


def everything() -> Iterator[tuple[str, bytes]]:
    """All outputs of the real handbook, read anew."""
    book = assemble(load(ROOT))
    view = View(book, TODAY, page_url=lambda: "roles/", repository=GITHUB)
    for call in every_call("real"):
        yield str(call), call.render(view).encode()
    edition = replace(real_edition(), handbook=book)
    yield from ((path, make()) for path, make in exports(edition))


def fingerprint() -> str:
    """One hash over all outputs in their order."""
    digest = hashlib.sha256()
    for name, content in everything():
        digest.update(f"{name}\0".encode() + content + b"\0")
    return digest.hexdigest()


def test_same_data_gives_the_same_bytes() -> None:
    """Two processes, which order their sets differently, make equal pages and exports of it."""
    script = "from tests.test_golden import fingerprint; print(fingerprint())"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    seen = [process.communicate()[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    assert len(seen[0]) > 64
    assert seen[0] == seen[1]
