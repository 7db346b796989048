"""What the API promises: nothing that shipped goes away, all the pages show, nothing expired."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.core.edition import Edition
from macros.core.handbook import Handbook
from macros.core.load import KINDS
from macros.core.text import texts
from macros.model.base import Sourced, parts_of
from macros.model.change import rank_of
from macros.model.reference import Percentiles
from macros.public.api import FILES, ROOT, SCHEMA_VERSION, SINGLES, export_api
from macros.public.shapes.base import Figure, filled
from macros.public.shapes.describe import Described, about, fields_of, in_words
from macros.public.shapes.index import Index
from macros.public.shapes.reference import Term, Tool
from macros.public.tables import TABLES
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import made, real_edition, tiny, tiny_edition

#: Every field and column that ever shipped: version, file, path, type. Lines are only added.
LEDGER = Path(__file__).parent / "api-v1-fields.txt"
#: The day after every figure of both handbooks has expired.
LATER = date(2036, 1, 1)
#: Kinds that are not in the API: the rules of the checker are /check/rules.json, and errors are
#: for people who change the handbook.
TOLD_ELSEWHERE = {"lint_rule", "error"}


def now() -> set[str]:
    """Every field and column of today as a line of the ledger, without its version."""
    shapes = {file.path: file.shape for file in (*FILES, *SINGLES)} | {"index.json": Index}
    fields = {
        f"{path} {field.path} {field.type}"
        for path, shape in shapes.items()
        for field in fields_of(shape)
    }
    return fields | {
        f"{table.path} {index:02} {column.name}"
        for table in TABLES
        for index, column in enumerate(table.columns)
    }


def shipped() -> dict[str, str]:
    """The version each line of the ledger came with."""
    lines = LEDGER.read_text(encoding="utf-8").splitlines()
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def test_no_field_that_shipped_is_gone_or_of_another_type() -> None:
    """Within /api/v1/ a field, its type, and a column's place stay for good."""
    assert sorted(set(shipped()) - now()) == []


def test_new_field_is_written_down_with_a_new_version() -> None:
    """A field that is added goes into the ledger, under the version that `SCHEMA_VERSION` says.

    Add the lines below to tests/api-v1-fields.txt; they then are a promise.
    """
    assert [f"{SCHEMA_VERSION} {line}" for line in sorted(now() - set(shipped()))] == []
    assert max(shipped().values(), key=rank_of) == SCHEMA_VERSION


def test_version_is_that_of_the_newest_change_of_the_api(handbook: Handbook) -> None:
    """The API's changelog begins with the version its files state."""
    versions = [c.api_version for c in handbook.changes.values() if c.api_version]

    assert versions[0] == SCHEMA_VERSION


@cache
def api(book: str, today: date | None = None) -> dict[str, Any]:
    """Every file of the API, parsed, by its path below /api/v1/."""
    edition = edition_of(book, today)
    return {
        path.removeprefix(f"{ROOT}/"): json.loads(body)
        for path, body in made(export_api(edition)).items()
    }


def edition_of(book: str, today: date | None = None) -> Edition:
    edition = {"real": real_edition, "dummy": tiny_edition}[book]()
    return replace(edition, today=today) if today else edition


def leaves(value: Any) -> Iterator[Any]:
    """Everything a JSON value holds that is no list and no object."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name not in TOLD_ELSEWHERE])
def test_api_holds_every_text_of_the_data(handbook: Handbook, kind: str) -> None:
    """Whatever the data says of an entity, a program can read in one of the lists."""
    held = {leaf for path, body in api("real").items() if "/" not in path for leaf in leaves(body)}
    missing = [
        (id, ".".join(map(str, location)))
        for id, entity in handbook.entities(kind).items()
        for location, text in texts(entity)
        if text not in held
    ]

    assert missing == []


def test_api_holds_every_choice_and_every_word_of_the_posting(handbook: Handbook) -> None:
    """The vocabularies and the words all postings share are there, to the letter."""
    held = set(leaves([api("real")["vocabularies.json"], api("real")["posting.json"]]))
    said = {text for _, text in (*texts(handbook.vocabularies), *texts(handbook.posting))}

    assert said - held == set()


def test_every_kind_of_data_has_a_list() -> None:
    """A new kind is not forgotten: it gets a file of its own."""
    assert {kind.name for kind in KINDS} - {file.kind for file in FILES} <= TOLD_ELSEWHERE


def figures(value: Any) -> Iterator[dict[str, Any]]:
    """Every record with a review date and a source of its own."""
    if isinstance(value, dict):
        if {"as_of", "review_by", "source"} <= set(value):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from figures(item)


@pytest.mark.parametrize("book", ["real", "dummy"])
def test_figure_states_the_day_that_holds_for_it(book: str) -> None:
    """`review_by` is the date by which pages decide, and `expired` what they decide."""
    sources = edition_of(book).handbook.sources
    found = [f for path, body in api(book).items() if "/" not in path for f in figures(body)]

    assert found
    assert {figure["expired"] for figure in found} == {False}
    assert [f for f in found if f["review_by"] > sources[f["source"]].review_by.isoformat()] == []


@pytest.mark.parametrize("book", ["real", "dummy"])
def test_expired_figure_keeps_its_source_and_loses_its_values(book: str) -> None:
    """Past its review date every figure says so, and none of its values is left."""
    found = [f for path, body in api(book, LATER).items() if "/" not in path for f in figures(body)]
    left = [
        (figure["source"], name, figure[name])
        for figure in found
        for shape in Figure.__subclasses__()
        for name in shape.VALUES
        if set(shape.model_fields) == set(figure) and figure[name] is not None
    ]

    assert {figure["expired"] for figure in found} == {True}
    assert all(figure["source"] and figure["as_of"] for figure in found)
    assert left == []


def amounts(book: Handbook) -> set[int]:
    """Every amount of pay in the data."""
    parts = (part for pay in book.pay.values() for _, part in parts_of(pay))
    return {
        value
        for part in parts
        if isinstance(part, Percentiles)
        for value in part.model_dump().values()
        if value
    }


@pytest.mark.parametrize("book", ["real", "dummy"])
def test_no_amount_is_left_once_pay_has_expired(book: str) -> None:
    """Neither series nor areas hold an amount, a mean or a count after their review date."""
    handbook = edition_of(book).handbook
    before, after = (set(leaves(api(book, day)["pay.json"])) for day in (None, LATER))

    assert amounts(handbook) <= before
    assert amounts(handbook) & after == set()
    assert [leaf for leaf in after if isinstance(leaf, int) and not isinstance(leaf, bool)] == []


def test_figures_of_a_tool_expire_one_by_one() -> None:
    """Year, license name and share are null; the survey's block and the sources stay."""
    tool = api("dummy", LATER)["tools/drawer.json"]

    assert (tool["first_release"]["year"], tool["first_release"]["basis"]) == (None, None)
    assert tool["license"]["name"] is None
    assert (tool["usage"]["share"], tool["usage"]["n"]) == (None, None)
    assert tool["usage"]["block"] == "storage"
    assert api("dummy", LATER)["tools/pigeon.json"]["usage"] is None


def test_answer_loses_only_the_paragraph_with_the_figure() -> None:
    """The API leaves out what the page replaces by a notice, and nothing else."""
    before, after = (api("dummy", day)["faqs/what-does-a-clerk-earn.json"] for day in (None, LATER))
    page = Markup(bound(View(tiny(), LATER))["role_faqs"]("clerk")).text

    assert "$30,000" in before["short"]
    assert (after["short"], after["expired"]) == (None, True)
    assert (after["why"], after["do"]) == (before["why"], before["do"])
    assert before["short"] not in page
    assert after["why"] in page
    assert api("dummy", LATER)["faqs/what-is-a-clerk.json"]["expired"] is False


@pytest.mark.parametrize(("day", "expired"), [("2027-01-10", False), ("2027-01-11", True)])
def test_figure_expires_the_day_after_its_review_date(day: str, expired: bool) -> None:
    """The last day counts, as it does on the pages."""
    series = api("dummy", date.fromisoformat(day))["pay/freedonia.json"]["series"][0]

    assert series["expired"] is expired
    assert (series["pay"]["median"] is None) is expired


def test_every_kind_of_figure_has_values_that_expire() -> None:
    """No figure of the API is without the list of what it loses, and each of these may be null."""
    for shape in Figure.__subclasses__():
        lines = {line.path: line.type for line in fields_of(shape)}

        assert shape.VALUES or "rows" in lines
        assert [name for name in shape.VALUES if not lines[name].endswith("null")] == []


def test_every_figure_of_the_data_is_a_figure_of_the_api(handbook: Handbook) -> None:
    """As many figures are exported as the data holds, so that none escapes its date."""
    kinds = ("tool", "pay", "method")
    parts = [p for k in kinds for e in handbook.entities(k).values() for _, p in parts_of(e)]
    lists = [api("real")[path] for path in ("tools.json", "pay.json", "methods.json")]

    assert len(list(figures(lists))) == sum(isinstance(part, Sourced) for part in parts)


def test_rename_in_the_data_stops_the_build(dummy: Handbook) -> None:
    """A shape asks for its fields by name, so that a field that is gone cannot pass unseen."""
    with pytest.raises(AttributeError, match="see_also"):
        filled(Term, dummy.methods["ink-test"], url="", in_hiring="")


def test_fields_are_described_by_path_and_type() -> None:
    """A dot leads into a record, [] into each of a list; types are words, not Python."""
    lines = {line.path: line for line in fields_of(Tool)}

    assert lines["alternatives"].type == "list of record"
    assert lines["usage"].type == "record or null"
    assert lines["alternatives[].switch"] == Described(
        "alternatives[].switch", "text", "How long the switch takes (our view)."
    )
    assert lines["usage.share"].type == "number or null"
    assert lines["usage.as_of"].type == "date"
    assert in_words(dict[str, str]) == "text by text"
    with pytest.raises(KeyError, match="nothing"):
        about(Tool, "usage", "nothing")
