"""The end of every page: where to go next, who wrote and reviewed it, and when.

The gate of a page's template calls it (render/sandbox.py).
"""

from macros.core.pages import AUTHORS, reviewed_on
from macros.render.view import View
from macros.render.way_on import ways_on
from macros.tell.due import REVIEWED_FOR
from macros.tell.structured import reviewed_page

#: The name by which a rewritten page calls `page_end`; no page may call it itself.
END = "page_end"


def page_end(view: View) -> str:
    """The way on, a line for readers and one for programs; no line where no review is told of."""
    front = view.front()
    day = reviewed_on(front)
    way = view.render("way_on", ways=ways_on(view))
    if day is None:
        return way
    authors = view.handbook.entities("page_author")
    first = next(iter(authors))
    writer, reviewer = (authors[front.get(key) or first] for key in AUTHORS)
    due = day + REVIEWED_FOR
    line = view.render("page_end", writer=writer, reviewer=reviewer, reviewed=day, due=due)
    address = f"{view.site_url}{view.page_url()}"
    return way + line + view.structured(reviewed_page(address, writer, reviewer, day))
