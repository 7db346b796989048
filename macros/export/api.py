"""The public JSON at /api/v1/: what the pages show, for other programs.

The shapes here are a promise of their own: a rename in data/ must not leak, so every field
is written out. `SCHEMA_VERSION` follows SemVer; docs/api/v1/index.md lists its changes.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from macros.edition import Export
from macros.handbook import Handbook
from macros.inherit import Stated
from macros.model.interview import Calibration, Loop, Question, Skill, WorkSample
from macros.model.law import Place
from macros.model.reference import Faq, Pay, Source, Term, Tool
from macros.model.role import Requirement, Responsibility, Role
from macros.search_strings import search_strings
from macros.trace import loop_minutes, tests_of

SCHEMA_VERSION = "1.1.0"
ROOT = "api/v1"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the API: its path below /api/v1/, what it holds, and how entries are made."""

    path: str
    about: str
    kind: str
    make: Callable[[Handbook, Any], Record]

    @property
    def key(self) -> str:
        """The key its entries stand under."""
        return self.path.removesuffix(".json")


def entries(book: Handbook, file: File) -> list[Record]:
    """The records of one file, in the order of the data."""
    return [file.make(book, entity) for entity in book.entities(file.kind).values()]


def export_api(book: Handbook) -> Iterator[Export]:
    """Every file of the API; the same data gives the same bytes."""
    yield Export(f"{ROOT}/index.json", partial(_index, book))
    for file in FILES:
        yield Export(f"{ROOT}/{file.path}", partial(_list, book, file))
        for entity in book.entities(file.kind).values():
            path = f"{ROOT}/{file.key}/{entity.id}.json"
            yield Export(path, partial(_single, book, file, entity))


def _index(book: Handbook) -> bytes:
    files = [
        {"path": file.path, "about": file.about, "count": len(book.entities(file.kind))}
        for file in FILES
    ]
    return _bytes({"schema_version": SCHEMA_VERSION, "files": files})


def _list(book: Handbook, file: File) -> bytes:
    return _bytes({"schema_version": SCHEMA_VERSION, file.key: entries(book, file)})


def _single(book: Handbook, file: File, entity: Any) -> bytes:
    return _bytes({"schema_version": SCHEMA_VERSION, **file.make(book, entity)})


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(model: BaseModel, *fields: str) -> Record:
    """Some fields of a record, dates as text and references as ids."""
    return model.model_dump(mode="json", include=set(fields))


def _role(book: Handbook, role: Role) -> Record:
    resolved = book.resolved[role.id]
    loop = book.loops[role.loop]
    return {
        "id": role.id,
        "url": f"/roles/{role.id}/",
        "title": role.title,
        "alternate_titles": list(role.alternate_titles),
        "level": role.level,
        "track": role.track,
        "based_on": role.based_on,
        "summary": role.summary,
        "scope": role.scope,
        "autonomy": role.autonomy,
        "reach": role.reach,
        "responsibilities": [_responsibility(stated) for stated in resolved.responsibilities],
        "requirements": [_requirement(book, loop, s) for s in resolved.requirements],
        "tools": [{"tool": s.item.tool, "why": s.item.why} for s in resolved.tools],
        "outcomes": _plain(role.outcomes, "ninety_days", "one_year"),
        "interview": _loop(loop),
        "pay_series": list(role.pay),
        "occupation_codes": [
            _plain(code, "framework", "code", "label", "note", "source", "url")
            for code in role.occupation_codes
        ],
        "faqs": [faq.id for faq in book.faqs_of(role.id)],
    }


def _responsibility(stated: Stated[Responsibility]) -> Record:
    return {
        "id": stated.item.id,
        "line": stated.item.line,
        "skills": list(stated.item.skills),
        "example": stated.item.example,
        "status": stated.status,
    }


def _requirement(book: Handbook, loop: Loop, stated: Stated[Requirement]) -> Record:
    item = stated.item
    return {
        "id": item.id,
        "skill": item.skill,
        "skill_level": item.skill_level,
        "necessity": item.necessity,
        "line": item.line,
        "status": stated.status,
        "tested_by": [
            {"stage": test.stage.id, "question": test.question.id}
            for test in tests_of(book, loop, item)
        ],
    }


def _loop(loop: Loop) -> Record:
    return {
        "minutes": loop_minutes(loop),
        "minutes_with_candidate": loop_minutes(loop, with_candidate=True),
        "stages": [
            {
                **_plain(stage, "id", "title", "minutes", "interviewers", "with_candidate"),
                "purpose": stage.purpose,
                "skills": list(stage.skills),
                "ai_rule": stage.ai_rule.rule,
                "questions": [_plain(q, "question", "minutes") for q in stage.questions],
            }
            for stage in loop.stages
        ],
    }


def _candidate(book: Handbook, role: Role) -> Record:
    """What a candidate may know of a role's loop: stages and preparation, no questions."""
    return {
        "id": role.id,
        "url": f"/roles/{role.id}/candidate/",
        "title": role.title,
        "requirements": [
            _plain(item, "id", "skill", "skill_level", "line")
            for item in book.resolved[role.id].requirements_of("must")
        ],
        "stages": [
            {
                **_plain(stage, "id", "title", "minutes", "interviewers", "purpose"),
                **_plain(stage, "accommodations", "told_beforehand", "prepare"),
                "ai_rule": stage.ai_rule.rule,
                "ai_note": stage.ai_rule.note,
            }
            for stage in book.loops[role.loop].stages
            if stage.with_candidate
        ],
    }


def _work_sample(book: Handbook, sample: WorkSample) -> Record:
    return {
        **sample.model_dump(mode="json"),
        "url": f"/work-samples/{sample.id}/",
        "download": f"/work-samples/{sample.id}/{sample.id}.zip",
    }


def _calibration(book: Handbook, item: Calibration) -> Record:
    return {**item.model_dump(mode="json"), "url": f"/guides/calibration/#{item.id}"}


def _search_strings(book: Handbook, role: Role) -> Record:
    """The strings to find people for a role with, by place to search and breadth."""
    return {
        "id": role.id,
        "url": f"/roles/{role.id}/search/",
        "title": role.title,
        "dialects": [
            {
                "id": dialect.id,
                "title": dialect.title,
                "strings": [
                    {"breadth": breadth, "label": one.label, "text": one.text}
                    for breadth, strings in search_strings(book, role.id, dialect.id).items()
                    for one in strings
                ],
            }
            for dialect in book.search_dialects.values()
        ],
    }


def _skill(book: Handbook, skill: Skill) -> Record:
    fields = ("id", "title", "kind", "plain", "why", "levels", "assess", "equivalents", "learn")
    return {
        **_plain(skill, *fields),
        "url": f"/skills/{skill.id}/",
        "questions": [question.id for question in book.questions_of(skill.id)],
    }


def _question(book: Handbook, question: Question) -> Record:
    record = question.model_dump(mode="json")
    record["scores"] = {
        str(score): text for score, text in enumerate(record.pop("anchors"), start=1)
    }
    return {**record, "url": f"/questions/#{question.id}"}


def _tool(book: Handbook, tool: Tool) -> Record:
    record = tool.model_dump(mode="json")
    record["license"] = record.pop("licence")
    return {**record, "url": f"/tools/{tool.category}/#{tool.id}"}


def _term(book: Handbook, term: Term) -> Record:
    return {**term.model_dump(mode="json"), "url": f"/glossary/#{term.id}"}


def _faq(book: Handbook, faq: Faq) -> Record:
    fields = ("id", "topic", "question", "short", "why", "do", "roles")
    return {
        **_plain(faq, *fields),
        "see": faq.see.page,
        "sources": list(faq.sources),
        "urls": [f"/roles/{role}/faq/#{faq.id}" for role in faq.roles],
    }


def _pay(book: Handbook, pay: Pay) -> Record:
    return {**pay.model_dump(mode="json"), "url": f"/pay/{pay.id}/"}


def _place(book: Handbook, place: Place) -> Record:
    """A place; what it says may be used until `review_by`, whatever `in_force` says."""
    fields = ("id", "title", "region", "law", "in_force", "from_when", "who", "in_posting")
    words = ("instead", "scope", "remote", "otherwise", "records", "penalty", "caveat")
    return {
        **_plain(place, *fields, *words, "range_at_most", "official", "as_of"),
        "review_by": book.expiry(place).isoformat(),
        "sources": [place.source, *place.also],
        "url": f"/law/pay-transparency/#{place.id}",
    }


def _source(book: Handbook, source: Source) -> Record:
    record = source.model_dump(mode="json")
    record["license"] = record.pop("licence")
    return {**record, "url": f"/sources/#{source.id}", "source_url": source.url}


FILES = (
    File("roles.json", "Roles with inherited lines filled in, loops and the trace", "role", _role),
    File("search-strings.json", "Search strings by role and dialect", "role", _search_strings),
    File("skills.json", "Skills, their four levels and what counts as equivalent", "skill", _skill),
    File(
        "candidates.json",
        "For candidates: stages and how to prepare, no questions",
        "role",
        _candidate,
    ),
    File("questions.json", "Questions with follow-ups and scores", "question", _question),
    File("work-samples.json", "Work samples with their rubrics", "work_sample", _work_sample),
    File(
        "calibrations.json", "Invented answers with reference scores", "calibration", _calibration
    ),
    File("tools.json", "Tools in plain English", "tool", _tool),
    File("terms.json", "The glossary", "term", _term),
    File("faqs.json", "Questions people ask, with answers", "faq", _faq),
    File("pay.json", "Pay by country and source", "pay", _pay),
    File("places.json", "Pay-transparency law by place; not legal advice", "place", _place),
    File("sources.json", "Every source with its dates and license", "source", _source),
)
