"""Places of the law in the checker: what each asks of a posting, and from when until when."""

from dataclasses import replace as changed
from datetime import date, timedelta

from macros.core.handbook import Handbook
from macros.lint.engine import lint
from tests.lint.test_lint import ids
from tests.support import TODAY, tiny


def test_duties_of_a_chosen_place_are_asked_of_the_posting() -> None:
    """What the place asks for and the posting lacks is named, and only for places chosen."""
    text = "Pay: $90,000 a year."

    assert "place-duty:us-ca:pay-range" in ids("No figure here.", places=("us-ca",))
    assert "place-duty:us-ca:pay-range" not in ids("No figure here.")
    assert "place-duty:us-ca:pay-range" not in ids(text, places=("us-ca",))


def book_with_place(**update: object) -> Handbook:
    """The dummy with its place changed."""
    place = tiny().places["freedonia-law"].model_copy(update=update)
    return changed(tiny(), places={place.id: place})


def duty_ids(book: Handbook, today: date = TODAY) -> list[str]:
    """What the dummy's place makes of a text without pay."""
    findings = lint("a b c", book, places=("freedonia-law",), today=today).findings
    return [one.id for one in findings if one.rule in ("duties", "old-place")]


def test_place_not_in_force_asks_for_nothing_yet() -> None:
    """Duties of a law that is passed and not binding are asked of nobody."""
    assert duty_ids(tiny()) == ["duties:freedonia-law:pay-range", "duties:freedonia-law:benefits"]
    assert duty_ids(book_with_place(in_force=False)) == []


def test_place_past_its_review_date_is_said_to_be_old() -> None:
    """An expired row gives one finding that says so, and none of its duties."""
    after = tiny().sources["bureau"].review_by + timedelta(days=1)

    assert duty_ids(tiny(), after) == ["old-place:freedonia-law"]


def test_finding_of_a_place_links_its_section_and_quotes_the_table() -> None:
    """With a page of places, the finding leads to the section of the place."""
    findings = lint("a", tiny(), places=("freedonia-law",), today=TODAY).findings
    first = next(one for one in findings if one.rule == "duties")

    assert first.page == "/skills/#freedonia-law"
    assert first.title == "Freedonia: Lowest and highest pay"
    assert first.why == "The table says so. Covered: Every employer with 10 clerks or more."
