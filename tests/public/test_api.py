"""The public JSON: complete, equal to the model, and equal to what the pages show."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from macros.core.credit import NAME
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.files.write import exports, write_exports
from macros.model.interview import Question
from macros.public.api import FILES, SINGLES, File, export_api
from macros.public.feeds import feeds
from macros.public.openapi import export_index
from macros.public.tables import TABLES
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import API, each, made, real, real_edition, tiny_edition

ROLES = tuple(real().roles)
#: Lists whose entries no page shows one by one.
NO_PAGE = ("phrases", "vocabularies", "search-dialects")


@cache
def files() -> dict[str, Any]:
    """Every file of the real handbook's API, parsed, by its path below /api/v1/."""
    exported = made(chain(export_index(real_edition()), export_api(real_edition())))
    return {path.removeprefix(f"{API}/"): json.loads(body) for path, body in exported.items()}


def role_of(id: str) -> dict[str, Any]:
    found: dict[str, Any] = files()[f"roles/{id}.json"]
    return found


def read_aloud(text: str) -> str:
    """A text of the data as a reader of a page meets it."""
    return Markup(inline(text)).text


def ids_of(kind: str) -> list[str]:
    return list(real().entities(kind))


def test_index_lists_every_file_with_its_count() -> None:
    """The index names each list once, with what it holds and how many."""
    index = files()["index.json"]

    assert index["files"] == [
        {"path": file.path, "about": file.about, "count": len(files()[file.path][file.key])}
        for file in FILES
    ]
    assert {path for path in files() if "/" not in path} == {
        *("index.json", "openapi.json"),
        *(file.path for file in (*FILES, *SINGLES)),
    }


def test_index_lists_records_tables_and_feeds() -> None:
    """A program finds whatever else there is: single records, tables with columns, feeds."""
    index, exported = files()["index.json"], set(made(exports(real_edition())))
    below = [*(one["path"] for one in (*index["records"], *index["tables"])), index["openapi"]]

    assert [one["path"] for one in index["records"]] == [single.path for single in SINGLES]
    assert [one["path"] for one in index["tables"]] == [table.path for table in TABLES]
    assert [one["path"] for one in index["feeds"]] == [f"/{f.path}" for f in feeds(real(), NAME)]
    assert {f"{API}/{path}" for path in below} <= exported
    assert {one["path"].removeprefix("/") for one in index["feeds"]} <= exported
    assert index["content_version"] == next(iter(real().changes.values())).version


@pytest.mark.parametrize("path", ["index.json", *(one.path for one in (*FILES, *SINGLES))])
def test_file_states_its_schema_version(path: str) -> None:
    """Every file says which version of the API it follows."""
    assert files()[path]["schema_version"] == real().api_version()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.key))
def test_list_holds_every_entity_in_the_order_of_the_data(file: File) -> None:
    """A list has one entry for each entity, and nothing else."""
    assert [entry["id"] for entry in files()[file.path][file.key]] == list(file.entities(real()))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.key))
def test_every_entity_has_a_file_of_its_own(file: File) -> None:
    """Each entry also stands alone, with the version, under its id."""
    alone = {path: body for path, body in files().items() if path.startswith(f"{file.key}/")}
    entries = files()[file.path][file.key]

    assert alone == {
        f"{file.key}/{entry['id']}.json": {"schema_version": real().api_version(), **entry}
        for entry in entries
    }


@pytest.mark.parametrize("role", ROLES)
def test_role_has_the_lines_of_the_model(handbook: Handbook, role: str) -> None:
    """Requirements and responsibilities come with inherited lines filled in."""
    entry, resolved = role_of(role), handbook.resolved[role]

    assert [(r["id"], r["line"], r["skill_level"]) for r in entry["requirements"]] == [
        (s.item.id, s.item.line, s.item.skill_level) for s in resolved.requirements
    ]
    assert [(r["id"], r["line"], r["status"]) for r in entry["responsibilities"]] == [
        (s.item.id, s.item.line, s.status) for s in resolved.responsibilities
    ]
    assert [one["tool"] for one in entry["tools"]] == [s.item.tool for s in resolved.tools]


@pytest.mark.parametrize("role", ROLES)
def test_role_has_the_minutes_of_its_loop(handbook: Handbook, role: str) -> None:
    """Invariant 2: the stages' minutes sum to the loop's, with and without the candidate."""
    interview = role_of(role)["interview"]
    stages = interview["stages"]

    assert [(s["id"], s["minutes"]) for s in stages] == [
        (s.id, s.minutes) for s in handbook.loops[handbook.roles[role].loop].stages
    ]
    assert interview["minutes"] == sum(s["minutes"] for s in stages)
    assert interview["minutes_with_candidate"] == sum(
        s["minutes"] for s in stages if s["with_candidate"]
    )


def levels_shown(question: Question, skill: str) -> tuple[str, ...]:
    """The levels of a skill that a question scores, or shows beside its score."""
    if question.skill == skill:
        return question.skill_levels
    return next((one.skill_levels for one in question.also if one.skill == skill), ())


@pytest.mark.parametrize("role", ROLES)
def test_trace_leads_from_every_must_to_a_question_of_the_loop(
    handbook: Handbook, role: str
) -> None:
    """Invariant 1: each must names a stage and a question that tests its skill at its level."""
    entry = role_of(role)
    asked = {(s["id"], q["question"]) for s in entry["interview"]["stages"] for q in s["questions"]}
    for requirement in entry["requirements"]:
        tests = [(test["stage"], test["question"]) for test in requirement["tested_by"]]
        questions = [handbook.questions[question] for _, question in tests]

        scored = [test["scored"] for test in requirement["tested_by"]]
        shown = [levels_shown(one, requirement["skill"]) for one in questions]

        assert any(scored) or requirement["necessity"] != "must", requirement["id"]
        assert bool(tests) or requirement["necessity"] not in ("must", "tested")
        assert not tests or requirement["necessity"] != "assumed"
        assert set(tests) <= asked
        assert [one.skill == requirement["skill"] for one in questions] == scored
        assert all(requirement["skill_level"] in levels for levels in shown)


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_every_requirement_of_the_api(view: View, role: str) -> None:
    """What the API says a role asks for stands on the role's page, to the word."""
    page = Markup(bound(view)["role_requirements"](role)).text
    lines = [read_aloud(entry["line"]) for entry in role_of(role)["requirements"]]

    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_every_responsibility_of_the_api(view: View, role: str) -> None:
    """What the API says a role does stands on the role's page, to the word."""
    page = Markup(bound(view)["role_responsibilities"](role)).text
    lines = [read_aloud(entry["line"]) for entry in role_of(role)["responsibilities"]]

    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize("role", ROLES)
def test_page_shows_the_minutes_of_the_api(view: View, role: str) -> None:
    """The interview page has each stage with its minutes, and the sum the API states."""
    interview = role_of(role)["interview"]
    page = Markup(bound(view)["interview_loop"](role)).text
    told = [(f"{s['title']} {s['minutes']} min", s["interviewers"]) for s in interview["stages"]]
    total, with_candidate = interview["minutes"], interview["minutes_with_candidate"]

    assert [words for stage in told for words in stage if words not in page] == []
    assert f"{total} minutes: {with_candidate} with the candidate" in page


@each("id", lambda: real().questions)
def test_question_has_the_words_and_scores_of_its_page(view: View, id: str) -> None:
    """The four scores of the API are the four the skill's page shows."""
    entry = files()[f"questions/{id}.json"]
    question = real().questions[id]
    page = Markup(bound(view)["skill_questions"](question.skill)).text

    assert list(entry["scores"]) == ["1", "2", "3", "4"]
    assert list(entry["scores"].values()) == list(question.scores)
    shown = [entry["ask"], *entry["scores"].values(), *entry["follow_ups"], *entry["listen_for"]]
    assert [text for text in shown if read_aloud(text) not in page] == []


@pytest.mark.parametrize("country", ids_of("pay"))
def test_pay_has_the_amounts_of_its_page(view: View, country: str) -> None:
    """Each percentile of the API stands on the country's page, with its source and date."""
    entry = files()[f"pay/{country}.json"]
    page = Markup(bound(view)["pay_series"](country)).text
    for series in entry["series"]:
        amounts = [f"${amount:,}" for amount in series["pay"].values() if amount]

        assert [amount for amount in amounts if amount not in page] == []
        assert series["source"] in real().sources
        assert series["dated"] == real().find_series(series["id"])[1].as_of


def urls() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for entry in files()[file.path][file.key]:
            for url in entry.get("urls") or [entry["url"]] if file.key not in NO_PAGE else ():
                yield f"{file.key}/{entry['id']}", url


def test_every_entry_names_its_permanent_address() -> None:
    """Addresses follow docs/contributing/design.md#addresses, and no two entries share one."""
    found = [url for _, url in urls()]

    assert len(found) == len(set(found))
    assert {"/roles/backend-developer/", "/skills/sql/", "/pay/united-states/"} <= set(found)
    assert "/questions/#sql-missing-customers" in found
    assert "/glossary/#idempotency" in found
    assert "/tools/databases/#postgresql" in found


def test_letters_stay_readable_and_files_end_with_a_line() -> None:
    """Files are UTF-8 with letters as they are, indented, and end with a line break."""
    raw = made(export_api(real_edition()))[f"{API}/terms.json"]

    assert raw.endswith(b"}\n")
    assert b"\\u" not in raw
    assert raw.decode().startswith('{\n "schema_version"')


def test_exports_are_written_below_the_site(tmp_path: Path) -> None:
    """Writing gives every file its exact bytes, and counts them."""
    count = write_exports(tiny_edition(), tmp_path)
    written = {
        file.relative_to(tmp_path).as_posix(): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }

    assert written == made(exports(tiny_edition()))
    assert count == len(written)


def test_what_leads_on_replaces_nothing_of_the_engine(tmp_path: Path) -> None:
    """A page that is there stays; one that led on before leads to where it does now."""
    page, copied = tmp_path / "drawers/index.html", tmp_path / "api/v1/terms/daybook.json"
    write_exports(tiny_edition(), tmp_path)
    before = page.read_bytes()
    page.write_bytes(before.replace(b"storage", b"nowhere"))
    copied.write_bytes(b"{}")
    write_exports(tiny_edition(), tmp_path)

    assert page.read_bytes() == before
    assert copied.read_bytes() == b"{}"
