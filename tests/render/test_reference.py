"""Tools, sources and laws on hiring: each date and grade printed as what it is."""

from dataclasses import replace
from datetime import date

import pytest

from macros.core.handbook import Handbook
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import TODAY

LATER = date(2027, 1, 11)


def shown(dummy: Handbook, macro: str, *ids: str, today: date = TODAY) -> str:
    """What a reader reads of a macro, on one line."""
    return " ".join(Markup(bound(View(dummy, today))[macro](*ids)).text.split())


@pytest.mark.parametrize(
    "said",
    [
        "First release 1990: Drawer 1.0 (Dummy Bureau, figures of May 31, 2025)",
        "First commit November 30, 1989: older drawers were not recorded (Dummy Bureau,",
        "License change 2003: from The Bureau's own to MIT (from Drawer 3) (Dummy Bureau, figures",
        "Owner Guild of Joiners (Dummy Bureau, figures of May 2025)",
        "2 ended May 31, 2020; 3 ends May 31, 2030. Newest supported: 4 (Dummy Bureau, on",
        "Also written chest of drawers",
    ],
)
def test_tool_says_what_each_of_its_facts_is(dummy: Handbook, said: str) -> None:
    """A first commit is no release, and each fact has its source with the kind of its date."""
    assert said in shown(dummy, "tool_category", "storage")


def test_figure_says_when_it_is_not_its_publishers_own_text(dummy: Handbook) -> None:
    """The grade of a source stands beside each figure from it, unless it is the best."""
    best = dummy.vocabularies.verification
    worse = best[0].model_copy(update={"id": "reported", "label": "As reported"})
    vocabularies = dummy.vocabularies.model_copy(update={"verification": (*best, worse)})
    source = dummy.sources["bureau"].model_copy(update={"verification": "reported"})
    book = replace(dummy, vocabularies=vocabularies, sources={"bureau": source})

    assert "(Dummy Bureau, figures of" in shown(dummy, "tool_category", "storage")
    assert "(Dummy Bureau, as reported, figures of" in shown(book, "tool_category", "storage")


def test_version_whose_last_day_has_passed_has_ended(dummy: Handbook) -> None:
    """The last day itself still counts."""
    last = date(2020, 5, 31)

    assert "2 ends May 31, 2020" in shown(dummy, "tool_category", "storage", today=last)
    assert "2 ended" in shown(dummy, "tool_category", "storage", today=date(2020, 6, 1))


def test_facts_of_a_tool_leave_with_their_source(dummy: Handbook) -> None:
    """Past the review date none of them is shown."""
    text = shown(dummy, "tool_category", "storage", today=LATER)

    assert [word for word in ("1989", "2003", "Joiners", "2030") if word in text] == []


def test_role_lists_every_category_of_tools(dummy: Handbook) -> None:
    """One that the role has no tool of says so in a line, and leads to the toolbox."""
    empty = dummy.vocabularies.tool_category[0].model_copy(update={"id": "moon", "label": "Moon"})
    categories = (*dummy.vocabularies.tool_category, empty)
    vocabularies = dummy.vocabularies.model_copy(update={"tool_category": categories})
    html = bound(View(replace(dummy, vocabularies=vocabularies), TODAY))["role_tools"]("clerk")

    assert [one.id for one in categories if f"{{#{one.id}}}" not in html] == []
    assert html.count("This role asks for none by name.") == 2
    assert 'href="./tools/moon/"' in html


def test_source_that_was_read_in_a_copy_says_so(dummy: Handbook) -> None:
    """Its link leads to the publisher, and a second one to what we read."""
    html = bound(View(dummy, TODAY))["source_list"]()

    assert "Read October 10, 2026, in a copy." in shown(dummy, "source_list")
    assert 'href="https://example.org/copy">a copy' in html
    assert '<h3><a href="https://example.org/wages">' in html
    assert dummy.choice("verification", "primary").label in html


def test_law_tells_the_day_it_was_read_from_the_date_of_its_pages(dummy: Handbook) -> None:
    """Both days, the grade of the row, its sources and the official page."""
    text = shown(dummy, "hiring_laws", "hiring")

    assert "Read October 9, 2026. Newest page: published January 2026." in text
    assert "How we know: read at the source. Sources: Dummy Bureau, Dummy Bureau." in text
    assert "Official page. Not legal advice." in text
    assert "Say who reads the letter. Keep the letter for a year." in text
    assert text.count("Not yet in force") == 1


def test_expired_law_shows_a_notice_and_none_of_its_content(dummy: Handbook) -> None:
    """Past its review date a law keeps its name and leads to the official page."""
    for macro in ("hiring_laws", "hiring_law_table"):
        text = shown(dummy, macro, "hiring", today=LATER)

        assert "was due for review by January 10, 2027" in text
        assert [word for word in ("letter", "pen", "goose", "Ink Act") if word in text] == []


def test_table_of_laws_leads_to_each(dummy: Handbook) -> None:
    """Every law of the topic has a row with its address."""
    html = bound(View(dummy, TODAY))["hiring_law_table"]("hiring")

    assert [id for id in dummy.hiring_laws if f"law/hiring/#{id}" not in html] == []
