"""The Handbook answers by kind and id: ranks, lists of one owner, figures and expiry."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.core.handbook import Handbook, UnknownIdError, assemble
from macros.core.kinds import KINDS
from macros.core.load import load
from macros.core.problems import HandbookError
from macros.model.reference import Vocabularies
from tests.support import DUMMY, Edit, append, remove


@pytest.mark.parametrize("kind", [*(kind.name for kind in KINDS), *Vocabularies.model_fields])
def test_every_kind_is_found_by_its_name(dummy: Handbook, kind: str) -> None:
    """Every kind and every vocabulary answers with its entities by id."""
    entities = dummy.entities(kind)

    assert entities
    assert all(dummy.find(kind, id) is entity for id, entity in entities.items())
    assert [entity.id for entity in entities.values()] == list(entities)


def test_small_count_goes_with_its_source_too(dummy: Handbook) -> None:
    """An answer that names sources holds their figures, and 48 clerks are one."""
    faq = dummy.faqs["what-does-a-clerk-earn"].model_copy(update={"why": "Of 48 clerks, 20 left."})
    day = dummy.sources["bureau"].review_by
    shown, gone = ([lapsed for _, lapsed in dummy.answer(faq, on)] for on in (day, date.max))

    assert shown == [None] * 3
    assert [lapsed and lapsed.id for lapsed in gone] == ["bureau", "bureau", None]


def test_unknown_id_is_an_error_with_a_hint(dummy: Handbook) -> None:
    """An id that is not there is answered with the nearest one."""
    with pytest.raises(UnknownIdError, match=r'"pidgeon" is not a tool\. Did you mean "pigeon"\?'):
        dummy.find("tool", "pidgeon")


def test_rank_is_the_position_in_the_vocabulary(dummy: Handbook) -> None:
    """The order of a vocabulary's file is the order of rank, spoken from 1."""
    assert [dummy.rank("skill_level", id) for id in ("awareness", "working", "expert")] == [0, 1, 2]
    assert dummy.standing("skill_level", "working") == "Working, 2 of 3"
    assert dummy.choice("necessity", "nice").label == "Also useful"


def test_version_of_the_api_is_that_of_its_newest_change(dummy: Handbook) -> None:
    """A change that leaves the API alone says nothing of it; without any, it is the first."""
    changes = list(dummy.changes.values())
    quiet = {change.id: change for change in changes if not change.api_version}

    assert [change.api_version for change in changes] == ["1.1.0", None, None]
    assert dummy.api_version() == "1.1.0"
    assert replace(dummy, changes=quiet).api_version() == "1.0.0"


def test_ladder_goes_from_the_lowest_role_up(dummy: Handbook) -> None:
    """Roles stand by level, whatever their files are called; one without a level stands nowhere."""
    lost = dummy.roles["clerk"].model_copy(update={"id": "lost", "level": "nowhere"})
    book = replace(dummy, roles={"lost": lost, **dict(reversed(list(dummy.roles.items())))})

    assert [role.id for role in book.ladder()] == ["clerk", "senior-clerk"]


def test_questions_and_tools_are_listed_by_their_owner(dummy: Handbook) -> None:
    """A skill has its questions and a category its tools, in the order of the file."""
    assert [question.id for question in dummy.questions_of("manners")] == [
        *("manners-first", "manners-second", "manners-third")
    ]
    assert [tool.id for tool in dummy.tools_of("post")] == ["pigeon"]
    assert dummy.tools_of("nothing") == []


def test_faqs_of_a_role_begin_with_its_own_topic(dummy: Handbook) -> None:
    """Answers about a role come before answers about every role."""
    own = dummy.faqs["what-does-a-clerk-earn"].model_copy(update={"topic": "clerk"})
    book = replace(dummy, faqs={**dummy.faqs, own.id: own})

    assert [faq.id for faq in dummy.faqs_of("clerk")] == ["what-is-a-clerk", own.id]
    assert [faq.id for faq in book.faqs_of("clerk")] == [own.id, "what-is-a-clerk"]


def test_series_is_found_with_its_country(dummy: Handbook) -> None:
    """A pay series knows the country whose currency it is in."""
    pay, series = dummy.find_series("freedonia-clerks")

    assert (pay.id, series.id) == ("freedonia", "freedonia-clerks")


def test_figures_of_a_source_are_counted(dummy: Handbook) -> None:
    """Series, areas, figures of a tool, an answer, laws, evidence, searches are counted."""
    assert dummy.figures_of("bureau") == 26
    assert dummy.figures_of("nobody") == 0


def test_figure_expires_by_its_own_date_or_its_sources(dummy: Handbook) -> None:
    """A figure's own review date goes before its source's."""
    (_, series) = dummy.find_series("freedonia-clerks")
    sooner = series.model_copy(update={"review_by": date(2026, 12, 1)})

    assert dummy.expiry(series) == date(2027, 1, 10)
    assert dummy.expiry(sooner) == date(2026, 12, 1)


def test_handbook_is_silent_when_it_is_printed(dummy: Handbook) -> None:
    """The macros plugin prints what it holds; the whole data set must not be in it."""
    assert len(repr(dummy)) < 200


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(remove("data/vocabularies.yaml"), id="no vocabularies"),
        pytest.param(append("data/posting.yaml", "x: 1\n"), id="a frame that cannot be read"),
    ],
)
def test_handbook_cannot_be_joined_without_what_every_page_needs(copy: Path, edit: Edit) -> None:
    """Without vocabularies or frame there is an error with all problems, and no handbook."""
    edit(copy)
    loaded = load(copy)
    with pytest.raises(HandbookError) as caught:
        assemble(loaded)

    assert caught.value.problems == tuple(sorted(loaded.problems))
    assert len(caught.value.problems) == 1


def test_places_of_fields_are_known(dummy: Handbook) -> None:
    """The place of a field leads into the file of its entity."""
    place = dummy.place("question", "manners-first", "follow_ups", 1)

    assert place.path == "data/questions/manners.yaml"
    assert (
        "follow_ups"
        in (DUMMY / place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    )


def test_role_stands_before_those_built_on_it(dummy: Handbook) -> None:
    """Of two roles at one level the base comes first, whatever their files are called."""
    clerk = dummy.roles["clerk"]
    built = clerk.model_copy(update={"id": "archive-clerk", "based_on": "clerk"})
    book = replace(dummy, roles={"archive-clerk": built, "clerk": clerk})

    assert [role.id for role in book.ladder()] == ["clerk", "archive-clerk"]
