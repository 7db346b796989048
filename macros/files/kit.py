"""The kit builder's file below /kit/, and its engine for the command line.

The page and `handbook kit` run the same modules of JavaScript on the same record.
"""

import json
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import quickjs  # type: ignore[import-untyped]

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.files.bundle import bundled
from macros.lint.engine import SECONDS, TooMuchError
from macros.lint.kitbook import make_kitbook

#: Beside this package in a checkout, and where a wheel puts it (pyproject.toml).
_SCRIPTS = Path(__file__).parents[2] / "overrides/assets/javascripts"
_ENTRY = "command.js"
#: What a page would give: where the script lies. Then the one function that is called.
_BEFORE = 'globalThis.document = { currentScript: { src: "" } };\n'
_MODULE = """\
import { kitFor, told } from "./kit/choose.js";
import { readPosting, toldPosting } from "./kit/posting.js";
const exported = { kitFor, readPosting, told, toldPosting };
globalThis.call = (name, given) => JSON.stringify(exported[name](...JSON.parse(given)));
"""


def export_kit(edition: Edition) -> Iterator[Export]:
    """What the page of the kit builder and the question bank choose from."""
    yield Export(path_of("kit_file", "kit.json"), partial(_kitbook, edition.handbook))


def _kitbook(book: Handbook) -> bytes:
    return (book.once(kitbook_json) + "\n").encode()


def kitbook_json(book: Handbook) -> str:
    """The kit builder's record as JSON."""
    record = make_kitbook(book).model_dump(mode="json")
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def call(name: str, *given: str) -> Any:
    """What a function of the kit builder answers; arguments are JSON.

    Raises TooMuchError when a text takes more time or memory than one call may.
    """
    context = _engine()
    context.set_time_limit(SECONDS)
    try:
        return json.loads(context.get("call")(name, f"[{','.join(given)}]"))
    except quickjs.JSException as error:
        if str(error).startswith("InternalError"):  # interrupted, or out of memory
            raise TooMuchError from None
        raise


@cache
def _engine() -> Any:
    context = quickjs.Context()
    context.eval(_BEFORE + bundled(_ENTRY, _read))
    return context


def _read(path: str) -> str:
    return _MODULE if path == _ENTRY else (_SCRIPTS / path).read_text(encoding="utf-8")
