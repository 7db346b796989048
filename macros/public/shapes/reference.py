"""Tools, terms, answers, sources and methods, as the API has them."""

from datetime import date
from typing import ClassVar

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.core.text import has_figure
from macros.model import reference as data
from macros.public.shapes.base import Figure, Record, dated, filled


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
    profile_word: str | None
    """What people write in a profile, when it is not the name."""
    github_language: str | None
    """What GitHub calls the programming language; null for other tools."""
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


def tool(edition: Edition, entity: data.Tool) -> Tool:
    """A tool; figures past their review date without their values."""
    first, license, usage = entity.first_release, entity.license, entity.usage
    return filled(
        Tool,
        entity,
        url=address_of("tool", entity.category, entity),
        first_release=dated(FirstRelease, edition, first) if first else None,
        license=dated(License, edition, license) if license else None,
        usage=dated(Usage, edition, usage) if usage else None,
    )


def term(_edition: Edition, entity: data.Term) -> Term:
    """A glossary entry."""
    return filled(Term, entity, url=address_of("term", entity))


def faq(edition: Edition, entity: data.Faq) -> Faq:
    """An answer, without the paragraphs that print a figure of an expired source."""
    sources = [edition.handbook.sources[id] for id in entity.sources]
    expired = any(source.review_by < edition.today for source in sources)
    paragraphs = {"short": entity.short, "why": entity.why, "do": entity.do}
    return filled(
        Faq,
        entity,
        urls=tuple(address_of("faq", role, entity) for role in entity.roles),
        see=entity.see.page,
        see_label=entity.see.label,
        expired=expired,
        **{
            name: None if expired and has_figure(text) else text
            for name, text in paragraphs.items()
        },
    )


def source(edition: Edition, entity: data.Source) -> Source:
    """A source, with how much stands on it."""
    return filled(
        Source,
        entity,
        url=address_of("source", entity),
        source_url=entity.url,
        expired=entity.review_by < edition.today,
        figures=edition.handbook.figures_of(entity.id),
    )


def method(edition: Edition, entity: data.Method) -> Method:
    """A method with every estimate."""
    return filled(
        Method,
        entity,
        url=address_of("method", entity),
        estimates=tuple(dated(Estimate, edition, estimate) for estimate in entity.estimates),
    )
