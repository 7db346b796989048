"""What every test may ask for: the real handbook, the dummy one, and a copy to spoil."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.checks.run import sound_handbook
from macros.handbook import Handbook
from macros.render.view import View

ROOT = Path(__file__).parent.parent
DUMMY = Path(__file__).parent / "dummy"
#: The day the tests live on, so that no figure expires while they run.
TODAY = date(2026, 11, 21)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the golden outputs anew")


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The real handbook."""
    return sound_handbook(ROOT, today=TODAY)[0]


@pytest.fixture(scope="session")
def view(handbook: Handbook) -> View:
    """The real handbook, ready to render for the front page."""
    return View(handbook, TODAY)


@pytest.fixture(scope="session")
def dummy() -> Handbook:
    """The tiny handbook of tests/dummy."""
    return sound_handbook(DUMMY, today=TODAY)[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dummy's repository that a test may spoil."""
    return Path(shutil.copytree(DUMMY, tmp_path / "dummy"))
