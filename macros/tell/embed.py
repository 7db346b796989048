"""The parts of a role that other sites show in their own pages: what is in them, where they are.

One tree (`Part`) feeds the HTML of the frame, the height it is promised, the snippets to copy and
the oEmbed answer. What is embedded is read by candidates: the process names stages and minutes,
and holds nothing of a question (docs/contributing/design.md, invariant 7).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from markupsafe import escape

from macros.address.patterns import absolute, address_of
from macros.core.handbook import Handbook, Rung
from macros.core.text import plain
from macros.model.interview import Stage
from macros.model.role import ADVERTISED, Requirement
from macros.tell.trace import loop_minutes

#: The width in CSS pixels for which a height is promised: the text column of a common page.
WIDTH = 640


@dataclass(frozen=True, slots=True)
class Detail:
    """A small fact under an entry; `address` counts from the root of the site, or is empty."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a part, the permanent address it links, and what stands under it."""

    line: str
    address: str
    facts: tuple[Detail, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries under a heading of their own; the only section of a part needs no heading."""

    entries: tuple[Entry, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a role: `slug` is its name in addresses, `page` where the handbook has it."""

    role: Rung
    slug: str
    label: str
    page: str
    sections: tuple[EntryGroup, ...]
    lead: str = ""

    @property
    def title(self) -> str:
        """The name of the part with its role, such as `Backend developer: requirements`."""
        return f"{self.role.title}: {self.label.lower()}"

    @property
    def path(self) -> str:
        """Where the embedded page is, below the site."""
        return address_of("embed_part", self.role, self.slug)[1:]

    @property
    def oembed(self) -> str:
        """Where its oEmbed answer is, below the site."""
        return address_of("oembed", self.role, self.slug)[1:]

    @property
    def height(self) -> int:
        """CSS pixels that hold the whole part at WIDTH, whatever font the reader's system has.

        Counted from the text with the sizes of embed.css, for a wide font and a twentieth on
        top. A host that runs the script learns the exact height; this is for frames without.
        """
        height = 120 + _rows(self.lead, 74) * 24
        for section in self.sections:
            height += (50 if section.title else 0) + _rows(section.note, 82) * 21
            height += sum(map(_height, section.entries))
        return ceil(height * 1.05 / 10) * 10

    def frame(self, site_url: str) -> str:
        """A frame to paste into a page: whole without any script of ours.

        The attributes hold where a policy forbids styles; the style holds where a rule of the
        host, such as `iframe { height: auto }`, overrules attributes.
        """
        return (
            f'<iframe src="{escape(site_url)}{self.path}" title="{escape(self.title)}"'
            f' width="100%" height="{self.height}" frameborder="0" loading="lazy"'
            f' referrerpolicy="no-referrer" style="max-width:{WIDTH}px;height:{self.height}px">'
            "</iframe>"
        )

    def script(self, site_url: str) -> str:
        """A link, and the script tag that puts a frame of the right height in its place."""
        source = absolute(site_url, address_of("embed_file", "embed.js"))
        return (
            f'<a href="{escape(site_url)}{self.path}">{escape(self.title)}</a>\n'
            f'<script src="{escape(source)}" data-role="{self.role.id}"'
            f' data-part="{self.slug}" async></script>'
        )


def parts_of_role(book: Handbook, role: Rung) -> tuple[Part, ...]:
    """The parts of a role that can be embedded, in the order a posting has them."""
    page = address_of("role_part", role, "responsibilities")
    candidate = address_of("role_part", role, "candidate")
    return (
        Part(role, "responsibilities", "Responsibilities", page, _responsibilities(book, role)),
        Part(role, "requirements", "Requirements", page, tuple(_requirements(book, role))),
        Part(
            role, "process", "Interview process", candidate, _process(book, role), _sums(book, role)
        ),
    )


def all_parts(book: Handbook) -> list[tuple[Part, ...]]:
    """The parts of every role, lowest role first."""
    return [book.once(parts_of_role, role) for role in book.rungs()]


def _responsibilities(book: Handbook, role: Rung) -> tuple[EntryGroup, ...]:
    posted = (s.item for s in book.resolved[role.id].responsibilities if s.item.posted)
    lines = (Entry(item.line, address_of("responsibility", role, item)) for item in posted)
    return (EntryGroup(tuple(lines)),)


def _requirements(book: Handbook, role: Rung) -> Iterator[EntryGroup]:
    for necessity in ADVERTISED:
        asked = book.resolved[role.id].requirements_of(necessity)
        if asked:
            choice = book.choice("necessity", necessity)
            entries = tuple(_requirement(book, role, item) for item in asked)
            yield EntryGroup(entries, choice.label, choice.description)


def _requirement(book: Handbook, role: Rung, item: Requirement) -> Entry:
    level = book.choice("skill_level", item.skill_level).label.lower()
    skill = f"{book.skills[item.skill].title}: {level}"
    return Entry(
        item.line,
        address_of("requirement", role, item),
        (Detail(skill, address_of("skill_level", item.skill, item.skill_level)),),
    )


def _process(book: Handbook, role: Rung) -> tuple[EntryGroup, ...]:
    stages = (stage for stage in book.loops[role.loop].stages if stage.with_candidate)
    return (EntryGroup(tuple(_stage(book, role, stage) for stage in stages)),)


def _stage(book: Handbook, role: Rung, stage: Stage) -> Entry:
    rule = book.choice("ai_rule", stage.ai_rule.rule).label
    ai = rule if "AI" in rule else f"AI tools: {rule.lower()}"
    facts = (
        Detail(f"{stage.minutes} minutes"),
        Detail(ai),
        Detail(f"You meet: {stage.interviewers}"),
    )
    return Entry(stage.title, address_of("candidate_stage", role, stage), facts, stage.purpose)


def _sums(book: Handbook, role: Rung) -> str:
    loop = book.loops[role.loop]
    stages = sum(stage.with_candidate for stage in loop.stages)
    minutes = loop_minutes(loop, with_candidate=True)
    return f"{stages} stage{'s' if stages != 1 else ''}, {minutes} minutes in all."


def _height(entry: Entry) -> int:
    """CSS pixels of one entry at WIDTH: its line, its detail, its row of facts, its margins."""
    facts = _rows(" ".join(fact.text for fact in entry.facts), 80) * 24
    return 18 + _rows(entry.line, 72) * 24 + _rows(entry.detail, 80) * 22 + facts


def _rows(text: str, width: int) -> int:
    """The rows that a text takes in a column of `width` characters."""
    return ceil(len(plain(text)) / width)
