"""The guide to writing the advert, held against the checker that it sends people to."""

import re
from collections.abc import Iterator

import pytest

from macros.core.pages import read_pages
from macros.lint.engine import lint
from macros.posting.write import LONGEST, SHORTEST
from macros.render.job_descriptions import FORMAT_LABELS
from tests.support import ROOT, TODAY, real

GUIDE = read_pages(ROOT)[0]["guides/writing-the-advert.md"].body
#: What only an advert that is whole can avoid; the examples of the guide are single lines.
ABOUT_THE_WHOLE = {
    *("missing-pay", "too-short", "missing-work-mode", "missing-process"),
    *("missing-accommodations", "missing-closing-date"),
}


def section(anchor: str) -> str:
    """What stands under a heading of the guide, up to the next heading."""
    found = re.search(rf"^#+ .*\{{#{anchor}\}}\n(.*?)(?=^#|\Z)", GUIDE, re.DOTALL | re.MULTILINE)
    assert found, f"the guide has no heading {anchor}"
    return found.group(1)


def rows(anchor: str) -> Iterator[list[str]]:
    """The rows of the table under a heading, without its head."""
    lines = [line for line in section(anchor).splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip(" `") for cell in line.strip("|").split("|")]


def example(anchor: str) -> str:
    """The text to copy under a heading."""
    return section(anchor).split("```")[1].removeprefix("text\n")


def rules_about(text: str) -> set[str]:
    """The rules that a text breaks, hints about tone left out."""
    findings = lint(text, real(), today=TODAY).findings
    return {finding.rule for finding in findings if finding.severity != "hint"}


REWRITES = [(before, after) for before, _, after in rows("rewrites")]


def test_guide_rewrites_six_lines() -> None:
    """Six pairs are shown, as the heading says."""
    assert len(REWRITES) == 6


@pytest.mark.parametrize(("before", "after"), REWRITES)
def test_checker_stops_at_the_line_before_and_passes_the_line_after(
    before: str, after: str
) -> None:
    """Each line on the left trips a rule about its words, and its rewrite trips none."""
    assert rules_about(before) - ABOUT_THE_WHOLE != set()
    assert rules_about(after) - ABOUT_THE_WHOLE == set()


def test_example_of_the_six_facts_is_read_by_the_checker() -> None:
    """Written as the guide shows them, place, pay and closing date are found."""
    assert rules_about(example("lines")) == {
        *("too-short", "missing-process", "missing-accommodations"),
    }


def test_example_paragraph_about_a_team_breaks_no_rule() -> None:
    """The paragraph that four questions bring out can be posted as it stands."""
    assert rules_about(example("manager")) - ABOUT_THE_WHOLE == set()


def test_lengths_in_the_guide_are_those_of_the_rules() -> None:
    """The guide names the span of words that our own texts are held to."""
    assert f"{SHORTEST} to {LONGEST} words" in section("evidence-length")
    assert f"under {LONGEST}" in section("cutting")


def test_every_download_has_a_place_to_go() -> None:
    """The table of files names each format that a job description can be had in."""
    advice = " ".join(take.casefold() for _, take, _ in rows("files"))

    assert len(FORMAT_LABELS) == 5
    for label in FORMAT_LABELS.values():
        assert label.casefold().removesuffix(" for a careers page") in advice
