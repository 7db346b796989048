"""Finished blocks of HTML that go round Markdown, which would only read them and pass them on.

Markdown reads every letter of a block to find its end: that was a fifth of a build. So the macros
of a build with MkDocs leave a mark in the place of each block, and the block returns when Markdown
is done. Zensical, which has no events, lets its Markdown read all of it, and gets the same.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

#: What begins a block. A macro that stands in a sentence gives something else.
_BLOCK = re.compile(
    r"<(?:article|aside|blockquote|details|dialog|div|dl|fieldset|figure|form|h[1-6]|header|nav|ol"
    r"|p|pre|script|section|table|template|ul)\b"
)
#: An address that begins at the root; a search for the mark of equality is the quickest.
_FROM_ROOT = re.compile(r'="(?:(?<=\bhref=")|(?<=\bsrc=")|(?<=\bdata-moved="))/(?!/)')
_MARK = '<div data-block="{}"></div>\n'
_MARKS = re.compile(_MARK.strip().format("([0-9a-f]+)"))


def relative(html: str, url: str) -> str:
    """HTML whose addresses begin at the site's root, for the page at an address below it.

    `url` is the page's, such as "roles/"; "" for the front door.
    """
    depth = len([part for part in url.split("/") if part])
    return _FROM_ROOT.sub(f'="{"../" * depth or "./"}', html)


class Aside:
    """Blocks by their marks. Data and pages cannot write one: no HTML.

    A mark is made of what the block holds, so that a macro whose blocks are the same after an
    edit gives the same text. `site/cache.py` hands the blocks from one process to the next.
    """

    def __init__(self) -> None:
        self.blocks: dict[str, str] = {}

    def put(self, html: str) -> str:
        """The mark of a block, which is kept; what is no block, as it is."""
        if not _BLOCK.match(html):
            return html
        mark = blake2b(html.encode(), digest_size=16).hexdigest()
        self.blocks[mark] = html
        return _MARK.format(mark)

    def back(self, html: str) -> str:
        """The HTML with the block in the place of every mark, those in blocks as well."""
        return _MARKS.sub(lambda mark: self.back(self.blocks[mark[1]]).strip("\n"), html)

    def back_on(self, url: str, html: str) -> str:
        """The same for the page at an address, whose blocks then lead on from there."""
        return _MARKS.sub(lambda mark: relative(self.back(mark[0]), url), html)

    def named_in(self, texts: Iterable[str]) -> dict[str, str]:
        """The blocks whose marks stand in some texts, and in these blocks."""
        found: dict[str, str] = {}
        waiting = list(texts)
        while waiting:
            new = {*_MARKS.findall(waiting.pop())} - found.keys()
            found |= {mark: self.blocks[mark] for mark in new}
            waiting += (self.blocks[mark] for mark in new)
        return found


#: The blocks of this process.
aside = Aside()
