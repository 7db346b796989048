"""The macro of the page that explains errors."""

from textwrap import dedent

from macros.render.view import View


def error_list(view: View) -> str:
    """Every code of the check by name: what it means, an example and what the check says of it."""
    errors = sorted(view.handbook.errors.values(), key=lambda error: error.id)
    return view.render("error_list", errors=errors, dedent=dedent)
