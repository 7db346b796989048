"""One job description as a document tree; every format is written from it and knows no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; square brackets mark what the poster fills in."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines, after a line that introduces it when there is one."""

    items: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: str
    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A labeled line above the text, such as Pay."""

    id: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class JobDescription:
    """A whole job description: title, the facts above the text, and the sections."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
