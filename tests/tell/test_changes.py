"""What changed: told in one place, and equal on the page, in the file and in the API."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from macros.core.handbook import Handbook
from macros.model.change import rank_of
from macros.render.registry import bound
from macros.render.view import View
from macros.tell.changelog import FILE, by_version, changelog, write_changelog
from tests.markup import Markup, folded
from tests.support import TODAY


def test_changelog_has_every_change_under_its_version(dummy: Handbook) -> None:
    """Each change is a point of the section of its version, newest first."""
    sections = re.split(r"^## ", changelog(dummy), flags=re.MULTILINE)[1:]

    assert [section.split()[0] for section in sections] == ["1.1.0", "1.0.0"]
    for section, changes in zip(sections, by_version(dummy), strict=True):
        points = [folded(point) for point in section.split("\n- ")[1:]]
        assert points == [f"**{c.title}.** {folded(c.text)}" for c in changes]
        assert f"{changes[0].version} - {changes[0].date}" in section
        assert max(map(len, section.splitlines())) <= 100


def test_changelog_is_written_when_it_differs(dummy: Handbook, tmp_path: Path) -> None:
    """The first writing says that it wrote, the second that there was nothing to do."""
    assert write_changelog(tmp_path, dummy) is True
    assert write_changelog(tmp_path, dummy) is False
    assert "## 1.1.0 - 2026-02-01" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_page_has_every_change_with_an_anchor(dummy: Handbook) -> None:
    """The page shows all that CHANGELOG.md says, each change with a permanent address."""
    html = bound(View(dummy, TODAY))["change_list"]()

    assert [id for id in Markup(html).ids if id in dummy.changes] == list(dummy.changes)
    assert re.findall(r"\{#(version-[0-9-]+)\}", html) == ["version-1-1-0", "version-1-0-0"]


def test_page_links_the_roles_a_change_concerns(dummy: Handbook) -> None:
    """A change about a role names it; one about the API leads to the API's changelog."""
    links = Markup(bound(View(dummy, TODAY))["change_list"]()).links

    assert "./roles/senior-clerk/" in links
    assert "./data/#changes" in links
    assert "./tools/post/#pigeon" in links


def test_changelog_of_the_api_has_its_changes_alone(dummy: Handbook) -> None:
    """The page about the data lists what changed the API, with its version."""
    text = Markup(bound(View(dummy, TODAY))["api_changes"]()).text

    assert "1.1.0 February 1, 2026 Pigeons & papers" in text
    assert "Senior clerk" not in text.replace("the senior clerk", "")


def test_changes_of_a_role_are_its_own_and_everybodys(dummy: Handbook) -> None:
    """What concerns another role alone is not told to readers of this one."""
    assert [change.id for change in dummy.changes_of("clerk")] == ["pigeons-counted", "clerk-added"]


def test_version_of_the_content_is_that_of_the_newest_change(dummy: Handbook) -> None:
    """The version is written nowhere else; without changes there is none."""
    assert dummy.content_version() == "1.1.0"
    assert replace(dummy, changes={}).content_version() == ""


@pytest.mark.parametrize(
    ("lower", "higher"), [("1.9.0", "1.10.0"), ("1.0.9", "1.1.0"), ("9.9.9", "10.0.0")]
)
def test_versions_are_compared_as_numbers(lower: str, higher: str) -> None:
    """A version with two digits comes after one with one."""
    assert rank_of(lower) < rank_of(higher)
