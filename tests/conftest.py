"""What every test may ask for: the real handbook, the dummy one, and a copy to spoil."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from macros.core.handbook import Handbook
from macros.render.view import View
from tests.built.support import SERVED, Server
from tests.support import DUMMY, MOMENT, TODAY, real, tiny

#: The dummy's own checks belong to its work sample.
collect_ignore = ["dummy"]

#: Whole parsed sites stay in memory: looking through them for garbage takes as long as parsing.
gc.set_threshold(100_000)

settings.register_profile("handbook", deadline=None, derandomize=True, database=None)
settings.load_profile("handbook")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the golden outputs anew")


def pytest_configure(config: pytest.Config) -> None:
    """Stop the clock, and serve a folder from the first process: its workers share one built site.

    Publishing waits for the tests, and takes figures off the site: tests that fail once a figure
    has expired would keep it there. A site is built for the address it answers at, and must
    answer until the last worker ends.
    """
    os.environ["SOURCE_DATE_EPOCH"] = MOMENT
    if not hasattr(config, "workerinput"):
        scratch = tempfile.TemporaryDirectory(prefix="handbook-")
        server = Server(Path(scratch.name) / "site")
        os.environ["XDG_CACHE_HOME"] = scratch.name
        os.environ[SERVED] = f"{server.url} {server.folder}"
        config.add_cleanup(scratch.cleanup)
        config.add_cleanup(server.server_close)


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The real handbook."""
    return real()


@pytest.fixture(scope="session")
def view(handbook: Handbook) -> View:
    """The real handbook, ready to render for the front page."""
    return View(handbook, TODAY)


@pytest.fixture(scope="session")
def dummy() -> Handbook:
    """The tiny handbook of tests/dummy."""
    return tiny()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dummy's repository that a test may spoil."""
    return Path(shutil.copytree(DUMMY, tmp_path / "dummy"))
