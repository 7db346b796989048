"""The site, built once and served, and the browser that reads it."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from tests.built.serving import Serving
from tests.built.support import SERVED, Site, build, chromium, read_site, run
from tests.node import program
from tests.support import DUMMY, ROOT, append


@pytest.fixture(scope="session")
def site() -> Site:
    """The real site as `mkdocs build --strict` makes it for the address it is served from."""
    url, _, name = os.environ[SERVED].partition(" ")
    folder = Path(name)
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            built = run("mkdocs", "build", "--strict", "-d", name, cwd=ROOT, url=url)
            if built.returncode:
                pytest.fail(built.stdout, pytrace=False)
    return read_site(folder, url)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the dummy's data and our code, with a good site in site/."""
    root = Path(shutil.copytree(DUMMY, tmp_path_factory.mktemp("good") / "dummy"))
    for part in ("macros", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, root / part, ignore=ignored)
    code, words = build(root)
    if code:
        pytest.fail(words, pytrace=False)
    return root


@pytest.fixture
def repository(built: Path, tmp_path: Path) -> Path:
    """A copy of the good repository and its site, to spoil."""
    return Path(shutil.copytree(built, tmp_path / "repository"))


@pytest.fixture
def serving(repository: Path) -> Iterator[Serving]:
    """A server that watches what the real one does."""
    append("mkdocs.yml", "\nwatch: [data, macros, overrides]\n")(repository)
    server = Serving(repository)
    try:
        server.until("Serving on")
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


@pytest.fixture(scope="session")
def served(site: Site) -> str:
    """The address at which the site answers while the tests run."""
    return site.url


@pytest.fixture(scope="session")
def base_url(served: str) -> str:
    """Where the browser's `page.goto("/roles/")` begins."""
    return served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium when there is one, else the browser that Playwright installed."""
    return {**browser_type_launch_args, **chromium()}


#: A page whose parts have all started, or that has none: a JSON file, an embed, another site.
_READY = "html[data-ready], html:not(:has(script[src*='javascripts/handbook']))"


def _ready(page: Page) -> Page:
    """A page whose `goto` and `reload` end when its tools can be used, as a person's hand does."""

    def until_ready(open_page: Any) -> Any:
        def opened(*given: Any, **named: Any) -> Any:
            response = open_page(*given, **named)
            page.locator(_READY).wait_for(state="attached")
            return response

        return opened

    for name in ("goto", "reload"):
        setattr(page, name, until_ready(getattr(page, name)))
    return page


@pytest.fixture
def page(page: Page, request: pytest.FixtureRequest) -> Page:
    """A new tab; where the test says that no script runs, nothing is waited for."""
    mark = request.node.get_closest_marker("browser_context_args")
    runs = mark is None or mark.kwargs.get("java_script_enabled", True)
    return _ready(page) if runs else page


@pytest.fixture(scope="module")
def reused(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that the tests of a module share, where each begins by opening its own address.

    A new tab costs the browser as much as what is loaded in it.
    """
    clipboard = ["clipboard-read", "clipboard-write"]
    with browser.new_context(**browser_context_args, permissions=clipboard) as context:
        yield _ready(context.new_page())


@pytest.fixture(scope="session")
def packages() -> Path:
    """The npm packages that package-lock.json pins, installed when missing or out of date."""
    here = Path(__file__).parent
    lock = hashlib.sha256((here / "package-lock.json").read_bytes()).hexdigest()
    stamp = here / "node_modules" / ".lock-sha256"
    with FileLock(here / "node_modules.lock"):
        if not stamp.is_file() or stamp.read_text() != lock:
            command = [program("npm"), "ci"]
            done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.fail(done.stdout + done.stderr, pytrace=False)
            stamp.write_text(lock)
    return here / "node_modules"
