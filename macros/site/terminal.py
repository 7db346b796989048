"""Problems for somebody at a terminal: each with its line, in color where color is shown."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TextIO

import click

from macros.address.patterns import address_of
from macros.core.files import LIST_MOST, read_bytes
from macros.core.problems import HandbookError, Problem, report


def show(problems: Iterable[Problem], root: Path, stream: TextIO) -> None:
    """Print the report of problems found below `root`, with the lines of the files it names.

    The address of the site, for the link to the page of each code, is that of SITE_URL.
    """
    site = os.environ.get("SITE_URL", "").rstrip("/")
    color = in_color(stream)
    lines = cache(_lines)

    def shown(problem: Problem) -> str:
        found = lines(root, problem.place.path)
        line = found[problem.place.line - 1] if problem.place.line <= len(found) else ""
        more = f"{site}{address_of('error', problem.code)}"
        return problem.text(line=line, more=more, color=color)

    click.echo(report(problems, shown), file=stream, color=color)


def in_color(stream: TextIO) -> bool:
    """Whether to color what goes to a stream (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _lines(root: Path, name: str) -> list[str]:
    """The lines of a file without their ends; none when there is no such file to read."""
    try:
        raw = read_bytes(root / name, name=name, most=LIST_MOST)
    except HandbookError:
        return []
    return raw.decode("utf-8-sig", "backslashreplace").replace("\r\n", "\n").split("\n")
