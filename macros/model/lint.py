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
    PlaceRef,
    PostingDutyRef,
    SkillRef,
    Some,
    Sourced,
    Text,
    ToTheLetter,
    Verbatim,
)
from macros.model.links import web_address

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
    """Sections of which a line does as well."""


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
    name: PatternRef
    """Finds names of people that look like words, with capitals as they stand."""
    person: PatternRef
    """Finds somebody called by name, with capitals as they stand."""
    denial: PatternRef
    """Finds words that deny what stands behind them."""
    denied: PatternRef
    """Finds words that deny what stands before them."""
    wish: PatternRef
    """Finds what makes a line under the requirements a wish."""
    condition: PatternRef
    """Finds what makes a line under the requirements a condition of the job."""
    steps: PatternRef
    """Finds how many steps the hiring has; its first group is the number."""


class Section(Model):
    """How a part of a posting is known: by its heading, else by what its lines hold."""

    section: SectionName
    """The part."""
    heading: PatternRef
    """Finds the whole words of a heading, which needs no other sign."""
    named: PatternRef
    """Finds words in a line that looks like a heading."""
    line: PatternRef
    """Finds a line that stands in such a part."""


class Unit(Model):
    """A word behind a number that makes it larger."""

    words: PatternRef
    """Finds the word."""
    times: Annotated[int, Field(gt=1), Because("It makes the number larger.")]
    """How many times larger."""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    """The currency that it implies."""
    yearly: bool = False
    """Whether it is said of pay for a year alone."""


class PayWords(Model):
    """How pay is known among the numbers of a posting."""

    amount: PatternRef
    """Finds a number: the groups `whole`, `part` and `unit`."""
    units: Some[Unit]
    """What makes numbers larger."""
    currency: PatternRef
    """Finds a currency."""
    period: PatternRef
    """Finds the time that pay is for."""
    to: PatternRef
    """Finds all that stands between the ends of a range."""
    at_most: PatternRef
    """Finds what comes before the upper end alone."""
    at_least: PatternRef
    """Finds what comes before the lower end alone."""
    or_more: PatternRef
    """Finds what comes behind the lower end alone."""
    word: PatternRef
    """Finds words for pay."""
    other: PatternRef
    """Finds words for other money."""
    attached: PatternRef
    """Finds what follows an amount that is no pay."""
    counted: PatternRef
    """Finds what follows a number that counts things."""


class Kinds(Model):
    """How a text is known to be a job posting for a backend role."""

    core: PatternRef
    """What only a posting says; the different ones are counted."""
    posting: PatternRef
    """What a posting mostly says; counted too."""
    other: PatternRef
    """Signs of another text."""
    addressed: PatternRef
    """Words to the one who may apply; a text without them is a posting if it lists requirements."""
    trade: PatternRef
    """Words of the trade; a posting without any is for another."""
    notes: dict[Id, Line]
    """What the reader is told: of an `empty` text, an `other` text, another `trade`, another
    `language`, `markup`, and of a posting without `musts`."""


class Language(Model):
    """A language that postings are written in."""

    id: Id
    """Its code of two letters."""
    title: Line
    """Its name."""
    words: Some[Line]
    """Small words that only it uses."""


class Stated(Model):
    """Something good that a posting states."""

    id: Id
    """What it is."""
    says: Line
    """What the summary says of it."""
    patterns: Patterns = ()
    """The patterns of which one shows it; `pay` needs none."""


class PlaceNames(Model):
    """Words by which a posting names a place of the law."""

    place: PlaceRef
    """The place."""
    words: SomeWords
    """The words."""


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
    sections: Some[Section]
    """The parts of a posting, the first that fits counts."""
    pay: PayWords
    """How pay is read."""
    kinds: Kinds
    """How a posting is told from other texts."""
    languages: Some[Language]
    """The languages that are told apart."""
    modes: Some[Stated]
    """Where work is done, the first that fits counts."""
    good: Some[Stated]
    """What is said to be good about a posting."""
    places: tuple[PlaceNames, ...]
    """How postings name the places of the law."""
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
