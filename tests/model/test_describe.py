"""The model's own words: sentences, types and limits with their reasons."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from macros.core.kinds import KINDS
from macros.model import (
    change,
    error,
    interview,
    law,
    lint,
    moves,
    posting,
    reading,
    reference,
    role,
    search,
)
from macros.model.base import Because, Line, Model
from macros.model.describe import in_words, limit_in, summary_of
from macros.model.posting import PostingFrame
from macros.model.reading import Reading

MODULES = (change, error, interview, law, lint, moves, posting, reading, reference, role, search)


class Page(Model):
    """A page
    of a book.

    Where it lies is for its authors.
    """

    title: Annotated[str, Field(max_length=9), Because("It is short.")]
    lines: Annotated[tuple[Line, ...], Field(min_length=2), Because("One is none.")]
    words: Annotated[tuple[Line, ...], Field(min_length=3, max_length=3), Because("A few.")]
    score: Annotated[int, Field(ge=1, le=4), Because("Scores are few.")]
    share: Annotated[float, Field(le=1), Because("It is a share.")]
    code: Annotated[str, Field(pattern="^a$"), Because("SemVer wants it.")]
    count: Annotated[int, Field(gt=0)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.__name__))
def test_every_field_of_the_model_says_what_it_holds(module: ModuleType) -> None:
    """Authors and programs read what stands under a field, so nothing is without a sentence."""
    models = [
        one for _, one in inspect.getmembers(module, inspect.isclass) if issubclass(one, Model)
    ]
    silent = [
        f"{model.__name__}.{name}"
        for model in models
        for name, field in model.model_fields.items()
        if not (field.description or "").endswith((".", ')."'))
    ]

    assert silent == []
    assert [model for model in models if not summary_of(model).endswith(".")] == []


def limits(schema: Any, at: str = "") -> Iterator[tuple[str, bool]]:
    """Every limited value inside a schema of the model, and whether it has a reason."""
    if isinstance(schema, dict):
        if {"maxLength", "minItems", "maxItems", "maximum"} & set(schema) and "type" in schema:
            yield at, "because" in schema
        for name, part in schema.items():
            yield from limits(part, name)
    elif isinstance(schema, list):
        for part in schema:
            yield from limits(part, at)


@pytest.mark.parametrize("model", [*(kind.model for kind in KINDS), Reading, PostingFrame])
def test_every_limit_of_the_model_has_a_reason(model: type[Model]) -> None:
    """Whoever meets a limit reads why it is there; that of a reference is told at the id."""
    found = list(limits(model.model_json_schema()))

    assert found
    assert [at for at, reasoned in found if not reasoned] == []


def test_summary_is_the_first_paragraph() -> None:
    """What stands below it, such as where a record lies, is for its authors."""
    assert summary_of(Page) == "A page of a book."


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (str | None, "text or null"),
        (tuple[Page, ...], "list of record"),
        (dict[str, float], "number by text"),
        (Annotated[Literal["a", "b"], "marked"], '"a" or "b"'),
    ],
)
def test_type_is_said_in_words(annotation: Any, words: str) -> None:
    """Types are words, not Python."""
    assert in_words(annotation) == words


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("title", "At most 9 characters, because it is short."),
        ("lines", "At least 2, because one is none."),
        ("words", "Exactly 3, because a few."),
        ("score", "From 1 to 4, because scores are few."),
        ("share", "At most 1, because it is a share."),
        ("code", "SemVer wants it."),
        ("count", ""),
    ],
)
def test_limit_comes_with_its_reason(name: str, limit: str) -> None:
    """A limit is told with why it is there, and not without."""
    assert limit_in(Page.model_json_schema()["properties"][name]) == limit
