"""A schema.org JobPosting to fill in: Google's required and recommended properties.

Source: Google's JobPosting guide and schema.org 30.0. It is a file for the employer's own site
and never markup on our pages, which are not a job. The template is data, so that page and
command line fill in the same one: `$first` picks a version, `$raw` is a value as given, `$each`
makes one entry for each of a field's values (`$value`), `$title` and `$html` are the text's; an
entry that comes out as nothing is left out. What the guide requires is a blank in brackets until
it is filled in; what it only recommends is left out until then. fill_jobposting.py fills it.
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
#: Whether the application is finished on the employer's own page.
DIRECT = {"yes": True, "no": False}
#: The fields of data/posting.yaml that the template takes values from.
NEEDED_FIELDS = frozenset(
    {
        *("company", "place", "countries", "work-mode", "employment"),
        *("currency", "pay-min", "pay-max", "pay-period", "closing"),
        *("country", "posted", "job-number", "direct-apply"),
    }
)
_PLACE = {
    "@type": "Place",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": {"$raw": "place"},
        "addressCountry": {"$raw": "country"},
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
        "datePosted": {"$raw": "posted"},
        "validThrough": _when_given("closing", {"$raw": "closing"}),
        **_employer(),
        **_where(),
        "employmentType": {"$raw": "employment", "$words": EMPLOYMENT},
        "baseSalary": _pay(handbook),
        "directApply": _when_given("direct-apply", {"$raw": "direct-apply", "$words": DIRECT}),
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
        "identifier": _when_given(
            "job-number", {"@type": "PropertyValue", **name, "value": {"$raw": "job-number"}}
        ),
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
    return {
        "jobLocation": _first(({**remote, "place": "empty"}, None), ({}, _PLACE)),
        "jobLocationType": _first((remote, "TELECOMMUTE")),
        "applicantLocationRequirements": _first((remote, _FROM)),
    }


def _when_given(id: str, then: Any) -> dict[str, Any]:
    """A property that the guide recommends: left out until its field is filled in."""
    return _first(({id: "any"}, then))


def _first(*cases: tuple[dict[str, str], Any]) -> dict[str, Any]:
    return {"$first": [{"when": when, "then": then} for when, then in cases]}


def _category(role: Role) -> str | None:
    """The O*NET-SOC code and title, when the role states one."""
    codes = (code for code in role.occupation_codes if code.framework.startswith("O*NET"))
    return next((f"{code.code} {code.label}" for code in codes), None)
