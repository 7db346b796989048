"""Holds an advert against the rulebook. Pure: no clock, no files, no words of its own.

assets/javascripts/lint.js has the same steps under the same names.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from macros.core.handbook import Handbook
from macros.lint.overlap import content_words, overlap
from macros.lint.report import SEVERITIES, Finding
from macros.lint.rulebook import Item, PlaceRow, RoleRow, Rule, Rulebook, make_rulebook
from macros.lint.text import Advert, compiled, read

_LONGEST_SLUG = 48
_BLANK = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule fires: what it is about, and what fills the blanks of its words.

    An empty stretch (`start` equals `end`) is about something that is not there.
    """

    about: str
    start: int = 0
    end: int = 0
    values: tuple[tuple[str, str], ...] = ()
    item: Item | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the advert is for: the role and the places, if chosen, and the year it is posted."""

    role: RoleRow | None
    places: tuple[PlaceRow, ...]
    year: int


def lint(
    text: str, book: Handbook, *, role: str | None = None, places: tuple[str, ...] = (), today: date
) -> tuple[Finding, ...]:
    """Everything the rules of the handbook have to say about an advert on a day.

    Raises UnknownIdError when the role or a place is none of the handbook's.
    """
    if role is not None:
        book.find("role", role)
    for place in places:
        book.find("place", place)
    rules = make_rulebook(book, today=today)
    return run(text, rules, role=role, places=places, year=today.year)


def run(
    text: str, rules: Rulebook, *, role: str | None, places: tuple[str, ...], year: int
) -> tuple[Finding, ...]:
    """The findings, worst first, then in the order of the rules and of the text."""
    advert = read(text, rules)
    choices = Choices(
        next((row for row in rules.roles if row.id == role), None),
        tuple(row for row in rules.places if row.id in places),
        year,
    )
    findings: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for rule in rules.rules:
        hits = list(_STEPS[rule.check](rule, advert, choices))
        if rule.severity == "hint":
            hits = [hit for hit in hits if not _inside(hit, taken)]
        taken += [(hit.start, hit.end) for hit in hits]
        findings += _findings(rule, hits, advert)
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def count_words(text: str, rules: Rulebook) -> int:
    """The number of words in an advert, as the length rules count them."""
    return sum(1 for _ in compiled(rules.structure["word"]).finditer(read(text, rules).text))


def _inside(hit: Hit, taken: list[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in taken)


def _findings(rule: Rule, hits: list[Hit], advert: Advert) -> Iterator[Finding]:
    """One finding for each thing the hits are about, at the first place."""
    about: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        about.setdefault(hit.about, []).append(hit)
    for name, same in about.items():
        hit = same[0]
        there = hit.end > hit.start
        line, column = advert.position(hit.start) if there else (None, None)
        values = {"words": " ".join(advert.text[hit.start : hit.end].split()), **dict(hit.values)}
        yield Finding(
            id=f"{rule.id}:{name}" if name else rule.id,
            rule=rule.id,
            severity=rule.severity,
            title=_filled(rule.title, values),
            words=advert.quote(hit.start, hit.end) if there else "",
            line=line,
            column=column,
            times=len(same),
            why=_filled((hit.item and hit.item.why) or rule.why, values),
            instead=_filled((hit.item and hit.item.instead) or rule.instead, values),
            page=hit.page or rule.page,
            label=rule.label,
        )


def _filled(text: str, values: dict[str, str]) -> str:
    return _BLANK.sub(lambda found: values.get(found.group(1), found.group()), text)


def slug(text: str) -> str:
    """The words of a find as the second half of an id."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return words[:_LONGEST_SLUG].rstrip("-") or "here"


def _words(rule: Rule, advert: Advert, _choices: Choices) -> Iterator[Hit]:
    text = advert.spared if rule.spare_allowed else advert.masked
    text = advert.text if rule.in_blanks else text
    taken: list[tuple[int, int]] = []
    for item in rule.items:
        for found in compiled(item.pattern).finditer(text):
            hit = Hit(slug(found.group()), *found.span(), item=item)
            if _inside(hit, taken) or _excused(rule, advert, hit):
                continue
            taken.append(found.span())
            yield hit


def _excused(rule: Rule, advert: Advert, hit: Hit) -> bool:
    """Whether a find stands where the rule does not look, or beside words that take it back."""
    if advert.section(hit.start) in rule.outside:
        return True
    return bool(rule.unless) and _in_sentence(rule.unless, advert, hit.start, hit.end)


def _in_sentence(pattern: str, advert: Advert, start: int, end: int) -> bool:
    first, last = advert.sentence(start, end)
    return compiled(pattern).search(advert.masked[first:last]) is not None


def _missing(rule: Rule, advert: Advert, _choices: Choices) -> Iterator[Hit]:
    if not compiled(rule.pattern).search(advert.masked):
        yield Hit("")


def _beside(rule: Rule, advert: Advert, _choices: Choices) -> Iterator[Hit]:
    text = advert.masked
    for found in compiled(rule.pattern).finditer(text):
        start, end = found.span()
        around = text[max(0, start - rule.reach) : end + rule.reach]
        if not compiled(rule.needs).search(around):
            yield Hit(slug(found.group()), start, end)


def _duties(rule: Rule, advert: Advert, choices: Choices) -> Iterator[Hit]:
    for place in choices.places:
        for duty in place.in_posting:
            pattern = rule.duties.get(duty.duty)
            if not place.in_force or pattern is None or compiled(pattern).search(advert.masked):
                continue
            page = f"{rule.place_page}#{place.id}" if rule.place_page else ""
            values = (("place", place.title), ("says", duty.says), ("who", place.who))
            yield Hit(f"{place.id}:{duty.duty}", values=values, page=page)


def _expired_place(rule: Rule, _advert: Advert, choices: Choices) -> Iterator[Hit]:
    for place in choices.places:
        if place.expired:
            yield Hit(place.id, values=(("place", place.title),))


def _musts(rule: Rule, advert: Advert, _choices: Choices) -> Iterator[Hit]:
    asked = advert.items("requirements")
    if len(asked) > rule.most:
        values = (("count", str(len(asked))), ("most", str(rule.most)))
        yield Hit("", *asked[rule.most], values=values)


def _untested(rule: Rule, advert: Advert, choices: Choices) -> Iterator[Hit]:
    role = choices.role
    for start, end in advert.items("requirements") if role else ():
        line = advert.masked[start:end]
        if role and line.strip() and not _tested(line, rule, advert.rules, role):
            yield Hit(slug(line), start, end, values=(("role", role.title),))


def _tested(line: str, rule: Rule, rules: Rulebook, role: RoleRow) -> bool:
    """Whether a line names a skill that the role's loop tests, or says a tested line again."""
    own = content_words(line, rules.stop_words)
    stated = [content_words(one.line, rules.stop_words) for one in role.requirements]
    again = [
        one
        for one, words in zip(role.requirements, stated, strict=True)
        if own == words or overlap(own, words, least=rule.least) >= rule.share
    ]
    if again:
        return any(one.questions for one in again)
    tested = {one.skill for one in role.requirements if one.questions}
    return any(compiled(rules.skills[skill]).search(line) for skill in sorted(tested))


def _tool_age(rule: Rule, advert: Advert, choices: Choices) -> Iterator[Hit]:
    text, rules = advert.masked, advert.rules
    finds = list(compiled(rule.pattern).finditer(text))
    for number, found in enumerate(finds):
        years = _number(found, rules)
        first, last = advert.sentence(*found.span())
        floor = max(first, finds[number - 1].end()) if number else first
        ceiling = min(last, finds[number + 1].start()) if number + 1 < len(finds) else last
        stop = compiled(rule.ends).search(text[found.end() : ceiling])
        ahead = (found.end(), found.end() + stop.start() if stop else ceiling)
        for start, end in (ahead, (floor, found.start())):
            named = [t for t in rules.tools if compiled(t.pattern).search(text[start:end])]
            for tool in named:
                if years > choices.year - tool.year:
                    numbers = (("years", str(years)), ("year", str(tool.year)))
                    yield Hit(tool.id, *found.span(), values=(("tool", tool.title), *numbers))
            if named:
                break


def _number(found: re.Match[str], rules: Rulebook) -> int:
    word = next((group for group in found.groups() if group), "0").lower()
    return rules.numerals.get(word) or int(word)


def _length(rule: Rule, advert: Advert, _choices: Choices) -> Iterator[Hit]:
    count = sum(1 for _ in compiled(advert.rules.structure["word"]).finditer(advert.text))
    if count < rule.least or (rule.most and count > rule.most):
        yield Hit("", values=(("count", str(count)), ("most", str(rule.most or rule.least))))


Step = Callable[[Rule, Advert, Choices], Iterator[Hit]]
_STEPS: dict[str, Step] = {
    "words": _words,
    "missing": _missing,
    "beside": _beside,
    "duties": _duties,
    "expired-place": _expired_place,
    "musts": _musts,
    "untested": _untested,
    "tool-age": _tool_age,
    "length": _length,
}
