"""The work samples run: the start shows its fault, right solutions pass, wrong ones fail.

Beside `start`, `strong` and `check` a sample has `right/<name>/`, files of another correct
solution, and `wrong/<name>.diff`, a change to the strong one. What stands above the change says
which rule of the sample it breaks. Nothing but these tests reads the two folders.
"""

import os
import re
import shutil
import subprocess
import sys
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


def run(folder: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder, with one folder of code to import from and no plugin."""
    alone = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment = {**os.environ, "PYTHONPATH": path, **alone}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def fails(sample: Path, part: str) -> bool:
    """Whether a test fails, and not for want of a module."""
    ran = check(sample, part)
    assert "ModuleNotFoundError" not in ran.stdout, ran.stdout
    return ran.returncode == 1 and bool(re.search(r"\d (failed|error)", ran.stdout))


def check(sample: Path, part: str) -> subprocess.CompletedProcess[str]:
    """Hold the sample's own tests against one of its two programs, up to the first that fails."""
    return run(sample, "-m", "pytest", "-qx", "-p", "no:cacheprovider", "check", path=part)


@pytest.mark.parametrize("part", ["start", "strong"])
@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_program_starts_with_one_command(sample: Path, part: str) -> None:
    """`python run.py` runs to its end and says something, before and after the fix."""
    ran = run(sample / part, "run.py")

    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.strip()


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_start_fails_its_checks(sample: Path) -> None:
    """What the candidate gets has the fault."""
    assert fails(sample, "start")


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_strong_solution_passes_its_checks(sample: Path) -> None:
    """The strong solution passes every test, and there is at least one."""
    ran = check(sample, "strong")

    assert ran.returncode == 0, ran.stdout
    assert " passed" in ran.stdout


@pytest.mark.parametrize(("sample", "name"), RIGHT, indirect=["sample"])
def test_another_right_solution_passes(sample: Path, name: str) -> None:
    """The checks ask for the rules, and not for the technique of the strong solution."""
    shutil.copytree(sample / "right" / name, sample / "start", dirs_exist_ok=True)

    ran = check(sample, "start")

    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(("sample", "name"), WRONG, indirect=["sample"])
def test_wrong_solution_fails(sample: Path, name: str) -> None:
    """A program that breaks one rule is caught, and its file says which rule."""
    change = sample / "wrong" / name
    applied = subprocess.run(
        ["git", "apply", change], cwd=sample / "strong", capture_output=True, text=True, check=False
    )

    assert applied.returncode == 0, applied.stderr
    assert change.read_text().partition("--- a/")[0].strip()
    assert fails(sample, "strong")
