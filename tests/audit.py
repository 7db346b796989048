"""Prints what a page costs its reader and what stands in the way: `python -m tests.audit [SITE]`.

Each type of page is opened once by a phone of middling speed on a middling line, with an empty
cache, from a server that packs texts. What is counted ends before anybody searches.
"""

import gzip
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from macros.files.hosts import TYPES, is_text
from tests.built.support import Server, chromium, kinds_of_page, run
from tests.support import ROOT, real

#: What Lighthouse takes for a slow phone: 1.6 Mbit/s each 150 ms away, a quarter of the speed.
_LINE: dict[str, Any] = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 204_800,
    "uploadThroughput": 93_750,
}
_PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "is_mobile": True,
    "has_touch": True,
}
_SLOWER = 4
_SEEN = """() => new Promise((done) => {
  const seen = { shift: 0, largest: 0, blocked: 0 };
  const watch = (type, each) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(each));
    observer.observe({ type, buffered: true });
  };
  watch("layout-shift", (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
  watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  watch("longtask", (entry) => (seen.blocked += entry.duration - 50));
  setTimeout(() => done(seen), 300);
})"""


@dataclass(frozen=True)
class Cost:
    """What one page costs: bytes of HTML, packed bytes of all, requests, and how it came up.

    `shift` is the layout shift, `largest` the milliseconds to the largest paint, `blocked` those in
    which the page could not answer, `barriers` the rules of axe that it breaks.
    """

    html: int
    packed: int
    requests: int
    shift: float
    largest: float
    blocked: float
    barriers: tuple[str, ...]


class Packing(SimpleHTTPRequestHandler):
    """Answers with texts packed, and keeps connections open, as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            return self.send_error(404)
        kind, content = packed(file)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if is_text(kind):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@lru_cache
def packed(file: Path) -> tuple[str, bytes]:
    """The type of a file, and its bytes as they are sent."""
    kind = TYPES.get(file.suffix.removeprefix("."), "application/octet-stream")
    content = file.read_bytes()
    return kind, gzip.compress(content, mtime=0) if is_text(kind) else content


def audit(browser: Browser, url: str, site: Path, address: str) -> Cost:
    """Open a page as a new reader does, and count."""
    with browser.new_context(**_PHONE) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", _LINE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        page.goto(f"{url}{address[1:]}", wait_until="networkidle")
        seen = page.evaluate(_SEEN)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        files = [site / one.removeprefix(url) for one in asked if one.startswith(url)]
        files = [file / "index.html" if file.is_dir() else file for file in files]
        sizes = [len(packed(file)[1]) for file in files if file.is_file()]
        return Cost(
            html=files[0].stat().st_size,
            packed=sum(sizes),
            requests=len(asked),
            barriers=barriers(page),
            **seen,
        )


def barriers(page: Page) -> tuple[str, ...]:
    """The rules of axe that a page breaks, whatever their weight."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return tuple(f"{one['id']} ({len(one['nodes'])})" for one in found["violations"])


def report(site: Path, addresses: list[str]) -> None:
    """Print a line for each address."""
    print(f"{'page':50} {'HTML KB':>8} {'gzip KB':>8} requests  shift  LCP s  blocked ms  axe")
    with Server(site, Packing) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium())
        for address in addresses:
            one = audit(browser, server.url, site, address)
            print(
                f"{address:50} {one.html / 1000:8.1f} {one.packed / 1000:8.1f} {one.requests:8}"
                f" {one.shift:6.3f} {one.largest / 1000:6.2f} {one.blocked:11.0f}"
                f"  {', '.join(one.barriers) or 'none'}",
                flush=True,
            )
        browser.close()


def main() -> None:
    """Audit a built site, or the real one, built where nobody looks."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(sys.argv[1] if sys.argv[1:] else folder)
        if not sys.argv[1:]:
            run("mkdocs", "build", "-q", "-d", folder, cwd=ROOT).check_returncode()
        report(site.resolve(), sys.argv[2:] or kinds_of_page(real()))


if __name__ == "__main__":
    main()
