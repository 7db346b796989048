"""Macros of the toolbox, the glossary, the sources and the API page."""

from itertools import groupby

from macros.model.base import SourceRef, ToolCategoryRef
from macros.model.reference import Estimate
from macros.public.api import FILES, SINGLES
from macros.render.used_on import used_on
from macros.render.view import View, headed, joined
from macros.tell.structured import glossary_terms, tool_terms


def toolbox(view: View) -> str:
    """All tool categories as cards."""
    book = view.handbook
    rows = [
        {"category": choice, "tools": book.tools_of(choice.id)}
        for choice in book.vocabularies.tool_category
    ]
    return view.render("toolbox", rows=rows)


def tool_category(view: View, category: ToolCategoryRef) -> str:
    """Every tool of a category, in plain English."""
    choice = view.handbook.choice("tool_category", category)
    tools = view.handbook.tools_of(choice.id)
    return joined(
        headed(2, tool.title, tool.id, view.render("tool", tool=tool)) for tool in tools
    ) + view.structured(tool_terms(view, choice, tools))


def glossary(view: View) -> str:
    """Every term, by letter."""
    terms = sorted(view.handbook.terms.values(), key=lambda term: term.title.casefold())
    groups = [
        {"letter": letter, "terms": list(group)}
        for letter, group in groupby(terms, key=lambda term: term.title[0].upper())
    ]
    return view.render("glossary", groups=groups) + view.structured(glossary_terms(view, terms))


def source_list(view: View) -> str:
    """Every source with its dates, the figures that stand on it, and the pages that use it."""
    book, used = view.handbook, used_on(view)
    rows = [
        {
            "source": source,
            "pages": used.get(source.id, ()),
            "expired": source.review_by < view.today,
            "figures": book.figures_of(source.id),
        }
        for source in sorted(book.sources.values(), key=lambda source: source.title)
    ]
    return view.render("source_list", rows=rows)


def method_chart(view: View) -> str:
    """How well methods predict work: every published estimate, as a chart and as a table."""
    methods = sorted(view.handbook.methods.values(), key=lambda method: -method.estimates[-1].value)
    highest = max(one.value for method in methods for one in method.estimates)
    tenths = min(int(10 * highest) + 1, 10)
    rows = [
        {"method": method, "marks": [_mark(view, one, tenths / 10) for one in method.estimates]}
        for method in methods
    ]
    ticks = ["0", *(f".{tenth}0" for tenth in range(1, tenths)), f"{tenths / 10:.2f}".lstrip("0")]
    return view.render("method_chart", rows=rows, ticks=ticks)


def _mark(view: View, estimate: Estimate, top: float) -> dict[str, object]:
    """An estimate's place on an axis from 0 to `top`, in percent of its width."""
    return {
        "estimate": estimate,
        "x": round(100 * estimate.value / top, 1),
        "value": f"{estimate.value:.2f}".lstrip("0"),
        "expired": view.expired(estimate),
    }


def cite(view: View, source: SourceRef) -> str:
    """A source as a short link inside a sentence: publisher and the period it covers."""
    return view.render("cite", source=view.handbook.find("source", source)).strip()


def api_index(view: View) -> str:
    """The files of the public JSON, with the number of entries in each list."""
    rows = [
        {"path": file.path, "about": file.about, "count": len(file.entities(view.handbook))}
        for file in FILES
    ]
    rows += [{"path": single.path, "about": single.about, "count": ""} for single in SINGLES]
    rows.append({"path": "index.json", "about": "Every file, table and feed", "count": ""})
    rows.append({"path": "openapi.json", "about": "Every path and field, described", "count": ""})
    return view.render("api_index", rows=rows)
