"""What changed for readers: the one place that the page, the feeds and CHANGELOG.md are made from.

Versions follow SemVer (semver.org): of the content in `version`, of the public JSON in
`api_version`.
"""

from macros.model.base import Date, Entity, Line, PageLink, RoleRef, Text, Version


class Change(Entity):
    """An item of `data/changes.yaml`; the file begins with the newest.

    `roles` are those whose readers it concerns, none of them the handbook as a whole.
    `api_version` is the version of the API that the change came with, when it changed it.
    """

    date: Date
    version: Version
    api_version: Version | None = None
    roles: tuple[RoleRef, ...] = ()
    title: Line
    text: Text
    see: PageLink | None = None


def rank_of(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(number) for number in version.split("."))
