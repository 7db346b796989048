"""How the kit builder reads a posting: which words ask for a skill, at which level, for which role.

A part of `Reading` (model/reading.py): `kit` in data/lint-reading.yaml.
"""

from macros.model.base import (
    Line,
    Model,
    PatternRef,
    RoleLevelRef,
    SkillLevelRef,
    SkillRef,
    Some,
    ToolCategoryRef,
)


class SkillWords(Model):
    """How a line of a posting asks for a skill, beside its title and its `SkillNames`."""

    skill: SkillRef
    """The skill."""
    words: Some[Line]
    """Words that ask for it. One that ends in `*` stands for every word that begins so."""
    maybe: tuple[Line, ...] = ()
    """Words that count where the line names no skill outright."""
    tools: tuple[ToolCategoryRef, ...] = ()
    """Categories of tools; a line that names one of their tools asks for the skill."""


class SkillLevelWords(Model):
    """Words of a line that say how much of a skill it asks for."""

    level: SkillLevelRef
    """The level of the skill."""
    words: Some[Line]
    """The words."""


class RoleLevelWords(Model):
    """Words of a title that say for which level of role a posting is."""

    level: RoleLevelRef
    """The level of the role."""
    words: Some[Line]
    """The words."""


class KitReading(Model):
    """How the kit builder reads the musts of a posting."""

    first: tuple[SkillRef, ...]
    """Skills that a kit holds before any other."""
    skills: tuple[SkillWords, ...]
    """How lines ask for skills."""
    cased: tuple[Line, ...] = ()
    """Words that count with a capital alone; in small letters they are ordinary words."""
    spared: tuple[PatternRef, ...] = ()
    """Patterns of what asks for no skill; a line that holds one asks for what it names outright."""
    skill_levels: tuple[SkillLevelWords, ...]
    """How lines say a level; the first that finds a word counts."""
    role_levels: tuple[RoleLevelWords, ...]
    """How titles say a level; the first that finds a word counts."""
    titles: Some[Line]
    """Words of a title."""
    asking: Some[Line]
    """Words of a must where no list of musts was found."""
