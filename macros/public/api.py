"""The public JSON at /api/v1/: what the pages show, for other programs.

Shapes and their makers are in `shapes/`. `SCHEMA_VERSION` follows SemVer; its changes are the
entries of data/changes.yaml with an `api_version`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.public.shapes import (
    interviews,
    pay,
    postings,
    practice,
    reference,
    roles,
    sourcing,
    words,
)
from macros.public.shapes.base import Record

SCHEMA_VERSION = "1.2.0"


@dataclass(frozen=True, slots=True)
class File:
    """A list of the API: its path below /api/v1/, what it holds, and how an entry is made."""

    path: str
    about: str
    kind: str
    shape: type[Record]
    make: Callable[[Edition, Any], Record]

    @property
    def key(self) -> str:
        """The key its entries stand under."""
        return self.path.removesuffix(".json")

    def entities(self, book: Handbook) -> Mapping[str, Any]:
        """What its entries are made from, by id and in the order of the data."""
        if self.kind == "vocabulary":
            return words.vocabularies(book)
        return book.entities(self.kind)


@dataclass(frozen=True, slots=True)
class Single:
    """A file of the API that holds one record."""

    path: str
    about: str
    shape: type[Record]
    make: Callable[[Edition], Record]


@lru_cache(maxsize=64)
def entries(edition: Edition, file: File) -> Mapping[str, Record]:
    """The records of one file by id, in the order of the data.

    Kept for the edition, because lists, single files and tables are made of the same ones.
    """
    entities = file.entities(edition.handbook)
    return {id: file.make(edition, entity) for id, entity in entities.items()}


def export_api(edition: Edition) -> Iterator[Export]:
    """Every JSON file of the API but its description; the same data gives the same bytes."""
    for file in FILES:
        yield Export(path_of("api_file", file.path), partial(_list, edition, file))
        for id in file.entities(edition.handbook):
            path = path_of("api_record", file.key, id)
            yield Export(path, partial(_entry, edition, file, id))
    for single in SINGLES:
        yield Export(path_of("api_file", single.path), partial(_single, edition, single))


def to_json(value: Mapping[str, Any]) -> bytes:
    """A file of the API: UTF-8 with letters as they are, the schema version first."""
    whole = {"schema_version": SCHEMA_VERSION, **value}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _list(edition: Edition, file: File) -> bytes:
    records = [record.model_dump(mode="json") for record in entries(edition, file).values()]
    return to_json({file.key: records})


def _entry(edition: Edition, file: File, id: str) -> bytes:
    return to_json(entries(edition, file)[id].model_dump(mode="json"))


def _single(edition: Edition, single: Single) -> bytes:
    return to_json(single.make(edition).model_dump(mode="json"))


FILES = (
    File(
        "roles.json",
        "Roles with inherited lines filled in, loops and the trace",
        "role",
        roles.Role,
        roles.role,
    ),
    File(
        "skills.json",
        "Skills, their four levels and what counts as equivalent",
        "skill",
        interviews.Skill,
        interviews.skill,
    ),
    File(
        "candidates.json",
        "For candidates: stages and how to prepare, no questions",
        "role",
        practice.CandidateView,
        practice.candidate_view,
    ),
    File(
        "questions.json",
        "Questions with follow-ups and scores",
        "question",
        interviews.Question,
        interviews.question,
    ),
    File(
        "loops.json",
        "Interview loops with every stage in full",
        "loop",
        interviews.Loop,
        interviews.loop,
    ),
    File(
        "work-samples.json",
        "Work samples with their code and rubrics",
        "work_sample",
        practice.WorkSample,
        practice.work_sample,
    ),
    File(
        "calibrations.json",
        "Invented answers with reference scores",
        "calibration",
        practice.Calibration,
        practice.calibration,
    ),
    File(
        "job-descriptions.json",
        "Job descriptions as a tree and as text",
        "role",
        postings.JobDescription,
        postings.job_description,
    ),
    File(
        "search-strings.json",
        "Strings to search candidates with",
        "role",
        sourcing.SearchStrings,
        sourcing.search_strings_of,
    ),
    File(
        "search-dialects.json",
        "Places to search for people, and how they want to be asked",
        "search_dialect",
        sourcing.SearchDialect,
        sourcing.dialect,
    ),
    File(
        "places.json",
        "Pay-transparency law by place; not legal advice",
        "place",
        postings.Place,
        postings.place,
    ),
    File("tools.json", "Tools in plain English", "tool", reference.Tool, reference.tool),
    File("terms.json", "The glossary", "term", reference.Term, reference.term),
    File(
        "faqs.json",
        "Questions people ask, with answers",
        "faq",
        reference.Faq,
        reference.faq,
    ),
    File("pay.json", "Pay by country and source", "pay", pay.Pay, pay.pay),
    File(
        "sources.json",
        "Every source with its dates and license",
        "source",
        reference.Source,
        reference.source,
    ),
    File(
        "methods.json",
        "Ways to select people, and how well they predict work",
        "method",
        reference.Method,
        reference.method,
    ),
    File(
        "phrases.json",
        "Wording to keep out of an advert, and what to say",
        "phrase",
        words.Phrase,
        words.phrase,
    ),
    File(
        "vocabularies.json",
        "Every closed choice: levels, kinds, categories",
        "vocabulary",
        words.Vocabulary,
        words.vocabulary,
    ),
    File(
        "changes.json",
        "What changed for readers, newest first",
        "change",
        words.Change,
        words.change,
    ),
)
#: The kind of the entities that a list holds, by the key of the list.
LISTS = {file.key: file.kind for file in FILES}
SINGLES = (
    Single(
        "posting.json",
        "The words that every job description shares",
        postings.PostingFrame,
        postings.posting,
    ),
)
