"""What is wrong with text that is not YAML: the mistake that was made, at the place it was made.

The parser tells where it gave up, which is often lines below: a quote that nobody closed is
noticed at the next one.
"""

import re
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """A mistake: its line and column from 0, the code, what is wrong and what to do."""

    line: int
    column: int
    message: str
    fix: str
    code: str = "yaml-syntax"


_KEY = re.compile(r"[\w-]+:(\s|$)")
_SWALLOWED = re.compile(r"\n[ ]*(- )?[\w-]+:[ \n]")
_TIGHT = re.compile(r"[\w-]+:[^\s/]")
_QUOTE = "put the whole text in quotes"
_ALIGN = "give the line as many spaces as its neighbors have"
#: What the parser says of a quote that is open at the end of the file, or at a line of ---.
_OPEN = ("found unexpected end of stream", "found unexpected document indicator")
#: How a quote is written inside the quotes of its sort.
_INSIDE = {"'": "write an apostrophe twice", '"': "write a backslash before a quote"}
#: By what the parser says: whether the mistake is where it began to read, the sentence, the fix.
_SAID = {
    "did not find expected '-' indicator": (
        False,
        "this line stands in a list and does not begin an item",
        f"begin it with `- `, or {_ALIGN}",
    ),
    "could not find expected ':'": (
        True,
        "this line is neither `key: value` nor an item of a list",
        "write `key: value`, or `- ` before an item; more of a text is indented below its key",
    ),
    "did not find expected key": (False, "this line is not indented like its neighbors", _ALIGN),
    "did not find expected ',' or ']'": (
        True,
        "the bracket that opens here is not closed",
        "close it with `]`, with a comma between the items",
    ),
    "did not find expected node content": (
        False,
        "a list in brackets is not finished here, or has a comma too many",
        "close it with `]` behind its last item",
    ),
    "did not find expected ',' or '}'": (
        True,
        "the brace that opens here is not closed",
        "close it with `}`, with a comma between the pairs, or put the text in quotes",
    ),
    "found unknown escape character": (
        False,
        "in double quotes, a backslash begins an escape such as \\n",
        "write two backslashes, or put the text in single quotes",
    ),
    "found character that cannot start any token": (
        False,
        "text without quotes cannot begin with this character",
        _QUOTE,
    ),
    "block sequence entries are not allowed in this context": (
        False,
        "a list begins on a line of its own",
        "put each `- ` on its own line below the key, or the text in quotes",
    ),
    **dict.fromkeys(_OPEN, (True, "the quote that opens here is not closed", "close it")),
}


def explain(error: Any, text: str, last: Any) -> Fault:
    """The mistake behind a parser's error; `last` is the last value it read whole, or None."""
    at, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if at is None:
        return Fault(0, 0, f"this is not YAML: {error}", "save it as plain text")
    line = [*text.split("\n"), ""][at.line]
    margin = line[: len(line) - len(line.lstrip())]
    if "\t" in margin:
        code, message = "yaml-tab", "a tab indents this line"
        return Fault(at.line, margin.index("\t"), message, "indent with two spaces", code)
    quoted = last is not None and last.style in _INSIDE
    if quoted and (fault := _quote(last, began if error.problem in _OPEN else at, text)):
        return fault
    if error.problem.startswith("mapping values"):
        return _colon(line, at, last)
    unknown = (False, f"this is not YAML: {error.problem}", _QUOTE)
    early, message, fix = _SAID.get(error.problem, unknown)
    mark = began if early and began else at
    return Fault(mark.line, mark.column, message, fix)


def _quote(last: Any, stop: Any, text: str) -> Fault | None:
    """The quote to blame if the parser stopped behind a quoted text, on the line it ends on.

    A text in quotes may go on over lines, so the next quote closes it, wherever that is; it is
    to blame as well when it went on over a key.
    """
    start, end = last.start_mark, last.end_mark
    behind = stop.line == end.line and stop.column >= end.column
    over = start.line != end.line
    if over and (behind or _SWALLOWED.search(text, start.index, end.index)):
        message = "the quote that opens here is not closed on its line"
        return Fault(start.line, start.column, message, "close it at the end of the text")
    if not behind:
        return None
    message = "the text in quotes ends here, and more follows it"
    fix = f"put quotes around the whole text; {_INSIDE[last.style]} inside"
    return Fault(end.line, end.column - 1, message, fix)


def _colon(line: str, at: Any, last: Any) -> Fault:
    """A colon in a text, or a key on a line that is indented as if it went on with the text."""
    if last is not None and not last.style and _TIGHT.match(last.value):
        message = "no space follows the colon of this key"
        return Fault(last.start_mark.line, last.start_mark.column, message, "write `key: value`")
    if _KEY.match(line.lstrip()) and ":" not in line[: at.column]:
        message = "this key is indented as if it went on with the text above"
        return Fault(at.line, len(line) - len(line.lstrip()), message, _ALIGN)
    message = "a colon and a space stand in a text without quotes"
    return Fault(at.line, at.column, message, _QUOTE)
