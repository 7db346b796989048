"""Draws every type of page as a reader gets it: `python -m tests.contact_sheet OUT.png [SITE]`.

A row is a page: on a desktop, its first two sheets of paper, on a phone, in the dark. Look at it
until nothing is embarrassing.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.built.support import Server, chromium, kinds_of_page, run
from tests.support import ROOT, real

_ROW, _GAP, _LABEL = 560, 12, 18  # pixels
_DESK, _PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
#: Of poppler, which draws paper; without it the sheets are left out.
_DRAWS = shutil.which("pdftoppm")


def pictures(browser: Browser, url: str, address: str) -> Iterator[Image.Image]:
    """A page on each medium."""
    for size, dark in ((_DESK, False), (_PHONE, False), (_DESK, True)):
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        with browser.new_context(viewport=size, color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(f"{url}{address[1:]}", wait_until="networkidle")
            yield Image.open(io.BytesIO(page.screenshot()))
            if size is _DESK and not dark and _DRAWS:
                yield from sheets(page)


def sheets(page: Page) -> Iterator[Image.Image]:
    """The first two sheets of a page on A4."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.pdf").write_bytes(page.pdf(format="A4", prefer_css_page_size=True))
        command = [str(_DRAWS), "-png", "-r", "60", "-l", "2", "page.pdf", "sheet"]
        subprocess.run(command, cwd=folder, check=True)
        for file in sorted(Path(folder).glob("sheet*.png")):
            yield Image.open(io.BytesIO(file.read_bytes()))


def contact_sheet(site: Path, addresses: list[str]) -> Image.Image:
    """The rows of all addresses, one under the other."""
    with Server(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium())
        rows = [(address, list(pictures(browser, server.url, address))) for address in addresses]
        browser.close()
    rows = [(address, [_scaled(one) for one in row]) for address, row in rows]
    width = max(sum(one.width + _GAP for one in row) for _, row in rows)
    whole = Image.new("RGB", (width, (_ROW + _LABEL + _GAP) * len(rows)), "#888")
    draw = ImageDraw.Draw(whole)
    for number, (address, row) in enumerate(rows):
        left, top = 0, number * (_ROW + _LABEL + _GAP)
        draw.text((4, top + 2), address, fill="white")
        for one in row:
            whole.paste(one, (left, top + _LABEL))
            left += one.width + _GAP
    return whole


def _scaled(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").resize((picture.width * _ROW // picture.height, _ROW))


def main() -> None:
    """Draw a built site, or the real one, built where nobody looks."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(sys.argv[2] if sys.argv[2:] else folder)
        if not sys.argv[2:]:
            run("mkdocs", "build", "-q", "-d", folder, cwd=ROOT).check_returncode()
        sheet = contact_sheet(site.resolve(), sys.argv[3:] or kinds_of_page(real()))
        sheet.save(sys.argv[1])
        print(f"{sys.argv[1]}: {sheet.width} by {sheet.height}")


if __name__ == "__main__":
    main()
