"""What the MkDocs hooks do: to a page that is ready, and when our own code has changed."""

import os
import sys
from pathlib import Path

import pytest

from macros.site import code, hooks
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
    monkeypatch.setattr(code, "_running", lambda: 0)
    return made


def test_a_program_starts_anew_when_our_code_has_changed(
    starts: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the words it was started with; never without an edit."""
    code.restart_when_changed(ROOT)
    monkeypatch.setattr(code, "_running", code.newest_code)
    code.restart_when_changed(ROOT)

    assert starts == [[sys.executable, *sys.orig_argv[1:]]]


def test_code_that_cannot_be_loaded_is_told_and_nothing_starts(
    starts: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Serving goes on with the last good site, and the error of the new code is shown."""
    package = tmp_path / "macros"
    package.mkdir()
    (package / "__init__.py").write_text("broken(", encoding="utf-8")
    monkeypatch.setattr(code, "CODE", package)

    assert "cannot be loaded" in code.restart_when_changed(tmp_path)
    assert starts == []
