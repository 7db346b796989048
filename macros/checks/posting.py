"""Rules about the frame of the job descriptions: what it names exists and can be printed."""

import re
from collections.abc import Iterator
from typing import get_args

from macros.checks.roles import own_lines
from macros.checks.subject import Subject
from macros.core.problems import Position, Problem, did_you_mean, listed
from macros.core.text import texts
from macros.model.posting import Input, PostingFrame, RoleLines, Version
from macros.posting.jobposting import NEEDED_FIELDS
from macros.posting.recipe import ROLE_WORDS

_HOLE = re.compile(r"\{([^{}|]*)(?:\|[^{}|]*\|[^{}|]*)?\}")
_MARK = re.compile(r"[`*]|\]\(")
_STATES = ("any", "empty")


def unknown_field(subject: Subject) -> Iterator[Problem]:
    """Ensure every hole, condition, list and group of data/posting.yaml names one that exists."""
    frame = subject.handbook.posting
    fields = {field.id for field in frame.fields}
    legal = {
        "hole": fields | {f"role-{word}" for word in ROLE_WORDS} | _sums(fields),
        "field": fields,
        "list": fields | set(get_args(RoleLines)),
        "group": {group.id for group in frame.groups},
        **{
            f"{input} field": {one.id for one in frame.fields if one.input == input}
            for input in get_args(Input)
        },
    }
    for location, sort, name in _named(frame):
        if name not in legal[sort]:
            place = subject.handbook.place("single", "posting", *location)
            message = f'"{name}" is not a {sort}.{did_you_mean(name, legal[sort])}'
            fix = f"use one of: {listed(legal[sort], most=60)}."
            yield Problem(place, "unknown-field", message, fix)
    for id in sorted(NEEDED_FIELDS - fields):
        place = subject.handbook.place("single", "posting", "fields")
        message = f'the field "{id}" is missing, and the JobPosting file needs it.'
        yield Problem(place, "unknown-field", message, "restore the field.")


def _sums(fields: set[str]) -> set[str]:
    """What a text may say of a list as a whole."""
    return {f"{sort}-{id}" for sort in ("count", "minutes") for id in fields}


def unknown_value(subject: Subject) -> Iterator[Problem]:
    """Ensure a condition or default of data/posting.yaml is a value its field can have."""
    book = subject.handbook
    for location, id, value in _values(book.posting):
        field = next((one for one in book.posting.fields if one.id == id), None)
        if field is None or value in _STATES:
            continue
        options = book.entities(field.vocabulary) if field.vocabulary else _ids(field.options)
        if field.input in ("number", "money"):
            options = {one.id for one in book.posting.fields if one.input == field.input}
        if value not in options and not (value.isdecimal() and field.input == "number"):
            place = book.place("single", "posting", *location)
            message = f'"{value}" is not a value of {id}.{did_you_mean(value, options)}'
            fix = f"use one of: {listed([*_STATES, *options])}."
            yield Problem(place, "unknown-value", message, fix)


def unknown_part(subject: Subject) -> Iterator[Problem]:
    """Ensure a role's note stands beside a fact or section that exists."""
    book = subject.handbook
    legal = _ids(book.posting.facts) | _ids(book.posting.sections)
    for id, role in book.roles.items():
        for index, slot in enumerate(role.posting.tailor):
            if slot.part not in legal:
                place = book.place("role", id, "posting", "tailor", index, "part")
                message = f'"{slot.part}" is no part of the text.{did_you_mean(slot.part, legal)}'
                yield Problem(place, "unknown-part", message, f"use one of: {listed(legal)}.")


def marked_line(subject: Subject) -> Iterator[Problem]:
    """Ensure lines of a job description hold no marks or braces: plain text shows them."""
    for place, text in printed(subject):
        if found := _MARK.search(text) or _HOLE.search(text):
            message = f'"{found.group()}" would be printed in the job description as it stands.'
            yield Problem(place, "marked-line", message, "say it without the mark.")


def _named(frame: PostingFrame) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every name in the frame: where it stands, what sort of thing it names, the name."""
    for location, version in _versions(frame):
        yield from (((*location, "when"), "field", id) for id in version.when)
        yield from (((*location, "text"), "hole", name) for name in _HOLE.findall(version.text))
    for index, field in enumerate(frame.fields):
        yield ("fields", index, "group"), "group", field.group
        if field.at_least:
            yield ("fields", index, "at_least"), f"{field.input} field", field.at_least
    for at, section in enumerate(frame.sections):
        for index, block in enumerate(section.blocks):
            location = ("sections", at, "blocks", index)
            if block.lines:
                yield (*location, "lines"), "list", block.lines
            yield from (
                ((*location, "lead"), "hole", name) for name in _HOLE.findall(block.lead or "")
            )


def _versions(frame: PostingFrame) -> Iterator[tuple[tuple[str | int, ...], Version]]:
    for at, fact in enumerate(frame.facts):
        for index, version in enumerate(fact.versions):
            yield ("facts", at, "versions", index), version
    for at, section in enumerate(frame.sections):
        for number, block in enumerate(section.blocks):
            for index, version in enumerate(block.versions):
                yield ("sections", at, "blocks", number, "versions", index), version


def _values(frame: PostingFrame) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every value that a condition or a default names: where, of which field, the value."""
    for location, version in _versions(frame):
        for id, value in version.when.items():
            yield (*location, "when", id), id, value
    for index, field in enumerate(frame.fields):
        if field.default:
            yield ("fields", index, "default"), field.id, field.default


def _ids(entities: tuple[object, ...]) -> set[str]:
    return {str(getattr(entity, "id", "")) for entity in entities}


def printed(subject: Subject) -> Iterator[tuple[Position, str]]:
    """What roles and loops contribute to job descriptions, with places."""
    book = subject.handbook
    for id, role in book.roles.items():
        parts = {
            "posting": role.posting.model_copy(update={"tailor": ()}),
            "outcomes": role.outcomes,
        }
        for name, part in parts.items():
            for location, text in texts(part):
                yield book.place("role", id, name, *location), text
    yield from own_lines(book, "requirements")
    yield from own_lines(book, "responsibilities")
