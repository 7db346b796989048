"""A page's text with all code and all macro calls covered, letter by letter.

So rules see what Markdown will read as Markdown, at the places where it stands. Code is what
both CommonMark and Python-Markdown take for code: a fence that begins and ends at the left
margin, and a span that ends on its line. Whatever only looks like code stays as it is.
"""

import re
from functools import lru_cache

from macros.core.template import CALL

#: What stands for a letter of code, and of a macro call.
CODE, CALLED = "\ufffb", "\ufffc"
_FENCE = re.compile(r"^(`{3,}|~{3,}) *[\w#.+-]* *\n(?:.*\n)*?\1 *$", re.ASCII | re.MULTILINE)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\\`)[^\n])+?(?<![`\\])\1(?!`)")
_LETTER = re.compile(r"[^\n]")


@lru_cache(maxsize=1024)
def prose(text: str) -> str:
    """The text with every letter of code as CODE, and of a macro call outside of it as CALLED."""
    for covered in (_FENCE, _SPAN):
        text = covered.sub(_covered, text)
    return CALL.sub(lambda call: CALLED * len(call.group()), text)


def _covered(code: re.Match[str]) -> str:
    return _LETTER.sub(CODE, code.group())
