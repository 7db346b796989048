"""The pieces every entity is made of: strict frozen models, ids, references and safe text.

Rules come from docs/contributing/design.md#model (ids, references) and from
docs/contributing/writing.md#job-descriptions (text that is posted as it stands: no markup, no
template braces, no script links).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

from macros.model.links import links_in, pictures_in, safe_link, web_address

T = TypeVar("T")
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_HTML = re.compile(r"<\s*/?\s*[a-zA-Z!?]")
_BRACES = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: A year, a month or a day; `last_day` says whether there is such a one.
WHEN_PATTERN = r"^\d{4}(-\d{2}){0,2}$"
#: The years that a date of the handbook may name: what it cites is younger, what it plans nearer.
_YEARS = range(1970, 2100)


class Model(BaseModel):
    """A frozen record that accepts exactly its own keys and exactly their types."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field as the id of an entity of `kind`; `checks.references` resolves it."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of an id with its kind in place of the reason for an id's limits."""
        return {**handler(core), "reference": self.kind, "because": ""}


@dataclass(frozen=True, slots=True)
class Because:
    """The reason for a limit of a field, as a sentence for the person who met the limit."""

    reason: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of the limited value with its reason, which `site.schema` writes out."""
        return {**handler(core), "because": self.reason}


@dataclass(frozen=True, slots=True)
class Expires:
    """Marks what a figure says: the public API has null there once the figure has expired.

    With `printed_figure`, only a text that holds a number goes.
    """

    printed_figure: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Marks a record whose fields stand in its place in the public API, under these names."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Marks a model of which a record shows only some fields, by their public names.

    A field that is added to the model later stays out: what candidates read is chosen.
    """

    name: str
    about: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Marks a choice that will never have another value; any other choice is public as text."""


@dataclass(frozen=True, slots=True)
class ToTheLetter:
    """Marks a text that is shown as it stands, such as code, which may hold any word."""


def is_id(value: Any) -> bool:
    """Whether a value has the form of an id."""
    return isinstance(value, str) and re.fullmatch(ID_PATTERN, value) is not None


def _safe(text: str) -> str:
    """Refuse what could leave the sentence: markup, template code, links that run or leak."""
    if found := _HTML.search(text):
        raise ValueError(f'no HTML in data: found "{text[found.start() : found.start() + 12]}"')
    _no_braces(text)
    for source in pictures_in(text):
        raise ValueError(f'no pictures in data: found "{source}"')
    for target in links_in(text):
        safe_link(target)
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
    if not isinstance(value, str):
        return value
    try:
        read = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        read = None
    if read is None:
        raise ValueError(f'a date reads YYYY-MM-DD and exists: found "{value}"')
    return _of_our_time(read)


def _of_our_time(read: date) -> date:
    if read.year not in _YEARS:
        span = f"from {_YEARS.start} to {_YEARS.stop - 1}"
        raise ValueError(f'a date is of a year {span}: found "{read}"')
    return read


def _when(value: Any) -> Any:
    """Read a year, which YAML takes for a number, as text; refuse what is no time."""
    text = str(value) if type(value) is int else value
    if isinstance(text, str):
        last_day(text)
    return text


def last_day(when: str) -> date:
    """The last day of the year, the month or the day that a `When` names.

    Raises ValueError when there is no such time.
    """
    parts = [*map(int, when.split("-"))] if re.fullmatch(WHEN_PATTERN, when, re.ASCII) else [0]
    try:
        year, month = (*parts, 12)[:2]
        read = date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError:
        message = f'a date reads YYYY, YYYY-MM or YYYY-MM-DD and exists: found "{when}"'
        raise ValueError(message) from None
    return _of_our_time(read)


#: Marks a text that says something and does nothing, whoever shows it.
SAFE = AfterValidator(_safe)
Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=60),
    Because("It stands in addresses, which people type and quote."),
]
#: A label or a line of a list, printed as it stands.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=220),
    SAFE,
    AfterValidator(_one_line),
    Because("It is printed as one line of a list or a table."),
]
#: One to a few sentences; inline Markdown (code, emphasis, links) is allowed.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1200),
    SAFE,
    Because("Readers skip a longer paragraph."),
]
#: Code, data or a message, shown to the letter.
Verbatim = Annotated[
    str,
    StringConstraints(min_length=1, max_length=3600),
    AfterValidator(_no_braces),
    ToTheLetter(),
    Because("A screen holds 40 lines of 90 characters."),
]
Date = Annotated[date, BeforeValidator(_iso_date), Field(examples=["2026-05-31"])]
#: A date as exact as its source: `2018`, `2025-05` or `2026-11-30`.
When = Annotated[
    str,
    StringConstraints(pattern=WHEN_PATTERN),
    BeforeValidator(_when),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": WHEN_PATTERN}]}),
]
Url = Annotated[
    str,
    AfterValidator(web_address),
    Field(examples=["https://www.postgresql.org"]),
]
#: A version by SemVer's three numbers.
Version = Annotated[
    str,
    StringConstraints(pattern=r"^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$"),
    Because("Versions follow SemVer (semver.org): three numbers."),
    Field(examples=["1.2.0"]),
]
Minutes = Annotated[
    int,
    Field(gt=0, le=240, examples=[45]),
    Because("Nobody is asked to sit for more than four hours."),
]
#: An amount of money in whole units of some currency.
Money = Annotated[
    int,
    Field(gt=0, le=100_000_000_000, examples=[90000]),
    Because("No pay has more than twelve digits, in whatever currency: count the zeros."),
]
#: A currency by its three letters in ISO 4217.
Currency = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{3}$"),
    Because("Currencies have three letters in ISO 4217."),
    Field(examples=["USD"]),
]
#: A list that holds something.
Some = Annotated[tuple[T, ...], Field(min_length=1), Because("An empty list would say nothing.")]
Lines = Some[Text]

RoleRef = Annotated[Id, Reference("role"), Field(examples=["senior-backend-developer"])]
SkillRef = Annotated[Id, Reference("skill"), Field(examples=["sql"])]
QuestionRef = Annotated[Id, Reference("question"), Field(examples=["sql-missing-customers"])]
LoopRef = Annotated[Id, Reference("loop"), Field(examples=["backend-developer"])]
ToolRef = Annotated[Id, Reference("tool"), Field(examples=["postgresql"])]
TermRef = Annotated[Id, Reference("term"), Field(examples=["idempotency"])]
SourceRef = Annotated[Id, Reference("source"), Field(examples=["bls-oews-2025"])]
WorkSampleRef = Annotated[Id, Reference("work_sample")]
PayRef = Annotated[Id, Reference("pay")]
StageRef = Annotated[Id, Reference("stage")]
SeriesRef = Annotated[Id, Reference("pay_series"), Field(examples=["us-so-backend"])]
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
LawTopicRef = Annotated[Id, Reference("law_topic")]
PostingDutyRef = Annotated[Id, Reference("posting_duty")]
ProfileHabitRef = Annotated[Id, Reference("profile_habit")]
DateKindRef = Annotated[Id, Reference("date_kind")]
VerificationRef = Annotated[Id, Reference("verification")]
PhraseRef = Annotated[Id, Reference("phrase")]
PatternRef = Annotated[Id, Reference("pattern"), Field(examples=["sentence-end"])]


def parts_of(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, BaseModel]]:
    """A record and every record inside it, each with its location."""
    if isinstance(value, BaseModel):
        yield at, value
        for name in _holders(type(value)):
            yield from parts_of(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts_of(item, (*at, index))


@cache
def _holders(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that hold records: most hold none, and are not looked into."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if any(models_in(info.annotation)))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of, such as the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from models_in(argument)


class Entity(Model):
    """Anything with an address of its own."""

    id: Id
    """Its permanent id."""
    former_ids: Annotated[tuple[Id, ...], Field(exclude=True)] = ()
    """Ids it had before: its old addresses lead to the new ones."""


class Findable(Entity):
    """Anything that people search for and that has no page to itself."""

    asked: Annotated[
        tuple[Line, ...],
        Field(min_length=2, exclude=True, examples=[["do i need a senior or a mid"]]),
        Because("Its title is how we put it, and people put it in other ways."),
    ]
    """What people type who search for it and for nothing else. Never shown."""


class Sourced(Model):
    """A figure: never without a source and a date."""

    source: SourceRef
    """The source it is taken from."""
    as_of: Annotated[When, Field(serialization_alias="dated", examples=["2025-05"])]
    """Its date, as exact as the source: a year, a month or a day."""
    date_is: DateKindRef
    """What that date is, such as when it was published."""
    found_at: Url | None = None
    """The page where it stands, when the source has many pages."""
    review_by: Date | None = None
    """The last day it may be shown without being read again; the source's own day without one."""


class RedFlag(Model):
    """A warning sign with its innocent reading, so that one answer never decides alone."""

    flag: Text
    """What was said or done."""
    innocent: Text
    """The reading that speaks for the candidate."""
    tell_apart: Text
    """The follow-up that tells the two apart."""


class PageLink(Model):
    """A link to a page of this handbook."""

    page: Annotated[
        str,
        StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$"),
        Because("The site may stand under any path, so links begin at its root."),
        Field(examples=["/skills/sql/#learn"]),
    ]
    """The address of the page, from the root of the site."""
    label: Line
    """What the page is called."""
