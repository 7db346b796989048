"""Which words of a page link to the glossary, and what they leave as it was."""

import re

import pytest

from macros.core.pages import read_pages
from macros.model.reference import Term
from macros.render.terms import MOST, Words, link_terms, linking_words, words_of
from tests.support import ROOT, each, real, tiny

WORDS = (
    *(("sql", "sql"), ("API", "api"), ("APIs", "api"), ("REST", "rest"), ("REST API", "rest")),
    *(("queue", "queue"), ("dead-letter queue", "dlq"), ("on call", "on-call"), ("Q&A", "qa")),
)
#: A text, and which of its words link: in the order of the page, each with its term.
LINKED: tuple[tuple[str, list[str]], ...] = (
    ("<p>A queue of SQL.</p>", ["queue"]),
    ("<p>A queue. Then SQL.</p>", ["queue", "sql"]),
    ("<p>A queue. A queue.</p>", ["queue"]),
    ("<p>A queue</p><p>and SQL</p>", ["queue", "sql"]),
    ("<p>A queue <em>or</em> SQL</p>", ["queue"]),
    ("<p>A queue <code>x.</code> or SQL</p>", ["queue"]),
    ("<ul><li>Queue</li><li>Sql</li></ul>", ["queue", "sql"]),
    ("<p>A dead-letter queue is no queue.</p>", ["dlq"]),
    ("<p>A REST API and rest. An API.</p>", ["rest", "api"]),
    ("<p>Some rest for an api.</p>", []),
    ("<p>on\ncall</p>", ["on-call"]),
    ("<p>Q&amp;A</p>", ["qa"]),
    ('<p>Say: "A queue." Or "an API". SQL</p>', ["sql"]),
    ("<p>&quot;Yes.&quot; The queue said &quot;SQL.&quot;</p>", ["queue"]),
    ("<p>SQL Server, a Queue\nService. SQL. Server</p>", ["sql"]),
    ("<p>queues, sqlite, a SQL-like and a non-SQL thing, sql.org, a/queue, @sql</p>", []),
    ("<p>The API's <strong>queue</strong></p>", ["api"]),
    ('<p>A queue, <a href="../glossary/#sql">SQL</a>. SQL</p>', ["queue"]),
    ("<h2>SQL</h2><pre>SQL</pre><p><code>SQL</code> <button>SQL</button></p>", []),
    ("<table><tr><td>SQL</td></tr></table><blockquote><p>SQL</p></blockquote>", []),
    ("<form><label>SQL</label></form><dl><dt>SQL</dt><dd>API</dd></dl>", ["api"]),
    ("<!-- SQL --><script>SQL</script><svg><text>SQL</text></svg>", []),
    ('<p title="SQL > API">queue</p>', ["queue"]),
    ("<div data-verbatim><div>SQL</div> SQL</div><p>API</p>", ["api"]),
    ("<div data-verbatim>SQL <div>never closed", []),
    ('<p><span class="chip chip--plain">SQL</span> API</p>', ["api"]),
    ("<p>\u017fql \u212aueue \u0130</p>", []),
    ("SQL <", ["sql"]),
)
_LINK = re.compile(r'<a class="term-link" href="[^"]*#([^"]*)">(.*?)</a>', re.DOTALL)


def unlinked(html: str) -> str:
    """The page without our links."""
    return _LINK.sub(r"\2", html)


@each("example", lambda: LINKED)
def test_first_use_in_running_text_links(example: tuple[str, list[str]]) -> None:
    """Headings, code, other links, forms and what is copied keep their words; so does the text."""
    html, terms = example
    linked = link_terms(html, WORDS, "roles/")

    assert [term for term, _ in _LINK.findall(linked)] == terms
    assert unlinked(linked) == html


@pytest.mark.parametrize(("address", "home"), [("", "./"), ("a/", "../"), ("a/b/", "../../")])
def test_link_leads_from_any_page(address: str, home: str) -> None:
    """The site may lie below any path."""
    linked = link_terms("<p>Some SQL.</p>", WORDS, address)

    assert linked == f'<p>Some <a class="term-link" href="{home}glossary/#sql">SQL</a>.</p>'


def test_glossary_links_nowhere() -> None:
    """A reader of the glossary is there already."""
    assert link_terms("<p>Some SQL.</p>", WORDS, "glossary/") == "<p>Some SQL.</p>"


def test_page_that_is_linked_stays_as_it_is() -> None:
    """`handbook export` may go over a site that MkDocs has built, and once more."""
    linked = link_terms("<p>A queue of SQL.</p>", WORDS, "")

    assert link_terms(linked, WORDS, "") == linked


def test_few_links_a_page() -> None:
    """The first of many terms link, and the rest is left to the reader."""
    words = tuple((f"word{number}", f"term-{number}") for number in range(3 * MOST))
    html = "".join(f"<p>{word}</p>" for word, _ in words)

    found = _LINK.findall(link_terms(html, words, ""))

    assert [word for _, word in found] == [word for word, _ in words[:MOST]]


def test_words_are_titles_and_forms() -> None:
    """What stands in parentheses is no part of a word."""
    said = {"asked": ("a", "b"), "plain": "x", "in_hiring": "x", "forms": ("builds",)}
    term = Term.model_validate({"id": "ci", "title": "CI (each change)", **said})
    ordinary = term.model_copy(update={"ordinary_word": True})

    assert [word for word, _ in words_of(term)] == ["CI", "builds"]
    assert [word for word, _ in words_of(ordinary)] == ["builds"]
    assert linking_words(tiny()) == (
        *(("ledger", "ledger"), ("ledgers", "ledger"), ("the books", "ledger")),
        ("journal", "journal"),
    )


@pytest.mark.parametrize("words", [(), (("API", "api"),), (("queue", "queue"),)])
def test_handbook_may_have_few_terms(words: Words) -> None:
    """None at all, and none of a sort."""
    linked = link_terms("<p>No API.</p><p>No queue.</p>", words, "")

    assert len(_LINK.findall(linked)) == len(words)


@each("word", lambda: [word for word, _ in linking_words(real())])
def test_every_word_of_the_handbook_is_found(word: str) -> None:
    """No word is hidden by another that begins like it."""
    assert _LINK.findall(link_terms(f"<p>A {word}, and.</p>", linking_words(real()), ""))


def test_pages_keep_every_letter() -> None:
    """Whatever the text of a page, the links are all that is added."""
    words = linking_words(real())
    texts = [f"<p>{page.body}" for page in read_pages(ROOT)[0].values()]
    linked = [link_terms(text, words, "x/") for text in texts]

    assert list(map(unlinked, linked)) == texts
    assert sum(map(len, map(_LINK.findall, linked))) > len(texts)
