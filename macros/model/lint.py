"""What a job posting is checked for: the rules of the checker, and how it reads a text.

The engine (assets/javascripts/lint.js) knows these records alone: a word, a pattern or a
sentence about one stands in data/lint.yaml or data/lint-reading.yaml.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from macros.model.base import (
    Because,
    Entity,
    Id,
    Line,
    Model,
    PageLink,
    PatternRef,
    PhraseRef,
    PostingDutyRef,
    SkillRef,
    Some,
    Sourced,
    Text,
    ToTheLetter,
    Verbatim,
)
from macros.model.kit import KitReading
from macros.model.links import web_address

Severity = Literal["blocks", "warns", "hint"]
#: The parts of a posting that rules tell apart.
SectionName = Literal["requirements", "nice", "other"]
#: A regular expression of JavaScript with the flags i and u (checks.lint.lint_pattern);
#: `<id>` stands for another pattern.
Pattern = Annotated[
    str,
    StringConstraints(min_length=1, max_length=700),
    ToTheLetter(),
    Because("Nobody can review a longer pattern; give its parts names of their own."),
]
_Page = Annotated[
    str,
    StringConstraints(pattern=r"^/([a-z0-9-]+/)+$"),
    Because("It is a page of this site, written from its root."),
]
Words = tuple[Line, ...]
SomeWords = Some[Line]
Patterns = tuple[PatternRef, ...]
SomePatterns = Some[PatternRef]
Count = Annotated[int, Field(gt=0)]


class WordsCheck(Model):
    """Fires on each different wording it finds."""

    kind: Literal["words"]
    """Says that the rule looks for words."""
    words: Words = ()
    """The words to find. One that ends in `*` finds every word that begins so."""
    phrases: tuple[PhraseRef, ...] = ()
    """Wordings of `data/phrases.yaml` to find, which bring their own reason."""
    other_phrases: bool = False
    """Whether it takes all wordings of `data/phrases.yaml` that no rule names."""
    patterns: Patterns = ()
    """Patterns to find."""
    unless: Patterns = ()
    """Patterns that excuse a find in the same sentence."""
    outside: tuple[SectionName, ...] = ()
    """Sections in which a find is passed over."""
    spare_allowed: bool = False
    """Whether a find inside a term that is allowed by name is passed over."""
    in_blanks: bool = False
    """Whether it looks inside square brackets, where nothing else looks."""

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        """Refuse a rule that could find nothing."""
        if not (self.words or self.phrases or self.patterns or self.other_phrases):
            raise ValueError("a rule has words, phrases or patterns to find")
        return self


class MissingCheck(Model):
    """Fires once when the posting holds none of its patterns."""

    kind: Literal["missing"]
    """Says that the rule looks for something missing."""
    patterns: SomePatterns
    """The patterns of which one must be there."""


class BesideCheck(Model):
    """Fires on each find that lacks something near it."""

    kind: Literal["beside"]
    """Says that the rule looks beside a find."""
    patterns: SomePatterns
    """The patterns to find."""
    needs: SomePatterns
    """The patterns of which one must stand near a find."""
    reach: Annotated[
        int, Field(ge=0, le=400), Because("What is farther away belongs to another sentence.")
    ]
    """How near, in characters."""


class DescendingCheck(Model):
    """Fires on each range whose first amount is the higher one."""

    kind: Literal["descending"]
    """Says that the rule compares the ends of a range."""
    patterns: SomePatterns
    """The patterns that find ranges."""


class DutyTest(Model):
    """How a posting shows that it meets a duty of the law."""

    duty: PostingDutyRef
    """The duty."""
    patterns: SomePatterns
    """The patterns of which one shows it."""


class DutiesCheck(Model):
    """Fires on each duty of a chosen place that the posting does not show."""

    kind: Literal["duties"]
    """Says that the rule compares the posting with the law."""
    tests: Some[DutyTest]
    """How each duty shows."""
    place_page: Annotated[_Page | None, Field(examples=["/law/pay-transparency/"])] = None
    """The page where every place has its section; the finding links there."""


class ExpiredPlaceCheck(Model):
    """Fires on each chosen place whose row is past its review date: its duties are not judged."""

    kind: Literal["expired-place"]
    """Says that the rule looks for expired places."""


class MustsCheck(Model):
    """Fires once when too many lines stand under the heading that asks."""

    kind: Literal["musts"]
    """Says that the rule counts musts."""
    most: Count
    """How many may stand there."""


class UntestedCheck(Model):
    """Fires on each asked line that no question of the chosen role's loop tests.

    A line is tested when it names a tested skill, or shares enough words with a requirement
    that is tested.
    """

    kind: Literal["untested"]
    """Says that the rule looks for lines that nothing tests."""
    share: Annotated[
        float, Field(gt=0, le=1), Because("It is a share of the words of a line, up to 1.")
    ]
    """The least share of the shorter line's content words, from 0 to 1."""
    least: Count
    """The least number of words shared."""


class ToolAgeCheck(Model):
    """Fires on years asked of a tool that is younger."""

    kind: Literal["tool-age"]
    """Says that the rule compares years with the age of tools."""
    years: PatternRef
    """The pattern that finds years; its first group is the number."""
    ends: PatternRef
    """The pattern up to which the years reach."""


class LengthCheck(Model):
    """Fires once when the posting is too short or too long."""

    kind: Literal["length"]
    """Says that the rule counts words."""
    least: Count | None = None
    """The least number of words."""
    most: Count | None = None
    """The largest number of words."""


Check = Annotated[
    WordsCheck
    | MissingCheck
    | BesideCheck
    | DescendingCheck
    | DutiesCheck
    | ExpiredPlaceCheck
    | MustsCheck
    | UntestedCheck
    | ToolAgeCheck
    | LengthCheck,
    Field(discriminator="kind"),
]


class Evidence(Sourced):
    """What one source found about the matter of a rule."""

    finding: Text
    """What it found."""
    side: Literal["for", "against"]
    """Whether that speaks for or against the rule."""


class LintRule(Entity):
    """A rule of the checker of job postings.

    An item of `data/lint.yaml`. Its id is permanent: findings and pages are linked by it.
    """

    severity: Severity
    """Whether a finding blocks the posting, warns or hints."""
    title: Line
    """What is wrong, in a line."""
    headline: Line | None = None
    """What a finding shows in place of the title, with blanks of its check such as `{count}`."""
    why: Text
    """Why it matters."""
    detail: Text | None = None
    """What a finding adds after the reason, with blanks of its check such as `{tool}`."""
    instead: Text
    """What to write."""
    see: PageLink
    """The section that shows how to write it."""
    evidence: tuple[Evidence, ...] = ()
    """What studies found."""
    unlisted: bool = False
    """Whether its words are kept off the page (slurs)."""
    check: Check
    """What the checker looks for."""


class NamedPattern(Entity):
    """A pattern that rules refer to."""

    finds: Line
    """What it is to find."""
    any: Some[Pattern]
    """Its alternatives."""


class AllowedTerm(Entity):
    """A word of the trade that only looks like a fault."""

    words: SomeWords
    """The words."""
    reason: Text
    """Why they pass."""


class SkillNames(Model):
    """How postings name a skill, beside its title."""

    skill: SkillRef
    """The skill."""
    words: SomeWords
    """Its other names. One that ends in `*` stands for every word that begins so."""


class Notice(Model):
    """Whose word lists ours are made from."""

    title: Line
    """The work."""
    url: Annotated[
        str,
        StringConstraints(pattern=r"^https://"),
        AfterValidator(web_address),
        Because("Readers follow it to the original over a safe connection."),
    ]
    """Where it is published."""
    copyright: Line
    """Its copyright line, printed to the letter."""
    license: Line
    """Its license."""
    used: Text
    """What we took from it."""


class Structure(Model):
    """The patterns that take a text apart."""

    list_marker: PatternRef
    """Finds the sign before an item of a list."""
    sentence_end: PatternRef
    """Finds the end of a sentence."""
    word: PatternRef
    """Finds a word."""
    blank: PatternRef
    """Finds a blank in square brackets."""
    literal: PatternRef
    """Finds addresses and code, in which no rule looks for words."""
    requirements: PatternRef
    """Finds the heading under which musts stand."""
    nice: PatternRef
    """Finds the heading under which wishes stand."""
    other: PatternRef
    """Finds every other heading."""


class Reading(Model):
    """How the checker reads a posting before any rule looks at it: `data/lint-reading.yaml`."""

    characters: Annotated[
        dict[
            Annotated[str, StringConstraints(min_length=1, max_length=1)],
            Annotated[str, StringConstraints(max_length=5), Because("It stands for one sign.")],
        ],
        Field(examples=[{"€": " EUR "}]),
    ]
    """What a character becomes; of every other one only what ASCII can say of it remains."""
    ignored: tuple[
        Annotated[
            str,
            StringConstraints(pattern=r"^[0-9a-f]{4}(-[0-9a-f]{4})?$"),
            Because("Characters that nobody sees are named by their code points."),
            Field(examples=["200b-200f"]),
        ],
        ...,
    ]
    """Characters that vanish: code points in hexadecimal, single or from-to."""
    structure: Structure
    """How a text is taken apart."""
    numerals: Annotated[dict[Id, int], Field(examples=[{"seven": 7}])]
    """Numbers that are written as words."""
    stop_words: tuple[Line, ...]
    """Words that say nothing about what a line asks."""
    patterns: tuple[NamedPattern, ...]
    """The patterns that rules refer to."""
    allowed: tuple[AllowedTerm, ...]
    """Terms that pass although they look like a fault."""
    skills: tuple[SkillNames, ...]
    """How postings name skills."""
    kit: KitReading
    """How the kit builder reads musts."""
    notices: tuple[Notice, ...]
    """Whose word lists ours are made from."""
    mit_license: Verbatim
    """The text of the MIT license, which some of them ask for."""
    gates: Words
    """Words that make one of our requirements a gate; `#` stands for a number."""
    no_verbs: Words
    """Words that no responsibility begins with, because they name nothing that is done."""
    proxies: Words
    """Words that sort people by something other than the work: no search string holds one."""
