"""What other sites show of a role: the data's own lines, safe, and nothing an interviewer keeps."""

import json
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from macros.core.handbook import Handbook
from macros.core.inherit import resolve_roles
from macros.core.inline import inline, unlinked
from macros.core.pages import read_pages
from macros.files.embed import export_embed
from macros.tell.embed import Part, all_parts
from macros.tell.trace import loop_minutes
from tests.markup import folded
from tests.render.test_render_safety import ATTACK, KINDS, hostile
from tests.support import ROOT, SITE_URL, made, real, real_edition, tiny_edition

PARTS = [part for parts in all_parts(real()) for part in parts]
SLUGS = ("responsibilities", "requirements", "process")
#: What only interviewers may read of a question.
PRIVATE = ("ask", "anchors", "beyond", "follow_ups", "listen_for", "evidence", "variant")


@cache
def files() -> dict[str, bytes]:
    """Every file of the embed by its path below the site."""
    return made(export_embed(real_edition()))


def page_of(part: Part) -> BeautifulSoup:
    return BeautifulSoup(files()[f"{part.path}index.html"], "html.parser")


def oembed_of(part: Part) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(files()[part.oembed])
    return answer


def read(text: str) -> str:
    """A text of the data as a reader meets it."""
    return folded(inline(text).striptags())


def lines_of(part: Part) -> list[str]:
    return [folded(line.get_text()) for line in page_of(part).select("a.line")]


def test_every_part_of_every_role_has_its_files(handbook: Handbook) -> None:
    """A page and an oEmbed answer for each role and part, the chooser, and what they load."""
    pairs = [(role, slug) for role in handbook.roles for slug in SLUGS]

    assert set(files()) == {
        *(f"embed/{role}/{slug}/index.html" for role, slug in pairs),
        *(f"oembed/{role}-{slug}.json" for role, slug in pairs),
        *(f"embed/{name}" for name in ("index.html", "embed.js", "frame.js", "choose.js")),
        "embed/embed.css",
    }


@pytest.mark.parametrize("role", real().roles)
def test_responsibilities_are_those_of_the_advert(handbook: Handbook, role: str) -> None:
    """The posted lines, in the order of the role's page, and no others."""
    part = next(p for p in PARTS if (p.role.id, p.slug) == (role, "responsibilities"))
    posted = [s.item for s in handbook.resolved[role].responsibilities if s.item.posted]

    assert lines_of(part) == [read(item.line) for item in posted]


@pytest.mark.parametrize("role", real().roles)
def test_requirements_are_those_of_the_advert(handbook: Handbook, role: str) -> None:
    """Musts, then what is also useful, each with its level; what is only expected stays out."""
    part = next(p for p in PARTS if (p.role.id, p.slug) == (role, "requirements"))
    asked = [
        item
        for necessity in ("must", "nice")
        for item in handbook.resolved[role].requirements_of(necessity)
    ]
    levels = [folded(fact.get_text()) for fact in page_of(part).select(".facts")]

    assert lines_of(part) == [read(item.line) for item in asked]
    assert levels == [
        f"{handbook.skills[item.skill].title}: "
        + handbook.choice("skill_level", item.skill_level).label.lower()
        for item in asked
    ]


@pytest.mark.parametrize("role", real().roles)
def test_process_has_the_stages_and_minutes_of_the_loop(handbook: Handbook, role: str) -> None:
    """Every stage with the candidate, its minutes, and their sum; not the panel's own."""
    part = next(p for p in PARTS if (p.role.id, p.slug) == (role, "process"))
    loop = handbook.loops[handbook.roles[role].loop]
    stages = [stage for stage in loop.stages if stage.with_candidate]
    minutes = [span.get_text() for span in page_of(part).select(".facts span:first-child")]

    assert lines_of(part) == [stage.title for stage in stages]
    assert minutes == [f"{stage.minutes} minutes" for stage in stages]
    assert part.lead == (
        f"{len(stages)} stages, {loop_minutes(loop, with_candidate=True)} minutes in all."
    )


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_no_part_shows_anything_of_a_question(handbook: Handbook, part: Part) -> None:
    """Invariant 7: embeds stand in adverts, so they hold no question, answer or link to one."""
    page = page_of(part)
    text = folded(page.get_text())
    secrets = [
        read(line)
        for question in handbook.questions.values()
        for name in PRIVATE
        for value in [getattr(question, name)]
        for line in ((value,) if isinstance(value, str) else value)
    ]

    assert [secret for secret in secrets if secret in text] == []
    assert page.select('a[href*="/interview/"], a[href*="/questions/"]') == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_page_needs_nothing_but_its_own_two_files(part: Part) -> None:
    """One style, one script, both beside it; nothing inline; a policy that allows no more."""
    page = page_of(part)
    policy = page.select_one("meta[http-equiv]")
    loaded = {str(tag["src"]) for tag in page.select("script")}
    loaded |= {str(tag["href"]) for tag in page.select("link[rel=stylesheet]")}
    inline = [
        f"<{tag.name} {name}>"
        for tag in page.find_all(True)
        for name in tag.attrs
        if name == "style" or name.startswith("on")
    ]

    assert {urljoin(f"/{part.path}", path) for path in loaded} == {
        "/embed/embed.css",
        "/embed/frame.js",
    }
    assert inline == []
    assert [tag.get_text() for tag in page.select("script, style")] == [""]
    assert policy is not None
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert str(policy["content"]).startswith("default-src 'none'; script-src 'self'; style-src")
    assert "unsafe" not in str(policy["content"])


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_page_says_whose_it_is(part: Part) -> None:
    """Links leave the frame, search engines are sent to the role's page, the license is named."""
    page = page_of(part)
    found = {str(tag["rel"][0]): str(tag["href"]) for tag in page.select("[rel]")}
    meta = {str(tag["name"]): str(tag["content"]) for tag in page.select("meta[name]")}

    assert [tag["target"] for tag in page.select("base")] == ["_top"]
    assert meta["robots"] == "noindex"
    assert found["canonical"] == SITE_URL.rstrip("/") + part.page
    assert found["alternate"] == f"{SITE_URL}{part.oembed}"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [tag.get_text() for tag in page.select("h1")] == [part.title]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_links_lead_to_pages_of_the_handbook(part: Part) -> None:
    """From inside the frame, a relative link reaches a page (anchors: tests/built/test_embed)."""
    pages = {page.address for page in read_pages(ROOT)[0].values()}
    links = [str(tag["href"]) for tag in page_of(part).select("main a, footer a:not([rel])")]
    reached = {urljoin(f"/{part.path}", link).partition("#")[0] for link in links}

    assert reached
    assert reached - pages == set()


def test_chooser_lists_every_part() -> None:
    """Without its script, /embed/ is the way to all parts."""
    page = BeautifulSoup(files()["embed/index.html"], "html.parser")
    links = {urljoin("/embed/", str(tag["href"])) for tag in page.select(".choices a")}

    assert links == {f"/{part.path}" for part in PARTS}


def test_markup_in_data_stays_text() -> None:
    """Markup that reached the data is shown to the letter and never runs."""
    edition = tiny_edition()
    changed: dict[str, Any] = {kind: hostile(getattr(edition.handbook, kind)) for kind in KINDS}
    changed["vocabularies"] = hostile(edition.handbook.vocabularies)
    book = replace(edition.handbook, **changed, resolved=resolve_roles(changed["roles"]))
    attacked = made(export_embed(replace(edition, handbook=book)))
    documents = [text.decode() for path, text in attacked.items() if path.endswith(".html")]
    frames = [json.loads(text)["html"] for path, text in attacked.items() if path[-5:] == ".json"]

    assert all(ATTACK not in text for text in (*documents, *frames))
    assert [t for t in documents if "alert" not in t] == []
    for text in (*documents, *frames):
        page = BeautifulSoup(text, "html.parser")
        assert page.select("img, [onerror], script:not([src])") == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_oembed_answer_is_as_the_specification_has_it(part: Part) -> None:
    """oEmbed 1.0, 2.3.4: type and version; a rich answer has html, width and height as numbers."""
    answer = oembed_of(part)
    texts = ("title", "author_name", "author_url", "provider_name", "provider_url")

    assert (answer["type"], answer["version"]) == ("rich", "1.0")
    assert type(answer["width"]) is type(answer["height"]) is int
    assert [key for key in texts if type(answer[key]) is not str] == []
    assert answer["cache_age"] > 0
    assert set(answer) == {*texts, "cache_age", "type", "version", "html", "width", "height"}
    assert answer["provider_url"] == SITE_URL


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_oembed_html_is_the_frame_in_the_stated_size(part: Part) -> None:
    """The markup is one frame of the part's page, as high as the answer says, at most as wide."""
    answer = oembed_of(part)
    (frame,) = BeautifulSoup(answer["html"], "html.parser").find_all(True)

    assert frame.name == "iframe"
    assert frame["src"] == f"{SITE_URL}{part.path}"
    assert frame["title"] == answer["title"] == part.title
    assert (frame["width"], frame["height"]) == ("100%", str(answer["height"]))
    assert frame["style"] == f"max-width:{answer['width']}px;height:{answer['height']}px"
    assert set(frame.attrs) & {"onload", "srcdoc"} == set()


def test_quote_in_a_title_stays_in_its_attribute() -> None:
    """A role's title may hold any character, and the snippet stays one tag."""
    role = PARTS[0].role._replace(title='Back-end "API" & <data>')
    part = replace(PARTS[0], role=role)
    frame, link, _ = BeautifulSoup(
        part.frame(SITE_URL) + part.script(SITE_URL), "html.parser"
    ).find_all(True)

    assert frame["title"] == link.get_text() == 'Back-end "API" & <data>: responsibilities'


def test_more_text_is_promised_more_height() -> None:
    """The height for frames without script grows with every entry and with longer lines."""
    part = PARTS[0]
    (section,) = part.sections
    fewer = replace(section, entries=section.entries[1:])
    longer = replace(section.entries[0], line=section.entries[0].line * 3)
    grown = replace(section, entries=(longer, *section.entries[1:]))

    heights = [replace(part, sections=(one,)).height for one in (fewer, section, grown)]

    assert heights == sorted(set(heights))


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('see <a href="/a/">the <em>page</em></a>', "see the <em>page</em>"),
        ("<abbr>API</abbr> &lt;a&gt;", "<abbr>API</abbr> &lt;a&gt;"),
    ],
)
def test_line_that_is_a_link_holds_no_other(html: str, left: str) -> None:
    """Links are taken out, everything else stays, escaped text included."""
    assert unlinked(Markup(html)) == left  # noqa: S704 - the texts above
