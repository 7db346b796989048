"""Scorecards as Word documents: one per stage, the same content as on the interview page."""

import io
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from docx import Document
from docx.shared import Cm, Pt

from macros.edition import Export
from macros.export.archive import rezipped
from macros.handbook import Handbook
from macros.model.interview import Question, Stage
from macros.model.role import Role
from macros.render.inline import inline

#: Word documents carry a date; a fixed one keeps their bytes the same from build to build.
_DATE = datetime(2026, 1, 1)
_EVIDENCE_LINES = 3
_DECISION = "On this stage alone:   [  ] hire   [  ] do not hire   [  ] not enough seen"


def export_scorecards(book: Handbook) -> Iterator[Export]:
    """Every scorecard as a Word document."""
    for role in book.roles.values():
        for stage in book.loops[role.loop].stages:
            if stage.with_candidate:
                path = f"roles/{role.id}/interview/scorecard-{stage.id}.docx"
                yield Export(path, partial(scorecard, book, role, stage))


def scorecard(book: Handbook, role: Role, stage: Stage) -> bytes:
    """One stage's scorecard as a Word document (A4, two sheets at most)."""
    document = _blank_document(f"Scorecard: {stage.title}")
    document.add_heading(stage.title, level=1)
    document.add_paragraph(f"{role.title}, {stage.minutes} minutes. {stage.interviewers}.")
    document.add_paragraph(
        "Candidate:                         Interviewer:                         Date:"
    )
    for asked in stage.questions:
        _add_question(document, book, book.questions[asked.question])
    if not stage.questions:
        for item in stage.agenda:
            document.add_heading(item.title, level=2)
            _add_lines(document, 2)
    document.add_paragraph(_DECISION)
    return _bytes(document)


def _blank_document(title: str) -> Any:
    document = Document()
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = "Backend Hiring Handbook"
    properties.created = properties.modified = _DATE
    properties.revision = 1
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    return document


def _add_question(document: Any, book: Handbook, question: Question) -> None:
    document.add_heading(f"{question.title} ({book.skills[question.skill].title})", level=2)
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for score, anchor in enumerate(question.anchors, start=1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = "[  ]", str(score), _read(anchor)
        for cell, width in zip(cells, (Cm(1), Cm(0.8), Cm(15.2)), strict=True):
            cell.width = width
    document.add_paragraph("Evidence: what was said or done, in their words")
    _add_lines(document, _EVIDENCE_LINES)


def _read(text: str) -> str:
    """A text of the data as a reader of the page meets it."""
    return inline(text).striptags()


def _add_lines(document: Any, count: int) -> None:
    for _ in range(count):
        document.add_paragraph("_" * 92)


def _bytes(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return rezipped(buffer.getvalue())
