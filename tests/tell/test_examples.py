"""Annotated examples: a real record of each kind, explained, which loads as it stands."""

from datetime import date

import pytest

from macros.core.kinds import KINDS, Kind
from macros.core.read import parse_yaml
from macros.model.describe import said_of
from macros.tell.examples import annotated_example, examples_of
from tests.support import TODAY, real


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_annotated_example_loads_as_a_record_that_is_there(kind: Kind) -> None:
    """What the example says is read back as the entity it was made of, to the last field."""
    value = parse_yaml(annotated_example(real(), kind, TODAY), name="example.yaml").value
    record = value[kind.listed_in][0] if kind.listed_in else value
    entities = real().entities(kind.name)
    known = {"id"} if not kind.listed_in else {kind.stem_field} - {""}

    assert any(
        kind.model.model_validate({**record, **{key: getattr(one, key) for key in known}}) == one
        for one in entities.values()
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_annotated_example_explains_each_field_it_has(kind: Kind) -> None:
    """Above each field of the record stands what the model says of it."""
    text = annotated_example(real(), kind, TODAY)
    written = [
        info
        for name, info in kind.model.model_fields.items()
        if f"\n{'  - ' if kind.listed_in else ''}{info.alias or name}:" in text
    ]

    assert written
    assert [info for info in written if f"# {said_of(info)}\n" not in text] == []


def test_example_of_a_field_is_the_shortest_value_in_the_data() -> None:
    """Every field that holds a text somewhere has an example, and no other text is shorter."""
    examples = examples_of(real())
    titles = [tool.title for tool in real().tools.values()]

    assert examples["Tool", "title"] == min(titles, key=len)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_annotated_example_shows_no_figure_that_has_expired(kind: Kind) -> None:
    """A record with one is not taken, and a kind of nothing but figures has no example."""
    value = parse_yaml(annotated_example(real(), kind, date(2040, 1, 1)), name="a.yaml").value
    figures = {"pay", "method", "place", "hiring_law", "search_dialect"}

    assert (value is None) == (kind.name in figures)
