"""What stands in the place of a passage of a page whose source is past its review date.

A citation cannot see the passage that it stands in, and a figure in that passage would stay when
the source expires. So the page's template is rewritten before an engine compiles it
(render/sandbox.py): each passage that cites is handed to `until_review` with its sources.
"""

import re
from collections.abc import Callable

from macros.core.passages import passages
from macros.render.view import View

#: The name by which a rewritten page calls `until_review`; no page may call it itself.
UNTIL = "until_review"
#: The anchors that a passage sets.
_ANCHOR = re.compile(r"\{:? ?#([a-z][a-z0-9-]*)[^{}\n]*\}")


def dated(page: str) -> str:
    """The page with each passage that cites inside a call block, on the lines it had."""
    parts, at = [], 0
    for start, end, sources in passages(page):
        if sources:
            ids = ", ".join(f'"{id}"' for id in sources)
            opened = f"{{% call {UNTIL}({ids}) %}}"
            parts += [page[at:start], opened, page[start:end], "{% endcall %}"]
            at = end
    return "".join([*parts, page[at:]])


def until_review(view: View, *sources: str, caller: Callable[[], str]) -> str:
    """The passage of the call block; a notice with its anchors once one of its sources expired."""
    cited = [view.handbook.find("source", id) for id in sources]
    lapsed = [source for source in cited if source.review_by < view.today]
    if not lapsed:
        return caller()
    source = min(lapsed, key=lambda one: one.review_by)
    notice = view.render("until_review", source=source, anchors=_ANCHOR.findall(caller()))
    return " ".join(notice.split())  # a row of a table has one line
