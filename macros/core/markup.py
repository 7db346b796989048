"""What a page may hold of Markdown, and where its links lead.

Pages come from strangers, and Markdown lets HTML, attributes and any address through. So a page
holds the part of Markdown that readers need, in one spelling. Each rule refuses more than it must:
what Python-Markdown makes of accepted text has no element, attribute or scheme but those that
are meant (tests/core/test_markup.py looks for others).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.core.prose import CALLED, CODE, prose
from macros.core.template import CALL
from macros.model.links import safe_link, web_address


class Fault(NamedTuple):
    """Markup that no page may hold: where it begins in the text, what it is, and the fix."""

    start: int
    message: str
    fix: str


class Link(NamedTuple):
    """Where a link leads, or a picture is taken from, and where that stands in the text."""

    start: int
    target: str
    is_picture: bool


#: HTML that pages may hold: a box of Markdown, each of its tags alone on its line.
_BOX = re.compile(
    r'^(?:<div(?: (?:class|id)="[a-z][a-z0-9 _-]*")* markdown>|</div>)$', re.MULTILINE
)
#: What attr_list may set: an id and classes.
_ATTRIBUTES = re.compile(
    r"\{:? ?(?:#[a-z][a-z0-9]*(?:-{1,2}[a-z0-9]+)*)?(?: ?\.[a-z][a-z0-9_-]*)* ?\}"
)
_HTML = re.compile(r"<(?![ \n\d=])")
_REFUSED = (
    (
        _HTML,
        '"<" begins HTML, and pages hold Markdown.',
        "write it in Markdown; put code between backticks that stand on one line.",
    ),
    (
        re.compile(r"~~~|\\?`+"),
        "the code that begins here has no end, or it is not written as code is here.",
        "put words of code between backticks on one line, and a block of it, at the left margin, "
        "between empty lines.",
    ),
    (
        re.compile(r"[{}]"),
        "these braces hold more than an id and classes.",
        "write {#id} or {.class}; put braces that are text between backticks.",
    ),
    (
        re.compile(r"(?<=\S)[ \t]*\n[ \t>]*(-+|=+)[ \t]*$", re.MULTILINE),
        "a line of - or = makes a heading of the line above it.",
        "begin a heading with ##, or leave an empty line above a rule.",
    ),
    (
        re.compile(rf"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*#.*?({CALLED})", re.MULTILINE),
        "a macro call stands in a heading.",
        "put it below the heading.",
    ),
)
#: An address as it may stand in brackets: no blank, quote or bracket, nothing that is decoded.
_TARGET = rf"[^\s()<>\[\]\"'\\`{{}}|{CODE}{CALLED}]+"
_LINK = re.compile(
    rf'(?P<picture>!\[[^\[\]]*)?\]\((?P<to>{_TARGET})(?: "[^"\n]*")?\)'
    rf"|^ {{0,3}}\[[^\[\]\n]+\]: (?P<defined>{_TARGET})$",
    re.MULTILINE,
)
_HALF_LINK = re.compile(r"!\[|\]\(|\]:")
_OURS = re.compile(r"(?!//)[\w.%/-]*(?:\?[\w.=&%+~-]*)?(?:#[\w.%-]*)?")


def links_in(text: str) -> Iterator[Link]:
    """Every link and picture of a page's text, which has no fault."""
    yield from _links_in(prose(text))


def _links_in(covered: str) -> Iterator[Link]:
    for link in _LINK.finditer(covered):
        to = "to" if link.group("to") else "defined"
        yield Link(link.start(to), link.group(to), link.group("picture") is not None)


def faults_in(text: str) -> Iterator[Fault]:
    """Everything in a page's text that could become more than text, a link or a picture."""
    covered = prose(text)
    yield from _boxes(text, covered)
    for call in CALL.finditer(text):
        if covered[call.start()] == CODE:
            fix = "put it outside; a blank between the braces shows them as code."
            yield Fault(call.start(), "a macro call stands in code, and would run.", fix)
    for known in (_BOX, _ATTRIBUTES):
        covered = known.sub(lambda found: CODE * len(found.group()), covered)
    for refused, message, fix in _REFUSED:
        for found in refused.finditer(covered):
            yield Fault(found.start(found.lastindex or 0), message, fix)
    yield from _links(covered)


def _links(covered: str) -> Iterator[Fault]:
    for link in _links_in(covered):
        if _OURS.fullmatch(link.target):
            continue
        if link.is_picture:
            fix = "put the picture into docs/, beside the page, and name that file."
            yield Fault(link.start, f'"{link.target}" is no file of ours.', fix)
        else:
            yield from _elsewhere(link)
    for half in _HALF_LINK.finditer(_LINK.sub(lambda link: CODE * len(link.group()), covered)):
        message = f'"{half.group()}" begins a link that is not written as links are here.'
        fix = "write [words](file.md) or ![words](file.png); in an address, ( is %28 and ) is %29."
        yield Fault(half.start(), message, fix)


def _elsewhere(link: Link) -> Iterator[Fault]:
    """What is wrong with a link that does not lead to a file of ours."""
    fix = "link to a file, seen from this page, or to an address that begins with https."
    try:
        if link.target.startswith(("https://", "http://")):
            web_address(link.target)
        elif link.target.startswith("mailto:"):
            safe_link(link.target)
        else:
            message = f'"{link.target}" is neither a file of ours nor an address of the web.'
            yield Fault(link.start, message, fix)
    except ValueError as error:
        yield Fault(link.start, f"{error}.", fix)


def _boxes(text: str, covered: str) -> Iterator[Fault]:
    """Boxes that do not end or begin, and HTML as code inside of one: it would end the box."""
    opened: re.Match[str] | None = None
    for tag in _BOX.finditer(covered):
        if (tag.group() == "</div>") == (opened is None):
            fix = "begin a box with <div> and end it with </div>; put none into another."
            yield Fault(tag.start(), f"this {tag.group()} has no counterpart.", fix)
        elif opened:
            if html := _HTML.search(text, opened.end(), tag.start()):
                fix = "put code with this sign above or below the box."
                yield Fault(html.start(), '"<" ends the box that it stands in, even as code.', fix)
            opened = None
        else:
            opened = tag
    if opened:
        yield Fault(opened.start(), "this <div> has no end.", "write </div> on a line of its own.")
