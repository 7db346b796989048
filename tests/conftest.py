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
from tests.support import DUMMY, MOMENT, ROOT, TODAY, real, tiny

#: The dummy's own checks belong to its work sample.
collect_ignore = ["dummy"]

#: Whole parsed sites stay in memory: looking through them for garbage takes as long as parsing.
gc.set_threshold(100_000)

#: The first mostly waits for its own threads and files, while a browser keeps another core busy.
_LONGEST = (
    *("test_work_samples.py", "built/test_live.py", "site/test_cache.py"),
    *("built/test_accessibility.py", "built/test_hostile_data.py"),
    *("built/test_building.py", "built/test_bad_input.py"),
)
#: Bytes that must be free there: what the tests write stays until the last has ended.
_ROOM = 4 * 2**30

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
        memory = _memory()
        scratch = tempfile.TemporaryDirectory(prefix="handbook-", dir=memory)
        if memory:
            os.environ["TMPDIR"] = tempfile.tempdir = scratch.name
        server = Server(Path(scratch.name) / "site")
        os.environ["XDG_CACHE_HOME"] = scratch.name
        os.environ[SERVED] = f"{server.url} {server.folder}"
        config.add_cleanup(scratch.cleanup)
        config.add_cleanup(server.server_close)


def _memory() -> Path | None:
    """Where files are kept in memory, if there is room: hundreds of copies wait for no disk.

    What the tests wrote goes with them then. To look at it, say TMPDIR=/tmp.
    """
    memory = Path("/dev/shm")  # noqa: S108
    asked = "TMPDIR" in os.environ or not memory.is_dir()
    return None if asked or shutil.disk_usage(memory).free < _ROOM else memory


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, so that no worker is left with one while the others are done."""
    ranks = {ROOT / "tests" / name: rank for rank, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


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
