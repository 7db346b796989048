"""What the other pages lean on: terms, FAQs, sources, pay and the closed vocabularies."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    Because,
    Currency,
    Date,
    Entity,
    Expires,
    FaqTopicRef,
    Findable,
    Line,
    Model,
    Money,
    PageLink,
    PayPeriodRef,
    RoleRef,
    Some,
    Sourced,
    SourceRef,
    Spread,
    TermRef,
    Text,
    Url,
    VerificationRef,
)

Headcount = Annotated[
    int, Field(gt=0, le=10_000_000_000), Because("There are not more people than that on Earth.")
]
_CountThatExpires = Annotated[Headcount | None, Expires()]
_MoneyThatExpires = Annotated[Money | None, Expires()]


class Faq(Findable):
    """A question people ask, with its answer.

    An item of `data/faqs/<topic>.yaml`; the file names the topic.
    """

    topic: FaqTopicRef
    """What it is about."""
    question: Annotated[Line, Field(examples=["What does a backend developer do all day?"])]
    """The question as people type it."""
    short: Annotated[Text, Expires(printed_figure=True)]
    """The answer in at most 40 words."""
    why: Annotated[Text, Expires(printed_figure=True)]
    """The reason."""
    do: Annotated[Text, Expires(printed_figure=True)]
    """What to do."""
    see: Annotated[PageLink, Spread({"page": "see", "label": "see_label"})]
    """The page that goes deeper."""
    sources: tuple[SourceRef, ...] = ()
    """The sources of the figures it prints."""
    roles: Annotated[
        tuple[RoleRef, ...],
        Field(min_length=1),
        Because("An answer stands on the FAQ page of a role."),
    ]
    """The roles whose page lists it."""


class Term(Findable):
    """A word of the trade for someone outside it.

    An item of `data/terms.yaml`.
    """

    title: Annotated[Line, Field(examples=["Idempotency"])]
    """The word."""
    ordinary_word: Annotated[bool, Field(exclude=True)] = False
    """Whether its title is an ordinary word too, so that only its other forms link to it."""
    forms: Annotated[tuple[Line, ...], Field(examples=[["idempotent"]])] = ()
    """Other words that mean it: the first one on a page links to it, as its title does."""
    plain: Text
    """What it means."""
    in_hiring: Text
    """What it tells in an interview."""
    see_also: tuple[TermRef, ...] = ()
    """Words to read next."""


class Source(Entity):
    """A source with its dates and its license.

    An item of `data/sources.yaml`.
    """

    title: Annotated[Line, Field(examples=["2025 Developer Survey"])]
    """Its title."""
    publisher: Annotated[Line, Field(examples=["US Bureau of Labor Statistics"])]
    """Who publishes it."""
    url: Annotated[Url, Field(serialization_alias="source_url")]
    """Where a reader finds what it says: the publisher's own page or file."""
    read_in: Url | None = None
    """The copy that we read, where it does not stand at that address."""
    license: Annotated[Line, Field(examples=["CC BY 4.0"])]
    """What its license allows."""
    period: Annotated[Line, Field(examples=["reference month May 2025, published May 15, 2026"])]
    """Its dates, each with what it is: published, figures of, in force since, copy of."""
    read_on: Date
    """The day we read it."""
    review_by: Date
    """The last day its figures may be shown without being read again."""
    verification: VerificationRef
    """How we know what it says."""
    credit: Text | None = None
    """Words that the license asks for."""


class Percentiles(Model):
    """Gross pay for one period; what was not published is left open."""

    p10: _MoneyThatExpires = None
    """A tenth earn less."""
    p25: Annotated[Money, Expires()]
    """A quarter earn less."""
    median: Annotated[Money, Expires()]
    """Half earn less."""
    p75: Annotated[Money, Expires()]
    """Three quarters earn less."""
    p90: _MoneyThatExpires = None
    """Nine tenths earn less."""


class PaySeries(Sourced, Entity):
    """One source's figures for one population. Series are never blended."""

    title: Annotated[Line, Field(examples=["Software developers, all levels"])]
    """Who is counted, in short."""
    population: Text
    """Who is counted, exactly."""
    code: Annotated[Line | None, Field(examples=["SOC 15-1252"])] = None
    """The occupation code that the source uses."""
    n: _CountThatExpires = None
    """How many answered, when published."""
    employment: _CountThatExpires = None
    """How many people hold such a job, when published."""
    period: PayPeriodRef
    """What the amounts are paid for."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""
    mean: _MoneyThatExpires = None
    """The mean, when published."""
    caveat: Text
    """What the figures leave out."""


class PayArea(Model):
    """Pay in one area."""

    title: Annotated[Line, Field(examples=["Wisconsin"])]
    """The area."""
    employment: Annotated[Headcount, Expires()]
    """How many people hold such a job there."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""


class PayAreas(Sourced):
    """A table by area from one source."""

    title: Line
    """What the table shows."""
    population: Text
    """Who is counted."""
    code: Annotated[Line, Field(examples=["SOC 15-1252"])]
    """The occupation code that the source uses."""
    period: PayPeriodRef
    """What the amounts are paid for."""
    rows: Some[PayArea]
    """The areas."""


class Pay(Entity):
    """Pay in one country, by source, side by side.

    `data/pay/<country>.yaml`.
    """

    title: Annotated[Line, Field(examples=["United States"])]
    """The country."""
    currency: Currency
    """The currency of all amounts, by its three letters."""
    summary: Text
    """How to read the figures."""
    series: Some[PaySeries]
    """The figures, one series for each source and population."""
    areas: PayAreas | None = None
    """The table by area, when a source has one."""


class Phrase(Entity):
    """Wording that our own text must not use.

    An item of `data/phrases.yaml`.
    """

    words: Some[Line]
    """The words."""
    why: Text
    """What is wrong with them."""
    instead: Text
    """What to say."""


class Choice(Entity):
    """One legal value of a closed choice."""

    label: Line
    """Its name."""
    description: Text
    """What it means."""


Choices = Some[Choice]


class Vocabularies(Model):
    """Every closed choice, defined nowhere else: `data/vocabularies.yaml`.

    The order of the values is their order of rank.
    """

    role_level: Choices
    """The levels of roles."""
    track: Choices
    """Career tracks."""
    skill_kind: Choices
    """The kinds of skills."""
    skill_level: Choices
    """How well somebody has a skill."""
    question_kind: Choices
    """The kinds of questions."""
    necessity: Choices
    """How much a requirement is needed."""
    ai_rule: Choices
    """Whether AI tools may be used."""
    tool_category: Choices
    """Where a tool belongs."""
    faq_topic: Choices
    """What a question people ask is about."""
    pay_period: Choices
    """What an amount is paid for."""
    work_mode: Choices
    """Where the work is done."""
    employment_type: Choices
    """Full-time, part-time and other contracts."""
    verification: Choices
    """How we know what a source says."""
    date_kind: Choices
    """What the date of a figure is."""
    place_region: Choices
    """Where a place of the law is."""
    posting_duty: Choices
    """What a law may ask of a posting."""
    law_topic: Choices
    """What a law on hiring is about."""
    profile_habit: Choices
    """How often people write a skill down in a profile."""
    search_mark: Choices
    """The signs of search strings, and what they do."""
    page_author: Choices
    """Who writes and reviews pages; the first does where a page names nobody."""


class Estimate(Sourced):
    """One published estimate of a method's validity."""

    label: Annotated[Line, Field(examples=["2022"])]
    """The year of the analysis."""
    value: Annotated[
        float,
        Field(ge=0, le=1, examples=[0.25]),
        Because("A validity is a correlation between 0 and 1."),
        Expires(),
    ]
    """Mean validity, a correlation between 0 and 1."""
    reported_by: SourceRef | None = None
    """The source that quotes it, when we did not read the publication itself."""


class Method(Entity):
    """A way to select people, and how well it predicts their work.

    An item of `data/methods.yaml`.
    """

    title: Annotated[Line, Field(examples=["Structured interview"])]
    """Its name."""
    plain: Text
    """What it is."""
    estimates: Some[Estimate]
    """Published estimates of its validity, oldest first."""
    in_our_loops: Text
    """Where our loops use it."""
