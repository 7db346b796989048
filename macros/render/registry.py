"""Every page macro, by the name pages call it."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import get_type_hints

from macros.core.pages import Parameter
from macros.model.base import Reference
from macros.render import (
    changes,
    correct,
    errors,
    fields,
    interviews,
    job_descriptions,
    law,
    linking,
    lint,
    pay,
    practice,
    reference,
    roles,
    search,
    skills,
)
from macros.render.page_end import END, page_end
from macros.render.passages import UNTIL, until_review
from macros.render.view import View
from macros.render.way_on import BEGIN, page_begin

Macro = Callable[..., str]


def _public(module: object) -> dict[str, Macro]:
    """The public functions a module defines itself."""
    return {
        name: function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == getattr(module, "__name__", "")
        and not name.startswith("_")
    }


MACROS: dict[str, Macro] = {
    name: macro
    for module in (
        *(roles, job_descriptions, search, lint, interviews, skills),
        *(pay, law, practice, reference, linking, changes, correct, errors, fields),
    )
    for name, macro in _public(module).items()
}

#: What the gate puts around a page's passages, at its begin and at its end.
GATE: dict[str, Macro] = {UNTIL: until_review, BEGIN: page_begin, END: page_end}


def bound(view: View) -> dict[str, Callable[..., str]]:
    """Every macro with its view filled in, and what the gate calls."""
    return {name: partial(macro, view) for name, macro in (MACROS | GATE).items()}


def parameters() -> dict[str, tuple[Parameter, ...]]:
    """For every macro, the parameters a page fills in and the kind of id each takes."""
    return {name: tuple(_parameters(macro)) for name, macro in MACROS.items()}


def _parameters(macro: Macro) -> list[Parameter]:
    hints = get_type_hints(macro, include_extras=True)
    names = [name for name in inspect.signature(macro).parameters if name != "view"]
    return [Parameter(name, _kind(hints[name])) for name in names]


def _kind(hint: object) -> str:
    """The kind of id a parameter takes; raises ValueError when it takes anything else."""
    (mark,) = (mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Reference))
    return mark.kind
