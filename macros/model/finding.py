"""How the search of the site understands its readers: `data/finding.yaml`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.base import Because, Line, Model, Some

#: A word as the search reads it: small letters, without accents, hyphens and apostrophes.
FoundWord = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+[+#]*$", max_length=30),
    Because("The search reads small letters without accents, hyphens and apostrophes."),
    Field(examples=["salary"]),
]


_Weight = Annotated[
    float,
    Field(gt=0, le=2, examples=[0.5]),
    Because("It multiplies how well something fits."),
]


class SitePart(Model):
    """A part of the site: what its pages are called in results, and how much they count."""

    begins: Annotated[
        str,
        StringConstraints(pattern=r"^/([a-z0-9-]+/)*$"),
        Because("Addresses begin at the root of the site."),
        Field(examples=["/guides/"]),
    ]
    """How the addresses of its pages begin; the longest begin that fits is meant."""
    label: Annotated[Line, Field(examples=["Guide"])]
    """What a page of it is."""
    weight: _Weight = 1.0
    """How much its pages count beside others that fit as well."""
    sections: _Weight = 1.0
    """How much a section of such a page counts beside the page itself."""


class Finding(Model):
    """How the search understands a query: `data/finding.yaml`."""

    stop_words: Some[FoundWord]
    """Words that say nothing about what somebody looks for."""
    light_words: Some[FoundWord]
    """Words that say little: of a query, the others count."""
    synonyms: Some[tuple[FoundWord, ...]]
    """Words that people use for each other, a group each."""
    written_out: dict[FoundWord, Line]
    """What is searched for in the place of an abbreviation."""
    parts: Some[SitePart]
    """The parts of the site; one of them begins with `/`."""
