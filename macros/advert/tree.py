"""One job description as a document tree; every format is written from it and knows no more.

Order and length follow content-guide.md, "Job description (what leaves the building)".
"""

from dataclasses import dataclass

from macros.handbook import Handbook
from macros.model.interview import Loop
from macros.trace import loop_minutes


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
class JobDescription:
    """A whole advert: title, the facts above the text (label, value), and the sections."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def build_job_description(handbook: Handbook, role_id: str) -> JobDescription:
    """The job description of a role, from its own record and its loop."""
    role = handbook.find("role", role_id)
    frame = handbook.posting
    facts = (("Place", frame.place), ("Pay", frame.pay), ("Employment", frame.employment))
    sections = (
        Section("about", "About the team", (Paragraph(role.posting.opening),)),
        *_ask(handbook, role_id),
        Section("success", "What success looks like", _outcomes(handbook, role_id)),
        Section("process", "How we hire", _process(handbook.loops[role.loop])),
        Section(
            "rules",
            "On call and AI",
            (Paragraph(role.posting.on_call), Paragraph(role.posting.ai_use)),
        ),
        Section("benefits", "Benefits", (Paragraph(frame.benefits),)),
        Section("accommodations", "Accommodations", (Paragraph(frame.accommodations),)),
        Section(
            "apply",
            "Before you decide not to apply",
            (
                Paragraph(frame.encouragement),
                Paragraph(frame.equal_opportunity),
                Paragraph(frame.contact),
            ),
        ),
    )
    return JobDescription(role.title, facts, sections)


def _ask(handbook: Handbook, role_id: str) -> tuple[Section, ...]:
    """What the person will do and bring: the lines that the loop tests."""
    resolved = handbook.resolved[role_id]
    posted = tuple(s.item.line for s in resolved.responsibilities if s.item.posted)
    musts = tuple(r.line for r in resolved.requirements_of("must"))
    nice = tuple(r.line for r in resolved.requirements_of("nice"))
    sections = [
        Section("responsibilities", "What you will do", (Bullets(posted),)),
        Section("requirements", "What you bring", (Bullets(musts),)),
    ]
    if nice:
        sections.append(Section("also-useful", "Also useful", (Bullets(nice),)))
    return tuple(sections)


def _outcomes(handbook: Handbook, role_id: str) -> tuple[Bullets, ...]:
    outcomes = handbook.roles[role_id].outcomes
    return (
        Bullets(outcomes.ninety_days, "After 90 days:"),
        Bullets(outcomes.one_year, "After a year:"),
    )


def _process(loop: Loop) -> tuple[Bullets]:
    stages = [stage for stage in loop.stages if stage.with_candidate]
    total = loop_minutes(loop, with_candidate=True)
    lead = f"{len(stages)} conversations, {total} minutes in all:"
    return (Bullets(tuple(f"{stage.title}, {stage.minutes} minutes" for stage in stages), lead),)
