"""The public JSON at /api/v1/: what the pages show, for other programs.

Its version follows SemVer: that of the newest entry of data/changes.yaml with an `api_version`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from pydantic import BaseModel

from macros.address.patterns import path_of
from macros.core.edition import Edition, Export
from macros.core.handbook import Handbook
from macros.core.kinds import KINDS
from macros.core.recall import remembered
from macros.model.posting import PostingFrame
from macros.public.records import Record, file_of, make_record, record_of
from macros.public.views import (
    Vocabulary,
    candidate_view,
    job_description,
    search_strings_of,
    vocabularies,
)

_MODELS: dict[str, type[BaseModel]] = {kind.name: kind.model for kind in KINDS}
_MODELS["vocabulary"] = Vocabulary


@dataclass(frozen=True, slots=True)
class File:
    """A list of the API: the kind it lists, and what it holds.

    A `view` makes something else of each entity than its record, and needs a `name`: its path
    without the ending.
    """

    kind: str
    about: str
    name: str = ""
    view: Callable[[Edition, Any], BaseModel] | None = None

    @property
    def path(self) -> str:
        """Where it stands below /api/v1/."""
        return f"{self.name}.json" if self.name else file_of(self.kind)

    @property
    def key(self) -> str:
        """The key its entries stand under."""
        return self.path.removesuffix(".json")

    @property
    def record(self) -> type[Record]:
        """The class of its entries."""
        return record_of(self.view.__annotations__["return"] if self.view else _MODELS[self.kind])

    def entities(self, book: Handbook) -> Mapping[str, Any]:
        """What its entries are made from, by id and in the order of the data."""
        return vocabularies(book) if self.kind == "vocabulary" else book.entities(self.kind)

    def entry(self, edition: Edition, entity: BaseModel) -> Record:
        """The record of an entity."""
        return make_record(edition, self.view(edition, entity) if self.view else entity)


@dataclass(frozen=True, slots=True)
class Single:
    """A file of the API that holds one record."""

    path: str
    about: str
    model: type[BaseModel]
    find: Callable[[Handbook], BaseModel]

    @property
    def record(self) -> type[Record]:
        """The class of its record."""
        return record_of(self.model)


def entries(edition: Edition, file: File) -> dict[str, Record]:
    """The records of one file by id, in the order of the data."""
    return {id: _entries(edition)(file, id) for id in file.entities(edition.handbook)}


@lru_cache(maxsize=1)
def _entries(edition: Edition) -> Callable[[File, str], Record]:
    """What gives a record; made once, because lists, single files and tables hold the same."""

    def entry(file: File, id: str) -> Record:
        return file.entry(edition, file.entities(edition.handbook)[id])

    return remembered(edition.handbook.recall, "entry", entry)


def export_api(edition: Edition) -> Iterator[Export]:
    """Every JSON file of the API but its description; the same data gives the same bytes."""
    for file in FILES:
        yield Export(path_of("api_file", file.path), partial(_list, edition, file))
        for id in file.entities(edition.handbook):
            path = path_of("api_record", file.key, id)
            yield Export(path, partial(_entry, edition, file, id))
    for single in SINGLES:
        yield Export(path_of("api_file", single.path), partial(_single, edition, single))


def to_json(book: Handbook, value: Mapping[str, Any]) -> bytes:
    """A file of the API: UTF-8 with letters as they are, the schema version first."""
    whole = {"schema_version": book.api_version(), **value}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _list(edition: Edition, file: File) -> bytes:
    records = [record.model_dump(mode="json") for record in entries(edition, file).values()]
    return to_json(edition.handbook, {file.key: records})


def _entry(edition: Edition, file: File, id: str) -> bytes:
    return to_json(edition.handbook, _entries(edition)(file, id).model_dump(mode="json"))


def _single(edition: Edition, single: Single) -> bytes:
    book = edition.handbook
    return to_json(book, make_record(edition, single.find(book)).model_dump(mode="json"))


FILES = (
    File("role", "Roles with inherited lines filled in, loops and the trace"),
    File("skill", "Skills, their four levels and what counts as equivalent"),
    File(
        "role",
        "For candidates: stages and how to prepare, no questions",
        "candidates",
        candidate_view,
    ),
    File("question", "Questions with follow-ups and scores"),
    File("loop", "Interview loops with every stage in full"),
    File("work_sample", "Work samples with their code and rubrics"),
    File("calibration", "Invented answers with reference scores"),
    File("role", "Job descriptions as a tree and as text", "job-descriptions", job_description),
    File("role", "Strings to search candidates with", "search-strings", search_strings_of),
    File("search_dialect", "Places to search for people, and how they want to be asked"),
    File("place", "Pay-transparency law by place; not legal advice"),
    File("hiring_law", "Other law on hiring by place; not legal advice"),
    File("tool", "Tools in plain English"),
    File("term", "The glossary"),
    File("faq", "Questions people ask, with answers"),
    File("pay", "Pay by country and source"),
    File("source", "Every source with its dates and license"),
    File("method", "Ways to select people, and how well they predict work"),
    File("phrase", "Wording to keep out of a job posting, and what to say"),
    File("vocabulary", "Every closed choice: levels, kinds, categories", "vocabularies"),
    File("change", "What changed for readers, newest first"),
)
#: The kind of the entities that a list holds, by the key of the list.
LISTS = {file.key: file.kind for file in FILES}
SINGLES = (
    Single(
        "posting.json",
        "The words that every job description shares",
        PostingFrame,
        lambda book: book.posting,
    ),
)
