"""A job posting that `handbook lint` is given."""

import sys
from pathlib import Path

from macros.core.files import DATA_MOST, bounded, limited
from macros.core.problems import HandbookError
from macros.lint.engine import TooMuchError


def text_of(file: str) -> str:
    """The text of a file that may lie anywhere, or of standard input for `-`.

    Raises HandbookError or UnicodeDecodeError when there is none of at most a megabyte.
    """
    if file == "-":
        content = limited(sys.stdin.buffer, name="standard input", most=DATA_MOST)
    else:
        content = bounded(Path(file), name=file, most=DATA_MOST)
    return content.decode("utf-8-sig")


def reason_of(error: Exception, file: str) -> str:
    """Why a posting could not be checked, for somebody who gave its file."""
    match error:
        case UnicodeDecodeError():
            return f"{file} is not text in UTF-8. Save it as plain text and try again."
        case HandbookError():
            reason = error.problems[0].message
            return f"{file}: {reason} Name a text file, or - for standard input."
        case TooMuchError():
            return f"{file}: {error}"
    return str(error.args[0])
