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
    if "$areas" in template:
        return [_area(filler, value) for value in _given(template["$areas"], filler)]
    if "$skills" in template:
        return _skills(filler)
    if "$first" in template:
        cases = (case for case in template["$first"] if filler.holds(case["when"]))
        return fill_jobposting(next(cases, {"then": None})["then"], filler, description)
    made = {key: fill_jobposting(value, filler, description) for key, value in template.items()}
    return {key: value for key, value in made.items() if value is not None}


def _given(id: str, filler: Filler) -> tuple[str, ...]:
    return filler.draft.values.get(id, (filler.fields[id].blank,))


def _area(filler: Filler, value: str) -> dict[str, str]:
    """A country, or a state with its country behind it, as Google's guide writes it."""
    name = value.removesuffix(" State")
    country = filler.recipe.regions.get(name)
    if country is None:
        return {"@type": "Country", "name": value}
    return {"@type": "State", "name": f"{name}, {country}"}


def _skills(filler: Filler) -> str | None:
    """The skills of the musts that are printed; a must of the poster's own names none."""
    titles = {one.id: one.skill for one in filler.recipe.requirements}
    asked = (titles[id] for id in filler.required("must") if id in titles)
    return ", ".join(dict.fromkeys(asked)) or None


def _raw(hole: dict[str, Any], filler: Filler) -> str | float | bool | None:
    field = filler.fields[hole["$raw"]]
    value = filler.value(field.id)
    if not value:
        return None if hole.get("$part") == "region" else field.blank
    if "$as" in hole:
        return str(hole["$as"]).replace("#", value)
    if "$part" in hole:
        return _part_of_place(filler, value, hole["$part"])
    if field.input in ("number", "money"):
        return float(value) if "." in value else int(value)
    words: dict[str, str | bool] = hole.get("$words", {})
    return words.get(value, value)


def _part_of_place(filler: Filler, place: str, part: str) -> str | None:
    """The town of a place, or the state that stands behind it before the country."""
    town, *rest = place.split(", ")
    if part == "locality":
        return town
    known = [one for one in rest if one in filler.recipe.regions]
    return known[0] if known else rest[0] if len(rest) > 1 else None
