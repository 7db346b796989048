"""Golden outputs of the dummy, and equal bytes from equal data.

`make bless` writes the outputs anew; read the difference before you commit it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from macros.core.handbook import assemble
from macros.core.load import load
from macros.files.write import exports
from macros.render.view import View
from tests.support import GITHUB, ROOT, TODAY, MacroCall, every_call, real_edition, tiny_edition

GOLDEN = Path(__file__).parent / "golden"
#: What is read of the exports: HTML and lists. Entries alone and other copies are compared with
#: the lists by tests of their own.
_READ = re.compile(r"embed/.*\.html|feed\.xml|api/v1/(?!openapi)[^/]+")
#: A version stands in every list, and would change all of them at once.
_VERSION = re.compile(r'(?<="schema_version": ")[^"]+')
#: Lines of a difference that are shown.
_SHOWN = 200


def outputs() -> dict[str, str]:
    """What macros and exports make of the dummy, by the path of its golden file."""
    pages = {name_of(call): call.render() for call in every_call("dummy")}
    read = ((path, make) for path, make in exports(tiny_edition()) if _READ.fullmatch(path))
    return pages | {path: _VERSION.sub("0.0", make().decode()) for path, make in read}


def name_of(call: MacroCall) -> str:
    return "-".join((call.name, *call.arguments)) + ".html"


def blessed() -> dict[str, str]:
    """The golden files by path."""
    files = (file for file in GOLDEN.rglob("*") if file.is_file())
    return {file.relative_to(GOLDEN).as_posix(): file.read_bytes().decode() for file in files}


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> None:
    """With --bless, the outputs of now become the golden ones."""
    if request.config.getoption("--bless"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in outputs().items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content.encode())


@pytest.mark.usefixtures("bless")
def test_outputs_are_as_blessed() -> None:
    """Macros and exports give what somebody has read and accepted, and no file is left over."""
    difference = list(islice(differences(blessed(), outputs()), _SHOWN))
    if difference:
        told = "\n".join(difference)
        pytest.fail(f"{told}\n\nRead the difference; accept it with: make bless", pytrace=False)


def differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """The lines by which files differ, as `diff -u` prints them; a missing file has no lines."""
    for path in sorted(old.keys() | new.keys()):
        before, after = (files.get(path, "").split("\n") for files in (old, new))
        yield from unified_diff(before, after, f"golden/{path}", f"now/{path}", lineterm="")


def test_a_difference_is_told_with_its_lines() -> None:
    """A changed line stands with its file and both texts, and so does a file that is new."""
    old, new = {"a": "one\ntwo\n", "same": "x"}, {"a": "one\n2\n", "same": "x", "b": "three\n"}
    told = list(differences(old, new))

    assert told[:2] == ["--- golden/a", "+++ now/a"]
    assert {"-two", "+2", "+++ now/b", "+three"} <= set(told)
    assert not list(differences(old, old))


def everything() -> Iterator[tuple[str, bytes]]:
    """All outputs of the real handbook, read anew."""
    book = assemble(load(ROOT))
    view = View(book, TODAY, page_url=lambda: "roles/", repository=GITHUB)
    for call in every_call("real"):
        yield str(call), call.render(view).encode()
    edition = replace(real_edition(), handbook=book)
    yield from ((path, make()) for path, make in exports(edition))


def digests() -> dict[str, str]:
    """A digest of every output by its name, in the order of the outputs."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in everything()}


@pytest.mark.slow
def test_same_data_gives_the_same_bytes() -> None:
    """Reading it again changes no page and no export, nor does another order of sets."""
    first, second = digests(), digests()
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    script = "import json, tests.test_golden as t; print(json.dumps(t.digests()))"
    other = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    third = json.loads(other.stdout)

    assert [name for name, digest in first.items() if second[name] != digest] == []
    assert [name for name, digest in first.items() if third[name] != digest] == []
    assert list(first) == list(second) == list(third)
