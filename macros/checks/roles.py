"""Rules about roles and what they inherit (invariant 3)."""

import re
from collections.abc import Iterator
from typing import Any

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.inherit import Stated, chain_of
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.text import any_of, count_words
from macros.model.role import Requirement, Role

_LISTS = ("responsibilities", "requirements", "tools")
_MOST_MUSTS = 7
_MOST_DUTIES = 7
_LONGEST_DUTY = 20


def circular_based_on(subject: Subject) -> Iterator[Problem]:
    """Ensure following `based_on` comes to an end."""
    roles = subject.handbook.roles
    for role in roles.values():
        if chain_of(role.id, roles) is None:
            yield Problem(
                subject.handbook.place("role", role.id, "based_on"),
                "circular-based-on",
                f'"{role.id}" is based on itself by way of "{role.based_on}".',
                "let the lowest role of the circle have no based_on.",
            )


def inherited_item(subject: Subject) -> Iterator[Problem]:
    """Ensure a role replaces and drops only what it inherits, and adds only what is new."""
    handbook = subject.handbook
    for role in _with_sound_base(handbook):
        for name in _LISTS:
            inherited = _inherited(handbook, role, name)
            changes = getattr(role, name)
            for index, item in enumerate(changes.add):
                if item.id in inherited:
                    place = handbook.place("role", role.id, name, "add", index)
                    message = f'"{item.id}" is already inherited from "{role.based_on}".'
                    fix = "move it under replace, or give it another id."
                    yield Problem(place, "inherited-item", message, fix)
            for key in ("replace", "drop"):
                for index, item in enumerate(getattr(changes, key)):
                    id = item if isinstance(item, str) else item.id
                    if id not in inherited:
                        place = handbook.place("role", role.id, name, key, index)
                        guess = did_you_mean(id, inherited)
                        message = f'"{id}" is not inherited from "{role.based_on}".{guess}'
                        fix = f"use one of: {listed(inherited)}; or move it under add."
                        yield Problem(place, "inherited-item", message, fix)


def unchanged_replacement(subject: Subject) -> Iterator[Problem]:
    """Ensure a replaced line differs from the one it replaces."""
    handbook = subject.handbook
    for role in _with_sound_base(handbook):
        for name in _LISTS:
            inherited = _inherited(handbook, role, name)
            for index, item in enumerate(getattr(role, name).replace):
                if item.id in inherited and _same(inherited[item.id], item):
                    yield Problem(
                        handbook.place("role", role.id, name, "replace", index),
                        "unchanged-replacement",
                        f'"{item.id}" replaces a line with the same line.',
                        "remove it: it is inherited as it is.",
                    )


def repeated_item(subject: Subject) -> Iterator[Problem]:
    """Ensure the items of a role's list have ids of their own, and a skill one requirement."""
    handbook = subject.handbook
    for resolved in handbook.resolved.values():
        for name in _LISTS:
            yield from _repeated_ids(handbook, resolved.role, name)
        skills: dict[str, Stated[Requirement]] = {}
        for line in resolved.requirements:
            first = skills.setdefault(line.item.skill, line)
            own = next((one for one in (line, first) if one.role == resolved.role.id), None)
            if first is not line and own:
                message = f'two requirements ask for the skill "{line.item.skill}".'
                place = handbook.place_of_line("requirements", own)
                yield Problem(place, "repeated-item", message, "join them into one line.")


def _repeated_ids(handbook: Handbook, role: Role, name: str) -> Iterator[Problem]:
    seen: dict[str, Position] = {}
    for key in ("add", "replace"):
        for index, item in enumerate(getattr(getattr(role, name), key)):
            place = handbook.place("role", role.id, name, key, index)
            if (first := seen.setdefault(item.id, place)) is not place:
                message = f'"{item.id}" already stands in line {first.line}.'
                yield Problem(place, "repeated-item", message, "keep one.")


def falling_skill_level(subject: Subject) -> Iterator[Problem]:
    """Ensure a skill level never falls from a role to the role built on it."""
    handbook = subject.handbook
    for role in _with_sound_base(handbook):
        below = handbook.resolved[str(role.based_on)].profile()
        here = handbook.resolved[role.id].profile()
        for skill, level in below.items():
            if skill not in here:
                place = handbook.place("role", role.id, "requirements", "drop")
                message = f'the skill "{skill}" is dropped, as if it were no longer expected.'
                fix = "replace the requirement with necessity: assumed instead."
                yield Problem(place, "falling-skill-level", message, fix)
            elif _rank(handbook, here[skill]) < _rank(handbook, level):
                place = _requirement_place(handbook, role, skill)
                message = f'"{skill}" falls from {level} to {here[skill]}.'
                fix = f'ask for at least {level}, the level of "{role.based_on}".'
                yield Problem(place, "falling-skill-level", message, fix)


def too_many_musts(subject: Subject) -> Iterator[Problem]:
    """Ensure a role has at most seven musts."""
    handbook = subject.handbook
    for resolved in handbook.resolved.values():
        musts = resolved.requirements_of("must")
        if len(musts) > _MOST_MUSTS:
            yield Problem(
                handbook.place("role", resolved.role.id, "requirements"),
                "too-many-musts",
                f"{len(musts)} musts, and {_MOST_MUSTS} is the most a posting may ask.",
                "make the ones that can be learned on the job nice.",
            )


def missing_must(subject: Subject) -> Iterator[Problem]:
    """Ensure a role asks for something: its posting and its interview begin with the musts."""
    handbook = subject.handbook
    for resolved in handbook.resolved.values():
        if not resolved.requirements_of("must"):
            place = handbook.place("role", resolved.role.id, "requirements")
            message = f'"{resolved.role.id}" has no must.'
            fix = "give the requirements nobody can do without `necessity: must`."
            yield Problem(place, "missing-must", message, fix)


def missing_duty(subject: Subject) -> Iterator[Problem]:
    """Ensure a job description says what is done: a role posts a responsibility."""
    handbook = subject.handbook
    for resolved in handbook.resolved.values():
        if not any(stated.item.posted for stated in resolved.responsibilities):
            place = handbook.place("role", resolved.role.id, "responsibilities")
            message = f'"{resolved.role.id}" posts no responsibility.'
            yield Problem(place, "missing-duty", message, "add what is done on this job.")


def too_many_duties(subject: Subject) -> Iterator[Problem]:
    """Ensure a job description lists at most seven responsibilities."""
    handbook = subject.handbook
    for resolved in handbook.resolved.values():
        posted = [stated for stated in resolved.responsibilities if stated.item.posted]
        if len(posted) > _MOST_DUTIES:
            place = handbook.place("role", resolved.role.id, "responsibilities")
            message = f"{len(posted)} responsibilities are posted, {_MOST_DUTIES} at most."
            fix = "write `posted: false` beside those that a reader can do without."
            yield Problem(place, "too-many-duties", message, fix)


def gate_in_requirement(subject: Subject) -> Iterator[Problem]:
    """Ensure no requirement asks for years or schooling: no question of a loop can test them."""
    reading = subject.handbook.reading
    number = rf"(?:\d+|{'|'.join(reading.numerals)})(?:\+| or more| plus)?"
    gates = any_of(reading.gates, number)
    for place, line in own_lines(subject.handbook, "requirements"):
        if found := gates.search(line):
            message = f'"{found.group()}" asks how long or where somebody was.'
            fix = "name the task that it stands for; `typical_experience` may say what is usual."
            yield Problem(place, "gate-in-requirement", message, fix)


def verb_first(subject: Subject) -> Iterator[Problem]:
    """Ensure a responsibility begins with what is done."""
    others = {word.casefold() for word in subject.handbook.reading.no_verbs}
    for place, line in own_lines(subject.handbook, "responsibilities"):
        first = re.split(r"[\s,:]", line)[0]
        if first.casefold() in others or first.endswith(("ing", "tion")) or not first[0].isupper():
            message = f'"{first}" is no verb to begin with.'
            fix = "begin with a verb and a capital, such as Design, Review or Ship."
            yield Problem(place, "verb-first", message, fix)


def long_responsibility(subject: Subject) -> Iterator[Problem]:
    """Ensure a responsibility is read at a glance: it has at most 20 words."""
    for place, line in own_lines(subject.handbook, "responsibilities"):
        if (count := count_words(line)) > _LONGEST_DUTY:
            message = f"{count} words in a responsibility, {_LONGEST_DUTY} at most."
            yield Problem(place, "long-responsibility", message, "move the rest to `example`.")


def own_lines(handbook: Handbook, name: str) -> Iterator[tuple[Position, str]]:
    """The lines that roles state themselves; inherited ones stand where they come from."""
    for role in handbook.roles.values():
        for key in ("add", "replace"):
            for index, item in enumerate(getattr(getattr(role, name), key)):
                yield handbook.place("role", role.id, name, key, index, "line"), item.line


def _with_sound_base(handbook: Handbook) -> Iterator[Role]:
    for role in handbook.roles.values():
        if role.id in handbook.resolved and role.based_on in handbook.resolved:
            yield role


def _inherited(handbook: Handbook, role: Role, name: str) -> dict[str, object]:
    base = handbook.resolved[str(role.based_on)]
    return {stated.item.id: stated.item for stated in getattr(base, name)}


def _same(one: Any, other: Any) -> bool:
    """Whether two items say the same; the ids they had before do not count."""
    return bool(one.model_dump() == other.model_dump())


def _rank(handbook: Handbook, level: str) -> int:
    levels = list(handbook.entities("skill_level"))
    return levels.index(level) if level in levels else len(levels)


def _requirement_place(handbook: Handbook, role: Role, skill: str) -> Position:
    for key in ("replace", "add"):
        for index, item in enumerate(getattr(role.requirements, key)):
            if item.skill == skill:
                return handbook.place("role", role.id, "requirements", key, index, "skill_level")
    return handbook.place("role", role.id, "requirements")
