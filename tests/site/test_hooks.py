"""What the MkDocs hooks do: to a page that is ready, and when our own code has changed."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

import macros
from macros.site import hooks
from tests.support import ROOT


def test_blanks_above_the_article_go_and_code_stays_as_it_is() -> None:
    """The theme's empty lines are dropped, every word keeps its distance, code its lines."""
    page = "<nav>\n\n   <a>One</a>  \n  \n  two\n</nav>\n\n<article>\n<pre>a\n\n  b</pre>\n\n"

    assert hooks.on_post_page(page, None, None) == (
        "<nav>\n<a>One</a>\ntwo\n</nav>\n<article>\n<pre>a\n\n  b</pre>\n\n"
    )


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have replaced this process, after code was changed."""
    made: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, words: made.append(words))
    monkeypatch.setattr(macros, "newest_code", 0, raising=False)
    return made


def test_serving_starts_anew_when_our_code_has_changed(starts: list[list[str]]) -> None:
    """Once for an edit, with the words the program was started with."""
    hooks._restart_on_changed_code(ROOT)
    hooks._restart_on_changed_code(ROOT)

    assert starts == [[sys.executable, *sys.orig_argv[1:]]]


def test_code_that_cannot_be_loaded_is_told_and_nothing_starts(
    starts: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Serving goes on with the last good site, and the error of the new code is shown."""
    package = tmp_path / "macros"
    package.mkdir()
    (package / "__init__.py").write_text("broken(", encoding="utf-8")
    module = SimpleNamespace(__file__=str(package / "__init__.py"), newest_code=0)
    monkeypatch.setattr(hooks, "_package", module)

    with pytest.raises(Abort, match="cannot be loaded"):
        hooks._restart_on_changed_code(tmp_path)

    assert starts == []
