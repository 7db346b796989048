"""Where the command line begins: `handbook lint` without the rest of it, for its speed.

All other verbs, help, and whatever goes wrong are `cli`'s, which takes most of a second to load.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from macros.core.day import today
from macros.core.problems import HandbookError
from macros.site.lint import Answer, add_options, answer_of
from macros.site.root import root_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code, as `cli.main` does."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if answer := _quick(given):
        for stream, lines in ((sys.stderr, answer.errors), (sys.stdout, [answer.out])):
            for line in filter(None, lines):
                encoding = stream.encoding or "utf-8"
                stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        return answer.code
    from macros.site import cli

    return cli.main(given)


def _quick(given: list[str]) -> Answer | None:
    """The answer of `handbook lint` with the options that people mostly give it."""
    root = given[1] if given[:1] == ["--root"] and len(given) > 1 else None
    verb, *rest = given[2:] if root else given or [""]
    if verb != "lint" or "-" in rest or {"-h", "--help"} & set(rest):
        return None
    parser = argparse.ArgumentParser(prog="handbook lint", exit_on_error=False)
    add_options(parser)
    with suppress(argparse.ArgumentError, HandbookError, OSError, SystemExit):
        options = parser.parse_args(rest)
        return answer_of(root_of(root, anywhere=True), options, today())
    return None
