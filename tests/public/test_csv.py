"""The tables for spreadsheets: sound CSV, safe in Excel, equal to the JSON, lasting columns."""

import csv
import io
import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.public.api import export_api
from macros.public.tables import SEPARATOR, TABLES, Table, cell, export_tables, guarded, unguarded
from tests.support import API, made, real, real_edition, tiny_edition

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.path))
#: What Excel, LibreOffice and Google Sheets take for a formula when a cell begins with it.
MARKS = ("=", "+", "-", "@", "\t", "\r", "\n")


@cache
def files() -> dict[str, bytes]:
    """Every table of the real handbook, by its file name."""
    exported = made(export_tables(real_edition()))
    return {path.removeprefix(f"{API}/"): content for path, content in exported.items()}


def rows(path: str) -> list[dict[str, str]]:
    """The rows of a table as a program reads them."""
    text = io.StringIO(files()[path].decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


@cache
def entries(key: str) -> list[dict[str, Any]]:
    """A list of the JSON that the tables are made from."""
    found: list[dict[str, Any]] = json.loads(made(export_api(real_edition()))[f"{API}/{key}.json"])[
        key
    ]
    return found


def rfc_4180(text: str) -> list[list[str]]:
    """The records of a text by the grammar of RFC 4180, section 2; ValueError when it breaks it."""
    field = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)')
    records, record, at = [], [], 0
    while at < len(text):
        found = field.match(text, at)
        if not found:
            raise ValueError(f"no field at {at}: {text[at : at + 40]!r}")
        quoted, bare, end = found.groups()
        record.append(bare if quoted is None else quoted.replace('""', '"'))
        if end == "\r\n":
            records.append(record)
            record = []
        at = found.end()
    return records


@each_table
def test_table_is_what_rfc_4180_describes(table: Table) -> None:
    """Lines end with CRLF, quotes stand where they must, and all records are equally long."""
    text = files()[table.path].decode("utf-8-sig")
    records = rfc_4180(text)

    assert {len(record) for record in records} == {len(table.columns(real().promise))}
    assert records[0] == [column.name for column in table.columns(real().promise)]
    assert records == list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("text", ['a,"b\r\n', 'a"b,c\r\n', "a\nb\r\n", "a,b"])
def test_reader_of_rfc_4180_refuses_what_it_forbids(text: str) -> None:
    """An open quote, a bare quote, a bare line feed and a lack of CRLF are faults."""
    with pytest.raises(ValueError, match="no field"):
        rfc_4180(text)


@each_table
def test_table_begins_with_the_mark_that_excel_needs(table: Table) -> None:
    """UTF-8 with a byte order mark, once."""
    content = files()[table.path]

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1


@each_table
def test_column_is_named_once_and_described(table: Table) -> None:
    """Names are plain and unlike, and the dictionary has a sentence for each."""
    columns = table.columns(real().promise)
    names = [column.name for column in columns]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert [column.name for column in columns if not column.about.endswith(".")] == []


@each_table
def test_no_cell_of_ours_is_a_formula(table: Table) -> None:
    """No cell of text begins like a formula."""
    text = files()[table.path].decode("utf-8-sig")
    cells = [one for record in rfc_4180(text) for one in record]

    assert [one for one in cells if one.startswith(MARKS)] == []


@given(st.text(st.sampled_from("=+-@'\t\r\n＝＋－＠ ,|a1\"")))
def test_guard_makes_any_text_safe_and_can_be_undone(text: str) -> None:
    """Whatever a text begins with, its cell is no formula, and the text can be had back."""
    assert not guarded(text).startswith((*MARKS, "＝", "＋", "－", "＠"))
    assert unguarded(guarded(text)) == text


@given(st.text(min_size=1).filter(lambda text: text[0].isalnum() or text[0] in "[(\"`*$'"))
def test_guard_leaves_ordinary_text_alone(text: str) -> None:
    """A text that begins with a letter, a digit, a bracket or a quote is not touched."""
    ordinary = text if not text.startswith("'") else f"'a{text}"

    assert guarded(ordinary) == ordinary


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="null is empty"),
        pytest.param(True, "true", id="yes"),
        pytest.param(False, "false", id="no"),
        pytest.param(-5, "-5", id="a number is no formula"),
        pytest.param(0.42, "0.42", id="a fraction"),
        pytest.param(date(2026, 5, 31), "2026-05-31", id="a day"),
        pytest.param(("a", "b"), "a | b", id="a list"),
        pytest.param((), "", id="an empty list"),
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("-sys", "'-sys", id="a dash"),
        pytest.param(("@a", "b"), "'@a | b", id="a list that begins like a formula"),
        pytest.param("'=1", "''=1", id="an apostrophe of its own"),
        pytest.param("'tis", "'tis", id="an apostrophe before a letter"),
    ],
)
def test_cell_of_a_value(value: object, text: str) -> None:
    """Each sort of value has one way to stand in a cell."""
    assert cell(value) == text


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("roles.csv", lambda: len(real().roles)),
        ("requirements.csv", lambda: sum(len(r.requirements) for r in real().resolved.values())),
        (
            "responsibilities.csv",
            lambda: sum(len(r.responsibilities) for r in real().resolved.values()),
        ),
        ("role-tools.csv", lambda: sum(len(r.tools) for r in real().resolved.values())),
        ("skills.csv", lambda: len(real().skills)),
        ("skill-levels.csv", lambda: 4 * len(real().skills)),
        ("questions.csv", lambda: len(real().questions)),
        ("tools.csv", lambda: len(real().tools)),
        ("terms.csv", lambda: len(real().terms)),
        ("faqs.csv", lambda: len(real().faqs)),
        ("pay.csv", lambda: len(list(real().pay_series()))),
        ("methods.csv", lambda: sum(len(m.estimates) for m in real().methods.values())),
        ("calibrations.csv", lambda: 4 * len(real().calibrations)),
        ("stages.csv", lambda: sum(len(loop.stages) for loop in real().loops.values())),
    ],
)
def test_table_has_a_row_for_each_of_what_it_names(path: str, count: Any) -> None:
    """No entity is left out and none stands twice."""
    assert len(rows(path)) == count()


@pytest.mark.parametrize("table", [t for t in TABLES if not t.rows], ids=lambda t: str(t.path))
def test_row_says_what_the_json_says(table: Table) -> None:
    """Each cell of an entity's row is the value of the JSON, written out."""
    for row, entry in zip(rows(table.path), entries(table.key), strict=True):
        for column in table.columns(real().promise):
            value = follow(entry, column.path)
            assert unguarded(row[column.name]) == written(value), (row["id"], column.name)


@pytest.mark.parametrize("table", [t for t in TABLES if t.rows], ids=lambda t: str(t.path))
def test_row_of_an_item_says_what_the_json_says(table: Table) -> None:
    """Each cell of an item's row is the value of the JSON, of the item or of its entry."""
    pairs = [(entry, item) for entry in entries(table.key) for item in items(entry, table.rows)]
    for row, (entry, item) in zip(rows(table.path), pairs, strict=True):
        for column in table.columns(real().promise):
            value = follow(entry if column.outer else item, column.path)
            assert unguarded(row[column.name]) == written(value), (row, column.name)


def items(entry: dict[str, Any], path: str) -> list[Any]:
    """The items of an entry that are rows."""
    found = follow(entry, tuple(path.split(".")))
    if isinstance(found, dict):
        return [{"key": key, "text": text} for key, text in found.items()]
    return found or []


def follow(value: Any, path: tuple[str, ...]) -> Any:
    """What a path leads to in parsed JSON."""
    for index, name in enumerate(path):
        if value is None:
            return None
        if isinstance(value, list):
            return [follow(item, path[index:]) for item in value]
        value = value[name]
    return value


def written(value: Any) -> str:
    """A value of the JSON as a reader of the table expects it."""
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value)


def test_tables_for_candidates_hold_no_question() -> None:
    """Invariant 7: the table for candidates names no question and has no words of one."""
    text = files()["candidate-stages.csv"].decode()
    questions = real().questions.values()

    assert [question.id for question in questions if question.id in text] == []
    assert [q.id for q in questions if any(part in text for part in (q.ask, *q.anchors))] == []


def test_country_without_areas_has_no_rows_of_areas() -> None:
    """A list that is not there gives no row, and no error."""
    table = next(table for table in TABLES if table.path == "pay-areas.csv")

    assert [row[2] for row in table.lines(tiny_edition())] == ["East"]
