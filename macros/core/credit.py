"""How the handbook is named, licensed and cited: the words, for pages, exports and snippets."""

from dataclasses import dataclass
from datetime import date

from markupsafe import escape

#: How the site is called where nobody says otherwise; `site_name` of mkdocs.yml does.
NAME = "Backend Hiring Handbook"
LICENSE = "CC BY 4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
#: What BibTeX reads as a command, and how it is told not to.
_BIBTEX = str.maketrans({mark: f"\\{mark}" for mark in "&%$#_{}"})


@dataclass(frozen=True, slots=True)
class Citation:
    """A page as others cite it: its title and full address, the version, and the day of that.

    `key` is what BibTeX calls the entry, `work` the handbook that the page belongs to.
    """

    key: str
    title: str
    address: str
    version: str
    day: date
    work: str

    @property
    def text(self) -> str:
        """One line of plain text; the whole handbook does not name itself twice."""
        head = f"{self.work}." if self.title == self.work else f"{self.work}. {self.title}."
        return f"{head} {self._state} {self.address} ({LICENSE})"

    @property
    def html(self) -> str:
        """One line of HTML whose title is the link; no attribute but href."""
        link = f'<a href="{escape(self.address)}">{escape(self.title)}</a>'
        head = link if self.title == self.work else f"{escape(self.work)}: {link}"
        return f'{head}. {self._state} <a href="{LICENSE_URL}">{LICENSE}</a>.'

    @property
    def bibtex(self) -> str:
        """An `@online` entry of BibLaTeX, one field a line."""
        fields = {
            "title": self.title.translate(_BIBTEX),
            "organization": self.work.translate(_BIBTEX),
            "date": self.day.isoformat(),
            "version": self.version,
            "url": self.address,
            "note": LICENSE,
        }
        lines = [f"  {name:<12} = {{{value}}}" for name, value in fields.items()]
        return f"@online{{{self.key},\n" + ",\n".join(lines) + "\n}"

    @property
    def _state(self) -> str:
        return f"Version {self.version}, {self.day:%B} {self.day.day}, {self.day.year}."
