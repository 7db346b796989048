"""Rules about what changed: told at all, in one order, by versions that only rise (SemVer)."""

from collections.abc import Iterator
from itertools import pairwise

from macros.checks.subject import Subject
from macros.core.problems import Position, Problem
from macros.model.change import Change, rank_of
from macros.tell.changelog import FILE, changelog


def change_order(subject: Subject) -> Iterator[Problem]:
    """Ensure changes stand newest first, and that a version has one date."""
    handbook = subject.handbook
    for newer, older in pairwise(handbook.changes.values()):
        if fault := _fault(newer, older):
            place = handbook.place("change", older.id, "version")
            fix = "put the newest change first, or fix its version or date."
            yield Problem(place, "change-order", fault, fix)
    versions = (change.api_version for change in handbook.changes.values() if change.api_version)
    for above, below in pairwise(versions):
        if rank_of(below) > rank_of(above):
            later = next(c for c in handbook.changes.values() if c.api_version == below)
            place = handbook.place("change", later.id, "api_version")
            message = f"API {below} stands below API {above}."
            yield Problem(place, "change-order", message, "put the newest change first.")


def unannounced_role(subject: Subject) -> Iterator[Problem]:
    """Ensure readers were told of every role: a change names it."""
    handbook = subject.handbook
    told = {role for change in handbook.changes.values() for role in change.roles}
    for id in handbook.roles:
        if id not in told:
            message = f'no change tells readers that there is "{id}".'
            fix = f"add one with `roles: [{id}]` at the top of data/changes.yaml."
            yield Problem(handbook.place("role", id), "unannounced-role", message, fix)


def stale_changelog(subject: Subject) -> Iterator[Problem]:
    """Ensure CHANGELOG.md says what data/changes.yaml says, however its lines are broken."""
    if subject.changelog.split() != changelog(subject.handbook).split():
        message = "it does not say what data/changes.yaml says."
        yield Problem(
            Position(FILE), "stale-changelog", message, "run `.venv/bin/handbook changelog`."
        )


def _fault(newer: Change, older: Change) -> str:
    """What is wrong with two changes that stand one above the other; empty when nothing is."""
    if rank_of(older.version) > rank_of(newer.version):
        return f"version {older.version} stands below version {newer.version}."
    if older.version == newer.version and older.date != newer.date:
        return f"version {older.version} has two dates, {newer.date} and {older.date}."
    if older.date > newer.date:
        return f"{older.date} stands below {newer.date}, and is later."
    return ""
