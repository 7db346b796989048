"""How the checker reads a job posting before any rule looks at it: data/lint-reading.yaml."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from macros.model.base import (
    Because,
    Entity,
    Id,
    Line,
    Model,
    PatternRef,
    PlaceRef,
    SkillRef,
    Some,
    Text,
    Verbatim,
)
from macros.model.kit import KitReading
from macros.model.links import web_address
from macros.model.lint import Pattern, Patterns, SectionName, SomeWords, Words


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
    timed: PatternRef
    """Finds the time that a step of the hiring takes."""
    step: PatternRef
    """Finds a step of the hiring that a sentence tells."""
    numbered_step: PatternRef
    """Finds the number of a step, at the begin of its line."""
    clause_end: PatternRef
    """Finds what parts two such steps."""
    no_step: PatternRef
    """Finds what a sentence about the hiring tells beside its steps."""


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
    period_of_all: PatternRef
    """Finds where a posting says once for which time all its amounts are."""
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
