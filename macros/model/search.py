"""Searching for people: the words of profiles, and the dialects strings are written in."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from macros.model.base import (
    Because,
    Entity,
    Expires,
    Line,
    Model,
    ProfileHabitRef,
    Sourced,
    Text,
    ToolRef,
    Url,
)

#: A word or phrase to search for.
SearchWord = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9 .+#/&'-]*$"
    ),
    Because("It stands in search strings, where other signs are operators."),
]
Floor = Annotated[int, Field(ge=0)]


class ProfileWord(Model):
    """What people write in a profile: a tool of the toolbox, or a phrase in their own words."""

    tool: ToolRef | None = None
    """The tool, when it is one; a phrase otherwise."""
    phrase: Annotated[SearchWord | None, Field(examples=["data modeling"])] = None
    """The phrase, when it is no tool."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "ProfileWord":
        if (self.tool is None) == (self.phrase is None):
            raise ValueError("write a tool or a phrase, and one of them only")
        return self


class InProfiles(Model):
    """How a skill shows in public profiles (our view)."""

    habit: ProfileHabitRef
    """How often people write it down."""
    words: tuple[ProfileWord, ...] = ()
    """What they write, most telling first: a short string takes only the first ones."""
    equivalents: tuple[ProfileWord, ...] = ()
    """Words of experience that counts as well."""
    note: Text
    """What the words prove, or where to look for a skill that nobody writes down."""


class GithubFloors(Model):
    """What a narrow GitHub search asks for at least."""

    followers: Floor
    """Followers."""
    repositories: Floor
    """Repositories of their own."""
    stars: Floor
    """Stars of a project."""


class RoleSearch(Model):
    """What searching for a role needs beyond its titles and requirements."""

    related_titles: Annotated[
        tuple[SearchWord, ...],
        Field(min_length=1),
        Because("Many do the work under a title that is not the role's."),
    ]
    """Titles of people who often do the work under another name."""
    exclude: Annotated[
        tuple[SearchWord, ...],
        Field(min_length=1),
        Because("Every title brings people of other jobs."),
    ]
    """Title words of other jobs."""
    exclude_why: Text
    """What each of them would bring."""
    github: GithubFloors
    """The floors of its narrow GitHub strings."""


class Mark(Sourced):
    """A sign or word that a search engine understands."""

    mark: Annotated[Line, Expires(), Field(examples=["AND, OR, NOT"])]
    """The sign or word."""
    means: Annotated[Text, Expires()]
    """What it does there."""


class Limit(Sourced):
    """The most that one string may hold; what is beyond it is ignored or refused."""

    unit: Literal["words", "characters", "operators"]
    """What is counted: words, characters or operators."""
    most: Annotated[int, Field(gt=0), Expires()]
    """How many."""
    note: Annotated[Text, Expires()]
    """How sure that is."""


class Breadth(Model):
    """What a string of one breadth asks for, and what it loses."""

    asks: Text
    """What it asks for."""
    loses: Text
    """What it will not find, or finds too much of."""


class Breadths(Model):
    """The three breadths of a place to search, from few and fitting results to many."""

    narrow: Breadth
    """Few and fitting."""
    balanced: Breadth
    """Where to begin."""
    broad: Breadth
    """Many."""


class SearchDialect(Entity):
    """A place to search for people, and how it wants to be asked.

    An item of `data/search-dialects.yaml`.
    """

    title: Annotated[Line, Field(examples=["LinkedIn"])]
    """What it is called."""
    grammar: Literal["keywords", "web", "users", "repositories"]
    """How its strings are built: one of the writers of `macros/tell/search_strings.py`."""
    where: Text
    """Where the string goes."""
    shows: Text
    """What it shows."""
    hides: Text
    """What it does not show."""
    marks: Annotated[
        tuple[Mark, ...],
        Field(min_length=1),
        Because("A string is written with signs that the engine is known to understand."),
    ]
    """The signs it understands."""
    limits: tuple[Limit, ...] = ()
    """The most that one string may hold."""
    breadths: Breadths
    """What each breadth asks for and loses."""
    opens: Url | None = None
    """The address a string is added to, when a link can open the search."""
