"""Words of the built pages: no two of different cells, items or labels run together."""

import re
from collections.abc import Iterator

from tests.built.support import Page, Site, listed

_ARTICLE = re.compile(r'<article class="md-content__inner.*</article>', re.DOTALL)
#: What holds no words that run on: code is shown as it stands, scripts and drawings say nothing.
_APART = re.compile(r"<(script|style|pre|svg)\b.*?</\1>", re.DOTALL)
#: A letter, tags without a blank among them, and a letter.
_TOUCHING = re.compile(r'([^\s<>]{0,20}[\w.)"”])((?:</?[a-z][^<>]*>)+)([\w("“][^\s<>]{0,20})')
#: Elements that may end and begin inside a word.
_IN_A_WORD = frozenset(
    (*("a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span"), "strong", "sub", "sup")
)


def touching(page: Page) -> Iterator[str]:
    """Words of two elements that a program would read as one."""
    article = _ARTICLE.search(page.html)
    for found in _TOUCHING.finditer(_APART.sub(" ", article[0] if article else "")):
        tags = re.findall(r"<(/?)([a-z][a-z0-9]*)", found[2])
        beside = {end for end, _ in tags} == {"/", ""} and tags[0][0] == "/"
        if beside or not _IN_A_WORD.issuperset(name for _, name in tags):
            yield f"{page.address}: {found[1]}{found[2]}{found[3]}"


def test_no_two_texts_touch(site: Site) -> None:
    """Search, feeds and previews of other programs read a page without its lines and boxes."""
    glued = [words for page in site.listed for words in touching(page)]

    assert not glued, listed(glued)
