"""The Handbook: every entity by kind and id, references resolved, with the place of each.

Pages, exports and checks ask it by kind and id; nothing reads the data folder behind it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial, wraps
from itertools import chain
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from macros.core.inherit import ResolvedRole, Stated, chain_of, resolve_roles
from macros.core.kinds import KINDS
from macros.core.load import Loaded, Origin
from macros.core.problems import HandbookError, Position, did_you_mean
from macros.core.promise import Promise
from macros.core.recall import Recall
from macros.core.text import has_number
from macros.model.base import Sourced, parts_of
from macros.model.change import Change
from macros.model.error import ErrorCode
from macros.model.finding import Finding
from macros.model.interview import Calibration, Loop, Question, Skill, WorkSample
from macros.model.law import HiringLaw, Place
from macros.model.lint import LintRule
from macros.model.moves import Redirect
from macros.model.posting import PostingFrame
from macros.model.reading import Reading
from macros.model.reference import (
    Choice,
    Faq,
    Method,
    Pay,
    PaySeries,
    Phrase,
    Source,
    Term,
    Vocabularies,
)
from macros.model.role import Role
from macros.model.search import SearchDialect
from macros.model.tool import Tool

#: The attribute of the Handbook that holds the entities of a kind.
_MANY = {kind.name: kind.many for kind in KINDS}


T = TypeVar("T")
P = ParamSpec("P")
#: The methods whose answers a Handbook with a `recall` keeps, by name, as they are without one.
_KEPT: dict[str, Callable[..., Any]] = {}


def _kept(
    method: Callable[Concatenate["Handbook", P], T],
) -> Callable[Concatenate["Handbook", P], T]:
    name = method.__name__
    _KEPT[name] = method

    @wraps(method)
    def answer(self: "Handbook", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.recall.of(name, *args) if self.recall else method(self, *args, **kwargs)

    return answer


class Rung(NamedTuple):
    """What others say of a role: its name and where it stands. Its other lines concern none."""

    id: str
    title: str
    level: str
    loop: str
    based_on: str | None


class UnknownIdError(LookupError):
    """A macro or an export asked for an id that is not there."""


@dataclass(frozen=True, slots=True, repr=False)
class Handbook:
    """The whole handbook. Mappings keep the order of their files and lists.

    One with a `recall` is asked in `mkdocs serve`, and has whatever is asked of it taken down.

    It has no repr of its own: the macros plugin prints everything it holds once a build, and
    the whole data set as text cost ten seconds.
    """

    vocabularies: Vocabularies
    posting: PostingFrame
    reading: Reading
    finding: Finding
    roles: Mapping[str, Role]
    skills: Mapping[str, Skill]
    questions: Mapping[str, Question]
    loops: Mapping[str, Loop]
    tools: Mapping[str, Tool]
    faqs: Mapping[str, Faq]
    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    phrases: Mapping[str, Phrase]
    methods: Mapping[str, Method]
    pay: Mapping[str, Pay]
    places: Mapping[str, Place]
    hiring_laws: Mapping[str, HiringLaw]
    search_dialects: Mapping[str, SearchDialect]
    work_samples: Mapping[str, WorkSample]
    calibrations: Mapping[str, Calibration]
    lint_rules: Mapping[str, LintRule]
    changes: Mapping[str, Change]
    errors: Mapping[str, ErrorCode]
    code: Mapping[str, Mapping[str, str]]
    redirects: tuple[Redirect, ...]
    promise: Promise
    resolved: Mapping[str, ResolvedRole]
    figures: Mapping[str, int]
    origins: Mapping[tuple[str, str], Origin]
    recall: Recall | None = None

    def entities(self, kind: str) -> Mapping[str, Any]:
        """All entities of a kind by id; vocabularies, pay series, stages and patterns count."""
        if kind == "pay_series":
            return {series.id: series for _, series in self.pay_series()}
        if kind == "stage":
            return {loop.stages[at].id: loop.stages[at] for loop, at in self._stages()}
        if kind == "pattern":
            return {pattern.id: pattern for pattern in self.reading.patterns}
        if kind in Vocabularies.model_fields:
            return {choice.id: choice for choice in getattr(self.vocabularies, kind)}
        found: Mapping[str, Any] = getattr(self, _MANY[kind])
        return found

    def records(self) -> Iterator[tuple[str, str, Any]]:
        """Every entity of every kind that has files of its own: kind, id, entity."""
        for kind in KINDS:
            for id, entity in self.entities(kind.name).items():
                yield kind.name, id, entity

    def each(self, find: Callable[["Handbook", str, str], Iterable[T]], *kinds: str) -> Iterator[T]:
        """What a function of a module finds in every record of some kinds, or of all.

        With a `recall`, what it found in a record is kept until that changes.
        """
        for kind in kinds or _MANY:
            if self.recall:
                yield from self.recall.of("found", find, kind)
            else:
                for id in self.entities(kind):
                    yield from find(self, kind, id)

    def once(self, make: Callable[..., T], *given: Hashable) -> T:
        """What a function of a module makes of the whole, and of what else it is given.

        With a `recall`, it is made only when it has to be.
        """
        made: T = self.recall.of("once", make, *given) if self.recall else make(self, *given)
        return made

    def find(self, kind: str, id: str) -> Any:
        """The entity, or UnknownIdError with the nearest legal id in its message."""
        entities = self.entities(kind)
        if id not in entities:
            raise UnknownIdError(f'"{id}" is not a {kind}.{did_you_mean(id, entities)}')
        return entities[id]

    def choice(self, vocabulary: str, id: str) -> Choice:
        """The label and description of one legal value."""
        choice: Choice = self.find(vocabulary, id)
        return choice

    def rank(self, vocabulary: str, id: str) -> int:
        """The position of a value in its vocabulary, from 0 for the lowest."""
        return list(self.entities(vocabulary)).index(id)

    def standing(self, vocabulary: str, id: str) -> str:
        """A value with its rank spoken out, such as `Practitioner, 3 of 4`."""
        ranks = self.entities(vocabulary)
        return f"{ranks[id].label}, {self.rank(vocabulary, id) + 1} of {len(ranks)}"

    def place(self, kind: str, id: str, *location: str | int) -> Position:
        """Where a field of an entity, a pay series or a value of a vocabulary is written.

        A stage is found by its id alone in the first loop that has it.
        """
        if kind in Vocabularies.model_fields:
            location = (kind, self.rank(kind, id), *location)
            kind, id = "single", "vocabularies"
        if kind == "pay_series":
            pay, series = self.find_series(id)
            kind, id, location = "pay", pay.id, ("series", pay.series.index(series), *location)
        if kind == "stage":
            loop, index = next(pair for pair in self._stages() if pair[0].stages[pair[1]].id == id)
            kind, id, location = "loop", loop.id, ("stages", index, *location)
        return self.origins[kind, id].place(*location)

    def place_of_line(self, name: str, line: Stated[Any]) -> Position:
        """Where a line of a role is written, in the file of the role that states it.

        `name` is the role's list: `responsibilities`, `requirements` or `tools`.
        """
        changes = getattr(self.roles[line.role], name)
        for key in ("add", "replace"):
            for index, item in enumerate(getattr(changes, key)):
                if item.id == line.item.id:
                    return self.place("role", line.role, name, key, index)
        raise UnknownIdError(f'"{line.role}" states no "{line.item.id}" among its {name}.')

    @_kept
    def ladder(self) -> list[Role]:
        """All roles by level, lowest first; of one level, a role before those built on it."""
        steps = {id: len(chain_of(id, self.roles) or ()) for id in self.roles}
        roles = sorted(self.roles.values(), key=lambda role: steps[role.id])
        levels = self.entities("role_level")
        return [role for level in levels for role in roles if role.level == level]

    @_kept
    def rungs(self) -> list[Rung]:
        """The ladder, for who only names the roles."""
        return [
            Rung(role.id, role.title, role.level, role.loop, role.based_on)
            for role in self.ladder()
        ]

    def middle_role(self) -> Role:
        """The role to show where one must be chosen: the middle one, which is opened most often."""
        rungs = self.rungs()
        return self.roles[rungs[len(rungs) // 2].id]

    @_kept
    def profile_of(self, role_id: str) -> dict[str, str]:
        """The skill level that a role is expected to show, by skill id."""
        return self.resolved[role_id].profile()

    @_kept
    def askers_of(self, skill_id: str) -> list[tuple[Rung, str]]:
        """The roles that ask for a skill, lowest first, with the skill level each asks for."""
        profiles = ((rung, self.profile_of(rung.id)) for rung in self.rungs())
        return [(rung, own[skill_id]) for rung, own in profiles if skill_id in own]

    @_kept
    def questions_of(self, skill_id: str) -> list[Question]:
        """The questions that test a skill, in the order of their file."""
        return [question for question in self.questions.values() if question.skill == skill_id]

    def code_of(self, sample: WorkSample, language: str, part: str) -> dict[str, str]:
        """The files of a part of a sample (`start`, `strong`, `check`), by their path in it."""
        folder = f"{language}/{part}/"
        files = self.code[sample.id].items()
        return {name[len(folder) :]: text for name, text in files if name.startswith(folder)}

    @_kept
    def tools_of(self, category_id: str) -> list[Tool]:
        """The tools of a category, in the order of their file."""
        return [tool for tool in self.tools.values() if tool.category == category_id]

    @_kept
    def faqs_of(self, role_id: str) -> list[Faq]:
        """The FAQs that a role's page lists, the role's own topic first."""
        mine = [faq for faq in self.faqs.values() if role_id in faq.roles]
        return sorted(mine, key=lambda faq: faq.topic != role_id)

    def answer(self, faq: Faq, today: date) -> list[tuple[str, Source | None]]:
        """The paragraphs of an answer in order, the short one first.

        One that holds a number comes with the source that expired before `today`, if any.
        """
        sources = [self.sources[id] for id in faq.sources]
        lapsed = next((source for source in sources if source.review_by < today), None)
        return [
            (text, lapsed if has_number(text) else None) for text in (faq.short, faq.why, faq.do)
        ]

    @_kept
    def changes_of(self, role_id: str) -> list[Change]:
        """What changed for readers of a role: its own entries and those about everything."""
        changes = self.changes.values()
        return [change for change in changes if not change.roles or role_id in change.roles]

    @_kept
    def content_version(self) -> str:
        """The version of the content, which is that of its newest change; empty without one."""
        return next((change.version for change in self.changes.values()), "")

    @_kept
    def api_version(self) -> str:
        """The version of the public JSON: that of the newest change that changed it."""
        versions = (change.api_version for change in self.changes.values())
        return next(filter(None, versions), "1.0.0")

    def _stages(self) -> Iterator[tuple[Loop, int]]:
        """Every stage as its loop and its number there, from 0."""
        for loop in self.loops.values():
            yield from ((loop, index) for index in range(len(loop.stages)))

    def pay_series(self) -> Iterator[tuple[Pay, PaySeries]]:
        """Every pay series with the country it belongs to."""
        for pay in self.pay.values():
            for series in pay.series:
                yield pay, series

    def find_series(self, id: str) -> tuple[Pay, PaySeries]:
        """A pay series and its country."""
        series = self.find("pay_series", id)
        return next(pair for pair in self.pay_series() if pair[1] is series)

    def figures_of(self, source_id: str) -> int:
        """How many figures stand on a source."""
        return self.figures.get(source_id, 0)

    def expiry(self, figure: Sourced) -> date:
        """The last day a figure may be shown without a notice."""
        return figure.review_by or self.sources[figure.source].review_by


def assemble(loaded: Loaded) -> Handbook:
    """Join what was read; raises HandbookError when a file that everything needs failed."""
    if not (loaded.vocabularies and loaded.posting and loaded.reading and loaded.finding):
        raise HandbookError(loaded.problems)
    many: dict[str, Any] = {kind.many: loaded.entities[kind.name] for kind in KINDS}
    return Handbook(
        vocabularies=loaded.vocabularies,
        posting=loaded.posting,
        reading=loaded.reading,
        finding=loaded.finding,
        **many,
        code=loaded.code,
        redirects=loaded.redirects.redirects,
        promise=loaded.promise,
        resolved=resolve_roles(loaded.entities["role"]),
        figures=_figures(loaded.entities),
        origins=loaded.origins,
    )


def recalled(
    book: Handbook, pages: Mapping[str, Any], recall: Recall, rest: object, place: object = None
) -> tuple[Handbook, Mapping[str, Any]]:
    """The same Handbook and pages, with what is asked of them taken down from one edit to the next.

    `rest` is what answers depend on beside these, and `place` what only some of them ask for.
    """
    names = [*_MANY.values(), "code", "resolved", "figures", "origins"]
    told = (book.vocabularies, book.posting, book.reading, book.finding)
    single = (told, book.redirects, book.promise)
    leaves = {name: getattr(book, name) for name in names}
    asked = recall.turn((rest, single), {**leaves, "pages": pages})
    asked_pages = asked.pop("pages")
    if place is not None:
        recall.give("given", "place", place)
    now = replace(book, **asked, recall=recall)
    recall.makers |= {name: partial(method, now) for name, method in _KEPT.items()}
    recall.makers["once"] = lambda make, *given: make(now, *given)
    recall.makers["found_in"] = lambda find, kind, id: tuple(find(now, kind, id))
    recall.makers["found"] = lambda find, kind: tuple(
        chain.from_iterable(recall.of("found_in", find, kind, id) for id in now.entities(kind))
    )
    return now, asked_pages


def _figures(entities: Mapping[str, Mapping[str, Any]]) -> Mapping[str, int]:
    """How many figures stand on each source; an answer that prints one counts once a source."""
    counts = Counter(
        part.source
        for kind in KINDS
        for entity in entities[kind.name].values()
        for _, part in parts_of(entity)
        if isinstance(part, Sourced)
    )
    counts.update(source for faq in entities["faq"].values() for source in faq.sources)
    return counts
