"""The downloads: Word scorecards and zip files that say what the pages say, byte for byte."""

import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest

from macros.core.credit import NAME
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.files.archive import rezipped, zipped
from macros.files.cards import card_of as title_card_of
from macros.files.embed import export_embed
from macros.files.job_descriptions import export_job_descriptions, word_parts
from macros.files.samples import export_samples
from macros.files.scorecards import export_scorecards
from macros.files.write import exports
from macros.public.api import export_api
from macros.public.feeds import export_feeds
from macros.public.openapi import export_index
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup, folded
from tests.support import API, TODAY, made, real, real_edition, tiny, tiny_edition

CARDS = [
    pytest.param(role.id, stage.id, id=f"{role.id}: {stage.id}")
    for role in real().roles.values()
    for stage in real().loops[role.loop].stages
    if stage.with_candidate
]
#: What only interviewers may read of a question.
PRIVATE = ("ask", "anchors", "beyond", "follow_ups", "listen_for", "evidence", "variant")


@cache
def cards() -> dict[str, bytes]:
    """Every Word document of the real handbook, by its path below the site."""
    return made(export_scorecards(real()))


def words(content: bytes) -> str:
    """All a Word document says, paragraphs and tables."""
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return folded(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def card_of(role: str, stage: str) -> bytes:
    return cards()[f"roles/{role}/interview/scorecard-{stage}.docx"]


def page_card(role: str, stage: str) -> list[str]:
    """The titles and anchors of a scorecard on its stage's page, as they are read."""
    html = bound(View(real(), TODAY))["stage_scorecard"](role, stage)
    block = html.partition('<div class="scorecard-question">')[2]
    titles = [part.partition("</strong>")[0] for part in block.split("<p><strong>")[1:]]
    scores = [part.partition("</li>")[0] for part in block.split("<li")[1:]]
    read = (score.partition(">")[2].partition('<p class="at-level">')[0] for score in scores)
    return [Markup(text).text for text in (*titles, *read)]


@pytest.mark.parametrize(("role", "stage"), CARDS)
def test_document_has_the_questions_and_anchors_of_the_page(role: str, stage: str) -> None:
    """What an interviewer scores by on paper is what the page says, to the word."""
    shown, document = page_card(role, stage), words(card_of(role, stage))
    asked = next(s for s in real().loops[real().roles[role].loop].stages if s.id == stage)

    assert len(shown) == 5 * len(asked.questions)
    assert [text for text in shown if text not in document] == []
    assert asked.title in document


@pytest.mark.parametrize(("role", "stage"), CARDS)
def test_card_says_what_the_level_adds_and_what_else_to_see(role: str, stage: str) -> None:
    """Page and document have what a 3 needs more at the role's level, and the other skills."""
    book, level = real(), real().roles[role].level
    asked = next(s for s in book.loops[book.roles[role].loop].stages if s.id == stage)
    questions = [book.questions[one.question] for one in asked.questions]
    html = bound(View(book, TODAY))["stage_scorecard"](role, stage)
    page, document = Markup(html).text, words(card_of(role, stage))
    needed = [one.at_level[level] for one in questions if level in one.at_level]
    signs = [item.sign for one in questions for item in one.also]
    said = [folded(Markup(inline(text)).text) for text in (*needed, *signs)]

    assert [text for text in said if text not in page or text not in document] == []
    assert document.count("A 3 also needs this:") == len(needed)
    assert document.count("Also seen:") == len(signs)


@pytest.mark.parametrize(("role", "stage"), CARDS)
def test_document_has_room_for_a_decision(role: str, stage: str) -> None:
    """Each card ends with the vote on this stage alone, and names who scored whom."""
    text = words(card_of(role, stage))

    assert "On this stage alone: [ ] hire [ ] do not hire [ ] not enough seen" in text
    assert "Candidate: Interviewer: Date:" in text


def test_there_is_a_document_for_every_stage_with_a_candidate() -> None:
    """No document is missing, and the panel's own stage has none."""
    expected = {f"roles/{p.values[0]}/interview/scorecard-{p.values[1]}.docx" for p in CARDS}

    assert set(cards()) == expected


def test_stage_without_questions_has_its_agenda(dummy: Handbook) -> None:
    """A talk that is not scored has a heading for each part of its agenda."""
    talk, verdict = dummy.loops["clerk"].stages
    bare = talk.model_copy(update={"questions": ()})
    loop = dummy.loops["clerk"].model_copy(update={"stages": (bare, verdict)})
    book = replace(dummy, loops={**dummy.loops, "clerk": loop})
    text = words(made(export_scorecards(book))["roles/clerk/interview/scorecard-talk.docx"])

    assert "Questions from you" in text
    assert "Evidence" not in text


def test_archive_holds_neither_dates_nor_order(dummy: Handbook) -> None:
    """Files in another order, and zipped by another hand, give the same bytes."""
    files = {"b.txt": b"ink", "a.txt": b"page"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b.txt", b"ink")
        archive.writestr("a.txt", b"page")

    assert zipped(files) == zipped(dict(reversed(files.items()))) == rezipped(buffer.getvalue())
    assert len({info.date_time for info in opened(zipped(files)).infolist()}) == 1


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.mark.parametrize("book", [real, tiny], ids=["real", "dummy"])
def test_archive_holds_the_start_and_nothing_else(book: Any) -> None:
    """What a candidate downloads is the start in one language: no solution and no checks."""
    archives = made(export_samples(book()))

    wanted = {
        f"work-samples/{id}/{'' if at == 0 else f'{language}/'}{id}.zip": (id, language)
        for id, sample in book().work_samples.items()
        for at, language in enumerate(sample.commands)
    }
    assert set(archives) == set(wanted)
    for path, (id, language) in wanted.items():
        with opened(archives[path]) as archive:
            held = {name: archive.read(name).decode() for name in archive.namelist()}
        assert held == {
            name.replace(f"{language}/start/", f"{id}/", 1): text
            for name, text in book().code[id].items()
            if name.startswith(f"{language}/start/")
        }
        assert [name for name in held if name.lower().startswith(f"{id}/run.")]


def test_candidates_file_holds_nothing_of_a_question() -> None:
    """Invariant 7: no ask, score, follow-up, evidence or variant reaches a candidate's program."""
    text = made(export_api(real_edition()))[f"{API}/candidates.json"].decode()
    secrets = {
        part
        for question in real().questions.values()
        for name in PRIVATE
        for part in parts(getattr(question, name))
    }

    assert [
        secret for secret in secrets if json.dumps(secret, ensure_ascii=False)[1:-1] in text
    ] == []
    assert [id for id in real().questions if f'"{id}"' in text] == []


def parts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


@pytest.mark.parametrize("role", real().roles)
def test_candidates_file_has_the_stages_of_the_page(role: str) -> None:
    """A candidate's program reads the stages and the preparation that the page shows."""
    entry = json.loads(made(export_api(real_edition()))[f"{API}/candidates/{role}.json"])
    page = Markup(bound(View(real(), TODAY))["candidate_stages"](role)).text
    stages = [s for s in real().loops[real().roles[role].loop].stages if s.with_candidate]

    assert [stage["id"] for stage in entry["stages"]] == [stage.id for stage in stages]
    assert [stage["title"] for stage in entry["stages"] if stage["title"] not in page] == []
    assert [stage["prepare"] for stage in entry["stages"]] == [list(s.prepare) for s in stages]


@pytest.mark.parametrize("kind", ["work-samples", "calibrations"])
def test_practice_lists_have_the_data_of_their_entities(dummy: Handbook, kind: str) -> None:
    """Work samples and calibrations are exported whole, with their address."""
    (entry,) = json.loads(made(export_api(tiny_edition()))[f"{API}/{kind}.json"])[kind]
    entities = dummy.entities(kind.replace("-", "_").removesuffix("s"))
    model = entities[entry["id"]].model_dump(mode="json")

    assert {key: entry[key] for key in model} == model
    assert entry["url"].startswith("/")


def test_files_and_pages_call_the_handbook_what_its_site_is_called() -> None:
    """Whoever gives it a name of their own in mkdocs.yml finds no other in what readers get."""
    edition = replace(tiny_edition(), name="Our & Own Book")
    view = View(tiny(), TODAY, name=edition.name)
    named = [*export_feeds(edition), *export_embed(edition), *export_index(edition)]
    texts = {path: content.decode() for path, content in made(named).items()}
    texts |= {name: bound(view)[name]() for name in ("citations", "feed_list")}

    assert [path for path, text in texts.items() if NAME in text] == []
    assert {path for path, text in texts.items() if re.search("Our (&|&amp;) Own Book", text)} >= {
        *("feed.xml", "roles/clerk/feed.xml", "embed/index.html", "oembed/clerk-process.json"),
        *(f"{API}/openapi.json", "citations"),
    }
    assert title_card_of(edition, edition.pages["index.md"]).name == edition.name


def test_document_of_the_employer_is_by_the_employer() -> None:
    """A posting is theirs from the first word on, or nobody's yet; a scorecard says whose it is."""
    postings = made(export_job_descriptions(real()))
    documents = {
        path: docx.Document(io.BytesIO(one))
        for path, one in postings.items()
        if path.endswith(".docx")
    }
    authors = {one.core_properties.author for one in documents.values()}
    employers = {role.posting.example["company"] for role in real().roles.values()}
    cards_by = {docx.Document(io.BytesIO(one)).core_properties.author for one in cards().values()}

    assert len(documents) == 2 * len(real().roles)  # a template and an example
    assert authors == {"", *employers}
    assert "Backend Hiring Handbook" not in word_parts().decode()
    assert cards_by == {"Backend Hiring Handbook"}


def test_robots_are_told_where_the_sitemap_is() -> None:
    """By its whole address, as RFC 9309 and sitemaps.org ask; nothing is forbidden."""
    edition = replace(tiny_edition(), site_url="https://host.example/hand/book/")
    text = made(exports(edition))["robots.txt"].decode()

    assert "Sitemap: https://host.example/hand/book/sitemap.xml\n" in text
    assert "Disallow" not in text
