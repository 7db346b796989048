"""Terms are linked in the pages of a site that another engine has built."""

from pathlib import Path

from macros.files.terms import link_site
from tests.support import tiny

_PAGE = """<nav>A ledger</nav>
<article class="md-content__inner md-typeset">{}</article>
<p>A ledger"""


def test_articles_are_linked_and_nothing_else(tmp_path: Path) -> None:
    """Neither what the theme puts around an article nor a document without one; once is enough."""
    pages = {
        "index.html": (_PAGE.format("<p>A ledger"), "./glossary/#ledger"),
        "a/b/index.html": (_PAGE.format("<article>A ledger</article>"), "../../glossary/#ledger"),
        "embed/index.html": ("<p>A ledger", ""),
        "glossary/index.html": (_PAGE.format("<p>A ledger"), ""),
    }
    for path, (html, _) in pages.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(html, encoding="utf-8")
    for _ in range(2):
        link_site(tmp_path, tiny())

    for path, (html, address) in pages.items():
        link = f'<a class="term-link" href="{address}">ledger</a>'
        before, begin, article = html.rpartition("md-typeset")
        linked = before + begin + article.replace("ledger", link, 1) if address else html
        assert (tmp_path / path).read_text(encoding="utf-8") == linked
