"""Fills the JobPosting template of a recipe with a draft; posting/jobposting.js is its twin."""

import json
from typing import Any

from macros.posting.draft import Draft
from macros.posting.fill import Filler, fill
from macros.posting.recipe import Recipe
from macros.posting.tree import JobDescription
from macros.posting.write import to_html


def to_jobposting(recipe: Recipe, draft: Draft) -> str:
    """The JobPosting file of a draft: JSON, indented by two, keys in the template's order."""
    made = fill_jobposting(recipe.jobposting, Filler(recipe, draft), fill(recipe, draft))
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def fill_jobposting(template: Any, filler: Filler, description: JobDescription) -> Any:
    """The template with the draft's values in it; None where nothing is to be said."""
    if not isinstance(template, dict):
        return template
    if "$title" in template:
        return description.title
    if "$html" in template:
        return to_html(description)
    if "$raw" in template:
        return _raw(template, filler)
    if "$each" in template:
        return [_made(template["make"], value) for value in _each(template["$each"], filler)]
    if "$first" in template:
        cases = (case for case in template["$first"] if filler.holds(case["when"]))
        return fill_jobposting(next(cases, {"then": None})["then"], filler, description)
    made = {key: fill_jobposting(value, filler, description) for key, value in template.items()}
    return {key: value for key, value in made.items() if value is not None}


def _each(id: str, filler: Filler) -> tuple[str, ...]:
    return filler.draft.values.get(id, (filler.fields[id].blank,))


def _made(template: dict[str, Any], value: str) -> dict[str, Any]:
    return {key: value if item == {"$value": True} else item for key, item in template.items()}


def _raw(hole: dict[str, Any], filler: Filler) -> str | int | bool:
    field = filler.fields[hole["$raw"]]
    value = filler.value(field.id)
    if not value:
        return field.blank
    if field.input == "number":
        return int(value)
    words: dict[str, str | bool] = hole.get("$words", {})
    return words.get(value, value)
