"""A schema.org JobPosting to fill in: Google's required and recommended properties.

Source: Google's JobPosting guide and schema.org 30.0. It is a file for the employer's own site
and never markup on our pages, which are not a job. The template is data, so that page and
command line fill in the same one: `$first` picks a version, `$raw` is a value as given or a
`$part` of a place, `$areas` makes a country or a state of each of a field's values, `$skills`
are those of the musts, `$title` and `$html` are the text's; an entry that comes out as nothing
is left out. What the guide requires is a blank in brackets until
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
        *("openings", "weekly-hours", "education", "experience-months"),
    }
)
_PLACE = {
    "@type": "Place",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": {"$raw": "place", "$part": "locality"},
        "addressRegion": {"$raw": "place", "$part": "region"},
        "addressCountry": {"$raw": "country"},
    },
}
#: What the guide's lists call our choices of a degree; both words for "none" are the guide's.
EDUCATION = {
    "associate": "associate degree",
    "bachelor": "bachelor degree",
    "postgraduate": "postgraduate degree",
    "certificate": "professional certificate",
}
_NONE = "no requirements"


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
        "skills": {"$skills": True},
        **_conditions(),
    }


def _conditions() -> dict[str, Any]:
    """What the guide only recommends, and a poster fills in for search engines."""
    degree = {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": {"$raw": "education", "$words": EDUCATION},
    }
    months = {
        "@type": "OccupationalExperienceRequirements",
        "monthsOfExperience": {"$raw": "experience-months"},
    }
    given = {"education": "any"}
    return {
        "educationRequirements": _first(({"education": "none"}, _NONE), (given, degree)),
        "experienceRequirements": _first(
            ({"experience-months": "0"}, _NONE), ({"experience-months": "any"}, months)
        ),
        "workHours": _when_given("weekly-hours", {"$raw": "weekly-hours", "$as": "# hours a week"}),
        "totalJobOpenings": _when_given("openings", {"$raw": "openings"}),
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
    sort, unit = "QuantitativeValue", {"$raw": "pay-period", "$words": periods}
    one = {"@type": sort, "value": {"$raw": "pay-min"}, "unitText": unit}
    range = {
        "@type": sort,
        "minValue": {"$raw": "pay-min"},
        "maxValue": {"$raw": "pay-max"},
        "unitText": unit,
    }
    value = _first(({"pay-max": "pay-min"}, one), ({}, range))
    return {"@type": "MonetaryAmount", "currency": {"$raw": "currency"}, "value": value}


def _where() -> dict[str, Any]:
    """Place and remote rule: TELECOMMUTE only for jobs that are always remote."""
    remote = {"work-mode": "remote"}
    return {
        "jobLocation": _first(({**remote, "place": "empty"}, None), ({}, _PLACE)),
        "jobLocationType": _first((remote, "TELECOMMUTE")),
        "applicantLocationRequirements": _first((remote, {"$areas": "countries"})),
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
