"""Rules about the promise: what the API and its tables ever had, they keep."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.promise import PROMISE, Promise
from macros.public.promise import public_lines


def broken_promise(subject: Subject) -> Iterator[Problem]:
    """Ensure every field and column of the API that shipped is there, of the type it had."""
    promise = subject.handbook.promise
    today = public_lines(promise)
    yield from lost_promises(promise, today)
    if new := sorted(today - set(promise)):
        message = f"public and not promised yet: {listed(new, most=3)}."
        fix = (
            "begin data/changes.yaml with a change that has a new api_version; then run "
            "`.venv/bin/handbook promise`: programs may rely on it for good."
        )
        yield Problem(Position(PROMISE), "broken-promise", message, fix)


def lost_promises(promise: Promise, today: set[str]) -> Iterator[Problem]:
    """Every promised line that is not among those of today."""
    for number, (line, version) in enumerate(promise.items(), start=1):
        if line not in today:
            place = Position(PROMISE, number)
            yield Problem(place, "broken-promise", *_lost(line, version, today))


def _lost(line: str, version: str, today: set[str]) -> tuple[str, str]:
    """What became of a promised field or column, and how to keep the promise."""
    file, path, type = line.split(" ", 2)
    if file.endswith(".csv"):
        message = f"{file} has had the column `{type}` since {version}, and lacks it now."
        return message, "give a field this name under `named` in macros/public/tables.py."
    told = {
        one.split(" ", 2)[1]: one.split(" ", 2)[2] for one in today if one.startswith(f"{file} ")
    }
    if path in told:
        message = f"`{path}` in {file} has been {type} since {version}, and is {told[path]} now."
        return message, "restore the type; what is new goes into a field of its own."
    message = f"{file} has had `{path}` since {version}, and lacks it now."
    return f"{message}{did_you_mean(path, told)}", _RESTORE


_RESTORE = (
    "restore the field. One with another name in data/ keeps the public one as its "
    "`serialization_alias`; one that went is computed in macros/public/computed.py."
)
