"""What a macro renders with: the Handbook, the day, and where the page stands on the site."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from macros.address.patterns import address_of, anchor_of
from macros.core.credit import NAME
from macros.core.edition import LOCAL, Edition, Place
from macros.core.handbook import Handbook
from macros.core.inline import heading, inert, inline, unlinked
from macros.core.kept import newest
from macros.core.pages import Page
from macros.core.policy import policy_of
from macros.core.repository import UNKNOWN, Repository
from macros.model.base import Sourced, last_day
from macros.model.interview import CODE_LANGUAGES
from macros.render.aside import relative
from macros.render.cells import labeled

#: The end of a cell, an item or a line, with no blank before what follows; or of words, before
#: what stands for itself.
_ENDED = re.compile(
    r"(</(?:dd|dt|figcaption|h[1-6]|label|legend|li|option|p|summary|td|th)>)(?=<)"
    r"|(?<=[^\s>])(?=<(?:p|select)\b)"
)
#: Round the words that a made-up company filled in; characters of nobody's alphabet.
_BEGIN, _END = "\ue000", "\ue001"
#: A blank in square brackets; a tag is passed over, whatever its attributes hold.
_SLOT = re.compile(r"<[^>]*>|(\[[^\]]+\])(?!\()")


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """The surroundings of a macro call.

    `page_url` gives the address of the page being built, relative to the site's root
    ("roles/", "" for the front door), `front` its front matter; `pages` are all pages, by
    path; `repository` is where the data is written; `today` decides which figures have
    expired; `site_url` is the address of the site's root and ends in a slash, for what is
    read or pasted elsewhere, and `name` what mkdocs.yml calls the site.
    `aside` is given every finished piece of HTML, whose addresses then begin at the root, and
    gives what stands on the page for it. `kept` makes a part of a macro, where such parts are
    kept from one edit to the next: it is given what makes the part, and the ids for that.
    """

    handbook: Handbook
    today: date
    page_url: Callable[[], str] = lambda: ""
    repository: Repository = UNKNOWN
    site_url: str = LOCAL
    name: str = NAME
    aside: Callable[[str], str] | None = None
    kept: Callable[..., str] | None = None
    front: Callable[[], Mapping[str, Any]] = dict
    pages: Mapping[str, Page] = field(default_factory=dict)

    def part(self, make: Callable[..., str], *ids: str) -> str:
        """A part of what a macro gives, which a function of a module makes for some ids."""
        return self.kept(make, *ids) if self.kept else make(self, *ids)

    def render(self, template: str, **values: Any) -> str:
        """Fill a template, so that Markdown leaves alone what it is given to pass on.

        Addresses that begin at the root become relative to the page, unless the HTML is put aside.
        Words of two cells, items or lines stand apart also where nobody sees the lines: in the text
        that programs take.
        """
        html = (
            environment()
            .get_template(f"{template}.html.j2")
            .render(view=self, book=self.handbook, **values)
        )
        finished = inert(_ENDED.sub(r"\1\n", html)).strip() + "\n"
        return self.aside(finished) if self.aside else relative(finished, self.page_url())

    def structured(self, description: dict[str, Any]) -> str:
        """A schema.org description as a JSON-LD block, to stand below what it describes."""
        return "\n" + self.render("structured", description=description)

    def expired(self, figure: Sourced) -> bool:
        """Whether a figure is past its review date and must not be shown."""
        return self.handbook.expiry(figure) < self.today

    def correction(self) -> str:
        """The form that says something of this page is wrong, with marks for what and where."""
        return self.repository.new_issue(
            "wrong-fact", "Correct: __title__", page=f"/{self.page_url()}", file="__file__"
        )


def view_of(edition: Edition, place: Place | None = None, **more: Any) -> View:
    """What macros render with for an edition, at its own place or another, and `more` of a View."""
    site_url, name, repository = place or (edition.site_url, edition.name, edition.repository)
    of_edition = View(edition.handbook, edition.today, pages=edition.pages, **more)
    return replace(of_edition, site_url=site_url, name=name, repository=repository)


def placed(view: View, macro: Callable[..., str]) -> Callable[..., str]:
    """A macro whose addresses lead on from the page that calls it."""
    return lambda *ids, **rest: relative(macro(*ids, **rest), view.page_url())


def headed(level: int, title: str, anchor: str, block: str, *, style: str = "") -> str:
    """A Markdown heading with a fixed anchor, and a block under it.

    Headings stay Markdown so that both engines list them in the table of contents. `title` is
    text of the data, or HTML of ours; `style` is a class of the heading, for print.
    """
    marks = f"#{anchor} .{style}" if style else f"#{anchor}"
    return f"{'#' * level} {heading(title)} {{{marks}}}\n\n{block}\n"


def joined(blocks: Iterable[str]) -> str:
    """Blocks one under the other, with the empty line Markdown needs between them."""
    return "\n".join(blocks)


class _Compiled(BytecodeCache):
    """Keeps what templates were compiled to, like what is made of files."""

    def load_bytecode(self, bucket: Bucket) -> None:
        before, code = newest.values.get(("template", bucket.key), ("", b""))
        if before == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        newest.values["template", bucket.key] = bucket.checksum, bucket.bytecode_to_string()


@cache
def environment() -> Environment:
    """The one template environment: HTML is escaped, a missing name is an error."""
    env = Environment(
        loader=PackageLoader("macros.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(),
    )
    env.filters.update(md=inline, slots=slots, replaceable=replaceable, day=day, count=count)
    env.filters.update(jsonld=jsonld, unlinked=unlinked, labeled=labeled)
    env.globals.update(money=money, address_of=address_of, anchor_of=anchor_of)
    env.globals.update(policy_of=policy_of, language_names=CODE_LANGUAGES)
    return env


def money(amount: int, currency: str) -> str:
    """An amount of whole units, such as `$135,980`."""
    return f"${amount:,}" if currency == "USD" else f"{currency} {amount:,}"


def count(number: int) -> str:
    """A whole number with its thousands marked, such as `1,687,890`."""
    return f"{number:,}"


def slots(text: str) -> Markup:
    """Text whose square brackets are marked as blanks to fill in."""
    return Markup(_SLOT.sub(_slot, str(inline(text))))  # noqa: S704


def to_replace(words: str) -> str:
    """Words of an example between marks, which no text of the data can hold."""
    return f"{_BEGIN}{words}{_END}"


def replaceable(text: str) -> Markup:
    """Text in which what stands between marks is shown as what a poster replaces."""
    html = str(inline(text)).replace(_BEGIN, '<mark class="slot slot--filled">')
    return Markup(html.replace(_END, "</mark>"))  # noqa: S704


def _slot(found: re.Match[str]) -> str:
    return f'<mark class="slot">{found[1]}</mark>' if found[1] else found[0]


def jsonld(description: dict[str, Any]) -> Markup:
    """JSON that may stand in a script element: no text can close it, no line is a brace pair.

    `<` is written as an escape (https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-
    json-ld-script-elements); one item a line keeps `}}`, which ends a template, out of pages.
    """
    text = json.dumps(description, ensure_ascii=False, indent=0)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - the one mark that matters


def day(value: date | str) -> str:
    """A date as a reader expects it, and as exact as it is: `May 31, 2025`, `May 2025`, `2025`."""
    read = last_day(value) if isinstance(value, str) else value
    parts = str(value).count("-")
    month = f"{read:%B} " if parts else ""
    return f"{month}{read.day}, {read.year}" if parts == 2 else f"{month}{read.year}"
