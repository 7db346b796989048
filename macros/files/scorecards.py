"""Scorecards as Word documents: one per stage, the same content as on the interview page."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.address.patterns import path_of
from macros.core.credit import NAME
from macros.core.edition import Export
from macros.core.handbook import Handbook
from macros.core.inline import inline
from macros.files.word import blank_document, to_bytes
from macros.model.interview import Question, Stage
from macros.model.role import Role

_EVIDENCE_LINES = 3
_DECISION = "On this stage alone:   [  ] hire   [  ] do not hire   [  ] not enough seen"


def export_scorecards(book: Handbook) -> Iterator[Export]:
    """Every scorecard as a Word document."""
    for role in book.roles.values():
        for stage in book.loops[role.loop].stages:
            if stage.with_candidate:
                path = path_of("scorecard_file", role, stage)
                yield Export(path, partial(scorecard, book, role, stage))


def scorecard(book: Handbook, role: Role, stage: Stage) -> bytes:
    """One stage's scorecard as a Word document (A4, two sheets at most)."""
    document = blank_document(f"Scorecard: {stage.title}", points=9, author=NAME)
    document.add_heading(stage.title, level=1)
    document.add_paragraph(f"{role.title}, {stage.minutes} minutes. {stage.interviewers}.")
    document.add_paragraph(
        "Candidate:                         Interviewer:                         Date:"
    )
    for asked in stage.questions:
        _add_question(document, book, book.questions[asked.question], role.level)
    if not stage.questions:
        for item in stage.agenda:
            document.add_heading(item.title, level=2)
            _add_lines(document, 2)
    document.add_paragraph(_DECISION)
    return to_bytes(document)


def _add_question(document: Any, book: Handbook, question: Question, level: str) -> None:
    from docx.shared import Cm

    document.add_heading(f"{question.title} ({book.skills[question.skill].title})", level=2)
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for score, anchor in enumerate(question.scores, start=1):
        cells = table.add_row().cells
        asked = "Does what the level asks. " if score == 3 else ""
        cells[0].text, cells[1].text, cells[2].text = "[  ]", str(score), asked + _read(anchor)
        for cell, width in zip(cells, (Cm(1), Cm(0.8), Cm(15.2)), strict=True):
            cell.width = width
    if level in question.at_level:
        document.add_paragraph(f"A 3 also needs this: {_read(question.at_level[level])}")
    for item in question.also:
        skill = book.skills[item.skill].title
        document.add_paragraph(f"[  ] Also seen: {skill}. {_read(item.sign)}")
    document.add_paragraph("Evidence: what was said or done, in their words")
    _add_lines(document, _EVIDENCE_LINES)


def _read(text: str) -> str:
    """A text of the data as a reader of the page meets it."""
    return inline(text).striptags()


def _add_lines(document: Any, count: int) -> None:
    for _ in range(count):
        document.add_paragraph("_" * 92)
