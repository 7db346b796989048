"""Tables for spreadsheets: the records of the API, flat, as CSV files.

The files follow RFC 4180 (commas, CRLF, quotes where needed). They begin with a byte order
mark: without one, Excel reads the file in the alphabet of the machine and spoils every letter
outside ASCII. Programs that read UTF-8 skip the mark ("utf-8-sig" in Python).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, get_origin

from pydantic import BaseModel

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.promise import Promise, columns_of
from macros.model.base import models_in
from macros.public.api import FILES, File, entries
from macros.public.records import Record, is_list, said_at

#: What stands between the items of a list in one cell.
SEPARATOR = " | "
#: What a spreadsheet may take for a formula: OWASP, "CSV Injection", with the full-width forms.
#: Marks of our own in front count as well, so that `unguarded` can always undo `guarded`.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARD = "'"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and the field of the record that fills it.

    `path` leads through the item of the row, `outer` when it leads through the entry instead.
    """

    name: str
    about: str
    path: tuple[str, ...]
    outer: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: a row for each entry of a list of the API, or for each item inside them.

    Every field that fits a cell has a column: texts, numbers and lists of them, and those of a
    record inside under its name and theirs (`usage_share`). `key` names the list; `rows` the
    field whose items are rows (none: the entries are). `outer` are columns from the entry around
    an item. `named` are columns with another name, or from inside a list of records. A path has
    a dot where it leads into a record. What begins with one of `without` gets no column.
    """

    path: str
    about: str
    key: str
    rows: str = ""
    outer: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def columns(self, promise: Promise) -> list[Column]:
        """The columns: those that were promised in their lasting order, then the new ones."""
        found: dict[str, Column] = {}
        for column in self._columns():
            found.setdefault(column.name, column)
        names = dict.fromkeys((*columns_of(promise, self.path), *found))
        return [found[name] for name in names if name in found]

    def lines(self, edition: Edition) -> Iterator[list[str]]:
        """The cells of every row, as text."""
        columns = self.columns(edition.handbook.promise)
        for entry in entries(edition, self._file()).values():
            for item in self._items(entry):
                yield [cell(_found(entry if one.outer else item, one.path)) for one in columns]

    def _file(self) -> File:
        return next(file for file in FILES if file.key == self.key)

    def _columns(self) -> Iterator[Column]:
        record, before = self._file().record, _steps(self.rows)
        for name, path in self.outer.items():
            yield Column(name, said_at(record, *_steps(path)), _steps(path), outer=True)
        names = {path: name for name, path in self.named.items()}
        for path in dict.fromkeys((*_paths(record, before), *names)):
            if not path.startswith(self.without):
                steps = _steps(path)
                name = names.get(path, "_".join(steps))
                yield Column(name, said_at(record, *before, *steps), steps)

    def _items(self, entry: Record) -> Iterable[Any]:
        items = _found(entry, _steps(self.rows))
        if isinstance(items, Mapping):
            return tuple({"key": key, "text": text} for key, text in items.items())
        return (items or ()) if self.rows else (entry,)


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split(".")) if path else ()


def _paths(record: type[BaseModel], before: tuple[str, ...]) -> Iterator[str]:
    """The paths of what fits a cell, inside the record that `before` leads to."""
    for step in before:
        annotation = record.model_fields[step].annotation
        if get_origin(annotation) is dict:
            yield from ("key", "text")
            return
        record = next(models_in(annotation))
    for name, info in record.model_fields.items():
        inner = next(models_in(info.annotation), None)
        if inner is None and get_origin(info.annotation) is not dict:
            yield name
        elif inner is not None and not is_list(info.annotation):
            yield from (f"{name}.{path}" for path in _paths(inner, ()))


def export_tables(edition: Edition) -> Iterator[Export]:
    """Every table."""
    for table in TABLES:
        yield Export(path_of("api_file", table.path), partial(_file, edition, table))


def cell(value: Any) -> str:
    """A value as the text of a cell; numbers and dates are never taken for formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return guarded(SEPARATOR.join(str(item) for item in value))
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: one that begins like a formula gets an apostrophe."""
    return f"{_GUARD}{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith(_GUARD) and _FORMULA.match(text) else text


def _file(edition: Edition, table: Table) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns(edition.handbook.promise))
    writer.writerows(table.lines(edition))
    return buffer.getvalue().encode("utf-8-sig")


def _found(value: Any, path: tuple[str, ...]) -> Any:
    """What a path leads to; of a list, what it leads to in each item."""
    if not path or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(_found(item, path) for item in value)
    name, *rest = path
    inner = value[name] if isinstance(value, Mapping) else getattr(value, name)
    return _found(inner, tuple(rest))


_ROLE = {"role": "id", "role_title": "title"}
_SKILL = {"skill": "id", "skill_title": "title"}

TABLES = (
    Table(
        "roles.csv",
        "A row for each role",
        "roles",
        named={
            "minutes": "interview.minutes",
            "minutes_with_candidate": "interview.minutes_with_candidate",
            "when_to_hire": "hiring_advice.when_to_hire",
            "when_not": "hiring_advice.when_not",
            "team_ratio": "hiring_advice.team_ratio",
            "train_or_hire": "hiring_advice.train_or_hire",
            "where_to_find": "hiring_advice.where_to_find",
        },
        without=("dropped", "posting", "search"),  # these have files of their own
    ),
    Table(
        "requirements.csv",
        "A row for each requirement of each role, with the questions that test it",
        "roles",
        rows="requirements",
        outer=_ROLE,
        named={"questions": "tested_by.question"},
    ),
    Table(
        "responsibilities.csv",
        "A row for each responsibility of each role",
        "roles",
        rows="responsibilities",
        outer=_ROLE,
    ),
    Table("role-tools.csv", "A row for each tool of each role", "roles", rows="tools", outer=_ROLE),
    Table(
        "red-flags.csv",
        "A row for each red flag of each role",
        "roles",
        rows="red_flags",
        outer=_ROLE,
    ),
    Table(
        "occupation-codes.csv",
        "A row for each public code of each role",
        "roles",
        rows="occupation_codes",
        outer=_ROLE,
    ),
    Table(
        "candidate-stages.csv",
        "A row for each stage that candidates sit through, as they may read it",
        "candidates",
        rows="stages",
        outer=_ROLE,
        named={"stage": "id"},
    ),
    Table(
        "stages.csv",
        "A row for each stage of each loop, with its questions",
        "loops",
        rows="stages",
        outer={"loop": "id", "roles": "roles"},
        named={"stage": "id", "questions": "questions.question"},
    ),
    Table(
        "skills.csv",
        "A row for each skill",
        "skills",
        named={"roles": "asked_by.role"},
    ),
    Table(
        "skill-levels.csv",
        "A row for each level of each skill",
        "skills",
        rows="levels",
        outer=_SKILL,
        named={"level": "key"},
    ),
    Table(
        "skill-equivalents.csv",
        "A row for each kind of experience that counts for a skill",
        "skills",
        rows="equivalents",
        outer=_SKILL,
    ),
    Table(
        "questions.csv",
        "A row for each question with its scores; exhibits are in the JSON only",
        "questions",
        named={f"score_{score}": f"scores.{score}" for score in range(1, 5)},
    ),
    Table(
        "work-samples.csv",
        "A row for each work sample; its code is in the JSON only",
        "work-samples",
        named={"ai_rule": "ai_rule.rule", "ai_note": "ai_rule.note"},
    ),
    Table(
        "calibrations.csv",
        "A row for each invented answer with its reference score",
        "calibrations",
        rows="attempts",
        outer={"calibration": "id", "question": "question"},
    ),
    Table(
        "tools.csv",
        "A row for each tool",
        "tools",
        named={
            "not_the_same_as": "not_the_same_as.title",
            "difference": "not_the_same_as.difference",
            "alternatives": "alternatives.title",
            "license": "license.name",
        },
    ),
    Table("terms.csv", "A row for each term", "terms"),
    Table("faqs.csv", "A row for each question people ask", "faqs"),
    Table(
        "pay.csv",
        "A row for each pay figure: one source, one population",
        "pay",
        rows="series",
        outer={"country": "id", "currency": "currency"},
    ),
    Table(
        "pay-areas.csv",
        "A row for each area with pay figures",
        "pay",
        rows="areas.rows",
        outer={
            "country": "id",
            "currency": "currency",
            "code": "areas.code",
            "period": "areas.period",
            "source": "areas.source",
            "as_of": "areas.as_of",
            "dated": "areas.dated",
            "date_is": "areas.date_is",
            "review_by": "areas.review_by",
            "expired": "areas.expired",
        },
        named={"area": "title"},
    ),
    Table(
        "methods.csv",
        "A row for each published estimate of a method's validity",
        "methods",
        rows="estimates",
        outer={"method": "id", "url": "url", "title": "title"},
    ),
    Table(
        "places.csv",
        "A row for each place of the law on pay in postings; not legal advice",
        "places",
        named={"in_posting": "in_posting.duty"},
    ),
    Table("hiring-laws.csv", "A row for each other law on hiring; not legal advice", "hiring-laws"),
    Table("sources.csv", "A row for each source", "sources"),
    Table("phrases.csv", "A row for each wording to avoid", "phrases"),
    Table(
        "vocabularies.csv",
        "A row for each legal value of each vocabulary, in the order of rank",
        "vocabularies",
        rows="choices",
        outer={"vocabulary": "id"},
    ),
    Table("changes.csv", "A row for each change", "changes"),
)
