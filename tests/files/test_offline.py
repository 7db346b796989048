"""What the zip for a folder changes in a page, and what it leaves as it is."""

import io
import zipfile
from pathlib import Path

import pytest

from macros.files.offline import offline
from tests.support import each

#: What stands in the page /roles/clerk/, and what it says in a folder.
_TAGS = (
    ('<a href="../..">', '<a href="../../index.html">'),
    ('<a href=".">', '<a href="./index.html">'),
    ('<a href="./#pay">', '<a href="./index.html#pay">'),
    ('<a href="../../roles/">', '<a href="../../roles/index.html">'),
    ('<a href="../?level=junior#all">', '<a href="../index.html?level=junior#all">'),
    ('<a class="x" href="../../a%20b/">', '<a class="x" href="../../a%20b/index.html">'),
    (
        '<meta http-equiv="refresh" content="0; url=../">',
        '<meta http-equiv="refresh" content="0; url=../index.html">',
    ),
    ('<script src="x.js" data-to="../#a">', '<script src="x.js" data-to="../index.html#a">'),
    ('<script src="../embed/embed.js" data-role="clerk" async></script>', ""),
    ('<link rel="preload" as="font" crossorigin\n  href="x.woff2">', ""),
)
_KEPT = (
    '<a href="#pay">',
    '<a href="?level=junior">',
    '<a href="clerk.docx">',
    '<a href="../gone/">',
    '<a href="https://example.org/roles/">',
    '<a href="//example.org/roles/">',
    '<a href="mailto:a@example.org">',
    '<meta property="og:title" content="roles">',
    '<code>href="../"</code>',
)


def _unpacked(site: Path, files: dict[str, str]) -> dict[str, str]:
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    with zipfile.ZipFile(io.BytesIO(offline(site))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@each("tag", lambda: (*_TAGS, *((kept, kept) for kept in _KEPT)))
def test_link_to_a_page_names_its_file_and_no_other_is_changed(
    tag: tuple[str, str], tmp_path: Path
) -> None:
    """Pages that are there are named by file, with their ? and #."""
    page = "<html><head><meta charset='utf-8'></head><body>{}</body></html>"
    files = dict.fromkeys(("index.html", "roles/index.html", "a b/index.html"), page)
    made = _unpacked(tmp_path, files | {"roles/clerk/index.html": page.format(tag[0])})

    assert f"<body>{tag[1]}</body>" in made["roles/clerk/index.html"]
    assert '<script src="../../assets/javascripts/offline.js">' in made["roles/clerk/index.html"]


def test_part_to_be_pasted_is_left_as_it_is_and_what_hosts_read_is_left_out(
    tmp_path: Path,
) -> None:
    """A document without a head is no page; names that begin with a dot are nobody's."""
    part = '<p><a href="../">Roles</a></p>'
    hosted = (
        *("404.html", "robots.txt", "sitemap.xml.gz", "_redirects", ".git/config"),
        "versions/1.3.0/index.html",
    )
    made = _unpacked(tmp_path, {"index.html": "", "part.html": part} | dict.fromkeys(hosted, ""))

    assert made["part.html"] == part
    assert not made.keys() & set(hosted)


def test_site_with_a_module_of_an_unknown_form_is_refused(tmp_path: Path) -> None:
    """Half a script in a folder would be worse than none."""
    head = '<html><head></head><script src="a.js" type="module"></script></html>'
    with pytest.raises(ValueError, match=r"a\.js has an import"):
        _unpacked(tmp_path, {"index.html": head, "a.js": 'import "./b.js";'})
