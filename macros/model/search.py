"""Searching for people: the words of profiles, and the dialects strings are written in."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from macros.model.base import (
    Entity,
    Line,
    Model,
    ProfileHabitRef,
    Sourced,
    Text,
    ToolRef,
    Url,
)

#: A word or phrase to search for: no mark that a search engine takes for an operator.
SearchWord = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9 .+#/&'-]*$"
    ),
]
Floor = Annotated[int, Field(ge=0)]


class ProfileWord(Model):
    """What people write in a profile: a tool of the toolbox, or a phrase in their own words."""

    tool: ToolRef | None = None
    phrase: SearchWord | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "ProfileWord":
        if (self.tool is None) == (self.phrase is None):
            raise ValueError("write a tool or a phrase, and one of them only")
        return self


class InProfiles(Model):
    """How a skill shows in public profiles (our view).

    `words` come most telling first: a short string takes only the first ones. `equivalents`
    are words of experience that counts as well. `note` says what the words prove, or where
    to look for a skill that nobody writes down.
    """

    habit: ProfileHabitRef
    words: tuple[ProfileWord, ...] = ()
    equivalents: tuple[ProfileWord, ...] = ()
    note: Text


class GithubFloors(Model):
    """The least followers, own repositories and stars that a narrow GitHub search asks for."""

    followers: Floor
    repositories: Floor
    stars: Floor


class RoleSearch(Model):
    """What searching for a role needs beyond its titles and requirements.

    `related_titles` often do the work under another name; `exclude` holds title words of
    other jobs, and `exclude_why` says what each of them would bring.
    """

    related_titles: Annotated[tuple[SearchWord, ...], Field(min_length=1)]
    exclude: Annotated[tuple[SearchWord, ...], Field(min_length=1)]
    exclude_why: Text
    github: GithubFloors


class Mark(Sourced):
    """A sign or word that a search engine understands, and what it does there."""

    mark: Line
    means: Text


class Limit(Sourced):
    """The most of a unit that one string may hold; what is beyond it is ignored or refused."""

    unit: Literal["words", "characters", "operators"]
    most: Annotated[int, Field(gt=0)]
    note: Text


class Breadth(Model):
    """What a string asks for, and what it will not find or finds too much of."""

    asks: Text
    loses: Text


class Breadths(Model):
    """The three breadths of a dialect, from few and fitting results to many."""

    narrow: Breadth
    balanced: Breadth
    broad: Breadth


class SearchDialect(Entity):
    """An item of `data/search-dialects.yaml`: a place to search, and how it wants to be asked.

    `grammar` names the writer of `tell/search_strings.py`; `opens` is the address a string
    is added to, when a link can open the search.
    """

    title: Line
    grammar: Literal["keywords", "web", "users", "repositories"]
    where: Text
    shows: Text
    hides: Text
    marks: Annotated[tuple[Mark, ...], Field(min_length=1)]
    limits: tuple[Limit, ...] = ()
    breadths: Breadths
    opens: Url | None = None
