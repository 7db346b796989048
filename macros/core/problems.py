"""What is wrong, where it stands and how to fix it: the one form every error takes."""

import difflib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from macros.core.excerpt import excerpt, visible

_QUOTED = re.compile(r"""(["'])(.+?)\1""")
_WIDTH = 100
#: The most characters of a message or a fix, and the most problems of a report to read.
_MOST, _MOST_SHOWN = 2000, 500
_STYLES = {"error": "1;31", "warning": "1;33", "place": "1", "aside": "2", "fix": "1;32"}


class Position(NamedTuple):
    """A position in a file of the repository; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to fix. `code` is the name of the rule, `fix` a sentence in the imperative.

    A warning (a figure past its review date) is shown like an error and stops nothing.
    """

    place: Position
    code: str
    message: str
    fix: str = ""
    severity: Literal["error", "warning"] = "error"

    def __post_init__(self) -> None:
        for name in ("message", "fix"):
            if len(words := getattr(self, name)) > _MOST:
                object.__setattr__(self, name, f"{words[:_MOST]} …")

    def text(self, *, line: str = "", more: str = "", color: bool = False) -> str:
        """`path:line:column: code: message`, and below it whatever is known: line, fix, page.

        `line` is the line of the file, shown with marks under the fault; `more` the address of
        the section that explains the code.
        """
        paint = _painted if color else _plain
        place = visible(f"{self.place.path}:{self.place.line}:{self.place.column}")
        warning = "warning: " if self.severity == "warning" else ""
        code = paint(f"{warning}{self.code}", self.severity)
        lines = [f"{paint(place, 'place')}: {code}: {visible(self.message)}"]
        if line:
            lines += self._excerpt(line, paint)
        if self.fix:
            lines.append(f"    {paint('fix:', 'fix')} {visible(self.fix)}")
        if more:
            lines.append(paint(f"    more: {more}", "aside"))
        return _inert("\n".join(lines))

    def _excerpt(self, line: str, paint: Callable[[str, str], str]) -> tuple[str, str]:
        """The source line behind its number, and the marks below it.

        What the message quotes is marked; a quotation that was cut ends before its ellipsis.
        """
        number, blank = f"{self.place.line:>11} | ", f"{'|':>13} "
        words = (word.removesuffix(" …") for _, word in _QUOTED.findall(self.message))
        source, marks = excerpt(line, self.place.column, words, room=_WIDTH - len(number))
        return paint(number, "aside") + source, paint(blank, "aside") + paint(marks, self.severity)

    def github(self) -> str:
        """The same as a workflow annotation of GitHub Actions, escaped by the runner's rules."""
        message = f"{self.message} Fix: {self.fix}" if self.fix else self.message
        place = self.place
        return annotation(self.severity, place.path, place.line, place.column, self.code, message)

    def json(self) -> str:
        """The same as one line of JSON, for other programs."""
        values = json.dumps(
            {
                "path": self.place.path,
                "line": self.place.line,
                "column": self.place.column,
                "code": self.code,
                "message": self.message,
                "fix": self.fix,
                "severity": self.severity,
            }
        )
        return values.replace("##[", r"\u0023#[")


class HandbookError(Exception):
    """The handbook cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n" + report(self.problems))


def report(problems: Iterable[Problem], shown: Callable[[Problem], str] = Problem.text) -> str:
    """All problems as `shown` writes each, sorted by place, and a closing line that counts them."""
    ordered = sorted(set(problems))
    noun = "problem" if len(ordered) == 1 else "problems"
    most = f", the first {_MOST_SHOWN} are shown" if len(ordered) > _MOST_SHOWN else ""
    return "\n".join([*map(shown, ordered[:_MOST_SHOWN]), f"{len(ordered)} {noun}{most}"])


def annotation(
    level: str, path: str, line: int | None, column: int | None, title: str, message: str
) -> str:
    """A workflow command of GitHub Actions that shows a message at a line, or at a file."""
    at = f",line={line},col={column}" if line else ""
    return _inert(
        f"::{level} file={_property(path)}{at},title={_property(title)}::{_data(message)}"
    )


def _inert(text: str) -> str:
    """The text without what a runner of workflows takes for a command anywhere in a line."""
    return text.replace("##[", "# #[")


def _plain(text: str, _style: str) -> str:
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _data(text: str) -> str:
    """What may stand after a command's last `::` (toCommandValue of actions/toolkit)."""
    shown = "".join(one if one in "\r\n" else visible(one) for one in text)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """What may stand in a property of a command, where a colon or a comma would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def did_you_mean(word: str, legal: Iterable[str]) -> str:
    """` Did you mean "x"?` for the nearest legal word, or nothing when none is near."""
    near = nearest(word, legal)
    return f' Did you mean "{near}"?' if near else ""


def nearest(word: str, legal: Iterable[str]) -> str | None:
    """The legal word that is written most like this one, or None when none is near."""
    return next(iter(difflib.get_close_matches(word, list(legal), n=1, cutoff=0.6)), None)


def listed(words: Iterable[str], *, most: int = 12) -> str:
    """A short list of legal values for a message; says how many it leaves out."""
    ordered = sorted(words)
    shown = ", ".join(ordered[:most])
    return shown if len(ordered) <= most else f"{shown} and {len(ordered) - most} more"
