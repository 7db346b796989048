"""Tools, terms, answers, pay, sources, methods and vocabularies, as the API has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from macros.edition import Edition
from macros.export.shapes.base import Figure, Record, dated, filled
from macros.handbook import Handbook
from macros.model import change as changes
from macros.model import reference as data
from macros.text import has_figure


class FirstRelease(Figure):
    """The year a tool first came out."""

    VALUES: ClassVar[tuple[str, ...]] = ("year", "basis")

    year: int | None
    """The year; null once expired."""
    basis: str | None
    """The release or commit that proves it; null once expired."""


class License(Figure):
    """The license, read from the upstream repository."""

    VALUES: ClassVar[tuple[str, ...]] = ("name",)

    name: str | None
    """Its name; null once expired."""


class Usage(Figure):
    """How common a tool is among a survey's respondents."""

    VALUES: ClassVar[tuple[str, ...]] = ("share", "n")

    share: float | None
    """Percent of those who answered; null once expired."""
    block: str
    """The part of the survey they answered."""
    n: int | None
    """How many answered it; null once expired."""


class NotTheSame(Record):
    """What the tool is confused with."""

    title: str
    """The other tool."""
    difference: str
    """The difference."""


class Alternative(Record):
    """A tool whose experience counts."""

    title: str
    """The other tool."""
    switch: str
    """How long the switch takes (our view)."""


class Tool(Record):
    """A tool in plain English."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    category: str
    """Where it belongs: an id of the vocabulary `tool-category`."""
    title: str
    """Its name."""
    plain: str
    """What it is for, in words for someone who cannot code."""
    candidate_did: str
    """What someone who used it actually did."""
    not_the_same_as: NotTheSame
    """What it is confused with."""
    alternatives: tuple[Alternative, ...]
    """Tools whose experience counts."""
    homepage: str
    """Its official site."""
    first_release: FirstRelease | None
    """When it first came out; null when not verified."""
    license: License | None
    """Its license; null when not verified."""
    usage: Usage | None
    """How common it is; null when no survey asked."""


class Term(Record):
    """A word of the trade for someone outside it."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    title: str
    """The word."""
    plain: str
    """What it means."""
    in_hiring: str
    """What it tells in an interview."""
    see_also: tuple[str, ...]
    """Words to read next: ids of `terms.json`."""


class Faq(Record):
    """A question people ask, with its answer."""

    id: str
    """Its permanent id."""
    urls: tuple[str, ...]
    """Its addresses, one on the FAQ page of each role, from the root of the site."""
    topic: str
    """What it is about: an id of the vocabulary `faq-topic`."""
    question: str
    """The question as people type it."""
    short: str | None
    """The answer in at most 40 words; null when it prints an expired figure."""
    why: str | None
    """The reason; null when it prints an expired figure."""
    do: str | None
    """What to do; null when it prints an expired figure."""
    see: str
    """The page that goes deeper, from the root of the site."""
    see_label: str
    """What that page is called."""
    sources: tuple[str, ...]
    """The sources of its figures: ids of `sources.json`."""
    expired: bool
    """Whether one of its sources was past its review date when this file was made."""
    roles: tuple[str, ...]
    """The roles whose page lists it: ids of `roles.json`."""


class Percentiles(Record):
    """Gross pay for one period; null where nothing was published or the figure has expired."""

    p10: int | None
    """A tenth earn less."""
    p25: int | None
    """A quarter earn less."""
    median: int | None
    """Half earn less."""
    p75: int | None
    """Three quarters earn less."""
    p90: int | None
    """Nine tenths earn less."""


_NO_AMOUNTS = Percentiles(p10=None, p25=None, median=None, p75=None, p90=None)


class PaySeries(Figure):
    """One source's figures for one population. Series are never blended."""

    VALUES: ClassVar[tuple[str, ...]] = ("n", "employment", "mean")

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    title: str
    """Who is counted, in short."""
    population: str
    """Who is counted, exactly."""
    code: str | None
    """The occupation code that the source uses."""
    n: int | None
    """How many answered; null when not published or once expired."""
    employment: int | None
    """How many people hold such a job; null when not published or once expired."""
    period: str
    """What the amounts are paid for: an id of the vocabulary `pay-period`."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""
    mean: int | None
    """The mean; null when not published or once expired."""
    caveat: str
    """What the figures leave out."""


class PayArea(Record):
    """Pay in one area."""

    title: str
    """The area."""
    employment: int | None
    """How many people hold such a job there; null once expired."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""


class PayAreas(Figure):
    """A table by area from one source."""

    title: str
    """What the table shows."""
    population: str
    """Who is counted."""
    code: str
    """The occupation code that the source uses."""
    period: str
    """What the amounts are paid for: an id of the vocabulary `pay-period`."""
    rows: tuple[PayArea, ...]
    """The areas."""


class Pay(Record):
    """Pay in one country, by source, side by side."""

    id: str
    """The permanent id of the country."""
    url: str
    """Its page, from the root of the site."""
    title: str
    """The country."""
    currency: str
    """The currency of all amounts: a code of ISO 4217."""
    summary: str
    """How to read the figures."""
    series: tuple[PaySeries, ...]
    """The figures, one series for each source and population."""
    areas: PayAreas | None
    """The table by area; null when no source has one."""


class Source(Record):
    """A source with its dates and its license."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address in this handbook, from the root of the site."""
    source_url: str
    """The publisher's own page or file."""
    title: str
    """Its title."""
    publisher: str
    """Who publishes it."""
    license: str
    """What its license allows."""
    period: str
    """The time it covers."""
    read_on: date
    """The day we read it."""
    review_by: date
    """The last day its figures may be shown without being read again."""
    expired: bool
    """Whether `review_by` had passed when this file was made."""
    verification: str
    """How we know: an id of the vocabulary `verification`."""
    credit: str | None
    """Words that the license asks for."""
    figures: int
    """How many figures of this handbook stand on it."""


class Estimate(Figure):
    """One published estimate of a method's validity."""

    VALUES: ClassVar[tuple[str, ...]] = ("value",)

    label: str
    """The year of the analysis."""
    value: float | None
    """Mean validity, a correlation between 0 and 1; null once expired."""
    reported_by: str | None
    """The source that quotes it, when we did not read the publication: an id of `sources.json`."""


class Method(Record):
    """A way to select people, and how well it predicts their work."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    title: str
    """Its name."""
    plain: str
    """What it is."""
    estimates: tuple[Estimate, ...]
    """Published estimates of its validity, oldest first."""
    in_our_loops: str
    """Where our loops use it."""


class Phrase(Record):
    """Wording that our own text must not use."""

    id: str
    """Its permanent id."""
    words: tuple[str, ...]
    """The words."""
    why: str
    """What is wrong with them."""
    instead: str
    """What to say."""


class Change(Record):
    """Something that changed for readers."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    date: date
    """The day it was published."""
    version: str
    """The version of the content it came with (SemVer)."""
    api_version: str | None
    """The version of the API it came with, when it changed the API."""
    roles: tuple[str, ...]
    """The roles it concerns: ids of `roles.json`. Empty: the handbook as a whole."""
    title: str
    """What changed, in a line."""
    text: str
    """What changed, in a sentence or two."""
    see: str | None
    """The page to look at, from the root of the site."""
    see_label: str | None
    """What that page is called."""


class Choice(Record):
    """One legal value."""

    id: str
    """The value as other files use it."""
    label: str
    """Its name."""
    description: str
    """What it means."""


class Vocabulary(Record):
    """A closed choice."""

    id: str
    """Its permanent id."""
    choices: tuple[Choice, ...]
    """Its legal values, in the order of rank."""


@dataclass(frozen=True, slots=True)
class NamedVocabulary:
    """A vocabulary under its public id, which has hyphens as all ids do."""

    id: str
    choices: tuple[data.Choice, ...]


def vocabularies(book: Handbook) -> Mapping[str, NamedVocabulary]:
    """Every closed choice by its public id."""
    named = (
        NamedVocabulary(name.replace("_", "-"), getattr(book.vocabularies, name))
        for name in data.Vocabularies.model_fields
    )
    return {vocabulary.id: vocabulary for vocabulary in named}


def vocabulary(_edition: Edition, entity: NamedVocabulary) -> Vocabulary:
    """A closed choice."""
    return filled(Vocabulary, entity)


def tool(edition: Edition, entity: data.Tool) -> Tool:
    """A tool; figures past their review date without their values."""
    first, licence, usage = entity.first_release, entity.licence, entity.usage
    return filled(
        Tool,
        entity,
        url=f"/tools/{entity.category}/#{entity.id}",
        first_release=dated(FirstRelease, edition, first) if first else None,
        license=dated(License, edition, licence) if licence else None,
        usage=dated(Usage, edition, usage) if usage else None,
    )


def term(_edition: Edition, entity: data.Term) -> Term:
    """A glossary entry."""
    return filled(Term, entity, url=f"/glossary/#{entity.id}")


def faq(edition: Edition, entity: data.Faq) -> Faq:
    """An answer, without the paragraphs that print a figure of an expired source."""
    sources = [edition.handbook.sources[id] for id in entity.sources]
    expired = any(source.review_by < edition.today for source in sources)
    paragraphs = {"short": entity.short, "why": entity.why, "do": entity.do}
    return filled(
        Faq,
        entity,
        urls=tuple(f"/roles/{role}/faq/#{entity.id}" for role in entity.roles),
        see=entity.see.page,
        see_label=entity.see.label,
        expired=expired,
        **{
            name: None if expired and has_figure(text) else text
            for name, text in paragraphs.items()
        },
    )


def pay(edition: Edition, entity: data.Pay) -> Pay:
    """A country's figures; those past their review date without their amounts."""
    return filled(
        Pay,
        entity,
        url=f"/pay/{entity.id}/",
        series=tuple(_series(edition, entity, series) for series in entity.series),
        areas=_areas(edition, entity.areas) if entity.areas else None,
    )


def _series(edition: Edition, country: data.Pay, series: data.PaySeries) -> PaySeries:
    expired = edition.handbook.expiry(series) < edition.today
    return dated(
        PaySeries,
        edition,
        series,
        url=f"/pay/{country.id}/#{series.id}",
        pay=_NO_AMOUNTS if expired else filled(Percentiles, series.pay),
    )


def _areas(edition: Edition, areas: data.PayAreas) -> PayAreas:
    expired = edition.handbook.expiry(areas) < edition.today
    blank: dict[str, object] = {"employment": None, "pay": _NO_AMOUNTS} if expired else {}
    rows = tuple(filled(PayArea, row, **blank) for row in areas.rows)
    return dated(PayAreas, edition, areas, rows=rows)


def source(edition: Edition, entity: data.Source) -> Source:
    """A source, with how much stands on it."""
    return filled(
        Source,
        entity,
        url=f"/sources/#{entity.id}",
        source_url=entity.url,
        license=entity.licence,
        expired=entity.review_by < edition.today,
        figures=edition.handbook.figures_of(entity.id),
    )


def method(edition: Edition, entity: data.Method) -> Method:
    """A method with every estimate."""
    return filled(
        Method,
        entity,
        url=f"/guides/evidence/#{entity.id}",
        estimates=tuple(dated(Estimate, edition, estimate) for estimate in entity.estimates),
    )


def phrase(_edition: Edition, entity: data.Phrase) -> Phrase:
    """Wording to avoid."""
    return filled(Phrase, entity)


def change(_edition: Edition, entity: changes.Change) -> Change:
    """Something that changed."""
    return filled(
        Change,
        entity,
        url=f"/changes/#{entity.id}",
        see=entity.see.page if entity.see else None,
        see_label=entity.see.label if entity.see else None,
    )
