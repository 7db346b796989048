"""The Handbook as the checker needs it: one plain record, published for the page as well.

Words become patterns here, once; the engine knows no word, rule or figure of its own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from macros.core.handbook import Handbook
from macros.lint.records import (
    Cap,
    Duty,
    Item,
    Kinds,
    Language,
    Part,
    PayWords,
    PlaceNames,
    PlaceRow,
    RoleRow,
    Rule,
    Rulebook,
    Stated,
    Tested,
    ToolRow,
    Unit,
)
from macros.lint.report import VERSION
from macros.model import lint as data
from macros.model import reading as words
from macros.model.law import Place
from macros.model.tool import EndOfLife
from macros.tell.trace import tests_of

#: `<id>`; in `(?<name>…)`, `(?<=…)`, `(?<!…)` and `\k<name>` the mark is JavaScript's own.
_REFERENCE = re.compile(r"(?<!(?<!\\)\(\?)(?<!\\k)<([^<>]*)>")
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")


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
        languages=tuple(_languages(book)),
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


def _languages(book: Handbook) -> Iterator[Language]:
    for one in book.reading.languages:
        yield Language(id=one.id, title=one.title, pattern=any_word(one.words))


def _part(book: Handbook, part: words.Section) -> Part:
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


def _stated(book: Handbook, stated: words.Stated) -> Stated:
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


#: What a rule about words takes over as it is.
_PLAIN = {
    *("outside", "spare_allowed", "in_blanks", "unless_paid", "not_named", "swaps"),
}


def _parameters(book: Handbook, check: BaseModel) -> dict[str, Any]:
    match check:
        case data.WordsCheck():
            plain = check.model_dump(include=_PLAIN)
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
        for product in tool.end_of_life:
            if book.expiry(product) >= today:
                yield from _versions(tool.id, product)


def _versions(tool: str, product: EndOfLife) -> Iterator[ToolRow]:
    """The released versions of a product; a first `4.0` stands for all that begin with 4."""
    for one in product.versions:
        if one.released and product.said_as:
            number = one.version.removesuffix(".0")
            yield ToolRow(
                id=f"{tool}-{number.replace('.', '-')}",
                title=f"{product.said_as[0]} {number}",
                pattern=any_word(tuple(f"{name} {number}" for name in product.said_as)),
                year=one.released.year,
            )


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
