"""The index of the API: what there is to read, for programs."""

from macros.model.base import Model


class ListedFile(Model):
    """A JSON file that holds a list."""

    path: str
    """Its path below /api/v1/. Its name without `.json` is the key of the list."""
    about: str
    """What it holds."""
    count: int
    """How many entries it has. Each also has a file of its own, `<key>/<id>.json`."""


class ListedRecord(Model):
    """A JSON file that holds one record."""

    path: str
    """Its path below /api/v1/."""
    about: str
    """What it holds."""


class ListedTable(Model):
    """A CSV file."""

    path: str
    """Its path below /api/v1/."""
    about: str
    """What it holds."""
    columns: tuple[str, ...]
    """Its columns, in order. New ones are added at the end."""


class ListedFeed(Model):
    """An Atom feed."""

    path: str
    """Its path from the root of the site."""
    title: str
    """What it follows."""


class Index(Model):
    """Every file of the API."""

    content_version: str
    """The version of the content (SemVer), as on the page `/changes/`."""
    openapi: str
    """The path of the OpenAPI file below /api/v1/."""
    files: tuple[ListedFile, ...]
    """Files that hold a list."""
    records: tuple[ListedRecord, ...]
    """Files that hold one record."""
    tables: tuple[ListedTable, ...]
    """Tables for spreadsheets."""
    feeds: tuple[ListedFeed, ...]
    """Feeds of what changed."""
