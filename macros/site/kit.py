"""`handbook kit`: questions for a slot of minutes, for a role or for the musts of a posting."""

import argparse
import json
from datetime import date
from typing import Any

from macros.core.excerpt import visible
from macros.core.handbook import Handbook, UnknownIdError
from macros.core.problems import HandbookError
from macros.files.kit import call, kitbook_json
from macros.lint.engine import TooMuchError
from macros.lint.rulebook import make_rulebook
from macros.site.posting import NoWordFileError, reason_of, text_of

#: The slots that the page offers, in minutes.
_LEAST, _MOST = 10, 180


def kit_verb(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The verb with its arguments; each is what the page calls it."""
    verb.add_argument("--role", help="a role's id; a posting's title names its own")
    verb.add_argument("--minutes", type=int, default=45, help="minutes for questions (45)")
    verb.add_argument("--skill", action="append", help="test this skill alone; may be repeated")
    verb.add_argument("--question", action="append", default=[], help="a question that is in")
    verb.add_argument("--from", dest="file", metavar="FILE", help="a posting; - is standard input")
    verb.add_argument("--format", choices=("text", "json"), default="text")
    return verb


def kit_text(book: Handbook, options: argparse.Namespace, today: date) -> tuple[str, int]:
    """A kit to read or as JSON, below what each must of a posting was read as, and exit code 0.

    Where no kit can be made, the reason and exit code 2.
    """
    try:
        _checked(book, options)
        posting = _posting(book, options, today) if options.file else None
    except (UnknownIdError, HandbookError, NoWordFileError, TooMuchError, ValueError) as error:
        return f"handbook kit: {visible(reason_of(error, options.file or ''))}", 2
    record = kitbook_json(book)
    choices = {
        "role": posting["role"] if posting else options.role or book.ladder()[0].id,
        "minutes": options.minutes,
        "musts": posting["musts"] if posting else None,
        "skills": options.skill,
        "kept": options.question,
    }
    kit = call("kitFor", record, json.dumps(choices))
    if options.format == "json":
        return json.dumps({"posting": posting, "kit": kit}, indent=1, ensure_ascii=False), 0
    lines = call("toldPosting", record, json.dumps(posting)) if posting else []
    lines += call("told", record, json.dumps(kit))
    return "\n".join(visible(line) for line in lines), 0


def _checked(book: Handbook, options: argparse.Namespace) -> None:
    """Raise UnknownIdError or ValueError for an argument that means nothing here."""
    named = [("role", options.role)] if options.role else []
    named += [("skill", id) for id in options.skill or ()]
    named += [("question", id) for id in options.question]
    for kind, id in named:
        book.find(kind, id)
    if not _LEAST <= options.minutes <= _MOST:
        raise ValueError(f"{options.minutes} minutes: give {_LEAST} to {_MOST}.")


def _posting(book: Handbook, options: argparse.Namespace, today: date) -> Any:
    text = json.dumps(text_of(options.file))
    rules = make_rulebook(book, today=today).model_dump_json()
    return call("readPosting", kitbook_json(book), rules, text, json.dumps(options.role))
