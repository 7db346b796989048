"""Copying from a page: the address of a part, and the text of a job description."""

import re
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from macros.core.handbook import Handbook
from macros.files.job_descriptions import written
from macros.posting.draft import Draft
from macros.posting.fill import example_draft
from macros.posting.recipe import build_recipe
from tests.built.support import folded
from tests.support import real

_ALLOWED = pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
_TARGET = 24  # CSS pixels on each side of a control (WCAG 2.2, success criterion 2.5.8)
_READ = """async () => {
  const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
  const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
  return Object.fromEntries(await Promise.all(texts));
}"""


def clipboard(page: Page) -> dict[str, str]:
    """What the clipboard holds, by type."""
    held: dict[str, str] = page.evaluate(_READ)
    return held


def kinds_of_part() -> list[Any]:
    """One permanent address of every kind of part that can be linked."""
    book = real()
    role = book.ladder()[-1]
    home = f"/roles/{role.id}"
    stage = next(stage for stage in book.loops[role.loop].stages if stage.questions)
    question = book.questions[stage.questions[0].question]
    tool = next(iter(book.tools.values()))
    resolved = book.resolved[role.id]
    pay, series = next(iter(book.pay_series()))
    level = resolved.requirements[0].item
    addresses = {
        "page": f"{home}/#{role.id}",
        "section": f"{home}/responsibilities/#requirements",
        "requirement": f"{home}/responsibilities/#requirement-{level.id}",
        "necessity": f"{home}/responsibilities/#{level.necessity}",
        "responsibility": f"{home}/responsibilities/#{resolved.responsibilities[0].item.id}",
        "outcomes": f"{home}/#outcomes-one-year",
        "stage": f"{home}/interview/{stage.id}/#script",
        "stage for candidates": f"{home}/candidate/#{stage.id}",
        "scorecard": f"{home}/interview/{stage.id}/#scorecard",
        "question of a stage": f"{home}/interview/{stage.id}/#{question.id}",
        "question of the bank": f"/questions/#{question.id}",
        "question of a skill": f"/skills/{question.skill}/#{question.id}",
        "level of a skill": f"/skills/{level.skill}/#level-{level.skill_level}",
        "tool": f"/tools/{tool.category}/#{tool.id}",
        "term": f"/glossary/#{next(iter(book.terms))}",
        "answer": f"{home}/faq/#{book.faqs_of(role.id)[0].id}",
        "source": f"/sources/#{next(iter(book.sources))}",
        "figure": f"/pay/{pay.id}/#{series.id}",
        "method": f"/guides/evidence/#{next(iter(book.methods))}",
        "calibration": f"/guides/calibration/#{next(iter(book.calibrations))}",
    }
    return [pytest.param(address, id=kind) for kind, address in addresses.items()]


@pytest.mark.parametrize("address", kinds_of_part())
def test_a_copy_link_control_copies_the_permanent_address(
    reused: Page, base_url: str, address: str
) -> None:
    """A click on the # beside a part of any kind puts its full address in the clipboard."""
    path, _, anchor = address.partition("#")
    reused.goto(f"{path}?from=somewhere")
    if path == f"/roles/{anchor}/":  # the title's anchor is the engine's own
        anchor = str(reused.locator("h1").get_attribute("id"))
    control = reused.locator(f'.md-content a.headerlink[href="#{anchor}"]')
    control.locator("xpath=..").hover()
    expect(control).to_have_css("opacity", "1")
    box = control.bounding_box()

    control.click()

    expect(control).to_have_class(re.compile("is-copied"))
    expect(reused.locator(".announcer")).to_have_text("Link copied")
    assert clipboard(reused) == {"text/plain": urljoin(base_url, f"{path}#{anchor}")}
    assert box is not None
    assert min(box["width"], box["height"]) >= _TARGET


def test_a_refused_link_is_admitted(page: Page) -> None:
    """Where the browser forbids copying, nothing claims that the link was copied."""
    page.goto("/glossary/")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    control = page.locator(".md-content a.headerlink").nth(1)

    control.click()

    expect(page.locator(".announcer")).to_contain_text("did not allow copying")
    expect(control).not_to_have_class(re.compile("is-copied"))


@_ALLOWED
def test_the_keyboard_copies_an_address_too(page: Page, base_url: str) -> None:
    """The control can be reached with Tab, shows itself, and works with Enter."""
    page.goto("/glossary/")
    control = page.locator(".md-content a.headerlink").nth(1)

    control.focus()
    expect(control).to_have_css("opacity", "1")
    page.keyboard.press("Enter")

    expect(control).to_have_class(re.compile("is-copied"))
    assert clipboard(page)["text/plain"].startswith(urljoin(base_url, "/glossary/#"))


@pytest.mark.parametrize(
    ("button", "types"),
    [
        ("Copy with formatting", {"text/html": "html", "text/plain": "txt"}),
        ("Copy plain text", {"text/plain": "txt"}),
        ("Copy Markdown", {"text/plain": "md"}),
    ],
)
def test_a_job_description_is_copied_as_it_is_downloaded(
    reused: Page, handbook: Handbook, button: str, types: dict[str, str]
) -> None:
    """What is pasted is what the file holds, of the template and of the finished posting."""
    for role in handbook.roles:
        reused.goto(f"/roles/{role}/job-description/")
        recipe = build_recipe(handbook, role)
        for number, draft in enumerate((Draft(), example_draft(handbook, recipe.role))):
            reused.get_by_role("button", name=button).nth(number).click()
            expect(reused.locator(".copied").nth(number)).to_contain_text("Copied")
            held = clipboard(reused)

            assert set(held) == set(types)
            for type, format in types.items():
                assert readable(held[type]) == readable(written(recipe, draft, format).decode())


def readable(text: str) -> str:
    """A clipboard's text; the browser frames HTML and writes letters for their numbers."""
    return folded(BeautifulSoup(text, "html.parser").get_text(" "))


def test_a_refused_clipboard_is_admitted(page: Page) -> None:
    """Where the browser forbids copying, the page says so and what to do instead."""
    page.goto("/roles/backend-developer/job-description/")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")

    page.get_by_role("button", name="Copy with formatting").first.click()

    expect(page.locator(".copied").first).to_contain_text("did not allow copying")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_no_button_is_offered(page: Page) -> None:
    """Without JavaScript the job description is there to select, and no dead button above it."""
    page.goto("/roles/backend-developer/job-description/")

    expect(page.locator("#advert")).to_be_visible()
    for bar in page.locator("[data-copy-bar]").all():
        expect(bar).to_be_hidden()
