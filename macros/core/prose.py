"""A page's text with all code and all macro calls covered, letter by letter.

So rules see what Markdown will read as Markdown, at the places where it stands. Code is what
CommonMark and the Markdown of both engines take for code: a fence at the left margin with an
empty line above and below, and a span that ends on its line. Whatever only looks like code
stays as it is.
"""

import re
from functools import lru_cache

from macros.core.template import CALL

#: What stands for a letter of code, and of a macro call.
CODE, CALLED = "\ufffb", "\ufffc"
_FENCE = re.compile(
    r"(?:\A|(?<=\n\n))(`{3,}|~{3,}) *[\w#.+-]* *\n(?:(?![ \t]*(?:```|~~~)).*\n)*\1 *(?=\n\n|\n?\Z)",
    re.ASCII,
)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]+?(?<![`\\])\1(?!`)")


@lru_cache(maxsize=8192)
def prose(text: str) -> str:
    """The text with every letter of code as CODE, and of a macro call outside of it as CALLED."""
    for covered in (_FENCE, _SPAN):
        text = covered.sub(_covered, text)
    return CALL.sub(lambda call: CALLED * len(call.group()), text)


def _covered(code: re.Match[str]) -> str:
    """The letters of code; readers disagree where code ends that holds an escaped backtick."""
    if "\\`" in code.group() and "\n" not in code.group():
        return code.group()
    return "\n".join(CODE * len(line) for line in code.group().split("\n"))
