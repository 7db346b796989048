"""Fills a recipe with a draft: the few rules that page and command line share.

A hole `{field}` becomes the field's value or its blank; of several versions the first that
holds is taken; what has no content is left out. posting/fill.js is its twin.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from macros.core.handbook import Handbook
from macros.model.posting import Version
from macros.posting.draft import NONE, Draft, pairs_of, read_draft
from macros.posting.recipe import Recipe, RecipeBlock, RecipeField, build_recipe
from macros.posting.tree import Bullets, Fact, JobDescription, Paragraph, Section

_HOLE = re.compile(r"\{([a-z-]+)(?:\|([^{}|]*)\|([^{}|]*))?\}")
#: The minutes that a line of a loop tells.
_MINUTES = re.compile(r"(?<![0-9])([0-9]{1,4}) min(?:utes?)?(?![a-z])")
#: Between two paragraphs that one hole became; no value has a line's end in it.
_PARAGRAPH = "\n\n"
#: What stands between words without a last word before the last of them.
_BY_ITSELF = {_PARAGRAPH: _PARAGRAPH, ";": "; "}
#: How the date is written, by the value of the field `english`.
_DAYS = {"american": "{0:%B} {0.day}, {0.year}", "british": "{0.day} {0:%B} {0.year}"}


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
            id: joined([mark(self.spoken(self.fields[id], value)) for value in values], by)
            for id, values in draft.values.items()
            for by in [_PARAGRAPH if self._long(id) else self.fields[id].conjunction]
        }
        self.tools = {
            one: mark(self.spoken(field, one))
            for field in recipe.fields
            if field.input == "tools"
            for one in draft.values.get(field.id, ())
        }

    def _long(self, id: str) -> bool:
        return self.fields[id].input == "long-text"

    def value(self, id: str) -> str:
        """The value of a field as it was given, its default, or nothing."""
        default = self.fields[id].default if id in self.fields else ""
        return self.draft.values.get(id, (default,))[0]

    def holds(self, when: Mapping[str, str]) -> bool:
        """Whether every field has the value asked for, or is filled in (any) or not (empty).

        A value asked for may be that of another field.
        """
        return all(
            (self.value(id) != "") == (wanted == "any")
            if wanted in ("any", "empty")
            else self.value(id) == (self.value(wanted) if wanted in self.fields else wanted) != ""
            for id, wanted in when.items()
        )

    def first(self, versions: tuple[Version, ...]) -> str:
        """The text of the first version that holds, its holes filled; empty when none does."""
        text = next((one.text for one in versions if self.holds(one.when)), "")
        return self.filled(text)

    def filled(self, text: str) -> str:
        """A text of ours with values or blanks in its holes."""
        return self._named(_HOLE.sub(self._said, self._spelled(self._with_stack(text))))

    def line(self, text: str) -> str:
        """A line of the role, with the poster's names and tools in it."""
        return self._named(self._spelled(self._with_stack(text)))

    def _spelled(self, text: str) -> str:
        """A text of ours in the English that the poster chose."""
        for american, british in self.recipe.spelling:
            if self.value("english") == "british":
                text = text.replace(american, british)
        return text

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
                made += map(Paragraph, filter(None, self.first(block.versions).split(_PARAGRAPH)))
            elif items := self._items(block):
                made.append(Bullets(items, self.filled(block.lead)))
        return made

    def _items(self, block: RecipeBlock) -> tuple[str, ...]:
        if block.field:
            return self._values(self.fields[block.field])
        if block.necessity:
            ours = {one.id: self.line(one.line) for one in self.recipe.requirements}
            return tuple(
                ours[one] if one in ours else self.mark(one)
                for one in self.required(block.necessity)
            )
        return tuple(map(self.line, block.items))

    def required(self, necessity: str) -> list[str]:
        """The requirements of a necessity: first those as we have them, then those switched."""
        chosen = self.draft.necessity
        ours = {one.id: one.necessity for one in self.recipe.requirements if one.id not in chosen}
        return [id for id, one in {**ours, **chosen}.items() if one == necessity]

    def _values(self, field: RecipeField) -> tuple[str, ...]:
        """The values of a field, each as a line; of a list, ours until others are given."""
        ours = {one.id: one.says for one in field.options if field.input == "list"}
        values = [one for one in self.draft.values.get(field.id, ours) if one != NONE or not ours]
        return tuple(
            self.line(ours[one]) if one in ours else self.mark(self.spoken(field, one))
            for one in values
        )

    def _said(self, hole: re.Match[str]) -> str:
        """What stands in a hole: a value, its blank, or a number with its noun."""
        id, one, many = hole.groups()
        number = self._figure(id)
        if one is None or number is None:
            return number or ""
        single = (self.value(id) if id in self.fields else number) == "1"
        return (one if single else many).replace("#", number)

    def _figure(self, id: str) -> str | None:
        """A value as it is said; how many lines a list has; nothing when no one can tell."""
        sort, _, of = id.partition("-")
        if of in self.fields and sort in ("count", "minutes"):
            lines = self._values(self.fields[of])
            told = [_MINUTES.findall(line)[-1:] for line in lines]
            if sort == "minutes":
                return str(sum(int(one) for (one,) in told)) if lines and all(told) else None
            return str(len(lines))
        field = self.fields[id]
        if id in self.says:
            return self.says[id]
        return self.spoken(field, field.default) if field.default else field.blank

    def spoken(self, field: RecipeField, value: str) -> str:
        """A value as the text says it: thousands marked, days written out, choices by label."""
        if field.input in ("number", "money"):
            whole, point, part = value.partition(".")
            return f"{int(whole):,}{point}{part}"
        if field.input == "date":
            return _DAYS[self.value("english") or "american"].format(date.fromisoformat(value))
        return next((option.says for option in field.options if option.id == value), value)


def joined(words: list[str], by: str) -> str:
    """Words as a sentence lists them, such as `A, B or C`; nothing when there are none."""
    if by in _BY_ITSELF:
        return _BY_ITSELF[by].join(words)
    return f" {by} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
