"""The built site behind nginx, as deploy/nginx.conf sets it up: at the root and below a path."""

import gzip
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.files.hosts import TYPES
from macros.tell.embed import all_parts
from tests import hosts
from tests.bench_load import CONNECTIONS, measured
from tests.built.support import Site, listed, run
from tests.built.test_embed import Host as OtherSite
from tests.built.test_policy import LISTEN
from tests.built.test_search import search
from tests.support import ROOT, real

_BELOW = "/hand/book"
_EMBED = f"/{all_parts(real())[0][0].path}"
_KEPT, _AGAIN = "public, max-age=31536000, immutable", "public, max-age=0, must-revalidate"


class Answer(NamedTuple):
    """What nginx answered: status, headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Host(NamedTuple):
    """A site that nginx serves: where, and its folder."""

    url: str
    folder: Path

    def ask(self, path: str, **headers: str) -> Answer:
        """Ask for a path as it is; no redirect is followed and nothing is unpacked."""
        with closing(HTTPConnection(urlsplit(self.url).netloc, timeout=30)) as connection:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): headers[name] for name in headers}
            )
            got = connection.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())


@pytest.fixture(scope="module")
def host(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The real site at the root of a host, compressed, with a manifest and an unfinished build."""
    home = tmp_path_factory.mktemp("host")
    folder = Path(shutil.copytree(site.folder, home / "site"))
    packed = run("macros", "compress", str(folder), cwd=ROOT)
    assert packed.returncode == 0, packed.stdout
    (folder / "app.webmanifest").write_text("{}")
    (folder / ".site-next-site").mkdir()
    (folder / ".site-next-site" / "index.html").write_text("unfinished")
    with hosts.served(home / "nginx", folder) as url:
        yield Host(url, folder)


@pytest.fixture(scope="module")
def beside(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The dummy's site, in which a page moved, below a path of a host."""
    home = tmp_path_factory.mktemp("beside")
    folder = Path(shutil.copytree(built / "site", home / f"root{_BELOW}"))
    url = f"https://host.example{_BELOW}/"
    done = run("macros", "export", str(folder), cwd=built, url=url)
    assert done.returncode == 0, done.stdout
    with hosts.served(home / "nginx", home / "root", _BELOW) as url:
        yield Host(url, folder)


@pytest.fixture(scope="module")
def watched(browser: Browser, host: Host) -> Iterator[Page]:
    """A page that records what a policy of the page or of nginx refuses."""
    with browser.new_context(base_url=host.url) as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        yield page


@pytest.fixture
def elsewhere() -> Iterator[OtherSite]:
    """A site of another origin."""
    with closing(OtherSite()) as other:
        yield other


def _one_of_each_kind(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix)
    return {file.suffix: f"/{file.relative_to(folder).as_posix()}" for file in files}


def test_every_file_of_the_site_has_a_type(site: Site) -> None:
    """A new kind of file needs a line in TYPES."""
    ends = {file.suffix[1:] for file in site.folder.rglob("*") if file.is_file() and file.suffix}

    assert ends - TYPES.keys() == set()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/api/v1/roles.csv", "text/csv; charset=utf-8"),
        ("/api/v1/roles.json", "application/json"),
        ("/feed.xml", "application/atom+xml"),
        ("/roles/backend-developer/feed.xml", "application/atom+xml"),
        ("/sitemap.xml", "application/xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/app.webmanifest", "application/manifest+json"),
        ("/assets/javascripts/handbook.js", "text/javascript; charset=utf-8"),
        ("/assets/stylesheets/handbook.css", "text/css; charset=utf-8"),
        ("/assets/images/mark.svg", "image/svg+xml"),
        ("/assets/fonts/literata-latin.woff2", "font/woff2"),
        (
            "/roles/backend-developer/job-description/backend-developer.md",
            "text/markdown; charset=utf-8",
        ),
    ],
)
def test_type_of_a_file(host: Host, path: str, kind: str) -> None:
    """What a browser or feed reader must know to show it."""
    assert host.ask(path).headers["Content-Type"] == kind


def test_nginx_sends_what_headers_says(host: Host) -> None:
    """Both kinds of host are told the same of one file of each kind, of pages and of embeds."""
    rules = hosts.read_rules((host.folder / "_headers").read_text())
    paths = [*_one_of_each_kind(host.folder).values(), "/", "/roles/", _EMBED, "/embed/embed.js"]
    unequal = []
    for path in paths:
        sent = host.ask(path, X_Forwarded_Proto="https").headers
        told = hosts.answered(rules, path)
        unequal += [f"{path} {name}" for name in told if sent.get(name) != told[name]]

    assert len(paths) > 15
    assert not unequal, listed(unequal)


def test_rules_fit_the_hosts_that_read_them(site: Site) -> None:
    """Cloudflare Pages takes 100 rules, and 2,000 letters a line."""
    text = (site.folder / "_headers").read_text()

    assert len(hosts.read_rules(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000


@pytest.mark.parametrize("path", ["/", "/assets/search/index.json", "/api/v1/roles.csv"])
def test_texts_are_sent_as_they_were_packed(host: Host, path: str) -> None:
    """A reader that takes gzip gets the twin, another one the text."""
    file = host.folder / (path[1:] or "index.html")
    packed = host.ask(path, Accept_Encoding="gzip")
    plain = host.ask(path)

    assert packed.body == file.with_name(f"{file.name}.gz").read_bytes()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert plain.body == gzip.decompress(packed.body) == file.read_bytes()
    assert "Content-Encoding" not in plain.headers


def test_text_without_a_twin_is_packed_on_the_way(beside: Host) -> None:
    """A site that nobody compressed is not sent at its full weight."""
    got = beside.ask(f"{_BELOW}/api/v1/openapi.json", Accept_Encoding="gzip")

    assert got.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(got.body) == (beside.folder / "api/v1/openapi.json").read_bytes()


def test_only_a_name_with_a_hash_is_kept(host: Host) -> None:
    """Everything else is asked for again, and not sent again when it is as it was."""
    paths = [
        f"/{file.relative_to(host.folder).as_posix()}"
        for file in host.folder.joinpath("assets").rglob("*.[jc]s*")
    ]
    kept = {path for path in paths if host.ask(path).headers["Cache-Control"] == _KEPT}
    page = host.ask("/roles/")

    assert kept
    assert kept == {path for path in paths if re.search(r"\.[0-9a-f]{8}\.min\.", path)}
    assert page.headers["Cache-Control"] == _AGAIN
    assert host.ask("/roles/", If_None_Match=page.headers["ETag"]).status == 304


@pytest.mark.parametrize(
    "path",
    ["/nowhere/", "/nowhere.png", "/api/v1/roles/", "/assets/", "/.site-next-site/index.html"],
)
def test_what_is_no_page_answers_404_with_a_page(host: Host, path: str) -> None:
    """A folder without a page of its own, and a build under way, are as absent as a wrong name."""
    got = host.ask(path)

    assert got.status == 404
    assert got.body == (host.folder / "404.html").read_bytes()
    assert "frame-ancestors" in got.headers["Content-Security-Policy"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in got.headers


def test_page_without_its_slash_leads_to_it(host: Host, beside: Host) -> None:
    """By a relative redirect, which holds behind a proxy of another name and port."""
    for one, below in ((host, ""), (beside, _BELOW)):
        got = one.ask(f"{below}/roles")
        assert (got.status, got.headers["Location"]) == (301, f"{below}/roles/")


def test_moved_page_leads_on_below_a_path(beside: Host) -> None:
    """As `_redirects` says, with what the old address has behind its question mark."""
    got = beside.ask(f"{_BELOW}/drawers/?from=posting")

    assert got.status == 301
    assert got.headers["Location"] == f"{_BELOW}/tools/storage/?from=posting"


def test_below_a_path_all_else_is_the_same(beside: Host) -> None:
    """The page for addresses that are none, the frames, and what is kept."""
    lost = beside.ask(f"{_BELOW}/nowhere/")
    script = next(beside.folder.glob("assets/javascripts/bundle.*.min.js"))
    kept = beside.ask(f"{_BELOW}/assets/javascripts/{script.name}")
    policies = [
        beside.ask(f"{_BELOW}{path}").headers["Content-Security-Policy"]
        for path in ("/roles/", "/embed/")
    ]

    assert (lost.status, lost.body) == (404, (beside.folder / "404.html").read_bytes())
    assert ["frame-ancestors" in policy for policy in policies] == [True, False]
    assert kept.headers["Cache-Control"] == _KEPT
    assert (
        "Strict-Transport-Security"
        not in beside.ask(f"{_BELOW}/", X_Forwarded_Proto="https").headers
    )


def test_only_an_encrypted_answer_asks_for_encryption(host: Host) -> None:
    """RFC 6797, section 7.2; nginx may stand behind the one that holds the certificate."""
    sent = [
        host.ask("/", **headers).headers.get("Strict-Transport-Security")
        for headers in ({}, {"X_Forwarded_Proto": "http"}, {"X_Forwarded_Proto": "https"})
    ]

    assert sent == [None, None, "max-age=31536000"]


def test_load_run_counts_answers_and_errors(host: Host) -> None:
    """What is there is answered without an error, and what is not is counted as one."""
    with ThreadPoolExecutor(1) as apart:  # the browser has this thread's loop
        work = apart.submit(measured, host.url, ["/roles/", "/nowhere/"], seconds=0.1)
        there, missing = work.result()

    assert there.right >= CONNECTIONS
    assert (there.errors, missing.right) == (0, 0)
    assert missing.errors >= CONNECTIONS


def test_tools_and_search_run_under_both_policies(watched: Page) -> None:
    """Front page, composer, checker and search ask for nothing that header or page refuses."""
    watched.goto("/compose/")
    watched.locator("[data-compose] [name=company]").fill("Lime & Söhne")
    expect(watched.locator("[data-compose-preview]")).to_contain_text("Lime & Söhne")
    assert watched.evaluate("refused") == []

    watched.goto("/check/")
    watched.get_by_role("textbox", name="The job ad").fill("We want a rockstar developer.")
    expect(watched.locator("[data-check-findings]")).to_contain_text("rockstar")
    assert watched.evaluate("refused") == []

    watched.goto("/")
    watched.locator(".finder__field").click()
    assert search(watched, "idempotency")
    assert watched.evaluate("refused") == []


def test_header_stops_what_the_page_itself_does_not(watched: Page, host: Host) -> None:
    """A page that lost its own policy still runs nothing that got into it."""
    page = host.folder / "intruder.html"
    page.write_text("<!doctype html><title>x</title><script>window.ran = true</script>")
    watched.goto("/intruder.html")

    assert watched.evaluate("window.ran") is None
    assert watched.evaluate("refused") == ["script-src-elem inline"]


def test_other_sites_frame_embeds_and_nothing_else(
    page: Page, host: Host, elsewhere: OtherSite
) -> None:
    """A frame in a page of another origin shows the part; that of a page stays empty."""
    frames = "".join(f'<iframe src="{host.url}{path}"></iframe>' for path in (_EMBED, "/roles/"))
    elsewhere.pages["/"] = ("", f"<!doctype html><title>Jobs</title>{frames}")
    page.goto(elsewhere.url)
    embed, other = (page.frame_locator("iframe").nth(at).locator("h1") for at in (0, 1))

    expect(embed).to_be_visible()
    expect(other).to_have_count(0)
