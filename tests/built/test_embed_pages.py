"""The pages behind embeds, opened by themselves: the chooser, the parts, and what leads to them."""

from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.built.support import Site, listed
from tests.built.test_accessibility import grave
from tests.built.test_embed import PART, PARTS


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param("role=no-such-role&part=process", 'no role "no-such-role"', id="role"),
        pytest.param(f"role={PART.role.id}&part=salary", 'no part "salary"', id="part"),
        pytest.param("role=<b>x</b>&part=process", 'no role "<b>x</b>"', id="markup"),
        pytest.param(f"role={PART.role.id}", 'no part ""', id="no part"),
    ],
)
def test_an_unknown_name_is_said_above_the_list(page: Page, query: str, says: str) -> None:
    """A wrong name gives a message and every part there is, never a blank."""
    page.goto(f"/embed/?{query}")

    expect(page.get_by_role("status")).to_contain_text(f"There is {says}")
    expect(page.locator(".choices a")).to_have_count(len(PARTS))


def test_a_role_that_was_renamed_is_found_at_its_old_address(page: Page, base_url: str) -> None:
    """The chooser asks the old address before it gives up on a name."""
    old = urljoin(base_url, "/embed/old-name/process/")
    page.route(
        old, lambda route: route.fulfill(body="<title>Old</title>", content_type="text/html")
    )

    page.goto("/embed/?role=old-name&part=process")

    expect(page).to_have_url(old)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_every_part_is_whole(page: Page) -> None:
    """A reader without JavaScript sees the part, and all parts in the list."""
    page.goto(f"/{PART.path}")
    lines = sum(len(section.entries) for section in PART.sections)
    expect(page.locator("a.line")).to_have_count(lines)

    page.goto(f"/embed/?role={PART.role.id}&part={PART.slug}")
    expect(page.locator(".choices a")).to_have_count(len(PARTS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_embeds_shut_nobody_out(page: Page, scheme: str) -> None:
    """axe finds nothing serious or critical in any part or in the chooser, in either scheme."""
    barriers = []
    for path in ("embed/", *(part.path for part in PARTS)):
        page.goto(f"/{path}?theme={scheme}")
        barriers += grave(page)

    assert not barriers, listed(barriers)


def test_every_link_of_an_embed_lands(site: Site) -> None:
    """Each line, skill and stage links an anchor that is on the page."""
    lost = []
    for part in PARTS:
        html = (site.folder / part.path / "index.html").read_text(encoding="utf-8")
        for link in BeautifulSoup(html, "html.parser").select("main a"):
            url = urlsplit(urljoin(f"/{part.path}", str(link["href"])))
            page = site.pages.get(url.path)
            if page is None or url.fragment not in page.ids:
                lost.append(f"{part.path}: {link['href']}")

    assert not lost, listed(lost)


def test_pages_of_a_role_name_their_oembed_answer(site: Site) -> None:
    """Responsibilities, interview and candidate pages lead to a file of the site; others do not."""
    named = {}
    for page in site.listed:
        for link in page.soup.select('head link[type="application/json+oembed"]'):
            named[page.address] = str(link["href"]).removeprefix(site.url)
    expected = {}
    for part in PARTS:
        home = f"/roles/{part.role.id}"
        if part.slug == "responsibilities":
            expected[f"{home}/responsibilities/"] = part.oembed
        if part.slug == "process":
            expected |= dict.fromkeys((f"{home}/interview/", f"{home}/candidate/"), part.oembed)

    assert named == expected
    assert [path for path in named.values() if not (site.folder / path).is_file()] == []
