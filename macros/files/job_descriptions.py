"""Downloads of the job descriptions, and what the composer's page fills in.

Every format comes from the one document tree; `handbook jd` prints the same bytes.
"""

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from docx.shared import Pt

from macros.address.patterns import path_at, path_of
from macros.core.edition import Export
from macros.core.handbook import Handbook
from macros.files.word import (
    add_text,
    blank_document,
    number_pages,
    set_language,
    to_bytes,
)
from macros.posting.draft import Draft
from macros.posting.fill import Filler, example_draft, fill
from macros.posting.fill_jobposting import to_jobposting
from macros.posting.recipe import Recipe, build_recipe
from macros.posting.tree import JobDescription, Paragraph
from macros.posting.write import FORMATS, WRITERS, download

#: The Word styles of the parts of a job description.
TITLE, HEADING, LIST = "Title", "Heading 1", "List Bullet"
_POINTS, _ABOVE_HEADING = 10.5, 8  # points; a whole posting fits on two sheets
#: What the page puts in place of a document's paragraphs and title.
_BODY, _NAME, _AUTHOR = "<!--body-->", "[title]", "[author]"
#: The language of the text, by the value of the field `english`.
_LANGUAGES = {"american": "en-US", "british": "en-GB"}


def export_job_descriptions(book: Handbook) -> Iterator[Export]:
    """Every role's job description and example in every format, and the composer's recipes."""
    for role in book.roles:
        for format in FORMATS:
            path, example = (
                path_at(download(role, format)),
                path_at(download(role, format, example=True)),
            )
            yield Export(path, partial(_blank, book, role, format))
            yield Export(example, partial(_example, book, role, format))
        yield Export(path_of("recipe", role), partial(_recipe, book, role))
    yield Export(path_of("word_parts"), word_parts)


def written(recipe: Recipe, draft: Draft, format: str) -> bytes:
    """The job description that a draft makes of a recipe, as a file of one of `FORMATS`."""
    if format == "json":
        return to_jobposting(recipe, draft).encode()
    description = fill(recipe, draft)
    if format == "docx":
        filler = Filler(recipe, draft)
        language = _LANGUAGES[filler.value("english") or "american"]
        return to_word(description, author=filler.says.get("company", ""), language=language)
    return WRITERS[format](description).encode()


def _blank(book: Handbook, role: str, format: str) -> bytes:
    return written(build_recipe(book, role), Draft(), format)


def _example(book: Handbook, role: str, format: str) -> bytes:
    recipe = build_recipe(book, role)
    return written(recipe, example_draft(book, recipe.role), format)


def _recipe(book: Handbook, role: str) -> bytes:
    recipe = build_recipe(book, role).model_dump(mode="json", exclude_defaults=True)
    return (json.dumps(recipe, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def to_word(description: JobDescription, *, author: str = "", language: str = "en-US") -> bytes:
    """The job description as a Word document in Word's own styles; its author is the employer."""
    document = _blank_document(description.title, author)
    set_language(document, language)
    document.add_paragraph(description.title, style=TITLE)
    for fact in description.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{fact.label}:").bold = True
        add_text(paragraph, f" {fact.value}")
    for section in description.sections:
        document.add_paragraph(section.title, style=HEADING)
        for block in section.blocks:
            _add_block(document, block)
    return to_bytes(document)


def _blank_document(title: str, author: str) -> Any:
    document = blank_document(title, points=_POINTS, author=author)
    number_pages(document)
    document.styles[HEADING].paragraph_format.space_before = Pt(_ABOVE_HEADING)
    return document


def _add_block(document: Any, block: Any) -> None:
    if isinstance(block, Paragraph):
        add_text(document.add_paragraph(), block.text)
        return
    if block.lead:
        lead = document.add_paragraph()
        lead.paragraph_format.keep_with_next = True
        add_text(lead, block.lead)
    for item in block.items:
        add_text(document.add_paragraph(style=LIST), item)


def word_parts() -> bytes:
    """The parts of an empty document by path, as JSON: the page adds paragraphs and zips them.

    A comment marks where the paragraphs go.
    """
    document = _blank_document(_NAME, _AUTHOR)
    document.element.body.insert(0, document.element.body.makeelement("body", {}))
    with zipfile.ZipFile(BytesIO(to_bytes(document))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("<body/>", _BODY)
    return (json.dumps(parts, ensure_ascii=False) + "\n").encode()
