"""A schema.org JobPosting to fill in: Google's required and recommended properties.

Source: Google's JobPosting guide and schema.org 30.0. It is a file for the employer's own site
and never markup on our pages, which are not a job. The template is data, so that page and
command line fill in the same one: `$first` picks a version, `$raw` is a value as given, `$each`
makes one entry for each of a field's values (`$value`), `$title` and `$html` are the text's; an
entry that comes out as nothing is left out. fill_jobposting.py fills it.
"""

from typing import Any

from macros.core.handbook import Handbook
from macros.model.role import Role

#: schema.org's words for our choices; both lists are case-sensitive in Google's guide.
EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contractor": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "intern": "INTERN",
}
#: The fields of data/posting.yaml that the template takes values from.
NEEDED_FIELDS = frozenset(
    {
        *("company", "place", "countries", "work-mode", "employment"),
        *("currency", "pay-min", "pay-max", "pay-period", "closing"),
    }
)
_PLACE = {
    "@type": "Place",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": {"$raw": "place"},
        "addressCountry": "[two-letter country code]",
    },
}
_FROM = {"$each": "countries", "make": {"@type": "Country", "name": {"$value": True}}}


def jobposting_template(handbook: Handbook, role: Role) -> dict[str, Any]:
    """The JobPosting of a role with holes; keys in the order a person fills them in."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": {"$title": True},
        "description": {"$html": True},
        "datePosted": "[YYYY-MM-DD]",
        "validThrough": _first(
            ({"closing": "any"}, {"$raw": "closing"}),
            ({}, "[YYYY-MM-DD, or delete this line]"),
        ),
        **_employer(),
        **_where(),
        "employmentType": {"$raw": "employment", "$words": EMPLOYMENT},
        "baseSalary": _pay(handbook),
        "directApply": "[true when the application is finished on this page, else false]",
        "occupationalCategory": _category(role),
        "skills": ", ".join(
            handbook.skills[item.skill].title
            for item in handbook.resolved[role.id].requirements_of("must")
        ),
    }


def _employer() -> dict[str, Any]:
    name = {"name": {"$raw": "company"}}
    return {
        "hiringOrganization": {"@type": "Organization", **name},
        "identifier": {"@type": "PropertyValue", **name, "value": "[your number for this job]"},
    }


def _pay(handbook: Handbook) -> dict[str, Any]:
    periods = {choice.id: choice.id.upper() for choice in handbook.vocabularies.pay_period}
    value = {
        "@type": "QuantitativeValue",
        "minValue": {"$raw": "pay-min"},
        "maxValue": {"$raw": "pay-max"},
        "unitText": {"$raw": "pay-period", "$words": periods},
    }
    return {"@type": "MonetaryAmount", "currency": {"$raw": "currency"}, "value": value}


def _where() -> dict[str, Any]:
    """Place and remote rule: TELECOMMUTE only for jobs that are always remote."""
    remote = {"work-mode": "remote"}
    unknown = {"work-mode": "empty"}
    return {
        "jobLocation": _first(({**remote, "place": "empty"}, None), ({}, _PLACE)),
        "jobLocationType": _first(
            (remote, "TELECOMMUTE"),
            (unknown, "[TELECOMMUTE if always remote, else delete]"),
        ),
        "applicantLocationRequirements": _first((remote, _FROM), (unknown, _FROM)),
    }


def _first(*cases: tuple[dict[str, str], Any]) -> dict[str, Any]:
    return {"$first": [{"when": when, "then": then} for when, then in cases]}


def _category(role: Role) -> str:
    """The O*NET-SOC code and title, when the role states one."""
    codes = (code for code in role.occupation_codes if code.framework.startswith("O*NET"))
    return next((f"{code.code} {code.label}" for code in codes), "[occupation code]")
