"""The kinds of entities, and where each lies (docs/contributing/design.md#model)."""

from dataclasses import dataclass

from pydantic import BaseModel

from macros.core.files import DATA as DATA
from macros.model.base import Entity
from macros.model.change import Change
from macros.model.error import ErrorCode
from macros.model.finding import Finding
from macros.model.interview import Calibration, Loop, Question, Skill, WorkSample
from macros.model.law import HiringLaw, Place
from macros.model.lint import LintRule
from macros.model.moves import Redirects
from macros.model.posting import PostingFrame
from macros.model.reading import Reading
from macros.model.reference import (
    Faq,
    Method,
    Pay,
    Phrase,
    Source,
    Term,
    Vocabularies,
)
from macros.model.role import Role
from macros.model.search import SearchDialect
from macros.model.tool import Tool

#: The folder of the work samples; the code of each lies in a folder of its own there, with a
#: folder for each language that it is written in.
CODE = "work-samples"
#: The parts of a language's folder which are read. The others are what our tests hold the checks
#: against: right solutions that differ from the strong one, and wrong changes to it.
PARTS = ("start", "strong", "check")
KNOWN_PARTS = {*PARTS, "right", "wrong"}
#: Where the schemas lie that editors check the data files with.
SCHEMAS = f"{DATA}/.schema"
#: The ledger: no data, but what publishing writes (macros/address/ledger.py reads it).
PUBLISHED = "ledger.txt"


@dataclass(frozen=True, slots=True)
class Kind:
    """How entities of one kind are called and lie in the data folder.

    `many` is the attribute of the Handbook that holds them all. `listed_in` is the key of the
    list when a file holds many; `stem_field` the field that takes the file's stem in that case
    (none where the stem says nothing). `holds` names the kinds whose ids are written inside its
    entities.
    """

    name: str
    many: str
    model: type[Entity]
    folder: str
    listed_in: str = ""
    stem_field: str = ""
    holds: tuple[str, ...] = ()

    @property
    def files(self) -> str:
        """The files of the kind below the data folder, such as `tools/*.yaml`."""
        return self.folder if self.folder.endswith(".yaml") else f"{self.folder}/*.yaml"

    def reads(self, name: str) -> bool:
        """Whether a path from the root of the repository is that of a file of the kind."""
        folder, _, file = name.rpartition("/")
        return f"{DATA}/{self.folder}" in (name, folder) and file.endswith(".yaml")


KINDS = (
    Kind("role", "roles", Role, "roles"),
    Kind("skill", "skills", Skill, "skills"),
    Kind("loop", "loops", Loop, "loops", holds=("stage",)),
    Kind("pay", "pay", Pay, "pay", holds=("pay_series",)),
    Kind("work_sample", "work_samples", WorkSample, "work-samples"),
    Kind("calibration", "calibrations", Calibration, "calibration"),
    Kind("question", "questions", Question, "questions", "questions", "skill"),
    Kind("tool", "tools", Tool, "tools", "tools", "category"),
    Kind("faq", "faqs", Faq, "faqs", "faqs", "topic"),
    Kind("term", "terms", Term, "terms.yaml", "terms"),
    Kind("source", "sources", Source, "sources.yaml", "sources"),
    Kind("method", "methods", Method, "methods.yaml", "methods"),
    Kind("place", "places", Place, "places.yaml", "places"),
    Kind("hiring_law", "hiring_laws", HiringLaw, "hiring-laws.yaml", "laws"),
    Kind("search_dialect", "search_dialects", SearchDialect, "search-dialects.yaml", "dialects"),
    Kind("phrase", "phrases", Phrase, "phrases.yaml", "phrases"),
    Kind("lint_rule", "lint_rules", LintRule, "lint.yaml", "rules"),
    Kind("change", "changes", Change, "changes.yaml", "changes"),
    Kind("error", "errors", ErrorCode, "errors", "errors"),
)


#: The model of each file of one record, by its name without the ending.
SINGLES: dict[str, type[BaseModel]] = {
    "vocabularies": Vocabularies,
    "posting": PostingFrame,
    "lint-reading": Reading,
    "finding": Finding,
    "redirects": Redirects,
}


def schema_line_of(path: str, name: str) -> str:
    """The comment that leads an editor from a data file to its schema, the file's first line."""
    up = "../" * (path.count("/") - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS.removeprefix(f'{DATA}/')}/{name}.json"
