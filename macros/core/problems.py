"""What is wrong, where it stands and how to fix it: the one form every error takes."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Position:
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

    def text(self) -> str:
        """`path:line:column: code: message`, and an indented `fix:` line when there is one."""
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        warning = "warning: " if self.severity == "warning" else ""
        lines = [f"{where}: {warning}{self.code}: {self.message}"]
        if self.fix:
            lines.append(f"    fix: {self.fix}")
        return "\n".join(lines)

    def github(self) -> str:
        """The same as a workflow annotation of GitHub Actions."""
        message = f"{self.message} Fix: {self.fix}" if self.fix else self.message
        escaped = message.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
        place = self.place
        return (
            f"::{self.severity} file={place.path},line={place.line},col={place.column},"
            f"title={self.code}::{escaped}"
        )

    def json(self) -> str:
        """The same as one line of JSON, for other programs."""
        return json.dumps(
            {
                "path": self.place.path,
                "line": self.place.line,
                "column": self.place.column,
                "code": self.code,
                "message": self.message,
                "fix": self.fix,
                "severity": self.severity,
            },
            ensure_ascii=False,
        )


class HandbookError(Exception):
    """The handbook cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n" + report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """All problems as text, sorted by place, with a closing line that counts them."""
    ordered = sorted(set(problems))
    noun = "problem" if len(ordered) == 1 else "problems"
    return "\n".join([*(problem.text() for problem in ordered), f"{len(ordered)} {noun}"])


def did_you_mean(word: str, legal: Iterable[str]) -> str:
    """` Did you mean "x"?` for the nearest legal word, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(legal), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


def listed(words: Iterable[str], *, most: int = 12) -> str:
    """A short list of legal values for a message; says how many it leaves out."""
    ordered = sorted(words)
    shown = ", ".join(ordered[:most])
    return shown if len(ordered) <= most else f"{shown} and {len(ordered) - most} more"
