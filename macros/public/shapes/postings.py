"""Job descriptions, their frame, and pay law by place, as the API has them."""

from typing import ClassVar

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.model import law
from macros.model import role as data
from macros.posting.fill import build_job_description
from macros.posting.tree import Paragraph
from macros.posting.write import FORMATS, download, length, to_html, to_markdown, to_text
from macros.public.shapes.base import Figure, Record, dated, filled


class Fact(Record):
    """A labeled line above the text."""

    id: str
    """Its id: the page's anchor is `advert-` and this."""
    label: str
    """The label, such as Pay."""
    value: str
    """What stands there; square brackets are blanks."""


class Block(Record):
    """Running text, or a list."""

    text: str | None
    """The text; null for a list."""
    lead: str | None
    """The line that introduces the list; null when there is none."""
    items: tuple[str, ...]
    """The lines of the list; empty for running text."""


class Section(Record):
    """A heading and what stands under it."""

    id: str
    """Its id: the page's anchor is `advert-` and this."""
    title: str
    """The heading."""
    blocks: tuple[Block, ...]
    """What stands under it, in order."""


class Download(Record):
    """A file of a job description."""

    format: str
    """The end of its name: docx, md, txt, html or json."""
    url: str
    """Its address from the root of the site."""


class JobDescription(Record):
    """The job description of a role with its blanks open, as a tree and as text."""

    id: str
    """The role: an id of `roles.json`."""
    url: str
    """Its page, from the root of the site."""
    title: str
    """The job title."""
    facts: tuple[Fact, ...]
    """The lines above the text: place, pay, employment."""
    sections: tuple[Section, ...]
    """The sections in the order an applicant reads."""
    words: int
    """The number of words."""
    text: str
    """The whole as plain text."""
    markdown: str
    """The whole as Markdown."""
    html: str
    """The whole in the tags that applicant-tracking systems keep."""
    downloads: tuple[Download, ...]
    """The same as files, and a JobPosting to fill in."""


class Option(Record):
    """A value of a choice."""

    id: str
    """Its id in an address."""
    label: str
    """What the form calls it."""


class Field(Record):
    """Something that the poster of a job description fills in."""

    id: str
    """Its name in an address of the composer and on the command line."""
    group: str
    """The part of the form: an id of `groups`."""
    label: str
    """What the form calls it."""
    input: str
    """How it is filled in: text, long-text, lines, number, date, currency, choice and so on."""
    help: str
    """What to write, and why."""
    blank: str | None
    """What stands in the text until it is filled in."""
    everywhere: bool
    """Whether its blank is replaced in the role's own words too."""
    vocabulary: str | None
    """The vocabulary that its values come from."""
    options: tuple[Option, ...]
    """Its values, when they come from no vocabulary."""
    default: str | None
    """The value it has until another is chosen."""


class Group(Record):
    """A part of the composer's form."""

    id: str
    """Its id."""
    label: str
    """What the form calls it."""


class Version(Record):
    """One wording of a line; the first that holds is printed."""

    when: dict[str, str]
    """The value that each field must have; `any` is filled in, `empty` is not."""
    text: str
    """The wording, with `{field}` where a value goes."""


class FrameBlock(Record):
    """Running text in versions, or a list."""

    versions: tuple[Version, ...]
    """The wordings; empty for a list."""
    lines: str | None
    """The list: of the role, of its loop, or a field of several values."""
    lead: str | None
    """The line that introduces the list."""


class FrameFact(Record):
    """A labeled line above the text."""

    id: str
    """Its id."""
    title: str
    """The label."""
    note: str | None
    """What to change, and why."""
    versions: tuple[Version, ...]
    """The wordings."""


class FrameSection(Record):
    """A heading and its blocks."""

    id: str
    """Its id."""
    title: str
    """The heading."""
    note: str | None
    """What to change, and why."""
    blocks: tuple[FrameBlock, ...]
    """What stands under it."""


class PostingFrame(Record):
    """The frame of every job description: the poster's fields, and the words all roles share."""

    fields: tuple[Field, ...]
    """What the poster fills in."""
    groups: tuple[Group, ...]
    """The parts of the form."""
    facts: tuple[FrameFact, ...]
    """The lines above the text."""
    sections: tuple[FrameSection, ...]
    """The sections."""


class PostingDuty(Record):
    """One thing that a posting must hold."""

    duty: str
    """What: an id of the vocabulary `posting-duty`."""
    says: str
    """What the law asks, in plain words."""


class RangeLimit(Record):
    """How wide a pay range may be."""

    currency: str
    """Three letters."""
    width: int
    """The largest difference between its ends, a year."""
    up_to: int
    """The pay from which the limit no longer holds."""


class Place(Figure):
    """Pay-transparency law at one place; not legal advice. Past `review_by` its content is null."""

    VALUES: ClassVar[tuple[str, ...]] = (
        *("law", "in_force", "from_when", "who", "in_posting", "instead", "scope", "remote"),
        *("otherwise", "records", "penalty", "caveat", "range_at_most"),
    )

    id: str
    """Its permanent id."""
    url: str
    """Its section, from the root of the site."""
    title: str
    """The place."""
    region: str
    """Where it is: an id of the vocabulary `place-region`."""
    law: str | None
    """The law's name."""
    in_force: bool | None
    """Whether it binds today."""
    from_when: str | None
    """Since when, or from when; text, because some days are unsettled."""
    who: str | None
    """Who is covered."""
    in_posting: tuple[PostingDuty, ...] | None
    """What the posting itself must hold; empty when it owes nothing."""
    instead: str | None
    """What holds where the posting owes nothing."""
    scope: str | None
    """Which jobs."""
    remote: str | None
    """What it says of remote jobs."""
    otherwise: str | None
    """What else is asked of the employer."""
    records: str | None
    """What must be kept, and for how long."""
    penalty: str | None
    """What a violation costs."""
    caveat: str | None
    """What sources leave open."""
    range_at_most: RangeLimit | None
    """How wide the range may be."""
    official: str | None
    """The official page."""
    also: tuple[str, ...]
    """Further sources: ids of `sources.json`."""


def job_description(edition: Edition, entity: data.Role) -> JobDescription:
    """A role's job description in every form."""
    tree = build_job_description(edition.handbook, entity.id)
    return JobDescription(
        id=entity.id,
        url=address_of("role_part", entity, "job-description"),
        title=tree.title,
        facts=tuple(filled(Fact, fact) for fact in tree.facts),
        sections=tuple(
            Section(id=one.id, title=one.title, blocks=tuple(map(_block, one.blocks)))
            for one in tree.sections
        ),
        words=length(tree),
        text=to_text(tree),
        markdown=to_markdown(tree),
        html=to_html(tree),
        downloads=tuple(
            Download(format=format, url=download(entity.id, format)) for format in FORMATS
        ),
    )


def _block(block: object) -> Block:
    if isinstance(block, Paragraph):
        return Block(text=block.text, lead=None, items=())
    return filled(Block, block, text=None, lead=getattr(block, "lead", "") or None)


def posting(edition: Edition) -> PostingFrame:
    """The frame of every job description."""
    return filled(PostingFrame, edition.handbook.posting)


def place(edition: Edition, entity: law.Place) -> Place:
    """A place of the law; past its review date without its content."""
    return dated(Place, edition, entity, url=address_of("place", entity))
