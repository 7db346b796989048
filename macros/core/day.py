"""The day a build lives on: what decides which figures have expired, asked for in one place."""

import os
from datetime import UTC, date, datetime

from macros.core.problems import HandbookError, Position, Problem


def today() -> date:
    """The day now in UTC, whatever the time zone of the machine, or that of SOURCE_DATE_EPOCH.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/, in seconds
    since 1970; raises HandbookError where it holds no such number.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f'"{seconds}" is no number of seconds since 1970.'
        fix = "set it to what `date +%s` prints, or unset it."
        problem = Problem(Position("SOURCE_DATE_EPOCH"), "bad-day", message, fix)
        raise HandbookError([problem]) from None
