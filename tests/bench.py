"""Prints what builds and refreshes cost beside other engines: `make bench`. Nothing is asserted.

At each size one corpus (`tests/corpus.py`) is built by all engines in turn, several times, so
that a busy machine disturbs all alike; medians are printed. A refresh is the time from saving
the summary of a role until Chromium, which has its page open, shows it.
"""

import argparse
import math
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.built.support import chromium
from tests.corpus import grow
from tests.rivals import write_hugo, write_plain

SIZES = (200, 300, 1000)
_MODULE = [sys.executable, "-m"]
#: Runs a command that finds nothing of what others have kept; a folder comes first.
_FORGETFUL = ["sh", "-c", 'at=$1; shift; XDG_CACHE_HOME=$(mktemp -d -p "$at") exec "$@"', "sh"]
_FIRST_WORD = re.compile(r"^(summary: >-\n\s+)\S+", re.MULTILINE)
_PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
_LONGEST = 600.0  # seconds that a refresh is waited for
#: Notes when a page first shows an edited word, in milliseconds since 1970. To wait for the word
#: from outside takes up to half a second more where the page is loaded anew.
_NOTE = """
const look = () => {
  const word = document.body?.textContent.match(/Edited[a-j]/)?.[0];
  if (word && !sessionStorage[word]) {
    requestAnimationFrame(() => (sessionStorage[word] ||= Date.now()));
  }
};
const all = { childList: true, subtree: true, characterData: true };
new MutationObserver(look).observe(document, all);
"""


class Cost(NamedTuple):
    """What a command took: seconds of CPU, seconds that passed, megabytes at most at once."""

    cpu: float
    wall: float
    memory: float


class Engine(NamedTuple):
    """A site to build: where it lies, what builds it, and what serves it while it is edited.

    With `edited`, a word of the data is another one before every build.
    """

    root: Path
    build: list[str]
    serve: list[str] | None = None
    edited: bool = False


def measured(command: Sequence[str], root: Path) -> Cost:
    """What a command costs in a folder; raises RuntimeError with its words when it fails."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read().decode()}")
    passed = time.perf_counter() - begin
    return Cost(usage.ru_utime + usage.ru_stime, passed, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of each figure."""
    return Cost(*(statistics.median(figures) for figures in zip(*costs, strict=True)))


def exponent(few: tuple[int, float], many: tuple[int, float]) -> float:
    """How a cost grows with the pages: 1 is in proportion, 2 with their square."""
    (pages, cost), (more_pages, more_cost) = few, many
    return math.log(more_cost / cost) / math.log(more_pages / pages)


def engines(folder: Path, size: int) -> dict[str, Engine]:
    """The corpus of a size, and the same pages for the other engines."""
    ours = folder / f"ours-{size}"
    book = grow(ours, size)
    port = str(free_port())
    mkdocs = [*_MODULE, "mkdocs"]
    strict = [*mkdocs, "build", "--strict"]
    serve = [*mkdocs, "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    built = {
        "ours, first": Engine(ours, [*_FORGETFUL, str(folder), *strict]),
        "ours, edited": Engine(ours, strict, serve, edited=True),
    }
    measured(strict, ours)
    plain = folder / f"plain-{size}"
    write_plain(ours / "site", plain)
    built["plain MkDocs"] = Engine(plain, [*mkdocs, "build"])
    again = shutil.copytree(ours, folder / f"zensical-{size}", ignore=_site)
    built["Zensical"] = Engine(Path(again), [*_MODULE, "zensical", "build", "--clean"])
    if hugo := shutil.which("hugo", path=_PATH):
        root = folder / f"hugo-{size}"
        write_hugo(ours / "site", book, root)
        built["Hugo"] = Engine(root, [hugo], [hugo, "server", "--port", port])
    return built


_site = shutil.ignore_patterns("site", "__pycache__")


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(engine: Engine) -> Iterator[str]:
    """An engine that serves and waits for edits, with the address of its site."""
    command = engine.serve or []
    port = command[-1].rpartition(":")[2]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=engine.root, stdout=said, stderr=said)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def refreshes(engine: Engine, rounds: int, browser: Browser) -> list[float]:
    """Seconds from saving the first role's summary until its page, which is open, shows it."""
    passed = []
    with served(engine) as site:
        page = browser.new_page()
        page.add_init_script(_NOTE)
        open_when_served(page, f"{site}roles/{_first_role(engine).stem}/")
        for number in range(rounds):
            begin = time.time()
            word = edit(engine, "abcdefghij"[number])
            page.wait_for_selector(f"text={word}", state="attached", timeout=_LONGEST * 1000)
            page.wait_for_timeout(2000)  # servers that look for edits now and then get to rest
            passed.append(float(page.evaluate(f"sessionStorage.{word}")) / 1000 - begin)
        page.close()
    return passed


def edit(engine: Engine, letter: str) -> str:
    """Change the first word of the first role's summary; returns the new one."""
    file, word = _first_role(engine), f"Edited{letter}"
    text = file.read_text(encoding="utf-8")
    file.write_text(_FIRST_WORD.sub(rf"\g<1>{word}", text, count=1), encoding="utf-8")
    return word


def _first_role(engine: Engine) -> Path:
    return min((engine.root / "data" / "roles").glob("*.yaml"))


def open_when_served(page: Page, address: str) -> None:
    """Open a page of a server that is about to start; raises TimeoutError when it never does."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < _LONGEST:
        with suppress(Error):
            if (answer := page.goto(address)) and answer.ok:
                return
        time.sleep(0.2)
    raise TimeoutError(f"{address} was never served")


def measure(folder: Path, size: int, rounds: int) -> dict[str, tuple[Cost, float | None]]:
    """The median cost of a build, and of a refresh where it is measured, by engine."""
    built = engines(folder, size)
    costs: dict[str, list[Cost]] = {name: [] for name in built}
    for number in range(rounds):
        for name, engine in built.items():
            if engine.edited:
                edit(engine, "klmnopqrst"[number])
            costs[name].append(measured(engine.build, engine.root))
    with sync_playwright() as play:
        browser = play.chromium.launch(**chromium())
        waits = {name: refreshes(one, rounds, browser) for name, one in built.items() if one.serve}
        browser.close()
    return {
        name: (median(costs[name]), statistics.median(waits[name]) if name in waits else None)
        for name in built
    }


def table(results: dict[int, dict[str, tuple[Cost, float | None]]]) -> Iterator[str]:
    """The lines to print: a row for each size and engine, with ratios to plain MkDocs."""
    yield "pages  engine        CPU s  wall s     MB  of plain  refresh s  exponent"
    least = min(results)
    for size, engines in results.items():
        plain = engines["plain MkDocs"][0]
        for name, (cost, wait) in engines.items():
            few, many = (least, results[least][name][0].cpu), (size, cost.cpu)
            grown = f"{exponent(few, many):8.2f}" if size > least else f"{'':8}"
            refresh = f"{wait:9.2f}" if wait is not None else f"{'':9}"
            figures = f"{cost.cpu:6.1f}  {cost.wall:6.1f}  {cost.memory:5.0f}"
            yield f"{size:5}  {name:12} {figures}  {cost.cpu / plain.cpu:8.2f}  {refresh}  {grown}"


def main() -> None:
    """Measure each size that is asked for, and print a table after it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of pages")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured, <= 10")
    options = parser.parse_args()
    results: dict[int, dict[str, tuple[Cost, float | None]]] = {}
    for size in sorted(options.sizes):
        with tempfile.TemporaryDirectory() as folder:
            results[size] = measure(Path(folder), size, options.rounds)
        print("\n".join(table(results)), flush=True)


if __name__ == "__main__":
    main()
