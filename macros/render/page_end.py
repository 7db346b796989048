"""The end of every page: who wrote and reviewed it, and when (called by render/sandbox.py)."""

from macros.core.pages import AUTHORS, reviewed_on
from macros.render.view import View
from macros.tell.due import REVIEWED_FOR
from macros.tell.structured import reviewed_page

#: The name by which a rewritten page calls `page_end`; no page may call it itself.
END = "page_end"


def page_end(view: View) -> str:
    """A line for readers and one for programs; nothing on a page that tells of no review."""
    front = view.front()
    day = reviewed_on(front)
    if day is None:
        return ""
    authors = view.handbook.entities("page_author")
    first = next(iter(authors))
    writer, reviewer = (authors[front.get(key) or first] for key in AUTHORS)
    due = day + REVIEWED_FOR
    line = view.render("page_end", writer=writer, reviewer=reviewer, reviewed=day, due=due)
    address = f"{view.site_url}{view.page_url()}"
    return line + view.structured(reviewed_page(address, writer, reviewer, day))
