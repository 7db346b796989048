"""Prints what a build costs, as ratios: `make bench`. Nothing here is asserted.

The dummy handbook is grown to R roles (nine pages each) and built twice at each size, in
turn, so that a busy machine disturbs all sizes alike. CPU seconds of the child are compared.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.core.handbook import assemble
from macros.core.load import load
from macros.site.scaffold import scaffold
from macros.tell.changelog import write_changelog
from tests.filling import fill

DUMMY = Path(__file__).parent / "dummy"
SIZES = (5, 20, 80)
ROUNDS = 2


def grown(folder: Path, roles: int) -> Path:
    """A copy of the dummy with that many roles, words filled in so that it builds."""
    root = Path(shutil.copytree(DUMMY, folder / f"r{roles}"))
    (root / "macros").symlink_to(DUMMY.parent.parent / "macros")
    for number in range(2, roles):
        scaffold(root, "role", f"clerk-{number}", under="clerk")
    fill(root, {"level": "junior", "pay": "freedonia-clerks"})
    write_changelog(root, assemble(load(root)))
    return root


def cpu_seconds(command: list[str], root: Path) -> float:
    """CPU seconds (user and system) that a command takes in `root`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure checks and builds at each size, and print them against the smallest."""
    module = [sys.executable, "-m"]
    verbs = {"check": [*module, "macros", "check"], "build": [*module, "mkdocs", "build", "-q"]}
    with tempfile.TemporaryDirectory() as folder:
        roots = {size: grown(Path(folder), size) for size in SIZES}
        pages = {size: len(list((root / "docs").rglob("*.md"))) for size, root in roots.items()}
        best: dict[tuple[str, int], float] = {}
        for _ in range(ROUNDS):
            for size, root in roots.items():
                for verb, command in verbs.items():
                    spent = cpu_seconds(command, root)
                    best[verb, size] = min(spent, best.get((verb, size), spent))
    small = SIZES[0]
    print("pages   check   build   build a page (1.00 = the smallest size)")
    for size in SIZES:
        check = best["check", size] / best["check", small]
        build = best["build", size] / best["build", small]
        a_page = build * pages[small] / pages[size]
        print(f"{pages[size]:5}   {check:5.2f}   {build:5.2f}   {a_page:5.2f}")


if __name__ == "__main__":
    main()
