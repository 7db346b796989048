"""What our pages tell machines: schema.org descriptions as plain dicts, made from the Handbook.

They say what the page says and nothing more: a figure or a paragraph that has expired is in
neither. Types and properties are schema.org's (https://schema.org/Occupation, FAQPage,
DefinedTermSet). A JobPosting is never among them: our pages describe jobs and offer none.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from macros.address.patterns import absolute, address_of
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.model.reference import Choice, Faq, Pay, PaySeries, Term
from macros.model.role import OccupationCode, Requirement, Role
from macros.model.tool import Tool

Record = dict[str, Any]
_CONTEXT = "https://schema.org"
#: ISO 8601 durations, by the ids of the vocabulary `pay_period`.
DURATIONS = {"year": "P1Y", "month": "P1M", "day": "P1D", "hour": "PT1H"}
#: How schema.org calls a date that is not the time a figure describes, by the id of its kind.
_TIMES = {"published": "datePublished"}


class Context(Protocol):
    """What is context, on which day, at which address: a View or an Edition."""

    @property
    def handbook(self) -> Handbook:
        """The facts."""

    @property
    def site_url(self) -> str:
        """The address of the site's root; it ends in a slash."""

    @property
    def today(self) -> date:
        """The day that decides which figures have expired."""


def words(text: str) -> str:
    """A text of the data as it is read on the page: no marks, links by their words."""
    return inline(text).striptags()


def occupation(context: Context, role: Role) -> Record:
    """A role as schema.org's Occupation, with the pay its page shows today."""
    resolved = context.handbook.resolved[role.id]
    page = absolute(context.site_url, address_of("role", role))
    rows = [context.handbook.find_series(id) for id in role.pay]
    pay = [_salary(context, role, *row) for row in rows if not _expired(context, row[1])]
    return {
        "@context": _CONTEXT,
        "@type": "Occupation",
        "name": role.title,
        "alternateName": list(role.alternate_titles),
        "description": words(role.summary),
        "url": page,
        "mainEntityOfPage": page,
        "occupationalCategory": [_category(code) for code in role.occupation_codes],
        "responsibilities": [words(stated.item.line) for stated in resolved.responsibilities],
        "qualifications": [words(item.line) for item in resolved.requirements_of("must")],
        "skills": [_skill(context, stated.item) for stated in resolved.requirements],
        "occupationLocation": [
            {"@type": "Country", "name": title}
            for title in dict.fromkeys(country.title for country, _ in rows)
        ],
        **({"estimatedSalary": pay} if pay else {}),
    }


def faq_page(context: Context, role: Role) -> Record:
    """The questions of a role's FAQ page, each with the paragraphs that are shown today."""
    page = absolute(context.site_url, address_of("role_part", role, "faq"))
    answers = ((faq, _answer(context, faq)) for faq in context.handbook.faqs_of(role.id))
    return {
        "@context": _CONTEXT,
        "@type": "FAQPage",
        "url": page,
        "mainEntity": [
            {
                "@type": "Question",
                "name": faq.question,
                "url": absolute(context.site_url, address_of("faq", role, faq)),
                "acceptedAnswer": {"@type": "Answer", "text": text},
            }
            for faq, text in answers
            if text
        ],
    }


def glossary_terms(context: Context, terms: Iterable[Term]) -> Record:
    """The glossary as a set of defined terms; what each means stands on the page alone."""
    return {
        "@context": _CONTEXT,
        "@type": "DefinedTermSet",
        "name": "Glossary",
        "url": absolute(context.site_url, address_of("glossary")),
        "hasDefinedTerm": [_named(context, term, address_of("term", term)) for term in terms],
    }


def tool_terms(context: Context, category: Choice, tools: Iterable[Tool]) -> Record:
    """A category of the toolbox as a set of defined terms, each with the tool's own site."""
    return {
        "@context": _CONTEXT,
        "@type": "DefinedTermSet",
        "name": category.label,
        "description": words(category.description),
        "url": absolute(context.site_url, address_of("tool_category", category)),
        "hasDefinedTerm": [
            {**_term(context, tool, address_of("tool", category, tool)), "sameAs": tool.homepage}
            for tool in tools
        ],
    }


def reviewed_page(address: str, writer: Choice, reviewer: Choice, day: date) -> Record:
    """Who wrote and reviewed a page, and on which day."""
    return {
        "@context": _CONTEXT,
        "@type": "WebPage",
        "url": address,
        "author": {"@type": "Organization", "name": writer.label},
        "reviewedBy": {"@type": "Organization", "name": reviewer.label},
        "lastReviewed": str(day),
    }


def _named(context: Context, entity: Term | Tool, address: str) -> Record:
    return {
        "@type": "DefinedTerm",
        "name": entity.title,
        "termCode": entity.id,
        "url": absolute(context.site_url, address),
    }


def _term(context: Context, entity: Term | Tool, address: str) -> Record:
    return _named(context, entity, address) | {"description": words(entity.plain)}


def _category(code: OccupationCode) -> Record:
    return {
        "@type": "CategoryCode",
        "codeValue": code.code,
        "name": code.label,
        "inCodeSet": {"@type": "CategoryCodeSet", "name": code.framework},
        **({"description": words(code.note)} if code.note else {}),
        **({"url": code.url} if code.url else {}),
    }


def _skill(context: Context, item: Requirement) -> Record:
    """A skill, and what its level looks like at work in this role."""
    skill = context.handbook.skills[item.skill]
    return {
        "@type": "DefinedTerm",
        "name": skill.title,
        "description": words(skill.levels[item.skill_level]),
        "termCode": skill.id,
        "url": absolute(context.site_url, address_of("skill", skill)),
    }


def _salary(context: Context, role: Role, country: Pay, series: PaySeries) -> Record:
    """One source's distribution, as published: percentiles it left out stay out."""
    source = context.handbook.sources[series.source]
    names = {"p10": "percentile10", "p25": "percentile25", "median": "median"}
    names |= {"p75": "percentile75", "p90": "percentile90"}
    amounts = {name: getattr(series.pay, key) for key, name in names.items()}
    return {
        "@type": "MonetaryAmountDistribution",
        "name": series.title,
        "description": f"{words(series.population)} {words(series.caveat)}",
        "url": absolute(context.site_url, address_of("role_pay", role, series)),
        "currency": country.currency,
        "duration": DURATIONS[series.period],
        **{name: amount for name, amount in amounts.items() if amount is not None},
        "subjectOf": {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": {"@type": "Organization", "name": source.publisher},
            _TIMES.get(series.date_is, "temporalCoverage"): series.as_of,
        },
    }


def _expired(context: Context, series: PaySeries) -> bool:
    return context.handbook.expiry(series) < context.today


def _answer(context: Context, faq: Faq) -> str:
    paragraphs = context.handbook.answer(faq, context.today)
    return "\n\n".join(words(text) for text, lapsed in paragraphs if not lapsed)
