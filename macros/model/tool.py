"""Tools in plain English, with what is known of their age, license, owner and support."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    Because,
    Date,
    Expires,
    Findable,
    Line,
    Model,
    Sourced,
    Text,
    ToolCategoryRef,
    Url,
)
from macros.model.reference import Headcount
from macros.model.search import SearchWord

Year = Annotated[
    int,
    Field(ge=1960, le=2100, examples=[1996]),
    Because("No tool in use is older than 1960."),
]
_LineThatExpires = Annotated[Line | None, Expires()]


class FirstRelease(Sourced):
    """The first release of a tool to the public."""

    year: Annotated[Year, Expires()]
    """The year."""
    basis: Annotated[Line, Expires()]
    """The release that it was."""


class FirstCommit(Sourced):
    """The oldest commit in a tool's repository, which is no release."""

    date: Annotated[Date, Expires()]
    """Its day."""
    note: _LineThatExpires = None
    """What the repository hides, such as a history before it."""


class License(Sourced):
    """The license of a tool, read from the upstream repository."""

    name: Annotated[Line, Expires(), Field(examples=["Apache-2.0"])]
    """Its name."""


class LicenseChange(Sourced):
    """A change of a tool's license."""

    year: Annotated[Year, Expires()]
    """The year."""
    before: Annotated[Line, Expires(), Field(examples=["MPL-2.0"])]
    """The license before."""
    after: Annotated[Line, Expires(), Field(examples=["BUSL-1.1"])]
    """The license since, with the version it begins with where we know."""


class Owner(Sourced):
    """Who owns or looks after a tool."""

    name: Annotated[Line, Expires(), Field(examples=["Cloud Native Computing Foundation"])]
    """The company, foundation or person."""


class VersionEnd(Model):
    """A version of a tool and the last day of its support."""

    version: Annotated[Line, Expires(), Field(examples=["17"])]
    """The version, as people write it."""
    released: Annotated[Date | None, Expires()] = None
    """The day of its first release; the checker of postings compares years asked for with it."""
    ends: Annotated[Date, Expires()]
    """The last day."""
    paid_until: Annotated[Date | None, Expires()] = None
    """The last day of support that is sold on top, where there is some."""


class EndOfLife(Sourced):
    """Until when versions are supported: those that postings name, and those that end soon."""

    product: Annotated[Line, Field(examples=["Eclipse Temurin"])]
    """What the versions are of."""
    said_as: Annotated[tuple[Line, ...], Field(examples=[["Java", "JDK"]])] = ()
    """How postings name the product before the number of a version that was released."""
    support: Annotated[Line, Field(examples=["security support"])]
    """The support that ends; a vendor may sell more."""
    newest: _LineThatExpires = None
    """The newest version that was known and supported then."""
    versions: Annotated[tuple[VersionEnd, ...], Expires()]
    """Versions with the last day of that support, oldest first."""


class Usage(Sourced):
    """How common a tool is among a survey's respondents."""

    share: Annotated[
        float,
        Field(ge=0, le=100, examples=[12.5]),
        Because("It is a share of all who answered, in percent."),
        Expires(),
    ]
    """Percent of those who answered that part of the survey."""
    block: Annotated[Line, Field(examples=["databases"])]
    """The part of the survey they answered."""
    n: Annotated[Headcount, Expires(), Field(examples=[1200])]
    """How many answered that part."""


class NotTheSame(Model):
    """What a tool is confused with."""

    title: Annotated[Line, Field(examples=["MongoDB"])]
    """The other tool."""
    difference: Text
    """The difference."""


class Alternative(Model):
    """A tool whose experience counts."""

    title: Annotated[Line, Field(examples=["MySQL or MariaDB"])]
    """The other tool."""
    switch: Annotated[Line, Field(examples=["Two to four weeks"])]
    """How long the switch takes (our view)."""


class Tool(Findable):
    """A tool in plain English, for someone who cannot code.

    An item of `data/tools/<category>.yaml`; the file names the category.
    """

    category: ToolCategoryRef
    """Where it belongs."""
    title: Annotated[Line, Field(examples=["PostgreSQL"])]
    """Its name."""
    profile_word: Annotated[SearchWord | None, Field(examples=["Golang"])] = None
    """What people write in a profile, when it is not the name."""
    posting_names: tuple[Line, ...] = ()
    """Other names that postings use for it and for nothing else."""
    ordinary_word: Annotated[bool, Field(exclude=True)] = False
    """Whether its title is an ordinary word, so that the checker looks for its other names only."""
    github_language: Annotated[SearchWord | None, Field(examples=["Go"])] = None
    """What GitHub calls it in `language:`, when it is a programming language."""
    plain: Text
    """What it is for, in words for someone who cannot code."""
    candidate_did: Text
    """What someone who used it actually did."""
    not_the_same_as: NotTheSame
    """What it is confused with."""
    alternatives: Annotated[
        tuple[Alternative, ...],
        Field(min_length=1),
        Because("A tool that nothing stands in for shuts people out."),
    ]
    """Tools whose experience counts."""
    homepage: Url
    """Its official site."""
    first_release: FirstRelease | None = None
    """When it first came out for the public, once verified."""
    first_commit: FirstCommit | None = None
    """When its code began, where a repository shows it."""
    license: License | None = None
    """Its license, once verified."""
    license_changes: tuple[LicenseChange, ...] = ()
    """Licenses it had before, oldest change first."""
    owner: Owner | None = None
    """Who owns it, once verified."""
    end_of_life: tuple[EndOfLife, ...] = ()
    """Until when its versions are supported, a product each."""
    usage: Usage | None = None
    """How common it is, when a survey asked."""
