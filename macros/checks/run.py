"""Reads a repository once and holds every rule against it."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from macros.address.ledger import LEDGER, Ledger, read_ledger
from macros.checks import (
    addresses,
    changes,
    editors,
    example,
    explanations,
    exports,
    figures,
    finding,
    headings,
    interviews,
    law,
    links,
    lint,
    markup,
    originality,
    pages,
    posting,
    promise,
    references,
    roles,
    search,
    wording,
)
from macros.checks.renamed import renamed
from macros.checks.subject import Check, Listed, Subject, code_of
from macros.core.edition import Edition, Place
from macros.core.files import LIST_MOST
from macros.core.handbook import Handbook, assemble, recalled
from macros.core.load import Loaded, load
from macros.core.pages import Page, pictures, read_pages
from macros.core.problems import HandbookError, Position, Problem
from macros.core.read import Document, Location, parse_yaml, read_text, reading
from macros.core.recall import Recall
from macros.files.write import content
from macros.render.addresses import finder_of
from macros.render.registry import parameters
from macros.tell.changelog import FILE as CHANGELOG

T = TypeVar("T")
#: Rules that hold even while some files cannot be read.
FIRST: tuple[Check, ...] = (
    references.unknown_reference,
    roles.circular_based_on,
    posting.unknown_field,
    posting.unknown_value,
    posting.unknown_part,
    pages.front_matter,
    markup.page_markup,
    pages.unknown_macro,
    pages.unknown_macro_id,
    pages.directory_urls,
    wording.missing_words,
)
#: Rules about the whole, asked once everything can be read and refers to what exists.
THEN: tuple[Check, ...] = (
    references.unused_entity,
    roles.inherited_item,
    roles.unchanged_replacement,
    roles.repeated_item,
    roles.falling_skill_level,
    roles.too_many_musts,
    roles.missing_must,
    roles.missing_duty,
    roles.too_many_duties,
    roles.gate_in_requirement,
    roles.verb_first,
    roles.long_responsibility,
    interviews.untested_must,
    interviews.assumed_practitioner,
    interviews.long_loop,
    interviews.untraced_question,
    interviews.question_level,
    interviews.unscored_level,
    interviews.untested_level,
    interviews.repeated_question,
    interviews.stage_skills,
    interviews.stage_minutes_sum,
    interviews.cut_question,
    interviews.skill_levels_complete,
    interviews.enough_questions,
    interviews.question_minutes,
    interviews.crowded_question,
    interviews.repeated_probe,
    interviews.narrow_calibration,
    interviews.sample_code,
    figures.percentile_order,
    figures.small_sample,
    figures.repeated_series,
    figures.review_order,
    figures.far_review,
    figures.bare_date,
    figures.other_date,
    figures.unsourced_figure,
    figures.silent_report,
    figures.expired_figure,
    law.late_review,
    law.single_report,
    law.generous_grade,
    law.missing_disclaimer,
    explanations.question_mark,
    explanations.repeated_faq,
    explanations.repeated_explanation,
    explanations.shared_form,
    explanations.empty_page,
    wording.banned_wording,
    wording.long_sentence,
    wording.long_answer,
    wording.equal_anchors,
    wording.posting_length,
    posting.marked_line,
    example.too_many_blanks,
    example.trade_words,
    example.fixed_tool,
    example.example_value,
    editors.schema_line,
    lint.lint_pattern,
    lint.unjudged_duty,
    search.profile_words,
    search.repeated_profile_word,
    search.excluded_search_word,
    search.proxy_in_search,
    search.search_string_limit,
    originality.near_duplicate,
    originality.vague_anchor,
    originality.long_anchor,
    originality.candidate_leak,
    originality.orphan,
    promise.broken_promise,
    changes.change_order,
    changes.unannounced_role,
    exports.unworded_choice,
    exports.table_separator,
    pages.foreign_macro_id,
    pages.page_without_subject,
    pages.entity_without_page,
    pages.navigation,
    pages.unknown_page,
    pages.page_title,
    pages.page_description,
    pages.thin_page,
    finding.no_asked_phrase,
    finding.same_asked_phrase,
    headings.one_title,
    headings.heading_id,
    headings.heading_step,
    headings.empty_section,
    links.plain_http,
)
#: Rules about addresses and files, asked of a handbook that would be published as it is.
LAST: tuple[Check, ...] = (
    example.finished_example,
    markup.shared_address,
    links.dead_link,
    finding.unknown_asked_section,
    addresses.refused_macro,
    addresses.repeated_id,
    addresses.ledger_edited,
    addresses.former_id_taken,
    addresses.redirect_target,
    addresses.lost_address,
    changes.stale_changelog,
    pages.page_review,
)
#: What is wrong beside the site: pages can be built while it is being fixed.
BESIDE_THE_SITE = frozenset({"stale-changelog", "page-review"})
_RULES = {code_of(check): check for check in (*FIRST, *THEN, *LAST)}
CODES = tuple(_RULES)


@dataclass(frozen=True)
class Repository:
    """What the files of a repository hold, read and not judged; `problems` are those of reading."""

    root: Path
    loaded: Loaded
    pages: Mapping[str, Page]
    config: Document
    ledger: Ledger
    changelog: str
    pictures: frozenset[str]
    problems: tuple[Problem, ...]


def read_repository(root: Path) -> Repository:
    """Read all that the rules look at."""
    loaded, (pages_read, page_problems) = load(root), read_pages(root)
    problems = [*loaded.problems, *page_problems]
    config = _or(Document("mkdocs.yml", {}, {}), partial(read_config, root), problems)
    ledger = _or(Ledger(), partial(read_ledger, root / LEDGER, name=LEDGER), problems)
    changelog = _or("", partial(_text, root, CHANGELOG), problems)
    read = (loaded, pages_read, config, ledger, changelog, pictures(root))
    return Repository(root, *read, tuple(problems))


def check_repository(
    root: Path, *, today: date, recall: Recall | None = None
) -> tuple[Handbook | None, list[Problem]]:
    """The Handbook of the repository at `root` (None when it cannot be joined), all problems.

    With `recall`, only what has to be is judged again.
    """
    repository = read_repository(root)
    problems, loaded = repository.problems, repository.loaded
    if not loaded.whole:
        return None, sorted(set(problems))
    subject = subject_of(repository, today, None if problems else recall)
    found = judge(subject, sound=not problems)
    return subject.handbook, sorted({*problems, *found})


def sound_handbook(
    root: Path, *, today: date, recall: Recall | None = None, place: Place | None = None
) -> tuple[Handbook, Mapping[str, Page], list[Problem]]:
    """The Handbook, the pages and the warnings; raises HandbookError when anything is wrong.

    With `recall`, what every rule asks is taken down, and only what has to be is asked again. What
    pages show is made for a `place`, or for that of the last time, and serves the pages as well.
    """
    repository = read_repository(root)
    problems, loaded = set(repository.problems), repository.loaded
    if not loaded.whole:
        raise HandbookError(problems)
    subject = subject_of(repository, today, None if problems else recall, place)
    problems.update(judge(subject, sound=not problems))
    stopping = (problem for problem in sorted(problems) if problem.severity == "error")
    if errors := [problem for problem in stopping if problem.code not in BESIDE_THE_SITE]:
        raise HandbookError(errors)
    return subject.handbook, subject.pages, sorted(problems)


def subject_of(
    repository: Repository, today: date, recall: Recall | None = None, place: Place | None = None
) -> Subject:
    """What the rules look at; `recall` takes down what they ask."""
    config, loaded, pages = repository.config, repository.loaded, repository.pages
    handbook = assemble(loaded)
    navigation = tuple(_nav_entries(config, config.value.get("nav")))
    settings = _settings(config)
    if recall:
        rest = (repository.ledger, repository.changelog, repository.pictures, navigation, settings)
        handbook, pages = recalled(handbook, pages, recall, (rest, today), place)
    edition = Edition(handbook, pages, "/", today)  # where it is published makes no difference
    subject = Subject(
        handbook=handbook,
        pages=pages,
        navigation=navigation,
        macros=parameters(),
        written_ids=loaded.written_ids,
        unreadable_kinds=frozenset(loaded.unreadable_kinds),
        today=today,
        settings=settings,
        ledger=repository.ledger,
        changelog=repository.changelog,
        addresses=finder_of(edition, lambda: (export.path for export in content(edition))),
        pictures=repository.pictures,
        source=cache(partial(_text, repository.root)),
    )
    return _recalling(subject, recall) if recall else subject


def _recalling(subject: Subject, recall: Recall) -> Subject:
    """The same, with what every rule finds kept."""
    recall.makers |= {
        "on_page": lambda find, path: tuple(find(subject, subject.pages[path])),
        "rule": lambda code: tuple(_RULES[code](subject)),
    }
    return subject


def _or(default: T, read: Callable[[], T], problems: list[Problem]) -> T:
    """What is read, or the default, and the problems, when it cannot be."""
    try:
        return read()
    except HandbookError as error:
        problems.extend(error.problems)
        return default


def _text(root: Path, name: str) -> str:
    there = os.path.lexists(root / name)
    return read_text(root / name, name=name, most=LIST_MOST) if there else ""


def judge(subject: Subject, *, sound: bool) -> Iterator[Problem]:
    """Every problem that the rules find; those about the whole are asked of what is `sound`."""
    found = []
    for kind, old, problem in renamed(subject):
        subject.written_ids.setdefault(kind, set()).add(old)  # explains whatever names it
        found.append(problem)
    found += _asked(subject, FIRST)
    yield from found
    for checks in (THEN, LAST):
        if not sound or any(problem.severity == "error" for problem in found):
            return
        found = list(_asked(subject, checks))
        yield from found


def _asked(subject: Subject, checks: tuple[Check, ...]) -> Iterator[Problem]:
    recall = subject.handbook.recall
    for check in checks:
        yield from recall.of("rule", code_of(check)) if recall else check(subject)


def read_config(root: Path) -> Document:
    """What mkdocs.yml holds, every value as it is written; raises HandbookError without it."""
    name = "mkdocs.yml"
    if not os.path.lexists(root / name):
        missing = Problem(Position(name), "missing-file", "mkdocs.yml is missing.", "restore it.")
        raise HandbookError([missing])
    with reading(name):
        config = parse_yaml(read_text(root / name, name=name), name=name, strict=False)
    if not isinstance(config.value, dict):
        message = "the file holds no `key: value` lines."
        raise HandbookError([Problem(Position(name), "wrong-type", message, "restore it.")])
    return config


def _settings(config: Document) -> dict[str, tuple[str, Position]]:
    """The settings of one word, and the empty text for the others, with their places."""
    return {
        key: (value if isinstance(value, str) else "", config.place((key,)))
        for key, value in config.value.items()
    }


def _nav_entries(
    config: Document, part: Any, at: Location = ("nav",), title: str = ""
) -> Iterator[Listed]:
    """The entries of a part of the navigation in order; `title` is that of the part."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _nav_entries(config, value, (*at, key), key)
    elif part is not None:
        is_page = isinstance(part, str)
        yield Listed(title, part if is_page else "", config.place(at))
        for index, item in enumerate(() if is_page else part):
            yield from _nav_entries(config, item, (*at, index))
