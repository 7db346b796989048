"""What the MkDocs hooks do to a page that is ready."""

from macros.site.hooks import on_post_page


def test_blanks_above_the_article_go_and_code_stays_as_it_is() -> None:
    """The theme's empty lines are dropped, every word keeps its distance, code its lines."""
    page = "<nav>\n\n   <a>One</a>  \n  \n  two\n</nav>\n\n<article>\n<pre>a\n\n  b</pre>\n\n"

    assert on_post_page(page, None, None) == (
        "<nav>\n<a>One</a>\ntwo\n</nav>\n<article>\n<pre>a\n\n  b</pre>\n\n"
    )
