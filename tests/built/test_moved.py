"""Addresses that moved, in a browser: pages, anchors and files of a handbook with new ids."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from macros.address.patterns import is_file
from tests.built.support import Server, run
from tests.renaming import RENAMINGS, rename_all
from tests.support import DUMMY, ROOT, spoil

_STATIC = pytest.mark.browser_context_args(java_script_enabled=False)
_WAYS = {old: new for renaming in RENAMINGS for old, new in renaming.ways.items()}
_OLD_ROLE, _NEW_ROLE = "/roles/senior-clerk/", "/roles/head-clerk/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dummy's site after every renaming at once, below a path of its own."""
    root = Path(shutil.copytree(DUMMY, tmp_path_factory.mktemp("moved") / "dummy"))
    for part in ("macros", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, root / part, ignore=ignored)
    rename_all(root)
    with Server(root / "site") as server:
        url = f"{server.url}handbook/"
        spoil(root, "mkdocs.yml", "http://127.0.0.1:8000/", url)
        theme = "  name: material\n  custom_dir: overrides\n  features: [navigation.instant]\n"
        spoil(root, "mkdocs.yml", "  name: material\n", theme)
        script = "{ path: assets/javascripts/handbook.js, type: module }"
        spoil(root, "mkdocs.yml", "nav:\n", f"extra_javascript: [{script}]\nnav:\n")
        built = run("mkdocs", "build", "--strict", "-d", "site/handbook", cwd=root)
        if built.returncode:
            pytest.fail(built.stdout, pytrace=False)
        yield url


def at(url: str, address: str) -> str:
    """The whole URL of an address of the site."""
    return urljoin(url, address[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("/pay/freedonia/", "/pay/sylvania/", id="a page"),
        pytest.param(
            f"{_OLD_ROLE}#outcomes-one-year", f"{_NEW_ROLE}#outcomes-one-year", id="its part"
        ),
        pytest.param("/tools/storage/#drawer", "/tools/storage/#chest", id="an anchor"),
        pytest.param(
            f"{_OLD_ROLE}interview/#scorecard-talk",
            f"{_NEW_ROLE}interview/#scorecard-chat",
            id="both",
        ),
    ],
)
def test_old_address_leads_to_the_new_one(page: Page, moved: str, old: str, new: str) -> None:
    """A link from before the renaming ends at the part that it meant, on the page it is now on."""
    page.goto(at(moved, old))

    expect(page).to_have_url(at(moved, new))
    if anchor := new.partition("#")[2]:
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_old_files_hold_the_new_ones(page: Page, moved: str) -> None:
    """A program gets the content of the new file at the old address, and is told in JSON."""
    files = {old: new for old, new in _WAYS.items() if is_file(old)}
    got = {one: page.request.get(at(moved, one)) for way in files.items() for one in way}
    told = {old: got[old].json() for old in files if old.endswith(".json")}
    archives = [old for old in files if old.endswith(".zip")]

    assert {answer.status for answer in got.values()} == {200}
    assert told == {old: {"moved_to": files[old], **got[files[old]].json()} for old in told}
    assert archives
    assert [old for old in archives if got[old].body() != got[files[old]].body()] == []


def test_query_goes_along(page: Page, moved: str) -> None:
    """What an address says after its question mark is kept, beside the anchor."""
    page.goto(at(moved, f"{_OLD_ROLE}pay/?from=advert#part-pay"))

    expect(page).to_have_url(re.compile(re.escape(at(moved, f"{_NEW_ROLE}pay/?from=advert#"))))


def test_moved_page_leaves_no_step_in_the_history(page: Page, moved: str) -> None:
    """The back button leads to where the reader came from, not into the redirect again."""
    page.goto(at(moved, "/glossary/"))
    page.goto(at(moved, _OLD_ROLE))
    expect(page).to_have_url(at(moved, _NEW_ROLE))
    page.go_back()

    expect(page).to_have_url(at(moved, "/glossary/"))


@_STATIC
def test_without_script_an_old_page_still_leads_on(page: Page, moved: str) -> None:
    """The page refreshes itself to the new one."""
    page.goto(at(moved, f"{_OLD_ROLE}pay/"))

    expect(page).to_have_url(at(moved, f"{_NEW_ROLE}pay/"))


def test_page_left_behind_is_honest(page: Page, moved: str) -> None:
    """It has a link to follow, the new page as canonical, no place in search, no inline script."""
    old, new = at(moved, f"{_OLD_ROLE}pay/"), at(moved, f"{_NEW_ROLE}pay/")
    soup = BeautifulSoup(page.request.get(old).text(), "html.parser")
    link, canonical = soup.select("a, link[rel=canonical]")[::-1]

    assert urljoin(old, str(link["href"])) == canonical["href"] == new
    assert link.get_text() == "head-clerk pay"
    assert soup.select_one('meta[name=robots][content="noindex"]')
    assert [tag for tag in soup.select("script, [style], [onload]") if not tag.get("src")] == []


def test_page_moved_by_hand_leads_on_with_its_anchors(page: Page, moved: str) -> None:
    """An anchor the new page has is found there, one it lacks leads to its top."""
    page.goto(at(moved, "/drawers/#drawer"))
    expect(page).to_have_url(at(moved, "/tools/storage/#chest"))

    page.goto(at(moved, "/drawers/#top-drawer"))
    expect(page).to_have_url(at(moved, "/tools/storage/"))


def test_moved_anchor_is_followed_on_the_page_itself(page: Page, moved: str) -> None:
    """A link followed on the same page, without loading it anew, leads on as well."""
    page.goto(at(moved, "/tools/storage/"))
    expect(page.locator("#chest")).to_be_visible()
    page.evaluate("() => { location.hash = '#drawer'; }")

    expect(page).to_have_url(at(moved, "/tools/storage/#chest"))


def test_anchor_that_is_there_asks_for_nothing(page: Page, moved: str) -> None:
    """Only an anchor that names nothing costs a look at the list."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(at(moved, "/tools/storage/#chest"))
    page.wait_for_load_state("networkidle")

    assert not [url for url in asked if url.endswith("redirects.json")]


def test_anchor_that_never_was_stays(page: Page, moved: str) -> None:
    """An address with a part that nobody knows shows its page, as ever."""
    with page.expect_response("**/redirects.json"):
        page.goto(at(moved, "/tools/storage/#no-such-part"))

    expect(page).to_have_url(at(moved, "/tools/storage/#no-such-part"))


def test_hosts_get_the_pages_as_rules(page: Page, moved: str) -> None:
    """A host that reads _redirects answers the old pages with 301, each to a page that is there.

    Rules count from the root of the host, whatever the path that the site stands under.
    """
    root = urlsplit(moved).path.rstrip("/")
    text = page.request.get(at(moved, "/_redirects")).text()
    rules = [line.split() for line in text.splitlines() if not line.startswith("#")]

    assert [f"{root}{_OLD_ROLE}", f"{root}{_NEW_ROLE}", "301"] in rules
    assert [f"{root}/drawers/", f"{root}/tools/storage/", "301"] in rules
    assert {status for _, _, status in rules} == {"301"}
    assert all(page.request.get(urljoin(moved, new)).ok for _, new, _ in rules)


def test_list_of_anchors_names_only_places_that_are_there(page: Page, moved: str) -> None:
    """Every target of redirects.json stands, on its page, in the built site."""
    ways = page.request.get(at(moved, "/redirects.json")).json()
    targets = set(ways.values())
    html = {name: page.request.get(at(moved, name)).text() for name in map(page_of, targets)}
    ids = {name: ids_of(text) for name, text in html.items()}
    anchors = [(page_of(target), target.partition("#")[2]) for target in targets]

    assert {old: new for old, new in _WAYS.items() if "#" in old}.items() <= ways.items()
    assert [pair for pair in anchors if pair[1] and pair[1] not in ids[pair[0]]] == []


def page_of(address: str) -> str:
    """The page of an address."""
    return address.partition("#")[0]


def ids_of(html: str) -> set[str]:
    """The ids of a page."""
    return {str(tag["id"]) for tag in BeautifulSoup(html, "html.parser").find_all(id=True)}
