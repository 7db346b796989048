"""Macros of what changed, and of the page about the data."""

import re
from typing import Any

from markupsafe import Markup

from macros.address.patterns import anchor_of
from macros.public.api import FILES, SINGLES
from macros.public.feeds import feeds
from macros.public.records import fields_of
from macros.public.tables import TABLES
from macros.render.view import View, day, headed, joined
from macros.tell.changelog import by_version

_NUMBER = re.compile(r"\d+")


def change_list(view: View) -> str:
    """Every change under its version, newest first."""
    return joined(
        headed(
            2,
            f"{changes[0].version}, {day(changes[0].date)}",
            anchor_of("version", "-".join(_NUMBER.findall(changes[0].version))),
            view.render("change_list", changes=changes),
        )
        for changes in by_version(view.handbook)
    )


def feed_list(view: View) -> str:
    """Every feed with what it follows."""
    return view.render("feed_list", feeds=list(feeds(view.handbook, view.name)))


def api_changes(view: View) -> str:
    """The changelog of the API."""
    changes = [change for change in view.handbook.changes.values() if change.api_version]
    return view.render("api_changes", changes=changes)


def api_fields(view: View) -> str:
    """Every field of every JSON file, with its type and what it holds."""
    return joined(
        headed(
            3,
            Markup("<code>{}</code>").format(file.path),
            anchor_of("api_fields", file.path.removesuffix(".json")),
            view.render(
                "api_fields",
                file=file,
                about=file.record.__doc__,
                fields=list(fields_of(file.record)),
            ),
        )
        for file in (*FILES, *SINGLES)
    )


def table_index(view: View) -> str:
    """Every table for spreadsheets, with its columns."""
    rows: list[dict[str, Any]] = [
        {"table": table, "columns": table.columns(view.handbook.promise)} for table in TABLES
    ]
    return view.render("table_index", rows=rows)
