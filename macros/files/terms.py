"""Links to the glossary in the pages that another engine than MkDocs has built."""

from pathlib import Path

from macros.core.handbook import Handbook
from macros.render.terms import link_terms, linking_words

#: How the theme begins an article, and how everything does that follows it.
_BEGIN, _END = '<article class="md-content__inner', "</article>"


def link_site(site: Path, handbook: Handbook) -> None:
    """Link the terms in every page of a built site; those that are linked stay as they are."""
    words = linking_words(handbook)
    for file in site.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        before, begin, rest = html.partition(_BEGIN)
        article, end, after = rest.rpartition(_END)
        if begin and end:
            page = file.parent.relative_to(site).as_posix().removeprefix(".")
            linked = link_terms(begin + article, words, page and f"{page}/")
            file.write_text(f"{before}{linked}{end}{after}", encoding="utf-8", newline="\n")
