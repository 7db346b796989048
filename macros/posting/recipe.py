"""A role's job description before it is filled in: the frame with the role's own lines in it.

The recipe is what the composer's page gets as JSON, so page and command line fill in the same
thing by the same few rules (fill.py here, posting/fill.js there).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from macros.core.handbook import Handbook
from macros.model.interview import Loop
from macros.model.posting import FrameBlock, PostingField, StackGroup, Version
from macros.model.role import Role
from macros.posting.jobposting import jobposting_template
from macros.tell.trace import loop_minutes

#: `{role-…}` in a frame text; the rest of the holes are the poster's fields.
_ROLE_HOLE = re.compile(r"\{role-([a-z-]+)\}")


class RecipeOption(BaseModel):
    """A value a field may have, and how the text says it."""

    id: str
    says: str


class RecipeField(BaseModel):
    """A field as the filling needs it; `blank` is empty for fields that leave no gap."""

    id: str
    input: str
    label: str
    blank: str = ""
    everywhere: bool = False
    default: str = ""
    at_least: str = ""
    least: int | None = None
    most: int | None = None
    not_past: bool = False
    conjunction: str = "or"
    options: tuple[RecipeOption, ...] = ()


class RecipeStack(BaseModel):
    """Tools of one sort: an example in a line of ours gives way to those of the poster."""

    example: str
    preposition: str
    tools: tuple[str, ...]


class RecipeRequirement(BaseModel):
    """A requirement the poster may switch: must, nice or off."""

    id: str
    line: str
    necessity: str
    skill: str


class RecipeBlock(BaseModel):
    """Versions of a text, or a list: fixed `items`, a field's values, or requirements."""

    versions: tuple[Version, ...] = ()
    lead: str = ""
    items: tuple[str, ...] = ()
    field: str = ""
    necessity: str = ""


class RecipePart(BaseModel):
    """A fact (one block of versions) or a section."""

    id: str
    title: str
    blocks: tuple[RecipeBlock, ...]


class Recipe(BaseModel):
    """Everything a job description of one role can become."""

    role: str
    title: str
    fields: tuple[RecipeField, ...]
    stack: tuple[RecipeStack, ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    regions: dict[str, str] = {}
    requirements: tuple[RecipeRequirement, ...]
    facts: tuple[RecipePart, ...]
    sections: tuple[RecipePart, ...]
    jobposting: dict[str, Any]


def build_recipe(handbook: Handbook, role_id: str) -> Recipe:
    """The recipe of a role; raises UnknownIdError when there is no such role."""
    return handbook.once(_recipe, role_id)


def _recipe(handbook: Handbook, role_id: str) -> Recipe:
    role = handbook.find("role", role_id)
    frame = handbook.posting
    baker = _Baker(handbook, role)
    return Recipe(
        role=role.id,
        title=role.title,
        fields=tuple(_field(handbook, field, baker.lists) for field in frame.fields),
        stack=tuple(map(_stack, frame.stack)),
        spelling=tuple((one.american, one.british) for one in frame.spelling),
        regions={name: group.country for group in frame.regions for name in group.names},
        requirements=tuple(_requirements(handbook, role)),
        facts=tuple(
            RecipePart(
                id=fact.id,
                title=fact.title,
                blocks=(RecipeBlock(versions=baker.versions(fact.versions)),),
            )
            for fact in frame.facts
        ),
        sections=tuple(
            RecipePart(id=part.id, title=part.title, blocks=tuple(map(baker.block, part.blocks)))
            for part in frame.sections
        ),
        jobposting=jobposting_template(handbook, role),
    )


class _Baker:
    """Puts a role's own words and lines into the blocks of the frame."""

    def __init__(self, handbook: Handbook, role: Role) -> None:
        loop = handbook.loops[role.loop]
        resolved = handbook.resolved[role.id]
        self.words = {name: said(role, loop) for name, said in ROLE_WORDS.items()}
        self.fields = {field.id for field in handbook.posting.fields}
        self.lists = {
            "responsibilities": tuple(
                _option(s.item.id, s.item.line) for s in resolved.responsibilities if s.item.posted
            ),
            "ninety-days": _numbered(role.outcomes.ninety_days),
            "one-year": _numbered(role.outcomes.one_year),
            "stages": tuple(
                _option(stage.id, f"{stage.title}, {stage.minutes} minutes")
                for stage in loop.stages
                if stage.with_candidate
            ),
        }

    def versions(self, versions: tuple[Version, ...]) -> tuple[Version, ...]:
        return tuple(
            version.model_copy(update={"text": self._said(version.text)}) for version in versions
        )

    def block(self, block: FrameBlock) -> RecipeBlock:
        lead = self._said(block.lead or "")
        if block.lines is None:
            return RecipeBlock(versions=self.versions(block.versions))
        if block.lines in ("must", "nice"):
            return RecipeBlock(lead=lead, necessity=block.lines)
        if block.lines in self.fields:
            return RecipeBlock(lead=lead, field=block.lines)
        return RecipeBlock(lead=lead, items=tuple(one.says for one in self.lists[block.lines]))

    def _said(self, text: str) -> str:
        return _ROLE_HOLE.sub(lambda hole: self.words[hole.group(1)], text)


#: What `{role-…}` may name in a frame text, and what the role or its loop says there.
ROLE_WORDS: dict[str, Callable[[Role, Loop], str]] = {
    "opening": lambda role, _loop: role.posting.opening,
    "on-call": lambda role, _loop: role.posting.on_call,
    "ai-use": lambda role, _loop: role.posting.ai_use,
    "stages": lambda _role, loop: str(sum(stage.with_candidate for stage in loop.stages)),
    "minutes": lambda _role, loop: str(loop_minutes(loop, with_candidate=True)),
}


def _requirements(handbook: Handbook, role: Role) -> Iterator[RecipeRequirement]:
    for stated in handbook.resolved[role.id].requirements:
        item = stated.item
        skill = handbook.skills[item.skill].title
        yield RecipeRequirement(id=item.id, line=item.line, necessity=item.necessity, skill=skill)


def _stack(group: StackGroup) -> RecipeStack:
    return RecipeStack(
        example=f"for example {group.preposition} {group.example}",
        preposition=group.preposition,
        tools=group.tools,
    )


def _field(
    handbook: Handbook, field: PostingField, lists: Mapping[str, tuple[RecipeOption, ...]]
) -> RecipeField:
    return RecipeField(
        id=field.id,
        input=field.input,
        label=field.label,
        blank=field.blank or "",
        everywhere=field.everywhere,
        default=field.default or "",
        at_least=field.at_least or "",
        least=field.least,
        most=field.most,
        not_past=field.not_past,
        conjunction=field.conjunction,
        options=lists[field.lines] if field.lines else tuple(_options(handbook, field)),
    )


def _options(handbook: Handbook, field: PostingField) -> list[RecipeOption]:
    if field.input == "tools":
        return [_option(tool.id, tool.title) for tool in handbook.tools.values()]
    if field.input == "places":
        return [_option(place.id, place.title) for place in handbook.places.values()]
    choices = handbook.entities(field.vocabulary).values() if field.vocabulary else field.options
    return [_option(one.id, one.label) for one in choices]


def _option(id: str, says: str) -> RecipeOption:
    return RecipeOption(id=id, says=says)


def _numbered(lines: tuple[str, ...]) -> tuple[RecipeOption, ...]:
    """Lines without ids, by their number."""
    return tuple(_option(str(number), line) for number, line in enumerate(lines, start=1))
