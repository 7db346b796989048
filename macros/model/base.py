"""The pieces every entity is made of: strict frozen models, ids, references and safe text.

Rules come from docs/contributing/design.md#model (ids, references) and from
docs/contributing/writing.md#job-descriptions (text that is posted as it stands: no markup, no
template braces, no script links).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_HTML = re.compile(r"<\s*/?\s*[a-zA-Z!?]")
_BRACES = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_LINK = re.compile(r"\]\(\s*<?\s*([^)\s>]*)")
_SAFE_LINK = re.compile(r"^(https://|mailto:|/(?!/)|#)")


class Model(BaseModel):
    """A frozen record that accepts exactly its own keys and exactly their types."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field as the id of an entity of `kind`; `checks.references` resolves it."""

    kind: str


@dataclass(frozen=True, slots=True)
class Because:
    """The reason for a limit of a field, as a sentence for the person who met the limit."""

    reason: str


def _safe(text: str) -> str:
    """Refuse what could leave the sentence: markup, template code, links that run or leak."""
    if found := _HTML.search(text):
        raise ValueError(f'no HTML in data: found "{text[found.start() : found.start() + 12]}"')
    _no_braces(text)
    for target in _LINK.findall(text):
        if not _SAFE_LINK.match(target):
            raise ValueError(f'a link starts with https://, mailto:, / or #: found "{target}"')
    return text


def _no_braces(text: str) -> str:
    if found := _BRACES.search(text):
        raise ValueError(f'no template braces in data: found "{found.group()}"')
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise ValueError("this is one line: remove the line break")
    return text


def _iso_date(value: Any) -> Any:
    """Read `2026-05-31` as a date; leave everything else for the type check to refuse."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f'a date reads YYYY-MM-DD and exists: found "{value}"') from None
    return value


def _web_address(text: str) -> str:
    if not re.match(r"^https?://[^\s/]+\.[^\s]+$", text):
        raise ValueError(f'a full web address (https://…) is expected: found "{text}"')
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
#: A label or a line of a list, printed as it stands.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=220),
    AfterValidator(_safe),
    AfterValidator(_one_line),
]
#: One to a few sentences; inline Markdown (code, emphasis, links) is allowed.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1200),
    AfterValidator(_safe),
]
#: Code, data or a message, shown to the letter; at most 40 lines of 90 characters fit a screen.
Verbatim = Annotated[
    str, StringConstraints(min_length=1, max_length=3600), AfterValidator(_no_braces)
]
Date = Annotated[date, BeforeValidator(_iso_date)]
Url = Annotated[str, AfterValidator(_safe), AfterValidator(_web_address)]
#: A version by SemVer's three numbers, such as `1.2.0`.
Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$")]
Minutes = Annotated[int, Field(gt=0, le=240)]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]

RoleRef = Annotated[Id, Reference("role")]
SkillRef = Annotated[Id, Reference("skill")]
QuestionRef = Annotated[Id, Reference("question")]
LoopRef = Annotated[Id, Reference("loop")]
ToolRef = Annotated[Id, Reference("tool")]
TermRef = Annotated[Id, Reference("term")]
SourceRef = Annotated[Id, Reference("source")]
WorkSampleRef = Annotated[Id, Reference("work_sample")]
PayRef = Annotated[Id, Reference("pay")]
SeriesRef = Annotated[Id, Reference("pay_series")]
RoleLevelRef = Annotated[Id, Reference("role_level")]
TrackRef = Annotated[Id, Reference("track")]
SkillKindRef = Annotated[Id, Reference("skill_kind")]
SkillLevelRef = Annotated[Id, Reference("skill_level")]
QuestionKindRef = Annotated[Id, Reference("question_kind")]
NecessityRef = Annotated[Id, Reference("necessity")]
AiRuleRef = Annotated[Id, Reference("ai_rule")]
ToolCategoryRef = Annotated[Id, Reference("tool_category")]
FaqTopicRef = Annotated[Id, Reference("faq_topic")]
PayPeriodRef = Annotated[Id, Reference("pay_period")]
PlaceRef = Annotated[Id, Reference("place")]
PlaceRegionRef = Annotated[Id, Reference("place_region")]
PostingDutyRef = Annotated[Id, Reference("posting_duty")]
ProfileHabitRef = Annotated[Id, Reference("profile_habit")]
VerificationRef = Annotated[Id, Reference("verification")]
PhraseRef = Annotated[Id, Reference("phrase")]
PatternRef = Annotated[Id, Reference("pattern")]


def parts_of(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, BaseModel]]:
    """A record and every record inside it, each with its location."""
    if isinstance(value, BaseModel):
        yield at, value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts_of(item, (*at, index))


#: Ids this record had before; its old addresses lead to the new ones (no field of the API).
FormerIds = Annotated[tuple[Id, ...], Field(exclude=True)]


class Entity(Model):
    """Anything with an address of its own."""

    id: Id
    former_ids: FormerIds = ()


class Sourced(Model):
    """A figure: never without a source and a date.

    `as_of` is the day or period end the figure describes; `review_by` is the last day it may
    be shown without a notice (the source's own date when it states none).
    """

    source: SourceRef
    as_of: Date
    review_by: Date | None = None


class RedFlag(Model):
    """A warning sign with its innocent reading, so that one answer never decides alone."""

    flag: Text
    innocent: Text
    tell_apart: Text


class PageLink(Model):
    """A link to a page of this handbook: `page` is its address, such as `/skills/sql/#learn`."""

    page: Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$")]
    label: Line
