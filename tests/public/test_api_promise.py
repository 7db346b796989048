"""What the API holds: all that the data says, and no figure that has expired."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from macros.core.edition import Edition
from macros.core.handbook import Handbook
from macros.core.kinds import KINDS
from macros.core.text import texts
from macros.model.base import Sourced, parts_of
from macros.model.lint import Evidence
from macros.model.reference import Percentiles
from macros.public.api import FILES, export_api
from macros.public.records import fields_of, file_of, public_fields, record_of
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import API, made, real_edition, tiny, tiny_edition

#: The day after every figure of both handbooks has expired.
LATER = date(2036, 1, 1)
#: Kinds that are not in the API: the rules of the checker are /check/rules.json, and errors are
#: for people who change the handbook.
TOLD_ELSEWHERE = {"lint_rule", "error"}


@cache
def api(book: str, today: date | None = None) -> dict[str, Any]:
    """Every file of the API, parsed, by its path below /api/v1/."""
    edition = edition_of(book, today)
    return {
        path.removeprefix(f"{API}/"): json.loads(body)
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
        if text not in held and not {"former_ids", "asked"} & set(location)
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


def figure_models(model: type[Sourced] = Sourced) -> Iterator[type[Sourced]]:
    """Every kind of figure in the API, which has no rules of the checker."""
    for kind in set(model.__subclasses__()) - {Evidence}:
        yield kind
        yield from figure_models(kind)


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
        for fields in (public_fields(shape, None) for shape in figure_models())
        for name, field in fields.items()
        if set(fields) == set(figure) and field.expires and figure[name] is not None
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


@pytest.mark.parametrize(
    "figure", sorted(figure_models(), key=str), ids=lambda figure: figure.__name__
)
def test_every_kind_of_figure_has_values_that_expire(figure: type[Sourced]) -> None:
    """No figure of the API keeps everything once expired."""
    lines = [line.about for line in fields_of(record_of(figure))]

    assert [line for line in lines if line.endswith("Null once expired.")]


def test_every_figure_of_the_data_is_a_figure_of_the_api(handbook: Handbook) -> None:
    """As many figures are exported as the data holds, so that none escapes its date."""
    kinds = ("tool", "pay", "method", "place", "hiring_law")
    parts = [p for k in kinds for e in handbook.entities(k).values() for _, p in parts_of(e)]
    lists = [api("real")[path] for path in map(file_of, kinds)]

    assert len(list(figures(lists))) == sum(isinstance(part, Sourced) for part in parts)
