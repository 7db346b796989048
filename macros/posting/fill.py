"""Fills a recipe with a draft: the few rules that page and command line share.

A hole `{field}` becomes the field's value or its blank; of several versions the first that
holds is taken; what has no content is left out. posting/fill.js is its twin.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from macros.core.handbook import Handbook
from macros.model.posting import Version
from macros.posting.draft import Draft, pairs_of, read_draft
from macros.posting.recipe import Recipe, RecipeBlock, RecipeField, build_recipe
from macros.posting.tree import Bullets, Fact, JobDescription, Paragraph, Section

_HOLE = re.compile(r"\{([a-z-]+)\}")


def build_job_description(handbook: Handbook, role_id: str) -> JobDescription:
    """The job description of a role with every blank still open."""
    return handbook.once(_template, role_id)


def _template(handbook: Handbook, role_id: str) -> JobDescription:
    return fill(build_recipe(handbook, role_id), Draft())


def build_example(
    handbook: Handbook, role_id: str, *, mark: Callable[[str], str] = str
) -> JobDescription:
    """The finished posting of a role: its example, in which no blank is open.

    `mark` is put round what the made-up company filled in.
    """
    return handbook.once(_example, role_id, mark)


def _example(handbook: Handbook, role_id: str, mark: Callable[[str], str]) -> JobDescription:
    return fill(build_recipe(handbook, role_id), example_draft(handbook, role_id), mark=mark)


def example_draft(handbook: Handbook, role_id: str) -> Draft:
    """The values of a role's example; what a field cannot have is left out."""
    return handbook.once(_example_draft, role_id)


def _example_draft(handbook: Handbook, role_id: str) -> Draft:
    example = handbook.roles[role_id].posting.example
    return read_draft(build_recipe(handbook, role_id), pairs_of(example))[0]


def fill(recipe: Recipe, draft: Draft, *, mark: Callable[[str], str] = str) -> JobDescription:
    """The job description that a draft makes of a recipe, with `mark` round the poster's words."""
    filler = Filler(recipe, draft, mark)
    facts = ((part, filler.first(part.blocks[0].versions)) for part in recipe.facts)
    sections = (
        Section(part.id, part.title, tuple(filler.blocks(part.blocks))) for part in recipe.sections
    )
    return JobDescription(
        filler.says.get("title", recipe.title),
        tuple(Fact(part.id, part.title, text) for part, text in facts if text),
        tuple(section for section in sections if section.blocks),
    )


class Filler:
    """The values of one draft as they are said, by field id; blanks for the rest."""

    def __init__(self, recipe: Recipe, draft: Draft, mark: Callable[[str], str] = str) -> None:
        self.recipe = recipe
        self.draft = draft
        self.mark = mark
        self.fields = {field.id: field for field in recipe.fields}
        self.says = {
            id: joined(
                [mark(spoken(self.fields[id], value)) for value in values],
                "and" if self.fields[id].input == "tools" else "or",
            )
            for id, values in draft.values.items()
        }
        self.tools = {
            one: mark(spoken(field, one))
            for field in recipe.fields
            if field.input == "tools"
            for one in draft.values.get(field.id, ())
        }

    def value(self, id: str) -> str:
        """The value of a field as it was given, its default, or nothing."""
        return self.draft.values.get(id, (self.fields[id].default,))[0]

    def holds(self, when: Mapping[str, str]) -> bool:
        """Whether every field has the value asked for, or is filled in (any) or not (empty)."""
        return all(
            (self.value(id) != "") == (wanted == "any")
            if wanted in ("any", "empty")
            else self.value(id) == wanted
            for id, wanted in when.items()
        )

    def first(self, versions: tuple[Version, ...]) -> str:
        """The text of the first version that holds, its holes filled; empty when none does."""
        text = next((one.text for one in versions if self.holds(one.when)), "")
        return self.filled(text)

    def filled(self, text: str) -> str:
        """A text of ours with values or blanks in its holes."""
        text = _HOLE.sub(lambda hole: self._said(hole.group(1)), self._with_stack(text))
        return self._named(text)

    def line(self, text: str) -> str:
        """A line of the role, with the poster's names and tools in it."""
        return self._named(self._with_stack(text))

    def _with_stack(self, text: str) -> str:
        """A text of ours with the poster's tools for our examples, which go if there are none."""
        for group in self.recipe.stack if self.tools else ():
            mine = [said for id, said in self.tools.items() if id in group.tools]
            ours = f", {group.example}"
            if mine:
                text = text.replace(ours, f", {group.preposition} {joined(mine, 'or')}")
            else:
                text = text.replace(f"{ours},", "").replace(ours, "")
        return text

    def _named(self, text: str) -> str:
        """A text of ours with the values whose blanks stand in the role's own words too."""
        for field in self.recipe.fields:
            if field.everywhere and field.id in self.says:
                text = text.replace(field.blank, self.says[field.id])
        return text

    def blocks(self, blocks: tuple[RecipeBlock, ...]) -> list[Paragraph | Bullets]:
        """The blocks of a section that have content."""
        made: list[Paragraph | Bullets] = []
        for block in blocks:
            if block.versions:
                text = self.first(block.versions)
                made += [Paragraph(text)] if text else []
            elif items := self._items(block):
                made.append(Bullets(items, self.filled(block.lead)))
        return made

    def _items(self, block: RecipeBlock) -> tuple[str, ...]:
        if block.field:
            field = self.fields[block.field]
            values = self.draft.values.get(field.id, ())
            return tuple(self.mark(spoken(field, one)) for one in values)
        if block.necessity:
            chosen = self.draft.necessity
            return tuple(
                self.line(one.line)
                for one in self.recipe.requirements
                if chosen.get(one.id, one.necessity) == block.necessity
            )
        return tuple(map(self.line, block.items))

    def _said(self, id: str) -> str:
        field = self.fields[id]
        if id in self.says:
            return self.says[id]
        return spoken(field, field.default) if field.default else field.blank


def joined(words: list[str], last: str) -> str:
    """Words as a sentence lists them, such as `A, B or C`; nothing when there are none."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def spoken(field: RecipeField, value: str) -> str:
    """A value as the text says it: thousands marked, dates written out, choices by label."""
    match field.input:
        case "number":
            return f"{int(value):,}"
        case "date":
            day = date.fromisoformat(value)
            return f"{day:%B} {day.day}, {day.year}"
        case "choice" | "tools" | "places":
            return next(option.says for option in field.options if option.id == value)
    return value
