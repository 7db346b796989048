"""Links of the built pages, those made by macros included, which MkDocs does not check."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.built.support import Page, Site, listed
from tests.support import ROOT, real

_TEXT_FILES = {".html", ".js", ".css", ".json", ".xml", ".svg", ".txt", ".map"}


@dataclass(frozen=True)
class Link:
    """One href or src: the page it stands on, what it says, and where that leads."""

    page: Page
    target: str
    url: str

    def __str__(self) -> str:
        """The page and the link, as a failure shows them."""
        return f"{self.page.address}: {self.target}"


def links(site: Site) -> Iterator[Link]:
    """Every link of every page, resolved as a browser resolves it."""
    for page in site.pages.values():
        base = urljoin(site.url, page.address)
        for attribute in ("href", "src"):
            for tag in page.soup.select(f"[{attribute}]"):
                target = str(tag[attribute])
                yield Link(page, target, urljoin(base, target))


def is_internal(site: Site, link: Link) -> bool:
    """Whether a link stays on the site."""
    return link.url.startswith(site.url)


def file_of(site: Site, url: str) -> Path:
    """The file that a web server gives out for an address of the site."""
    path = unquote(urlsplit(url).path).lstrip("/")
    return (
        site.folder / path / "index.html" if path.endswith("/") or not path else site.folder / path
    )


def test_every_internal_link_leads_to_a_file(site: Site) -> None:
    """No link or picture of the site is missing, and none goes by way of a redirect."""
    inside = [link for link in links(site) if is_internal(site, link)]
    dead = [str(link) for link in inside if not _leads_somewhere(site, link)]

    assert len(inside) > len(site.pages)
    assert not dead, listed(dead)


def _leads_somewhere(site: Site, link: Link) -> bool:
    """Whether the file is there; a folder without its closing slash (`..`) is one as well."""
    file = file_of(site, link.url)
    return file.is_file() or (file / "index.html").is_file()


def test_every_fragment_leads_to_an_id(site: Site) -> None:
    """The part after # names an id on the page the link leads to."""
    lost = [str(link) for link in links(site) if is_internal(site, link) and not _lands(site, link)]

    assert not lost, listed(lost)


def _lands(site: Site, link: Link) -> bool:
    fragment = unquote(urlsplit(link.url).fragment)
    if not fragment:
        return not link.target.endswith("#")
    page = next(
        (page for page in site.pages.values() if page.file == file_of(site, link.url)), None
    )
    return page is not None and fragment in page.ids


def test_ids_are_unique_on_a_page(site: Site) -> None:
    """An anchor means one place."""
    repeated = [
        f"{page.address}#{id}"
        for page in site.pages.values()
        for id, count in Counter(page.ids).items()
        if count > 1
    ]

    assert not repeated, listed(repeated)


def test_the_site_address_is_only_where_others_need_it(site: Site) -> None:
    """Pages link to each other relatively, so that a copy of the site works at any address.

    Canonical addresses, previews and oEmbed answers are for readers and programs elsewhere.
    """
    host = urlsplit(site.url).netloc
    absolute = [
        f"{page.address}: {tag.name} {value}"
        for page in site.pages.values()
        for tag in page.soup.find_all(True)
        for value in map(str, tag.attrs.values())
        if host in value
        and tag.get("rel") != ["canonical"]
        and tag.get("property") not in ("og:url", "og:image")
        and tag.get("type") != "application/json+oembed"
    ]

    assert not absolute, listed(absolute)


def test_every_page_names_its_canonical_address(site: Site) -> None:
    """A copy of a page found elsewhere says where the page belongs."""
    canonical = {
        page.address: [str(tag["href"]) for tag in page.soup.select('link[rel="canonical"]')]
        for page in site.listed
    }

    assert canonical == {page.address: [urljoin(site.url, page.address)] for page in site.listed}


def test_no_path_of_this_machine_is_published(site: Site) -> None:
    """No file of the site names the folder it was built from or in."""
    private = re.compile("|".join(re.escape(str(path)) for path in (ROOT, site.folder.parent)))
    leaks = [
        f"{file.relative_to(site.folder)}: {found.group()}"
        for file in sorted(site.folder.rglob("*"))
        if file.suffix in _TEXT_FILES
        for found in private.finditer(file.read_text(encoding="utf-8"))
    ]

    assert not leaks, listed(leaks)


def test_external_links_are_encrypted(site: Site) -> None:
    """A link that leaves the site begins with https, apart from the names of occupations."""
    names = {code.url for role in real().roles.values() for code in role.occupation_codes}
    plain = [
        str(link)
        for link in links(site)
        if not is_internal(site, link)
        and urlsplit(link.url).scheme not in ("https", "mailto")
        and link.url not in names
    ]

    assert not plain, listed(plain)
