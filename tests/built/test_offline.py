"""The zip for a folder: whole without a server, search and tools included, in Chromium."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.core.handbook import Handbook
from macros.files.offline import offline
from macros.posting.draft import read_draft
from macros.posting.fill import fill
from macros.posting.recipe import build_recipe
from macros.posting.write import to_markdown
from macros.site import cli
from tests.built.support import Site, listed
from tests.built.test_copying import clipboard

ROLE = "staff-backend-developer"
_ELSEWHERE = re.compile(r"^(?!file:|data:|blob:|about:)")


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody has unpacked the zip, below a name with a blank, as downloads have."""
    folder = tmp_path_factory.mktemp("down loads")
    with zipfile.ZipFile(io.BytesIO(offline(site.folder))) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def tab(browser: Browser, folder: Path) -> Iterator[Page]:
    """A page that notes in `faults` what the console says, and what is asked of elsewhere."""
    with browser.new_context(
        base_url=f"{folder.as_uri()}/", permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        yield context.new_page()


@pytest.fixture
def read(tab: Page) -> Iterator[Page]:
    """The page, which nothing is found wrong with while a test reads in it."""
    faults: list[str] = []
    heard = {
        "console": lambda said: faults.append(said.text) if said.type == "error" else None,
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda asked: faults.append(asked.url) if _ELSEWHERE.match(asked.url) else None,
    }
    for event, hear in heard.items():
        tab.on(event, hear)  # type: ignore[call-overload]
    yield tab
    for event, hear in heard.items():
        tab.remove_listener(event, hear)
    assert not faults, listed(faults)


def _arrived(page: Page, path: str) -> None:
    """The page of that file is open, and no list of what lies in its folder."""
    expect(page).to_have_url(re.compile(rf"^file:///[^?#]*{re.escape(path)}([?#].*)?$"))
    expect(page.locator("article h1")).to_be_visible()


def test_every_link_leads_to_a_file_of_the_folder(folder: Path) -> None:
    """A folder has no index page of its own, and nothing lies above it."""
    lost = [
        f"{page.relative_to(folder)}: {target}"
        for page in folder.rglob("*.html")
        for target in _targets(page)
        if not (
            folder / normpath(join(page.relative_to(folder).parent.as_posix(), target))
        ).is_file()
    ]

    assert not lost, listed(lost)


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _targets(page: Path) -> Iterator[str]:
    """The paths that a page of ours leads to or loads."""
    html = page.read_text(encoding="utf-8")
    soup = BeautifulSoup(html if "<head" in html else "", "html.parser")
    for attribute in ("href", "src", "data-to"):
        for tag in soup.select(f"[{attribute}]"):
            url = urlsplit(str(tag[attribute]))
            if not url.scheme and not url.netloc and url.path:
                yield unquote(url.path)


def test_every_page_of_the_site_is_there(site: Site, folder: Path) -> None:
    """And none has a script that browsers refuse below file://."""
    missing = [
        page.address
        for page in site.listed
        if not (folder / page.file.relative_to(site.folder)).is_file()
    ]
    modules = [str(file) for file in folder.rglob("*.html") if 'type="module"' in file.read_text()]

    assert not missing, listed(missing)
    assert not modules, listed(modules)


def test_front_door_opens_with_styles_fonts_and_scripts(read: Page) -> None:
    """It looks as it does on a server, and leads on to a page."""
    read.goto("index.html")
    fonts = "document.fonts.ready.then(() => [...document.fonts].map((f) => [f.family, f.status]))"
    states = dict(read.evaluate(fonts))  # stand-ins are asked for only where ours are missing

    assert [state for name, state in states.items() if name[-1] not in "12"] == ["loaded"] * 2
    read.locator("article a[href$='/index.html']").first.click()
    _arrived(read, "/index.html")


def test_card_of_a_term_opens(read: Page) -> None:
    """A script brings what it says, and its link leads on."""
    read.goto("skills/api-design/index.html")
    read.locator(".term-link").first.hover()
    read.locator(".term-card").get_by_role("link", name="Glossary").click()
    _arrived(read, "glossary/index.html")


def test_search_finds_a_page(read: Page) -> None:
    """The pieces of the index come as scripts."""
    read.goto("index.html")
    read.locator(".finder__field").fill("postgresql")
    read.locator("[data-search-result] a").first.click()

    _arrived(read, "/tools/databases/index.html")


def test_checker_has_findings_that_lead_on(read: Page) -> None:
    """Links that a script makes name the file as well."""
    read.goto("check/index.html")
    read.locator("[name=posting]").fill("We want a rockstar and native speaker.")
    read.locator(".finding a", has_text="About this rule").first.click()

    _arrived(read, "/check/rules/index.html")


def test_composer_fills_and_downloads(read: Page, handbook: Handbook, folder: Path) -> None:
    """What is downloaded is what the command line writes, Word included."""
    read.goto("compose/index.html")
    read.locator("[name=role]").select_option(ROLE)
    read.locator("[name=company]").fill("Lime")
    recipe = build_recipe(handbook, ROLE)
    draft, _ = read_draft(recipe, [("company", "Lime")])
    expect(read).to_have_url(re.compile(f"role={ROLE}.*company=Lime"))

    assert _downloaded(read, "md").decode() == to_markdown(fill(recipe, draft))
    assert zipfile.is_zipfile(io.BytesIO(_downloaded(read, "docx")))


def _downloaded(page: Page, format: str) -> bytes:
    page.locator("[data-format]").select_option(format)
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    return download.value.path().read_bytes()


def test_kit_is_built_and_leads_to_its_questions(read: Page) -> None:
    """Its questions come from files of the API."""
    read.goto(f"kit/index.html?role={ROLE}&minutes=60")
    read.locator(".kit-whole").first.click()

    _arrived(read, "/skills/system-design/index.html")


def test_comparison_bank_and_law_answer(read: Page, handbook: Handbook) -> None:
    """What is chosen stands in the address, which opens the same again."""
    read.goto("compare/index.html")
    read.locator("[data-compare] [name=to]").select_option(ROLE)
    expect(read).to_have_url(re.compile(f"to={ROLE}"))
    read.goto("questions/index.html?skill=sql")
    expect(read.locator(".bank > li > [id]:visible")).to_have_count(
        len(handbook.questions_of("sql"))
    )
    read.goto("law/pay-transparency/index.html?place=us-co")
    expect(read.locator(".law-filter .filter-count")).to_contain_text("1 of ")


def test_text_of_a_job_description_is_copied(read: Page, folder: Path) -> None:
    """The bar copies what the download of that format holds."""
    home = f"roles/{ROLE}/job-description"
    read.goto(f"{home}/index.html")
    read.locator("[data-copy-bar] [data-copy=md]").first.click()
    expect(read.locator("[data-copy-bar] .copied").first).to_contain_text("Copied")

    assert clipboard(read)["text/plain"] == (folder / home / f"{ROLE}.md").read_text(
        encoding="utf-8"
    )


def test_anchor_that_moved_leads_to_the_file_of_its_page(read: Page, folder: Path) -> None:
    """The list of moved anchors comes as a script, and its addresses name no file."""
    ways = json.dumps({"/glossary/#old-word": "/skills/sql/#levels"})
    (folder / "redirects.json.js").write_text(f"handbookFile({json.dumps(ways)});")
    read.goto("glossary/index.html#old-word")

    _arrived(read, "/skills/sql/index.html")


def test_zip_is_the_same_bytes_again_and_written_where_it_is_asked_for(
    site: Site, tmp_path: Path
) -> None:
    """`handbook offline` writes what a second call makes, with paths in order and one date."""
    file = tmp_path / "handbook.zip"

    assert cli.main(["offline", str(site.folder), str(file)]) == 0
    assert file.read_bytes() == offline(site.folder)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_folder_without_a_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to do, and writes nothing."""
    assert cli.main(["offline", str(tmp_path), str(tmp_path / "handbook.zip")]) == 1
    assert "build one with make build" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
