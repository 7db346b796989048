"""The work samples run: the start shows its fault, right solutions pass, wrong ones fail.

In each language a sample has, beside `start`, `strong` and `check`, `right/<name>/`, files of
another correct solution, and `wrong/<name>.diff`, a change to the strong one. What stands above
the change says which rule of the sample it breaks. Nothing but these tests reads the two folders.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import ALONE, Checked, Checker
from tests.support import DUMMY, ROOT, real, tiny

pytestmark = pytest.mark.slow

#: Without a JDK the parser alone reads Java (tests/test_exhibits.py); our own machines have one.
_NO_JDK = pytest.mark.skipif(
    shutil.which("javac") is None and "CI" not in os.environ, reason="no JDK is installed"
)


@dataclass(frozen=True)
class Program:
    """A work sample in one language: its name, its folder, and the command that starts it."""

    name: str
    folder: Path
    language: str
    command: str


PROGRAMS = [
    Program(f"{name}: {sample.id}: {language}", folder / language, language, command)
    for name, root, book in (("real", ROOT, real), ("dummy", DUMMY, tiny))
    for sample in book().work_samples.values()
    for folder in [root / "data/work-samples" / sample.id]
    for language, command in sample.commands.items()
]


def _marks(one: Program) -> list[pytest.MarkDecorator]:
    return [_NO_JDK] if one.language == "java" else []


FOLDERS = [pytest.param(one, id=one.name, marks=_marks(one)) for one in PROGRAMS]
RIGHT = [
    pytest.param(one, solution.name, id=f"{one.name}: {solution.name}", marks=_marks(one))
    for one in PROGRAMS
    for solution in sorted(one.folder.glob("right/*"))
]
WRONG = [
    pytest.param(one, change.name, id=f"{one.name}: {change.stem}", marks=_marks(one))
    for one in PROGRAMS
    for change in sorted(one.folder.glob("wrong/*.diff"))
]


@dataclass(frozen=True)
class Sample:
    """A copy of the sample's code with the strong files laid over the start, to run in."""

    folder: Path
    language: str
    command: str
    checker: Checker

    def check(self, part: str) -> Checked:
        """Hold one of its two programs against the sample's own tests."""
        return self.checker.check(self.folder, self.language, part)


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    """One for the tests of this module, since it keeps what takes long to start."""
    with Checker() as checker:
        yield checker


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path, checker: Checker) -> Sample:
    """A sample in one language."""
    one: Program = request.param
    copy = Path(shutil.copytree(one.folder, tmp_path / "sample"))
    whole = shutil.copytree(copy / "start", tmp_path / "whole")
    shutil.copytree(copy / "strong", whole, dirs_exist_ok=True)
    shutil.rmtree(copy / "strong")
    shutil.move(whole, copy / "strong")
    return Sample(copy, one.language, one.command, checker)


@pytest.mark.parametrize("part", ["start", "strong"])
@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_program_starts_with_one_command(sample: Sample, part: str) -> None:
    """Its command, such as `python run.py`, ends well and says something, before and after."""
    ran = subprocess.run(
        ["sh", "-c", sample.command],
        cwd=sample.folder / part,
        env=ALONE,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.strip()


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_start_fails_its_checks(sample: Sample) -> None:
    """What the candidate gets has the fault."""
    assert sample.check("start").failed


@pytest.mark.parametrize("sample", FOLDERS, indirect=True)
def test_strong_solution_passes_its_checks(sample: Sample) -> None:
    """The strong solution passes every test, and there is at least one."""
    ran = sample.check("strong")

    assert ran.passed, ran.said


@pytest.mark.parametrize(("sample", "name"), RIGHT, indirect=["sample"])
def test_another_right_solution_passes(sample: Sample, name: str) -> None:
    """The checks ask for the rules, and not for the technique of the strong solution."""
    folder = sample.folder
    shutil.copytree(folder / "right" / name, folder / "start", dirs_exist_ok=True)

    ran = sample.check("start")

    assert ran.passed, ran.said


@pytest.mark.parametrize(("sample", "name"), WRONG, indirect=["sample"])
def test_wrong_solution_fails(sample: Sample, name: str) -> None:
    """A program that breaks one rule is caught, and its file says which rule."""
    change = sample.folder / "wrong" / name
    strong = sample.folder / "strong"
    applied = subprocess.run(
        ["git", "apply", change], cwd=strong, capture_output=True, text=True, check=False
    )

    assert applied.returncode == 0, applied.stderr
    assert change.read_text().partition("--- a/")[0].strip()
    assert sample.check("strong").failed
