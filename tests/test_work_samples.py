"""The work samples run: the start shows its fault, right solutions pass, wrong ones fail.

Beside `start`, `strong` and `check` a sample has `right/<name>/`, files of another correct
solution, and `wrong/<name>.diff`, a change to the strong one. What stands above the change says
which rule of the sample it breaks. Nothing but these tests reads the two folders.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import DUMMY, ROOT

pytestmark = pytest.mark.slow

SAMPLES = {
    f"{name}: {folder.name}": folder
    for name, root in (("real", ROOT), ("dummy", DUMMY))
    for folder in sorted((root / "data/work-samples").iterdir())
    if folder.is_dir() and folder.with_suffix(".yaml").is_file()
}
FOLDERS = [pytest.param(folder, id=id) for id, folder in SAMPLES.items()]
RIGHT = [
    pytest.param(folder, solution.name, id=f"{id}: {solution.name}")
    for id, folder in SAMPLES.items()
    for solution in sorted(folder.glob("right/*"))
]
WRONG = [
    pytest.param(folder, change.name, id=f"{id}: {change.stem}")
    for id, folder in SAMPLES.items()
    for change in sorted(folder.glob("wrong/*.diff"))
]


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the sample's code with the strong files laid over the start, to run in."""
    copy = Path(shutil.copytree(request.param, tmp_path / "sample"))
    whole = shutil.copytree(copy / "start", tmp_path / "whole")
    shutil.copytree(copy / "strong", whole, dirs_exist_ok=True)
    shutil.rmtree(copy / "strong")
    shutil.move(whole, copy / "strong")
    return copy


#: Loads pytest once, and holds each program against its checks in a copy of itself: `fork` gives
#: a program an interpreter that nothing else has run in, without the half second of starting one.
_CHECKER = """
import contextlib, io, json, os, sys, pytest
with contextlib.redirect_stdout(io.StringIO()):
    pytest.main(["--version"])  # which loads what pytest loads late
for line in sys.stdin:
    folder, part, said = json.loads(line)
    if not (child := os.fork()):
        for stream in (1, 2):
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = part
        sys.path[:1] = folder, os.path.join(folder, part)
        code = 3
        try:
            code = pytest.main(["-qx", "-p", "no:cacheprovider", "check"])
        finally:
            sys.stdout.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
#: No plugin, no code from elsewhere, and no file beside the code.
_ALONE = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


@dataclass(frozen=True)
class Checked:
    """How a program's checks ended, and what they said."""

    code: int
    said: str

    @property
    def failed(self) -> bool:
        """Whether a test failed, and not for want of a module."""
        assert "ModuleNotFoundError" not in self.said, self.said
        return self.code == 1 and bool(re.search(r"\d (failed|error)", self.said))


#: Holds a sample's own tests against one of its two programs, up to the first that fails.
Check = Callable[[Path, str], Checked]


@pytest.fixture(scope="module")
def check() -> Iterator[Check]:
    """Asks one process, which the tests of this module share."""
    with subprocess.Popen(
        [sys.executable, "-c", _CHECKER],
        env={**os.environ, **_ALONE},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as checker:
        assert checker.stdin
        assert checker.stdout
        asked, told = checker.stdin, checker.stdout

        def check(sample: Path, part: str) -> Checked:
            said = sample / "said.txt"
            print(json.dumps([str(sample), part, str(said)]), file=asked, flush=True)
            return Checked(int(told.readline()), said.read_text(encoding="utf-8"))

        yield check
        asked.close()


@pytest.mark.parametrize("part", ["start", "strong"])
@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_program_starts_with_one_command(sample: Path, part: str) -> None:
    """`python run.py` runs to its end and says something, before and after the fix."""
    ran = subprocess.run(
        [sys.executable, "run.py"],
        cwd=sample / part,
        env={**os.environ, **_ALONE},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.strip()


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_start_fails_its_checks(sample: Path, check: Check) -> None:
    """What the candidate gets has the fault."""
    assert check(sample, "start").failed


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_strong_solution_passes_its_checks(sample: Path, check: Check) -> None:
    """The strong solution passes every test, and there is at least one."""
    ran = check(sample, "strong")

    assert ran.code == 0, ran.said
    assert " passed" in ran.said


@pytest.mark.parametrize(("sample", "name"), RIGHT, indirect=["sample"])
def test_another_right_solution_passes(sample: Path, name: str, check: Check) -> None:
    """The checks ask for the rules, and not for the technique of the strong solution."""
    shutil.copytree(sample / "right" / name, sample / "start", dirs_exist_ok=True)

    ran = check(sample, "start")

    assert ran.code == 0, ran.said


@pytest.mark.parametrize(("sample", "name"), WRONG, indirect=["sample"])
def test_wrong_solution_fails(sample: Path, name: str, check: Check) -> None:
    """A program that breaks one rule is caught, and its file says which rule."""
    change = sample / "wrong" / name
    applied = subprocess.run(
        ["git", "apply", change], cwd=sample / "strong", capture_output=True, text=True, check=False
    )

    assert applied.returncode == 0, applied.stderr
    assert change.read_text().partition("--- a/")[0].strip()
    assert check(sample, "strong").failed
