"""Records that no model holds: what is written, joined or counted for other programs.

They are described as the model is, in terms of the model, and become public the same way.
"""

from collections.abc import Mapping
from typing import Annotated

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.core.handbook import Handbook
from macros.core.inherit import Status
from macros.model import role as model
from macros.model.base import (
    Closed,
    Id,
    Line,
    Model,
    Part,
    QuestionRef,
    RoleRef,
    SkillLevelRef,
    ToolRef,
)
from macros.model.interview import CodeLanguage, Stage
from macros.model.reference import Choice, Vocabularies
from macros.model.role import Role
from macros.posting.fill import build_job_description
from macros.posting.tree import Bullets, Paragraph
from macros.posting.write import FORMATS, download, length, to_html, to_markdown, to_text
from macros.tell.search_strings import search_strings


class Standing(Model):
    """How something of a role stands against the role it is based on."""

    status: Annotated[Status, Closed()]
    """How it stands against the role in `based_on`."""


class StandingLine(Standing):
    """A line of a role: where it comes from, and what it replaces."""

    url: str
    """Its permanent address, from the root of the site."""
    stated_by: RoleRef
    """The role whose file states the line: the role itself, or one it is built on."""
    replaces: Line | None
    """The line of the role below that it replaces."""


class Responsibility(StandingLine, model.Responsibility):
    """A line of the job."""


class TestedBy(Model):
    """A question that tests a requirement, and the stage that asks it."""

    stage: Id
    """The stage: an id of the role's loop."""
    question: QuestionRef
    """The question."""
    scored: bool
    """Whether its score is about the skill; otherwise the skill is seen beside it (`also`)."""


class Requirement(StandingLine, model.Requirement):
    """One testable ask of the role."""

    tested_by: tuple[TestedBy, ...]
    """The questions of the role's loop that test it at this level."""


class RoleTool(Standing, model.RoleTool):
    """A tool the role meets at work."""


class Dropped(Model):
    """What the role below does and this one leaves behind."""

    responsibilities: tuple[Line, ...]
    """Lines of the job that no longer belong to it."""
    requirements: tuple[Line, ...]
    """Lines that are no longer asked."""
    tools: tuple[ToolRef, ...]
    """Tools that are no longer on the list."""


_ROLE_STAGE = Part(
    "RoleStage",
    "One sitting, in short; `loops.json` has it in full.",
    (
        *("id", "title", "minutes", "interviewers", "with_candidate", "purpose", "skills"),
        *("ai_rule", "questions"),
    ),
)


class RoleLoop(Model):
    """The interview loop of the role, in short."""

    minutes: int
    """Minutes of all stages."""
    minutes_with_candidate: int
    """Minutes of the stages that the candidate sits through."""
    stages: tuple[Annotated[Stage, _ROLE_STAGE], ...]
    """The stages, in order."""


class AskedBy(Model):
    """A role that asks for a skill."""

    role: RoleRef
    """The role."""
    skill_level: SkillLevelRef
    """The level it asks for."""


class CodeFile(Model):
    """A file of code."""

    path: str
    """Its path inside the sample's folder."""
    text: str
    """Its content."""


class SampleTwin(Model):
    """A work sample in one more programming language."""

    language: CodeLanguage
    """The language."""
    run: Line
    """The command that starts it."""
    download: str
    """The archive that the candidate gets, from the root of the site."""
    start: tuple[CodeFile, ...]
    """The files that the candidate gets."""
    strong: tuple[CodeFile, ...]
    """The files that a strong solution changes, as it leaves them."""


_CANDIDATE_REQUIREMENT = Part(
    "CandidateRequirement", "A must of the role.", ("id", "skill", "skill_level", "line")
)
_CANDIDATE_STAGE = Part(
    "CandidateStage",
    "A stage as the candidate may know it.",
    (
        *("id", "title", "minutes", "interviewers", "purpose", "accommodations"),
        *("told_beforehand", "prepare", "ai_rule", "ai_note"),
    ),
)


class CandidateView(Model):
    """A role and its loop as candidates may read them: no questions, no scores."""

    id: RoleRef
    """The role."""
    url: str
    """The page for candidates, from the root of the site."""
    title: Line
    """The role's title."""
    requirements: tuple[Annotated[model.Requirement, _CANDIDATE_REQUIREMENT], ...]
    """The musts of the role."""
    stages: tuple[Annotated[Stage, _CANDIDATE_STAGE], ...]
    """The stages that the candidate sits through, in order."""


def candidate_view(edition: Edition, role: Role) -> CandidateView:
    """What a candidate may know of a role's loop: stages and preparation, no questions."""
    book = edition.handbook
    return CandidateView(
        id=role.id,
        url=address_of("role_part", role, "candidate"),
        title=role.title,
        requirements=book.resolved[role.id].requirements_of("must"),
        stages=tuple(stage for stage in book.loops[role.loop].stages if stage.with_candidate),
    )


class Fact(Model):
    """A labeled line above the text of a job description."""

    id: str
    """Its id: the page's anchor is `advert-` and this."""
    label: str
    """The label, such as Pay."""
    value: str
    """What stands there; square brackets are blanks."""


class Block(Model):
    """Running text, or a list."""

    text: str | None = None
    """The text; null for a list."""
    lead: str | None = None
    """The line that introduces the list; null when there is none."""
    items: tuple[str, ...] = ()
    """The lines of the list; empty for running text."""


class Section(Model):
    """A heading and what stands under it."""

    id: str
    """Its id: the page's anchor is `advert-` and this."""
    title: str
    """The heading."""
    blocks: tuple[Block, ...]
    """What stands under it, in order."""


class Download(Model):
    """A file of a job description."""

    format: str
    """The end of its name: docx, md, txt, html or json."""
    url: str
    """Its address from the root of the site."""


class JobDescription(Model):
    """The job description of a role with its blanks open, as a tree and as text."""

    id: RoleRef
    """The role."""
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


def job_description(edition: Edition, role: Role) -> JobDescription:
    """A role's job description in every form."""
    tree = build_job_description(edition.handbook, role.id)
    return JobDescription(
        id=role.id,
        url=address_of("role_part", role, "job-description"),
        title=tree.title,
        facts=tuple(Fact(id=one.id, label=one.label, value=one.value) for one in tree.facts),
        sections=tuple(
            Section(id=one.id, title=one.title, blocks=tuple(map(_block, one.blocks)))
            for one in tree.sections
        ),
        words=length(tree),
        text=to_text(tree),
        markdown=to_markdown(tree),
        html=to_html(tree),
        downloads=tuple(
            Download(format=format, url=download(role.id, format)) for format in FORMATS
        ),
    )


def _block(block: Paragraph | Bullets) -> Block:
    if isinstance(block, Paragraph):
        return Block(text=block.text)
    return Block(lead=block.lead or None, items=block.items)


class SearchString(Model):
    """A string to search candidates with."""

    breadth: str
    """How much it lets in: narrow, balanced or broad."""
    label: str
    """Where it goes, when a breadth has several strings."""
    text: str
    """The string; square brackets are blanks to fill in."""


class DialectStrings(Model):
    """A place to search, with its strings."""

    id: str
    """The place: an id of `search-dialects.json`."""
    title: str
    """What it is called."""
    strings: tuple[SearchString, ...]
    """The strings, narrow first."""


class SearchStrings(Model):
    """The strings to find people for a role with."""

    id: RoleRef
    """The role."""
    url: str
    """The page that explains them, from the root of the site."""
    title: Line
    """The role's title."""
    dialects: tuple[DialectStrings, ...]
    """The places to search."""


def search_strings_of(edition: Edition, role: Role) -> SearchStrings:
    """A role's search strings by place to search."""
    book = edition.handbook
    dialects = tuple(
        DialectStrings(
            id=dialect.id,
            title=dialect.title,
            strings=tuple(
                SearchString(breadth=breadth, label=one.label, text=one.text)
                for breadth, strings in search_strings(book, role.id, dialect.id).items()
                for one in strings
            ),
        )
        for dialect in book.search_dialects.values()
    )
    return SearchStrings(
        id=role.id,
        url=address_of("role_part", role, "search"),
        title=role.title,
        dialects=dialects,
    )


class Vocabulary(Model):
    """A closed choice."""

    id: Id
    """Its permanent id."""
    choices: tuple[Choice, ...]
    """Its legal values, in the order of rank."""


def vocabularies(book: Handbook) -> Mapping[str, Vocabulary]:
    """Every closed choice by its public id, which has hyphens as all ids do."""
    named = {name.replace("_", "-"): name for name in Vocabularies.model_fields}
    return {
        id: Vocabulary(id=id, choices=getattr(book.vocabularies, name))
        for id, name in named.items()
    }
