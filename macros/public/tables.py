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
from typing import Any

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.public.api import FILES, entries
from macros.public.shapes.base import Record
from macros.public.shapes.describe import about

#: What stands between the items of a list in one cell.
SEPARATOR = " | "
#: What a spreadsheet may take for a formula: OWASP, "CSV Injection", with the full-width forms.
#: Marks of our own in front count as well, so that `unguarded` can always undo `guarded`.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARD = "'"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and the field of the record that fills it.

    `path` leads through the item of the row, `outer` when it leads through the entry instead.
    """

    name: str
    path: tuple[str, ...]
    outer: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: a row for each entry of a list of the API, or for each item inside them.

    `key` names the list, `each` the field whose items are rows (none: the entries are). In
    `layout`, one word stands for a column: `pay.median` for a field of the row, `^id` for one
    of the entry, `role=^id` for one under another name. `said` describes the columns of a
    mapping, whose keys and texts are no fields.
    """

    path: str
    about: str
    key: str
    layout: str
    each: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in their lasting order."""
        return tuple(map(_column, self.layout.split()))

    def rows(self, edition: Edition) -> Iterator[list[str]]:
        """The cells of every row, as text."""
        file = next(file for file in FILES if file.key == self.key)
        for entry in entries(edition, file).values():
            for item in self._items(entry):
                yield [
                    cell(_found(entry if column.outer else item, column.path))
                    for column in self.columns
                ]

    def about_column(self, column: Column) -> str:
        """What a column holds: the description of its field."""
        if column.name in self.said:
            return self.said[column.name]
        shape: type[Record] = next(file for file in FILES if file.key == self.key).shape
        before = () if column.outer or not self.each else tuple(self.each.split("."))
        return about(shape, *before, *column.path)

    def _items(self, entry: Record) -> Iterable[Any]:
        if not self.each:
            return (entry,)
        items = _found(entry, tuple(self.each.split(".")))
        if isinstance(items, Mapping):
            return tuple({"key": key, "text": text} for key, text in items.items())
        return items or ()


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
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows(edition))
    return buffer.getvalue().encode("utf-8-sig")


def _column(word: str) -> Column:
    name, _, target = word.rpartition("=")
    path = target.removeprefix("^")
    return Column(name or path.replace(".", "_"), tuple(path.split(".")), target.startswith("^"))


def _found(value: Any, path: tuple[str, ...]) -> Any:
    """What a path leads to; of a list, what it leads to in each item."""
    if not path or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(_found(item, path) for item in value)
    name, *rest = path
    inner = value[name] if isinstance(value, Mapping) else getattr(value, name)
    return _found(inner, tuple(rest))


_FIGURE = "source as_of review_by expired"
_FLAG = "red_flag.flag red_flag.innocent red_flag.tell_apart"
_PERCENTILES = "pay.p10 pay.p25 pay.median pay.p75 pay.p90"

TABLES = (
    Table(
        "roles.csv",
        "A row for each role",
        "roles",
        "id url title alternate_titles level track based_on summary what_it_is what_it_does"
        " scope autonomy reach typical_experience outcomes.ninety_days outcomes.one_year loop"
        " minutes=interview.minutes minutes_with_candidate=interview.minutes_with_candidate"
        " when_to_hire=hiring_advice.when_to_hire when_not=hiring_advice.when_not"
        " team_ratio=hiring_advice.team_ratio train_or_hire=hiring_advice.train_or_hire"
        " where_to_find=hiring_advice.where_to_find pay_series faqs",
    ),
    Table(
        "requirements.csv",
        "A row for each requirement of each role, with the questions that test it",
        "roles",
        "role=^id role_title=^title id url skill skill_level necessity line status stated_by"
        " questions=tested_by.question",
        each="requirements",
    ),
    Table(
        "responsibilities.csv",
        "A row for each responsibility of each role",
        "roles",
        "role=^id role_title=^title id url line skills example posted status stated_by",
        each="responsibilities",
    ),
    Table(
        "role-tools.csv",
        "A row for each tool of each role",
        "roles",
        "role=^id role_title=^title tool why status",
        each="tools",
    ),
    Table(
        "red-flags.csv",
        "A row for each red flag of each role",
        "roles",
        "role=^id role_title=^title flag innocent tell_apart",
        each="red_flags",
    ),
    Table(
        "occupation-codes.csv",
        "A row for each public code of each role",
        "roles",
        "role=^id role_title=^title framework code label note source url",
        each="occupation_codes",
    ),
    Table(
        "candidate-stages.csv",
        "A row for each stage that candidates sit through, as they may read it",
        "candidates",
        "role=^id role_title=^title stage=id title minutes interviewers purpose accommodations"
        " told_beforehand prepare ai_rule ai_note",
        each="stages",
    ),
    Table(
        "stages.csv",
        "A row for each stage of each loop, with its questions",
        "loops",
        "loop=^id roles=^roles stage=id title minutes interviewers with_candidate purpose skills"
        " questions=questions.question ai_rule ai_note",
        each="stages",
    ),
    Table(
        "skills.csv",
        "A row for each skill",
        "skills",
        "id url title kind plain why assess roles=asked_by.role questions",
    ),
    Table(
        "skill-levels.csv",
        "A row for each level of each skill",
        "skills",
        "skill=^id skill_title=^title level=key text",
        each="levels",
        said={
            "level": "The level: an id of the vocabulary `skill-level`.",
            "text": "What the level looks like at work.",
        },
    ),
    Table(
        "skill-equivalents.csv",
        "A row for each kind of experience that counts for a skill",
        "skills",
        "skill=^id skill_title=^title title carries_over does_not ramp_up",
        each="equivalents",
    ),
    Table(
        "questions.csv",
        "A row for each question with its scores; exhibits are in the JSON only",
        "questions",
        "id url skill title kind levels skill_levels minutes ask evidence why listen_for"
        f" follow_ups score_1=scores.1 score_2=scores.2 score_3=scores.3 score_4=scores.4 {_FLAG}"
        " widely_published variant",
        said={f"score_{n}": f"What an answer worth a {n} says or does." for n in range(1, 5)},
    ),
    Table(
        "work-samples.csv",
        "A row for each work sample; its code is in the JSON only",
        "work-samples",
        "id url download title skill levels skill_levels minutes summary brief run"
        " ai_rule=ai_rule.rule ai_note=ai_rule.note anchors follow_ups interviewer",
    ),
    Table(
        "calibrations.csv",
        "A row for each invented answer with its reference score",
        "calibrations",
        "calibration=^id question=^question answer score reason",
        each="attempts",
    ),
    Table(
        "tools.csv",
        "A row for each tool",
        "tools",
        "id url category title plain candidate_did not_the_same_as=not_the_same_as.title"
        " difference=not_the_same_as.difference alternatives=alternatives.title homepage"
        " first_release_year=first_release.year first_release_source=first_release.source"
        " license=license.name license_source=license.source usage.share usage.n usage.block"
        " usage.source usage.as_of usage.expired",
    ),
    Table("terms.csv", "A row for each term", "terms", "id url title plain in_hiring see_also"),
    Table(
        "faqs.csv",
        "A row for each question people ask",
        "faqs",
        "id urls topic question short why do see roles sources expired",
    ),
    Table(
        "pay.csv",
        "A row for each pay figure: one source, one population",
        "pay",
        f"country=^id currency=^currency id url title population code n employment period"
        f" {_PERCENTILES} mean caveat {_FIGURE}",
        each="series",
    ),
    Table(
        "pay-areas.csv",
        "A row for each area with pay figures",
        "pay",
        "country=^id currency=^currency area=title employment"
        f" {_PERCENTILES} code=^areas.code period=^areas.period source=^areas.source"
        " as_of=^areas.as_of review_by=^areas.review_by expired=^areas.expired",
        each="areas.rows",
    ),
    Table(
        "methods.csv",
        "A row for each published estimate of a method's validity",
        "methods",
        f"method=^id url=^url title=^title label value reported_by {_FIGURE}",
        each="estimates",
    ),
    Table(
        "sources.csv",
        "A row for each source",
        "sources",
        "id url source_url title publisher license period read_on review_by expired verification"
        " credit figures",
    ),
    Table("phrases.csv", "A row for each wording to avoid", "phrases", "id words why instead"),
    Table(
        "vocabularies.csv",
        "A row for each legal value of each vocabulary, in the order of rank",
        "vocabularies",
        "vocabulary=^id id label description",
        each="choices",
    ),
    Table(
        "changes.csv",
        "A row for each change",
        "changes",
        "id url date version api_version roles title text see",
    ),
)
