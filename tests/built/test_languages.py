"""Code that is put on a candidate's screen exists in several languages; its reader chooses."""

from playwright.sync_api import Page, expect

from tests.built.support import Site
from tests.support import real

_PAGE = "/skills/concurrency/"
_SAMPLE = "/work-samples/cache-stampede/"


def test_code_of_a_question_is_there_in_each_language(site: Site) -> None:
    """Without a script one language is open, and the others are a click away."""
    with_twins = [
        exhibit
        for question in real().questions_of("concurrency")
        for exhibit in question.exhibits
        if exhibit.twins
    ]
    versions = site.pages[_PAGE].soup.select("details.exhibit-language")

    assert len(versions) == sum(len(one.versions) for one in with_twins)
    assert len([one for one in versions if one.has_attr("open")]) == len(with_twins)
    assert {one["data-language"] for one in versions} >= {"python", "java"}


def test_chosen_language_is_shown_everywhere_and_remembered(page: Page) -> None:
    """One click opens Java in every figure, on this page and the next, and in the kit."""
    page.goto(_PAGE)
    page.locator("summary", has_text="Java").first.click()

    expect(page.locator("[data-language=java]:not([open])")).to_have_count(0)
    assert page.locator("[data-language=python][open]").count() == 0
    page.reload()
    expect(page.locator("[data-language=java]:not([open])")).to_have_count(0)
    page.goto("/kit/")
    expect(page.get_by_label("Language of code")).to_have_value("java")


def test_kit_shows_code_in_the_language_of_its_address(page: Page) -> None:
    """Whoever opens the link of a kit sees what its sender saw."""
    asked = "role=senior-backend-developer&minutes=120&skill=concurrency&skill=testing"
    page.goto(f"/kit/?{asked}&language=java")
    expect(page.locator(".question").first).to_be_visible()
    java = page.locator(".exhibit code").all_text_contents()
    page.goto(f"/kit/?{asked}&language=python")
    expect(page.locator(".question").first).to_be_visible()

    assert any("class " in text and ";" in text for text in java)
    assert page.locator(".exhibit code").all_text_contents() != java


def test_only_the_chosen_language_is_printed(page: Page) -> None:
    """Paper holds one of them."""
    page.goto(_PAGE)
    page.emulate_media(media="print")

    expect(page.locator("[data-language=python] pre").first).to_be_visible()
    assert not page.locator("[data-language=java]").first.is_visible()


def test_chosen_language_holds_for_a_work_sample(page: Page) -> None:
    """Start and strong solution change together, and each language has its download."""
    page.goto(_SAMPLE)
    expect(page.locator("[data-language=python] figcaption", has_text="counts.py")).to_have_count(2)
    page.locator("summary", has_text="Java").first.click()

    expect(page.locator("[data-language=java][open]")).to_have_count(2)
    expect(page.locator("[data-language=python][open]")).to_have_count(0)
    links = page.locator("a.button[download]")
    assert [link.evaluate("link => new URL(link.href).pathname") for link in links.all()] == [
        f"{_SAMPLE}cache-stampede.zip",
        f"{_SAMPLE}java/cache-stampede.zip",
    ]
    assert page.request.get(f"{_SAMPLE}java/cache-stampede.zip").ok


def test_sample_in_one_language_offers_no_other(site: Site) -> None:
    """There is nothing to choose, and no word of it."""
    page = site.pages["/work-samples/slow-query/"].soup

    assert not page.select("details.exhibit-language")
    assert [link.text.strip() for link in page.select("a.button[download]")] == [
        "Download what the candidate gets"
    ]
