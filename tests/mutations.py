"""`python -m tests.mutations [COUNT] [FIRST]`: spoil files at random; see that none gets through.

A number makes a mutation: it says which file of which handbook is changed and how. What comes
of it is refused with problems that can be followed, or accepted and built; it is never a
traceback, never takes 30 seconds of CPU nor 300 MB. A number that failed can be run again alone.
"""

import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from macros.checks.run import check_repository
from macros.core.problems import Problem
from tests.built.support import run
from tests.support import DUMMY, ROOT

SECONDS, MEGABYTES = 30, 300
#: A day after those on which the pages were reviewed.
DAY = date(2026, 12, 1)
#: One mutation in so many is of the real handbook, and one accepted in so many is built.
REAL_EVERY, BUILT_EVERY = 5, 8
SNIPPETS = (
    *("\r", "\0", "\x1b[2J", "\u202e", "\u200b", "\u2028", "\x85", "\ufeff", "\xa0", "\ud7ff"),
    *(
        "\t",
        "\n\n\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<<<<<< HEAD\n",
        "# x\n",
        " #x",
        "- ",
        ": ",
    ),
    *('"', "'", "[", "]", "{", "}", "{{", "}}", "{%", "{#", "|", ">", "&a ", "*a", "!!str ", "! "),
    *(
        "!!python/object/apply:os.system [x]",
        "<<: {a: 1}\n",
        "? [a]\n: b\n",
        "null",
        "~",
        "no",
        "1.10",
    ),
    *("[" * 3000, "- " * 3000, "{a: " * 2000, "(" * 3000, "{{" * 2000, "9" * 5000, "-" + "9" * 400),
    *(
        "x" * 200_000,
        "x " * 100_000,
        "\n" * 100_000,
        "`" * 5000,
        "#" * 5000,
        "*" * 5000,
        ">" * 5000,
    ),
    *("<script>alert(1)</script>", "[a](javascript:alert(1))", "![a](https://b.example/c.png)"),
    *('{{ role_pay("clerk") }}', '{{ "".__class__ }}', "{% for a in b %}", "{## x", "{{ a", "`{{`"),
    *("../../etc/passwd", "9999-12-31", "2026-W10-1", "1e400", "Infinity", ".nan", "TODO", "-0"),
    *("::error::x", "%0A", "\\", '"\\u202e"', '"\\ud800"', '"\\x00"', "\u0301" * 2000, "漢", "🙂"),
)
BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xfe\xff", b"\xef\xbb\xbf")

Mutate = Callable[[random.Random, bytes], bytes]


def _span(rng: random.Random, raw: bytes) -> tuple[int, int]:
    start = rng.randrange(len(raw) + 1)
    return start, min(len(raw), start + rng.choice((1, 2, 5, 40, 400)))


def flip(rng: random.Random, raw: bytes) -> bytes:
    """One bit is another."""
    at = rng.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :]


def delete(rng: random.Random, raw: bytes) -> bytes:
    """A part is gone."""
    start, end = _span(rng, raw)
    return raw[:start] + raw[end:]


def double(rng: random.Random, raw: bytes) -> bytes:
    """A part stands twice."""
    start, end = _span(rng, raw)
    return raw[:end] + raw[start:end] * rng.choice((1, 2, 50)) + raw[end:]


def truncate(rng: random.Random, raw: bytes) -> bytes:
    """The end is gone, or all."""
    return raw[: rng.choice((0, rng.randrange(len(raw))))]


def swap_lines(rng: random.Random, raw: bytes) -> bytes:
    """Two lines have changed places."""
    lines = raw.splitlines(keepends=True)
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def splice(rng: random.Random, raw: bytes) -> bytes:
    """A hostile text is put in, in the place of what stood there or before it."""
    start, end = _span(rng, raw)
    snippet = rng.choice([*(text.encode() for text in SNIPPETS), *BYTES])
    return raw[:start] + snippet + raw[rng.choice((start, end)) :]


def splice_value(rng: random.Random, raw: bytes) -> bytes:
    """A hostile text stands in the place of a value or behind the mark of an item."""
    places = [at + 2 for at in range(len(raw)) if raw[at : at + 2] in (b": ", b"- ")]
    at = rng.choice(places or [0])
    end = raw.find(b"\n", at)
    return raw[:at] + rng.choice(SNIPPETS).encode() + raw[end:]


def windows(_: random.Random, raw: bytes) -> bytes:
    """The line ends are those of another system."""
    return raw.replace(b"\n", b"\r\n")


MUTATIONS: tuple[Mutate, ...] = (
    *(flip, delete, double, truncate, swap_lines, splice, splice, splice_value, splice_value),
    windows,
)


@dataclass(frozen=True)
class Outcome:
    """What came of a mutation: `refused`, `accepted`, `built`, or what is wrong with us."""

    number: int
    what: str
    name: str
    result: str
    codes: tuple[str, ...]
    seconds: float
    megabytes: float


def outcomes(numbers: Iterable[int], copies: dict[str, Path], *, build: bool) -> Iterator[Outcome]:
    """What comes of each mutation; `copies` are the two handbooks, to be spoiled and mended.

    With `build`, a share of what is accepted is built.
    """
    for number in numbers:
        rng = random.Random(number)  # noqa: S311
        root = copies["real" if number % REAL_EVERY == 0 else "dummy"]
        name = rng.choice(_files(root))
        before, mutate = (root / name).read_bytes(), rng.choice(MUTATIONS)
        (root / name).write_bytes(mutate(rng, before))
        try:
            built = build and root == copies["dummy"] and number % BUILT_EVERY == 0
            result, codes, seconds, megabytes = _bounded(root, build=built)
        finally:
            (root / name).write_bytes(before)
        yield Outcome(number, mutate.__name__, name, result, tuple(codes), seconds, megabytes)


def _files(root: Path) -> list[str]:
    folders = [*(root / "data").rglob("*"), *(root / "docs").rglob("*")]
    inside = sorted(path for path in folders if path.is_file() and "__pycache__" not in path.parts)
    found = [root / "mkdocs.yml", root / "CHANGELOG.md", *inside]
    names = [path.relative_to(root).as_posix() for path in found if path.stat().st_size]
    return [name for name in names if "/.schema/" not in name or name.endswith("api-v1.txt")]


def _bounded(root: Path, *, build: bool) -> tuple[str, list[str], float, float]:
    answer, seconds, megabytes = apart(partial(_checked, root, build=build), SECONDS)
    result, codes = (answer, []) if isinstance(answer, str) else answer
    if result in ("refused", "accepted", "built") and megabytes > MEGABYTES:
        result = f"took {megabytes:.0f} MB"
    return result, codes, seconds, megabytes


def apart(work: Callable[[], Any], most: int) -> tuple[Any, float, float]:
    """What a function returns in a process of its own, its seconds of CPU and its megabytes.

    The process is ended after `most` seconds; that, or an exception, is told as a text.
    """
    read, write = os.pipe()
    before = resident()
    if (child := os.fork()) == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        signal.alarm(20 * most)  # whatever waits uses no time of its own
        try:
            answer = work()
        except BaseException as error:
            notes = "\n".join(getattr(error, "__notes__", ()))
            answer = f"{type(error).__name__}: {error} {notes}"[:2000]
        os.write(write, json.dumps(answer).encode()[:60_000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        raw = pipe.read()
    _, status, usage = os.wait4(child, 0)
    answer = json.loads(raw) if raw else f"ended by signal {status}"
    return answer, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024 - before


def resident() -> float:
    """The megabytes that this process holds, which a fork begins with."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1_048_576


def _checked(root: Path, *, build: bool) -> tuple[str, list[str]]:
    problems = check_repository(root, today=DAY)[1]
    for problem in problems:
        if fault := _astray(root, problem):
            return f"{fault}: {problem}"[:300], []
    codes = sorted({problem.code for problem in problems})
    if any(problem.severity == "error" for problem in problems):
        return "refused", codes
    if not build:
        return "accepted", codes
    done = run("mkdocs", "build", "--strict", "-q", "-d", str(root / "site"), cwd=root)
    return ("built" if done.returncode == 0 else f"not built: {done.stdout[-300:]}"), codes


def _astray(root: Path, problem: Problem) -> str:
    """What is wrong with a problem: it names no file or no line of it, or cannot be shown."""
    file = root / problem.place.path
    if not file.exists():
        return "" if problem.code in ("missing-file", "entity-without-page") else "no such file"
    return astray(problem, file.read_bytes().count(b"\n") + 1 if file.is_file() else 1)


def astray(problem: Problem, lines: int) -> str:
    """What is wrong with a problem of a file of so many lines; nothing where it can be followed."""
    if not (1 <= problem.place.line <= lines and problem.place.column >= 1):
        return "no such line"
    shown = "".join([problem.text().replace("\n", ""), problem.github(), problem.json()])
    return "" if shown.isprintable() and problem.fix else "cannot be shown"


def copies_below(folder: Path) -> dict[str, Path]:
    """Copies of both handbooks, the dummy with what it takes to build it."""
    parts = {"real": (ROOT, ("data", "docs")), "dummy": (DUMMY, ("data", "docs"))}
    for name, (source, inside) in parts.items():
        for part in inside:
            shutil.copytree(source / part, folder / name / part)
        for file in ("mkdocs.yml", "CHANGELOG.md"):
            shutil.copyfile(source / file, folder / name / file)
    for part in ("macros", "overrides"):
        shutil.copytree(ROOT / part, folder / "dummy" / part)
    return {name: folder / name for name in parts}


def main() -> int:
    """Print a table of what came of each way to spoil a file, and every failure."""
    count, first = (*map(int, sys.argv[1:]), *(1000, 1)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as scratch:
        copies = copies_below(Path(scratch))
        for root in copies.values():
            check_repository(root, today=DAY)  # what is read once is shared by all
        found = []
        for outcome in outcomes(range(first, first + count), copies, build=True):
            found.append(outcome)
            if outcome.result not in ("refused", "accepted", "built"):
                print(outcome, flush=True)  # noqa: T201
    table = Counter((one.what, one.result.partition(":")[0]) for one in found)
    for (what, result), often in sorted(table.items()):
        print(f"{what:14} {result:24} {often:5}")  # noqa: T201
    codes = Counter(code for one in found for code in one.codes)
    print(", ".join(f"{code} {often}" for code, often in codes.most_common()))  # noqa: T201
    slowest, largest = (
        max(found, key=lambda one: getattr(one, by)) for by in ("seconds", "megabytes")
    )
    print(f"longest {slowest.seconds:.1f} s: {slowest}\nmost {largest.megabytes:.0f} MB: {largest}")  # noqa: T201
    print(f"{resident():.0f} MB before the first")  # noqa: T201
    return int(any(one.result not in ("refused", "accepted", "built") for one in found))


if __name__ == "__main__":
    sys.exit(main())
