"""The Handbook as the checker needs it: one plain record, published for the page as well.

Words become patterns here, once; the engine knows no word, rule or figure of its own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from macros.core.handbook import Handbook
from macros.lint.report import VERSION
from macros.model import lint as data
from macros.model.base import Model
from macros.model.law import Place
from macros.tell.trace import tests_of

#: `<id>`; in `(?<name>…)`, `(?<=…)`, `(?<!…)` and `\k<name>` the mark is JavaScript's own.
_REFERENCE = re.compile(r"(?<!(?<!\\)\(\?)(?<!\\k)<([^<>]*)>")
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")


class Item(Model):
    """A pattern with the words that explain a find of it; empty ones are the rule's own."""

    pattern: str
    why: str = ""
    instead: str = ""
    use: str | None = None


class Duty(Model):
    """What a posting in a place must hold, in the words of the table."""

    duty: str
    says: str


class Cap(Model):
    """How wide a range of yearly pay may be, up to which pay, and that in words."""

    width: float
    up_to: float
    says: str


class PlaceRow(Model):
    """A place of the pay-transparency table; past its review date it has no duties left."""

    id: str
    title: str
    region: str
    in_force: bool
    expired: bool
    who: str
    since: str
    in_posting: tuple[Duty, ...]
    range_at_most: Cap | None


class Part(Model):
    """How a part of a posting is known, each by a pattern."""

    section: data.SectionName
    heading: str
    named: str
    line: str


class Unit(Model):
    """A word behind a number that makes it larger."""

    words: str
    times: int
    currency: str | None
    yearly: bool


class PayWords(Model):
    """How pay is known among numbers, each by a pattern (`data.PayWords`)."""

    amount: str
    units: tuple[Unit, ...]
    currency: str
    period: str
    to: str
    at_most: str
    at_least: str
    or_more: str
    word: str
    other: str
    attached: str
    counted: str


class Kinds(Model):
    """How a text is told from others, and what the reader is told of each."""

    core: tuple[str, ...]
    posting: tuple[str, ...]
    other: tuple[str, ...]
    addressed: str
    trade: str
    notes: dict[str, str]


class Language(Model):
    """A language and the pattern of its small words."""

    id: str
    title: str
    pattern: str


class Stated(Model):
    """Something that a posting states, and what is said of it."""

    id: str
    says: str
    pattern: str


class PlaceNames(Model):
    """A place and the pattern of its names."""

    place: str
    pattern: str


class Tested(Model):
    """A requirement of a role and the questions of its loop that test it."""

    id: str
    skill: str
    necessity: str
    line: str
    questions: tuple[str, ...]


class RoleRow(Model):
    """A role of the ladder, with every requirement it states or inherits."""

    id: str
    title: str
    requirements: tuple[Tested, ...]


class ToolRow(Model):
    """A tool whose first release is verified and not past its review date."""

    id: str
    title: str
    pattern: str
    year: int


class Rule(Model):
    """A rule ready to run. `check` tells which engine step it is; the rest depends on it."""

    id: str
    severity: data.Severity
    title: str
    why: str
    instead: str
    page: str
    label: str
    reads: Literal["any", "en"]
    check: str
    items: tuple[Item, ...] = ()
    unless: str = ""
    outside: tuple[data.SectionName, ...] = ()
    spare_allowed: bool = False
    in_blanks: bool = False
    asked: str = ""
    deniable: bool = True
    unless_paid: bool = False
    not_named: bool = False
    sections: tuple[data.SectionName, ...] = ()
    pattern: str = ""
    needs: str = ""
    fault: str = ""
    times: float = 1.0
    yields: bool = False
    duties: dict[str, str] = {}
    place_page: str = ""
    least: int = 0
    most: int = 0
    share: float = 0.0
    ends: str = ""


class Rulebook(Model):
    """Everything a check needs besides the posting, the choices and the year."""

    version: int
    characters: dict[str, str]
    ignored: tuple[tuple[int, int], ...]
    structure: dict[str, str]
    numerals: dict[str, int]
    stop_words: tuple[str, ...]
    allowed: str
    sections: tuple[Part, ...]
    pay: PayWords
    kinds: Kinds
    languages: tuple[Language, ...]
    modes: tuple[Stated, ...]
    good: tuple[Stated, ...]
    place_names: tuple[PlaceNames, ...]
    rules: tuple[Rule, ...]
    skills: dict[str, str]
    tools: tuple[ToolRow, ...]
    places: tuple[PlaceRow, ...]
    roles: tuple[RoleRow, ...]
    notices: tuple[str, ...]


def make_rulebook(book: Handbook, *, today: date) -> Rulebook:
    """The rulebook of a day: figures and rows past their review date are left out of it."""
    roles = tuple(_role(book, role.id) for role in book.ladder())
    return book.once(_without_roles, today).model_copy(update={"roles": roles})


def _without_roles(book: Handbook, today: date) -> Rulebook:
    """All that an edit of a role leaves as it is."""
    reading = book.reading
    return Rulebook(
        version=VERSION,
        characters=reading.characters,
        ignored=tuple(_span(codes) for codes in reading.ignored),
        structure={name: _named(book, [id]) for name, id in dict(reading.structure).items()},
        numerals={str(name): number for name, number in reading.numerals.items()},
        stop_words=reading.stop_words,
        allowed=any_word(word for term in reading.allowed for word in term.words),
        sections=tuple(_part(book, part) for part in reading.sections),
        pay=PayWords(**_pay(book)),
        kinds=_kinds(book),
        languages=tuple(
            Language(id=one.id, title=one.title, pattern=any_word(one.words))
            for one in reading.languages
        ),
        modes=tuple(_stated(book, one) for one in reading.modes),
        good=tuple(_stated(book, one) for one in reading.good),
        place_names=tuple(
            PlaceNames(place=one.place, pattern=any_word(one.words)) for one in reading.places
        ),
        rules=tuple(_rule(book, rule) for rule in book.lint_rules.values()),
        skills=_skills(book),
        tools=tuple(_tools(book, today)),
        places=tuple(_place(book, place, today) for place in book.places.values()),
        roles=(),
        notices=tuple(f"{one.title}, {one.copyright}, {one.license}" for one in reading.notices),
    )


def _part(book: Handbook, part: data.Section) -> Part:
    patterns = {name: _named(book, [getattr(part, name)]) for name in ("heading", "named", "line")}
    return Part(section=part.section, **patterns)


def _pay(book: Handbook) -> dict[str, Any]:
    pay = book.reading.pay
    units = [
        Unit(**one.model_dump(exclude={"words"}), words=_named(book, [one.words]))
        for one in pay.units
    ]
    named = pay.model_dump(exclude={"units"})
    return {name: _named(book, [id]) for name, id in named.items()} | {"units": tuple(units)}


def _kinds(book: Handbook) -> Kinds:
    kinds = book.reading.kinds
    patterns = {one.id: one.any for one in book.reading.patterns}
    core, posting, other = (
        tuple(expand(one, patterns) for one in patterns[id])
        for id in (kinds.core, kinds.posting, kinds.other)
    )
    words = {name: _named(book, [getattr(kinds, name)]) for name in ("addressed", "trade")}
    return Kinds(core=core, posting=posting, other=other, notes=kinds.notes, **words)


def _stated(book: Handbook, stated: data.Stated) -> Stated:
    return Stated(id=stated.id, says=stated.says, pattern=_named(book, stated.patterns))


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of some words: spaces are any white space, `*` at the end any ending.

    The start of a word is looked for once, not once for each word: that is twice as fast.
    """
    by_start: dict[str, list[str]] = {r"\b": [], "": []}
    for word in words:
        by_start[r"\b" if re.match(r"\w", word, re.ASCII) else ""].append(_word(word))
    return _either(f"{start}(?:{_either(each)})" for start, each in by_start.items() if each)


def expand(source: str, patterns: dict[str, tuple[str, ...]], seen: tuple[str, ...] = ()) -> str:
    """A pattern with those it names put in; KeyError or RecursionError says which cannot be."""

    def named(found: re.Match[str]) -> str:
        id = found[1]
        if id in seen:
            raise RecursionError(id)
        return f"(?:{_either(expand(one, patterns, (*seen, id)) for one in patterns[id])})"

    return _REFERENCE.sub(named, source)


def _word(word: str) -> str:
    stem = word.removesuffix("*")
    body = r"\s+".join(_SPECIAL.sub(r"\\\g<0>", part) for part in stem.split())
    if word.endswith("*"):
        return rf"{body}[a-z]*"
    return body + (r"\b" if re.search(r"\w$", stem, re.ASCII) else r"(?!\w)")


def _either(sources: Iterable[str]) -> str:
    return "|".join(sources)


def _named(book: Handbook, ids: Iterable[str]) -> str:
    patterns = {one.id: one.any for one in book.reading.patterns}
    return _either(expand(f"<{id}>", patterns) for id in ids)


def _span(codes: str) -> tuple[int, int]:
    first, _, last = codes.partition("-")
    return int(first, 16), int(last or first, 16)


def _rule(book: Handbook, rule: data.LintRule) -> Rule:
    check = rule.check
    return Rule(
        id=rule.id,
        severity=rule.severity,
        title=rule.headline or rule.title,
        why=f"{rule.why} {rule.detail}" if rule.detail else rule.why,
        instead=rule.instead,
        page=rule.see.page,
        label=rule.see.label,
        reads="any" if rule.any_language else "en",
        check=check.kind,
        **_parameters(book, check),
    )


def _parameters(book: Handbook, check: BaseModel) -> dict[str, Any]:
    match check:
        case data.WordsCheck():
            plain = {
                name: getattr(check, name)
                for name in ("outside", "spare_allowed", "in_blanks", "unless_paid", "not_named")
            }
            named = {name: _named(book, getattr(check, name)) for name in ("unless", "asked")}
            items = tuple(_items(book, check))
            return {**plain, **named, "items": items, "deniable": not check.undeniable}
        case data.MissingCheck():
            return {"pattern": _named(book, check.patterns), "sections": check.sections}
        case data.BothCheck():
            own, other = _named(book, check.patterns), _named(book, check.needs)
            return {"pattern": own, "needs": other, "unless": _named(book, check.unless)}
        case data.DutiesCheck():
            duties = {test.duty: _named(book, test.patterns) for test in check.tests}
            return {"duties": duties, "place_page": check.place_page or ""}
        case data.ToolAgeCheck():
            return {"pattern": _named(book, [check.years]), "ends": _named(book, [check.ends])}
    return check.model_dump(exclude={"kind"}, exclude_none=True)


def _items(book: Handbook, check: data.WordsCheck) -> Iterator[Item]:
    for phrase in book.phrases.values():
        if phrase.id in check.phrases or (check.other_phrases and not _claimed(book, phrase.id)):
            words = any_word(phrase.words)
            yield Item(pattern=words, why=phrase.why, instead=phrase.instead)
    if check.words:
        yield Item(pattern=any_word(check.words))
    if check.patterns:
        yield Item(pattern=_named(book, check.patterns))


def _claimed(book: Handbook, phrase: str) -> bool:
    checks = (rule.check for rule in book.lint_rules.values())
    return any(isinstance(one, data.WordsCheck) and phrase in one.phrases for one in checks)


def _skills(book: Handbook) -> dict[str, str]:
    names = {entry.skill: entry.words for entry in book.reading.skills}
    return {
        skill.id: any_word((skill.title, *names.get(skill.id, ())))
        for skill in book.skills.values()
    }


def _tools(book: Handbook, today: date) -> Iterator[ToolRow]:
    for tool in book.tools.values():
        release = tool.first_release
        if release and book.expiry(release) >= today:
            title = () if tool.ordinary_word else (tool.title,)
            pattern = any_word((*title, *tool.posting_names))
            yield ToolRow(id=tool.id, title=tool.title, pattern=pattern, year=release.year)


def _place(book: Handbook, place: Place, today: date) -> PlaceRow:
    expired = book.expiry(place) < today
    duties = tuple(Duty(duty=one.duty, says=one.says) for one in place.in_posting)
    return PlaceRow(
        id=place.id,
        title=place.title,
        region=book.choice("place_region", place.region).label,
        in_force=place.in_force,
        expired=expired,
        who="" if expired else place.who,
        since="" if expired else place.from_when or "",
        in_posting=() if expired else duties,
        range_at_most=None if expired else _cap(place),
    )


def _cap(place: Place) -> Cap | None:
    cap = place.range_at_most
    if cap is None:
        return None
    says = (
        f"The range is at most {cap.currency} {cap.width:,} wide, up to {cap.currency}"
        f" {cap.up_to:,} a year"
    )
    return Cap(width=float(cap.width), up_to=float(cap.up_to), says=says)


def _role(book: Handbook, role_id: str) -> RoleRow:
    resolved = book.resolved[role_id]
    loop = book.loops[resolved.role.loop]
    requirements = tuple(
        Tested(
            id=one.item.id,
            skill=one.item.skill,
            necessity=one.item.necessity,
            line=one.item.line,
            questions=tuple(test.question.id for test in tests_of(book, loop, one.item)),
        )
        for one in resolved.requirements
    )
    return RoleRow(id=role_id, title=resolved.role.title, requirements=requirements)
