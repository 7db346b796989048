"""The page about the data: its examples run against the built site, and its links hold."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from macros.public.api import FILES, SINGLES
from macros.public.tables import TABLES
from tests.built.support import Site
from tests.support import API, real
from tests.support import ROOT as REPOSITORY

#: The fences name no language: the second engine would color them, the first would not.
_FENCE = re.compile(r"^```\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLES = _FENCE.findall((REPOSITORY / "docs/data.md").read_text(encoding="utf-8"))
ROLE = "senior-backend-developer"


def said(number: int, address: str, folder: Path) -> str:
    """What an example of the page prints, run as it stands there in a folder of its own."""
    code = EXAMPLES[number]
    shell = shutil.which("sh")
    assert shell is not None

    command = [shell, "-ec", code] if code.startswith("curl ") else [sys.executable, "-c", code]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"HANDBOOK": address.rstrip("/"), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_page_has_the_examples_that_run_here() -> None:
    """Two examples in curl and three in Python: another one needs a test."""
    assert [code.split()[0] for code in EXAMPLES] == ["curl", "curl", "import", "import", "import"]


def test_example_fetches_a_role(served: str, tmp_path: Path) -> None:
    """curl prints the role that the page promises."""
    assert json.loads(said(0, served, tmp_path))["id"] == ROLE


def test_example_fetches_only_what_is_newer(served: str, tmp_path: Path) -> None:
    """The first call saves the file, the second leaves a copy as new as the site's alone."""
    assert said(1, served, tmp_path) == ""
    copy = tmp_path / "roles.json"
    assert [role["id"] for role in json.loads(copy.read_bytes())["roles"]] == list(real().roles)

    stat = copy.stat()
    copy.write_text("kept")
    os.utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    said(1, served, tmp_path)
    assert copy.read_text() == "kept"


def test_example_prints_the_musts(served: str, tmp_path: Path) -> None:
    """Each must of the role stands on a line, behind the number of questions that test it."""
    musts = real().resolved[ROLE].requirements_of("must")
    lines = said(2, served, tmp_path).splitlines()

    assert [line.partition(" ")[2] for line in lines] == [must.line for must in musts]
    assert all(int(line.partition(" ")[0]) > 0 for line in lines)


def test_example_prints_the_medians(served: str, tmp_path: Path) -> None:
    """Each series that holds stands on a line with its source."""
    series = real().pay["united-states"].series
    lines = said(3, served, tmp_path).splitlines()

    assert lines == [f"{one.pay.median} {one.title} {one.source}" for one in series]


def test_example_reads_a_table(served: str, tmp_path: Path) -> None:
    """The first column comes without the mark that Excel needs."""
    questions = real().questions.values()
    lines = said(4, served, tmp_path).splitlines()

    assert lines == [f"{one.skill} {one.minutes} {one.title}" for one in questions]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.path))
def test_table_is_served_as_the_page_describes_it(site: Site, table: object) -> None:
    """The columns on the page are those of the file, each with what it holds."""
    path = getattr(table, "path", "")
    text = (site.folder / API / path).read_text(encoding="utf-8-sig")
    anchor = f"table-{path.removesuffix('.csv')}"
    rows = site.pages["/data/"].soup.select(f"#{anchor} tbody tr")

    assert [row.th.get_text() for row in rows if row.th] == next(csv.reader(io.StringIO(text)))
    assert [row for row in rows if not (row.td and row.td.get_text(strip=True))] == []


@pytest.mark.parametrize("path", [one.path for one in (*FILES, *SINGLES)])
def test_fields_of_a_file_are_on_the_page(site: Site, path: str) -> None:
    """Whatever stands at the top of an entry is explained on the page."""
    body = json.loads((site.folder / API / path).read_bytes())
    entries = body.get(path.removesuffix(".json"), body)
    entry = entries[0] if isinstance(entries, list) else entries
    heading = site.pages["/data/"].soup.find(id=f"fields-{path.removesuffix('.json')}")
    assert heading is not None

    table = heading.find_next("table")
    assert table is not None
    explained = {code.get_text() for code in table.select("th code")}
    assert set(entry) - {"schema_version"} <= explained


def test_feeds_are_linked_from_the_page_of_changes(site: Site) -> None:
    """The page names a feed for the handbook, one for the API and one for each role."""
    links = [str(a["href"]) for a in site.pages["/changes/"].article.select("a[href$='feed.xml']")]

    assert len(links) == 2 + len(real().roles)
    assert all((site.folder / "changes" / link).resolve().is_file() for link in links)


def test_every_file_of_the_api_answers(site: Site, served: str) -> None:
    """The list of files links each of them, and the server has it."""
    for link in site.pages["/api/v1/"].article.select("th a"):
        path = str(link["href"]).rpartition("/")[2]
        with urlopen(f"{served}{API}/{path}") as reply:  # noqa: S310 - our own server
            assert json.loads(reply.read())


def test_folded_reference_opens_by_its_address(page: Browser) -> None:
    """A link to a table unfolds it: nobody lands on a closed heading."""
    page.goto("/data/#table-pay")

    expect(page.locator("#table-pay table")).to_be_visible()
    expect(page.locator("#table-terms table")).to_be_hidden()


def test_folded_reference_opens_by_keyboard(page: Browser) -> None:
    """Enter on the summary unfolds the columns."""
    page.goto("/data/")
    page.locator("#table-terms summary").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#table-terms table")).to_be_visible()
