"""The site, built once and served, and the browser that reads it."""

import hashlib
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.built.support import Quiet, Server, Site, read_site, run
from tests.node import program
from tests.support import ROOT

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that has its port, and so an address to build for, before it has a folder."""
    with Server(("127.0.0.1", 0), Quiet) as server:
        yield server


@pytest.fixture(scope="session")
def site(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site as `mkdocs build --strict` makes it for the address it is served from."""
    folder: Path = tmp_path_factory.mktemp("mkdocs") / "site"
    built = run("mkdocs", "build", "--strict", "-d", str(folder), cwd=ROOT, url=server.url)
    if built.returncode:
        pytest.fail(built.stdout, pytrace=False)
    return read_site(folder, server.url)


@pytest.fixture(scope="session")
def served(site: Site, server: Server) -> Iterator[str]:
    """The address at which the site answers while the tests run."""
    server.folder = site.folder
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.url
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def base_url(served: str) -> str:
    """Where the browser's `page.goto("/roles/")` begins."""
    return served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium when there is one, else the browser that Playwright installed."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        return browser_type_launch_args
    return {**browser_type_launch_args, "executable_path": program, "args": list(_FLAGS)}


@pytest.fixture(scope="session")
def packages() -> Path:
    """The npm packages that package-lock.json pins, installed when missing or out of date."""
    here = Path(__file__).parent
    lock = hashlib.sha256((here / "package-lock.json").read_bytes()).hexdigest()
    stamp = here / "node_modules" / ".lock-sha256"
    if not stamp.is_file() or stamp.read_text() != lock:
        command = [program("npm"), "ci"]
        done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(done.stdout + done.stderr, pytrace=False)
        stamp.write_text(lock)
    return here / "node_modules"
