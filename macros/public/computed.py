"""What records hold beyond their model: addresses, review days, joins and sums.

A function's name is that of the field, its docstring what the field holds, its return type the
field's type in terms of the model.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.core.inherit import Stated
from macros.core.kinds import KINDS
from macros.model import role as model
from macros.model.base import (
    Entity,
    Id,
    Line,
    QuestionRef,
    Reference,
    RoleRef,
    Sourced,
    Text,
    last_day,
)
from macros.model.change import Change
from macros.model.interview import Calibration, CodeLanguage, Loop, Question, Skill, WorkSample
from macros.model.law import HiringLaw, Place
from macros.model.reference import Faq, Method, Pay, PaySeries, Source, Term
from macros.model.role import Role
from macros.model.tool import Tool
from macros.public.views import (
    AskedBy,
    CodeFile,
    Dropped,
    Requirement,
    Responsibility,
    RoleLoop,
    RoleTool,
    SampleTwin,
    TestedBy,
)
from macros.tell.samples import archive_of
from macros.tell.trace import loop_minutes, tests_of

Made = TypeVar("Made", bound=Callable[..., Any])
#: The functions that compute fields, by the class of what they are computed from, and by name.
COMPUTED: dict[type[BaseModel], dict[str, Callable[..., Any]]] = {}
FaqRef = Annotated[Id, Reference("faq")]
_KIND_OF: dict[type[Entity], str] = {kind.model: kind.name for kind in KINDS}


def computed(*owners: type[BaseModel], name: str = "") -> Callable[[Made], Made]:
    """Add a field to the records of some model classes, or put it in the place of one.

    The function takes the Edition and the entity. Its name, its return type and its docstring
    are those of the field; `name` stands in for a name that another function has.
    """

    def register(function: Made) -> Made:
        for owner in owners:
            COMPUTED.setdefault(owner, {})[name or function.__name__] = function
        return function

    return register


@computed(Role, Skill, Question, WorkSample, Calibration, Term, Source, Method, Pay, Place, Change)
def url(_edition: Edition, entity: Entity) -> str:
    """Its permanent address, from the root of the site."""
    return address_of(_KIND_OF[type(entity)], entity)


@computed(Tool, name="url")
def url_of_tool(_edition: Edition, tool: Tool) -> str:
    """Its permanent address, from the root of the site."""
    return address_of("tool", tool.category, tool)


@computed(HiringLaw, name="url")
def url_of_law(_edition: Edition, law: HiringLaw) -> str:
    """Its permanent address, from the root of the site."""
    return address_of("hiring_law", law.topic, law)


@computed(PaySeries, name="url")
def url_of_series(edition: Edition, series: PaySeries) -> str:
    """Its permanent address, from the root of the site."""
    country, _ = edition.handbook.find_series(series.id)
    return address_of("pay_series", country, series)


@computed(Sourced)
def as_of(_edition: Edition, figure: Sourced) -> date:
    """The last day of `dated`, for programs that compare dates; it is no more exact than that."""
    return last_day(figure.as_of)


@computed(Sourced)
def review_by(edition: Edition, figure: Sourced) -> date:
    """The last day it may be shown without being read again at its source."""
    return edition.handbook.expiry(figure)


@computed(Sourced)
def expired(edition: Edition, figure: Sourced) -> bool:
    """Whether `review_by` had passed when this file was made. If so, its values are null."""
    return edition.handbook.expiry(figure) < edition.today


@computed(Source, name="expired")
def source_expired(edition: Edition, source: Source) -> bool:
    """Whether `review_by` had passed when this file was made."""
    return source.review_by < edition.today


@computed(Source)
def figures(edition: Edition, source: Source) -> int:
    """How many figures of this handbook stand on it."""
    return edition.handbook.figures_of(source.id)


@computed(Faq, name="expired")
def faq_expired(edition: Edition, faq: Faq) -> bool:
    """Whether one of its sources was past its review date when this file was made."""
    sources = (edition.handbook.sources[id] for id in faq.sources)
    return any(source.review_by < edition.today for source in sources)


@computed(Faq, name="urls")
def urls_of_faq(_edition: Edition, faq: Faq) -> tuple[str, ...]:
    """Its addresses, one on the FAQ page of each role, from the root of the site."""
    return tuple(address_of("faq", role, faq) for role in faq.roles)


@computed(Skill)
def asked_by(edition: Edition, skill: Skill) -> tuple[AskedBy, ...]:
    """The roles that ask for it, lowest level first."""
    asks = edition.handbook.askers_of(skill.id)
    return tuple(AskedBy(role=role.id, skill_level=level) for role, level in asks)


@computed(Skill)
def questions(edition: Edition, skill: Skill) -> tuple[QuestionRef, ...]:
    """The questions that test it."""
    return tuple(question.id for question in edition.handbook.questions_of(skill.id))


@computed(Question)
def scores(_edition: Edition, question: Question) -> dict[str, Text]:
    """What an answer worth each score says or does, by the scores 1 to 4."""
    return {str(score): text for score, text in enumerate(question.scores, start=1)}


@computed(Loop, name="roles")
def roles_of_loop(edition: Edition, loop: Loop) -> tuple[RoleRef, ...]:
    """The roles that use it, lowest level first."""
    return tuple(role.id for role in edition.handbook.rungs() if role.loop == loop.id)


@computed(Loop, name="urls")
def urls_of_loop(edition: Edition, loop: Loop) -> tuple[str, ...]:
    """The interview pages of the roles that use it, from the root of the site."""
    return tuple(address_of("role_part", id, "interview") for id in roles_of_loop(edition, loop))


@computed(Loop)
def minutes(_edition: Edition, loop: Loop) -> int:
    """Minutes of all stages."""
    return loop_minutes(loop)


@computed(Loop)
def minutes_with_candidate(_edition: Edition, loop: Loop) -> int:
    """Minutes of the stages that the candidate sits through."""
    return loop_minutes(loop, with_candidate=True)


@computed(WorkSample)
def download(_edition: Edition, sample: WorkSample) -> str:
    """The archive that the candidate gets, from the root of the site."""
    return archive_of(sample, sample.language)


@computed(WorkSample)
def run(_edition: Edition, sample: WorkSample) -> Line:
    """The command that starts it in the language it was written in first."""
    return sample.commands[sample.language]


@computed(WorkSample)
def start(edition: Edition, sample: WorkSample) -> tuple[CodeFile, ...]:
    """The files that the candidate gets, in the language it was written in first."""
    return _code(edition, sample, sample.language, "start")


@computed(WorkSample)
def strong(edition: Edition, sample: WorkSample) -> tuple[CodeFile, ...]:
    """The files that a strong solution changes, as it leaves them, in that language."""
    return _code(edition, sample, sample.language, "strong")


@computed(WorkSample)
def twins(edition: Edition, sample: WorkSample) -> tuple[SampleTwin, ...]:
    """The same sample in other languages, each as people who work in it write it."""
    return tuple(
        SampleTwin(
            language=language,
            run=command,
            download=archive_of(sample, language),
            start=_code(edition, sample, language, "start"),
            strong=_code(edition, sample, language, "strong"),
        )
        for language, command in sample.commands.items()
        if language != sample.language
    )


def _code(
    edition: Edition, sample: WorkSample, language: CodeLanguage, part: str
) -> tuple[CodeFile, ...]:
    files = edition.handbook.code_of(sample, language, part).items()
    return tuple(CodeFile(path=name, text=text) for name, text in files)


@computed(Role)
def responsibilities(edition: Edition, role: Role) -> tuple[Responsibility, ...]:
    """What the role does, new lines first."""
    resolved = edition.handbook.resolved[role.id]
    return tuple(
        Responsibility(**_line("responsibility", role, one)) for one in resolved.responsibilities
    )


@computed(Role)
def requirements(edition: Edition, role: Role) -> tuple[Requirement, ...]:
    """What the role asks for, new lines first."""
    book = edition.handbook
    return tuple(
        Requirement(
            **_line("requirement", role, stated),
            tested_by=tuple(
                TestedBy(stage=test.stage.id, question=test.question.id, scored=test.also is None)
                for test in tests_of(book, book.loops[role.loop], stated.item)
            ),
        )
        for stated in book.resolved[role.id].requirements
    )


def _line(
    kind: str, role: Role, stated: Stated[model.Responsibility] | Stated[model.Requirement]
) -> dict[str, Any]:
    """The values of a line as a role shows it; `kind` names its address."""
    return {
        **dict(stated.item),
        "url": address_of(kind, role, stated.item),
        "status": stated.status,
        "stated_by": stated.role,
        "replaces": stated.before.line if stated.before else None,
    }


@computed(Role)
def tools(edition: Edition, role: Role) -> tuple[RoleTool, ...]:
    """What it works with, new tools first."""
    resolved = edition.handbook.resolved[role.id]
    return tuple(RoleTool(**dict(one.item), status=one.status) for one in resolved.tools)


@computed(Role)
def dropped(edition: Edition, role: Role) -> Dropped:
    """What it leaves behind of the role in `based_on`."""
    resolved = edition.handbook.resolved[role.id]
    return Dropped(
        responsibilities=tuple(item.line for item in resolved.dropped_responsibilities),
        requirements=tuple(item.line for item in resolved.dropped_requirements),
        tools=tuple(item.tool for item in resolved.dropped_tools),
    )


@computed(Role)
def interview(edition: Edition, role: Role) -> RoleLoop:
    """The loop in short, with its minutes added up."""
    loop = edition.handbook.loops[role.loop]
    return RoleLoop(
        minutes=loop_minutes(loop),
        minutes_with_candidate=loop_minutes(loop, with_candidate=True),
        stages=loop.stages,
    )


@computed(Role)
def faqs(edition: Edition, role: Role) -> tuple[FaqRef, ...]:
    """The questions people ask about it."""
    return tuple(faq.id for faq in edition.handbook.faqs_of(role.id))
