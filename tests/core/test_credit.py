"""Citations: the same facts in plain text, HTML and BibTeX."""

import re
from datetime import date

from bs4 import BeautifulSoup

from macros.core.credit import NAME, Citation

PAGE = Citation(
    "clerk",
    "R&D clerk <50%",
    "https://handbook.example/roles/clerk/",
    "1.2.0",
    date(2026, 3, 4),
    NAME,
)
WHOLE = Citation("book", NAME, "https://handbook.example/", "1.2.0", date(2026, 3, 4), NAME)


def test_plain_text_names_work_title_version_day_address_and_license() -> None:
    """Everything a reader needs to find the same words again, in one line."""
    assert PAGE.text == (
        "Backend Hiring Handbook. R&D clerk <50%. Version 1.2.0, March 4, 2026. "
        "https://handbook.example/roles/clerk/ (CC BY 4.0)"
    )


def test_handbook_as_a_whole_is_named_once() -> None:
    """A citation of the whole does not repeat its own title."""
    assert WHOLE.text.count(NAME) == WHOLE.html.count(NAME) == 1


def test_html_says_the_same_with_links_and_no_other_attribute() -> None:
    """The title links the page, the license its text; nothing a strict editor removes."""
    page = BeautifulSoup(PAGE.html, "html.parser")

    assert page.get_text() == (
        "Backend Hiring Handbook: R&D clerk <50%. Version 1.2.0, March 4, 2026. CC BY 4.0."
    )
    assert [tag["href"] for tag in page.find_all(True)] == [
        "https://handbook.example/roles/clerk/",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert {name for tag in page.find_all(True) for name in tag.attrs} == {"href"}


def test_bibtex_is_an_entry_whose_braces_close() -> None:
    """An @online entry with a key, a field a line, and marks of BibTeX told to be text."""
    fields = dict(re.findall(r"^  (\w+) += \{(.*)\},?$", PAGE.bibtex, re.MULTILINE))

    assert PAGE.bibtex.startswith("@online{clerk,\n")
    assert PAGE.bibtex.count("{") == PAGE.bibtex.count("}")
    assert fields == {
        "title": r"R\&D clerk <50\%",
        "organization": NAME,
        "date": "2026-03-04",
        "version": "1.2.0",
        "url": "https://handbook.example/roles/clerk/",
        "note": "CC BY 4.0",
    }
