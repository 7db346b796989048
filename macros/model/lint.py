"""What an advert is held against: the rules of the checker, and how it reads a text.

Both engines (macros/lint and assets/javascripts/lint.js) are made of these records alone: a
word, a pattern or a sentence about one stands in data/lint.yaml or data/lint-reading.yaml.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.model.base import (
    Entity,
    Id,
    Line,
    Model,
    PageLink,
    PatternRef,
    PhraseRef,
    PostingDutyRef,
    SkillRef,
    Sourced,
    Text,
    ToolRef,
    Verbatim,
)

Severity = Literal["blocks", "warns", "hint"]
#: The parts of an advert that rules tell apart.
SectionName = Literal["requirements", "nice", "other"]
#: A regular expression in the subset that Python and JavaScript read alike
#: (checks.lint.lint_pattern); `<id>` stands for another pattern.
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=700)]
Words = tuple[Line, ...]
Patterns = tuple[PatternRef, ...]
SomePatterns = Annotated[tuple[PatternRef, ...], Field(min_length=1)]


class WordsCheck(Model):
    """Fires on each different wording it finds.

    A word that ends in `*` finds every word that begins so. `phrases` are wordings of
    data/phrases.yaml, which bring their own reason; `other_phrases` takes all that no rule
    names. A find is passed over when its sentence holds one of `unless`, when it stands in a
    section of `outside`, or, with `spare_allowed`, inside a term that is allowed by name.
    `in_blanks` looks inside square brackets, where nothing else looks.
    """

    kind: Literal["words"]
    words: Words = ()
    phrases: tuple[PhraseRef, ...] = ()
    other_phrases: bool = False
    patterns: Patterns = ()
    unless: Patterns = ()
    outside: tuple[SectionName, ...] = ()
    spare_allowed: bool = False
    in_blanks: bool = False


class MissingCheck(Model):
    """Fires once when the advert holds none of `patterns`."""

    kind: Literal["missing"]
    patterns: SomePatterns


class BesideCheck(Model):
    """Fires on each of `patterns` with none of `needs` within `reach` characters of it."""

    kind: Literal["beside"]
    patterns: SomePatterns
    needs: SomePatterns
    reach: Annotated[int, Field(ge=0, le=400)]


class DutyTest(Model):
    """The patterns that show that a duty of a posting is met."""

    duty: PostingDutyRef
    patterns: SomePatterns


class DutiesCheck(Model):
    """Fires on each duty of a chosen place that the advert does not show.

    `place_page` is the page where every place has its section; the finding links there.
    """

    kind: Literal["duties"]
    tests: Annotated[tuple[DutyTest, ...], Field(min_length=1)]
    place_page: Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)+$")] | None = None


class ExpiredPlaceCheck(Model):
    """Fires on each chosen place whose row is past its review date: its duties are not judged."""

    kind: Literal["expired-place"]


class MustsCheck(Model):
    """Fires once when more than `most` lines stand under the heading that asks."""

    kind: Literal["musts"]
    most: Annotated[int, Field(gt=0)]


class UntestedCheck(Model):
    """Fires on each asked line that no question of the chosen role's loop tests.

    A line is tested when it names a tested skill, or shares at least `share` (0 to 1) of the
    shorter line's content words, and `least` of them, with a requirement that is tested.
    """

    kind: Literal["untested"]
    share: Annotated[float, Field(gt=0, le=1)]
    least: Annotated[int, Field(gt=0)]


class ToolAgeCheck(Model):
    """Fires on years asked of a tool that is younger.

    The first group of `years` is the number; from there the years reach to the next of `ends`.
    """

    kind: Literal["tool-age"]
    years: PatternRef
    ends: PatternRef


class LengthCheck(Model):
    """Fires once when the advert has fewer than `least` or more than `most` words."""

    kind: Literal["length"]
    least: Annotated[int, Field(gt=0)] | None = None
    most: Annotated[int, Field(gt=0)] | None = None


Check = Annotated[
    WordsCheck
    | MissingCheck
    | BesideCheck
    | DutiesCheck
    | ExpiredPlaceCheck
    | MustsCheck
    | UntestedCheck
    | ToolAgeCheck
    | LengthCheck,
    Field(discriminator="kind"),
]


class Evidence(Sourced):
    """What one source found about the matter, `for` or `against` the rule."""

    finding: Text
    side: Literal["for", "against"]


class LintRule(Entity):
    """An item of `data/lint.yaml`. Its id is permanent: findings and pages are linked by it.

    A finding shows `headline` in the place of the title, and `detail` after `why`; both may hold
    the blanks of their check: `{count}` and `{most}`, `{tool}`, `{year}` and `{years}`,
    `{place}`, `{says}` and `{who}`, `{role}`. `unlisted` keeps the words off the page (slurs).
    """

    severity: Severity
    title: Line
    headline: Line | None = None
    why: Text
    detail: Text | None = None
    instead: Text
    see: PageLink
    evidence: tuple[Evidence, ...] = ()
    unlisted: bool = False
    check: Check


class NamedPattern(Entity):
    """A pattern that rules refer to: the alternatives of `any`, and what they are to find."""

    finds: Line
    any: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class AllowedTerm(Entity):
    """A word of the trade that only looks like a fault, and why it passes."""

    words: Annotated[Words, Field(min_length=1)]
    reason: Text


class SkillNames(Model):
    """How adverts name a skill, beside its title; a `*` at the end as in `WordsCheck`."""

    skill: SkillRef
    words: Annotated[Words, Field(min_length=1)]


class ToolNames(Model):
    """How adverts name a tool, beside its title."""

    tool: ToolRef
    words: Annotated[Words, Field(min_length=1)]


class Notice(Model):
    """Whose word lists ours are made from; a license text is printed to the letter."""

    title: Line
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]
    copyright: Line
    license: Line
    used: Text


class Structure(Model):
    """The patterns that take a text apart."""

    list_marker: PatternRef
    sentence_end: PatternRef
    word: PatternRef
    blank: PatternRef
    requirements: PatternRef
    nice: PatternRef
    other: PatternRef


class Reading(Model):
    """`data/lint-reading.yaml`: how the checker reads an advert before any rule looks at it.

    `characters` become what stands beside them, and `ignored` (code points, single or from-to,
    in hexadecimal) vanish; of every other character only what ASCII can say of it remains.
    `gates`, `no_verbs` and `proxies` are for our own lines, which are held to more.
    """

    characters: dict[str, str]
    ignored: tuple[Annotated[str, Field(pattern=r"^[0-9a-f]{4}(-[0-9a-f]{4})?$")], ...]
    structure: Structure
    numerals: dict[Id, int]
    stop_words: tuple[Line, ...]
    patterns: tuple[NamedPattern, ...]
    allowed: tuple[AllowedTerm, ...]
    skills: tuple[SkillNames, ...]
    tools: tuple[ToolNames, ...]
    notices: tuple[Notice, ...]
    mit_license: Verbatim
    gates: Words
    """Words that make one of our requirements a gate; `#` stands for a number."""
    no_verbs: Words
    """Words that no responsibility begins with, because they name nothing that is done."""
    proxies: Words
    """Words that sort people by something other than the work: no search string holds one."""
