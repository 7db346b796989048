"""What changed for readers: the one place that the page, the feeds and CHANGELOG.md are made from.

Versions follow SemVer (semver.org): of the content in `version`, of the public JSON in
`api_version`.
"""

from typing import Annotated

from macros.model.base import Date, Entity, Line, PageLink, RoleRef, Spread, Text, Version


class Change(Entity):
    """Something that changed for readers.

    An item of `data/changes.yaml`; the file begins with the newest.
    """

    date: Date
    """The day it was published."""
    version: Version
    """The version of the content it came with (SemVer)."""
    api_version: Version | None = None
    """The version of the API it came with, when it changed the API (SemVer)."""
    roles: tuple[RoleRef, ...] = ()
    """The roles whose readers it concerns; none of them: the handbook as a whole."""
    title: Line
    """What changed, in a line."""
    text: Text
    """What changed, in a sentence or two."""
    see: Annotated[PageLink | None, Spread({"page": "see", "label": "see_label"})] = None
    """The page to look at."""


def rank_of(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(number) for number in version.split("."))
