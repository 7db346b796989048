"""What a job posting is checked for: the rules of the checker, and how it reads a text.

The engine (assets/javascripts/lint.js) knows these records alone: a word, a pattern or a
sentence about one stands in data/lint.yaml or data/lint-reading.yaml.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from macros.model.base import (
    Because,
    Entity,
    Line,
    Model,
    PageLink,
    PatternRef,
    PhraseRef,
    PostingDutyRef,
    Some,
    Sourced,
    Text,
    ToTheLetter,
)

Severity = Literal["blocks", "warns", "hint"]
#: The parts of a posting that rules tell apart.
SectionName = Literal[
    "requirements",
    "nice",
    "duties",
    "benefits",
    "conditions",
    "process",
    "company",
    "legal",
    "other",
]
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
    asked: Patterns = ()
    """Patterns of which one stands in the sentence, where it is in no list of requirements."""
    undeniable: bool = False
    """Whether a find counts beside a word that denies it, too."""
    not_named: bool = False
    """Whether a find behind the name of a person is passed over."""
    swaps: Annotated[dict[Line, Line], Field(examples=[{"whitelist": "allowlist"}])] = {}
    """Words that can stand in the place of a find as they are, by the find in lower case."""
    unless_paid: bool = False
    """Whether pay that is stated anywhere excuses all finds."""
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
    sections: tuple[SectionName, ...] = ()
    """Sections in which a step of the hiring does as well."""


class PayCheck(Model):
    """Fires on what is wrong with the pay that the posting states."""

    kind: Literal["pay"]
    """Says that the rule looks at the pay."""
    fault: Literal["none", "one-end", "no-currency", "no-period", "backwards", "wide"]
    """What is wrong with it."""
    times: Annotated[float, Field(ge=1), Because("The top is never below the bottom.")] = 1.0
    """From how many times the bottom on the top makes a range too wide."""


class BothCheck(Model):
    """Fires once when a posting says two things that do not go together."""

    kind: Literal["both"]
    """Says that the rule looks for a contradiction."""
    patterns: SomePatterns
    """The patterns that say the one thing."""
    needs: SomePatterns
    """The patterns that say the other."""
    unless: Patterns = ()
    """Patterns that explain, anywhere in the posting, how they go together."""


class DutyTest(Model):
    """How a posting shows that it meets a duty of the law."""

    duty: PostingDutyRef
    """The duty."""
    patterns: Patterns = ()
    """The patterns of which one shows it; without any, the pay that was read does."""


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
    yields: bool = False
    """Whether it says nothing of a line of which another rule has something to say."""


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
    | PayCheck
    | BothCheck
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
    any_language: bool = False
    """Whether it reads postings in other languages than English, too."""
    unlisted: bool = False
    """Whether its words are kept off the page (slurs)."""
    check: Check
    """What the checker looks for."""
