"""What the other pages lean on: tools, terms, FAQs, sources, pay and the closed vocabularies."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    Date,
    Entity,
    FaqTopicRef,
    FormerIds,
    Id,
    Line,
    Model,
    PageLink,
    PayPeriodRef,
    RoleRef,
    Sourced,
    SourceRef,
    TermRef,
    Text,
    ToolCategoryRef,
    Url,
    VerificationRef,
)
from macros.model.search import SearchWord

Amount = Annotated[int, Field(gt=0)]
Percent = Annotated[float, Field(ge=0, le=100)]


class FirstRelease(Sourced):
    """The year a tool first came out; `basis` names the release or commit that proves it."""

    year: Annotated[int, Field(ge=1960, le=2100)]
    basis: Line


class License(Sourced):
    """The license, read from the upstream repository."""

    name: Line


class Usage(Sourced):
    """Share of a survey's respondents, in percent of the `n` who answered that block."""

    share: Percent
    block: Line
    n: Amount


class NotTheSame(Model):
    """A tool people confuse with this one, and the difference."""

    title: Line
    difference: Text


class Alternative(Model):
    """A tool whose experience counts, and how long the switch takes (our view)."""

    title: Line
    switch: Line


class Tool(Entity):
    """An item of `data/tools/<category>.yaml`, in words for someone who cannot code.

    `profile_word` is what people write in a profile when it is not the title (Golang for Go);
    `github_language` is the name that GitHub's `language:` takes for a programming language.
    """

    category: ToolCategoryRef
    title: Line
    profile_word: SearchWord | None = None
    github_language: SearchWord | None = None
    plain: Text
    candidate_did: Text
    not_the_same_as: NotTheSame
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    homepage: Url
    first_release: FirstRelease | None = None
    license: License | None = None
    usage: Usage | None = None


class Faq(Entity):
    """An item of `data/faqs/<topic>.yaml`; `short` answers in at most 40 words.

    An answer that prints a figure names its `sources`; once one of them is past its review
    date, the page shows a notice in place of the paragraph with the figure.
    """

    topic: FaqTopicRef
    question: Line
    short: Text
    why: Text
    do: Text
    see: PageLink
    sources: tuple[SourceRef, ...] = ()
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)]


class Term(Entity):
    """An item of `data/terms.yaml`: a word of the trade for someone outside it."""

    title: Line
    plain: Text
    in_hiring: Text
    see_also: tuple[TermRef, ...] = ()


class Source(Entity):
    """An item of `data/sources.yaml`. Figures that cite it expire on `review_by`."""

    title: Line
    publisher: Line
    url: Url
    license: Line
    period: Line
    read_on: Date
    review_by: Date
    verification: VerificationRef
    credit: Text | None = None


class Percentiles(Model):
    """Gross pay for one period in the currency of the pay file; absent ones were not published."""

    p10: Amount | None = None
    p25: Amount
    median: Amount
    p75: Amount
    p90: Amount | None = None


class PaySeries(Sourced):
    """One source's distribution for one population: shown beside others, never blended."""

    id: Id
    former_ids: FormerIds = ()
    title: Line
    population: Text
    code: Line | None = None
    n: Amount | None = None
    employment: Amount | None = None
    period: PayPeriodRef
    pay: Percentiles
    mean: Amount | None = None
    caveat: Text


class PayArea(Model):
    """Pay in one area."""

    title: Line
    employment: Amount
    pay: Percentiles


class PayAreas(Sourced):
    """A table by area from one source."""

    title: Line
    population: Text
    code: Line
    period: PayPeriodRef
    rows: Annotated[tuple[PayArea, ...], Field(min_length=1)]


class Pay(Entity):
    """`data/pay/<country>.yaml`: figures by source, side by side."""

    title: Line
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    summary: Text
    series: Annotated[tuple[PaySeries, ...], Field(min_length=1)]
    areas: PayAreas | None = None


class Phrase(Entity):
    """An item of `data/phrases.yaml`: wording our own text must not use, and what to say."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    why: Text
    instead: Text


class Choice(Entity):
    """One legal value of a closed choice; the order in the file is the order of rank."""

    label: Line
    description: Text


class Vocabularies(Model):
    """`data/vocabularies.yaml`: every closed choice, defined nowhere else."""

    role_level: tuple[Choice, ...]
    track: tuple[Choice, ...]
    skill_kind: tuple[Choice, ...]
    skill_level: tuple[Choice, ...]
    question_kind: tuple[Choice, ...]
    necessity: tuple[Choice, ...]
    ai_rule: tuple[Choice, ...]
    tool_category: tuple[Choice, ...]
    faq_topic: tuple[Choice, ...]
    pay_period: tuple[Choice, ...]
    work_mode: tuple[Choice, ...]
    employment_type: tuple[Choice, ...]
    verification: tuple[Choice, ...]
    place_region: tuple[Choice, ...]
    posting_duty: tuple[Choice, ...]
    profile_habit: tuple[Choice, ...]
    search_mark: tuple[Choice, ...]


class Estimate(Sourced):
    """One published estimate of a method's validity, a correlation between 0 and 1.

    `reported_by` names the page that quotes it when we did not read the publication itself.
    """

    label: Line
    value: Annotated[float, Field(ge=0, le=1)]
    reported_by: SourceRef | None = None


class Method(Entity):
    """An item of `data/methods.yaml`: a way to select people, and how well it predicts work."""

    title: Line
    plain: Text
    estimates: Annotated[tuple[Estimate, ...], Field(min_length=1)]
    in_our_loops: Text
