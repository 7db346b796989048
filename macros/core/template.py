"""What a page may hold of the template language: macro calls with ids in quotes, nothing else.

Pages come from strangers, and Jinja reaches every object of the process that it is run in. So
both engines judge a page by this module before they compile it (render/sandbox.py), and
`handbook check` does so before anything is built.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ID = r"""(?:"[\w.-]*"|'[\w.-]*')"""
#: A whole macro call. An id holds no blank, no escape and no mark of Markdown.
CALL = re.compile(rf"\{{\{{ ?([a-z]\w*)\( ?((?:{_ID}(?:, ?{_ID})*)?) ?\) ?\}}\}}", re.ASCII)
#: All that begins something in a template. `{#` begins an anchor on our pages, so comments have
#: marks of their own (see mkdocs.yml).
_MARK = re.compile(r"\{\{|\{%|\{##")
_NAMES = {
    "{{": "what stands in double braces is no macro call with ids in quotes",
    "{%": "a statement of the template language begins here, and pages hold none",
    "{##": "a comment of the template language begins here, and pages hold none",
}


class Fault(NamedTuple):
    """Something that is no macro call: where it begins in the text, and what it is."""

    start: int
    message: str


def calls_in(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Every macro call of a text that has no fault: its place, its name and the ids it gives."""
    for call in CALL.finditer(text):
        ids = (id.strip("\"'") for id in re.findall(_ID, call.group(2)))
        yield call.start(), call.group(1), tuple(ids)


def faults_in(text: str) -> Iterator[Fault]:
    """Everything in a text that a template engine would run, and that is no macro call."""
    at = 0
    while mark := _MARK.search(text, at):
        call = CALL.match(text, mark.start())
        if call is None:
            yield Fault(mark.start(), _NAMES[mark.group()])
        at = (call or mark).end()
