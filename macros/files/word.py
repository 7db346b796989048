"""Word documents whose bytes depend on their content alone.

What writes them is loaded when the first is written: most programs of ours write none.
"""

import io
from datetime import datetime
from functools import cache
from typing import Any

from macros.files.archive import rezipped

#: Word documents carry a date; a fixed one keeps their bytes the same from build to build.
_DATE = datetime(2026, 1, 1)
#: The table styles that our documents use.
_TABLES = ("Normal Table", "Table Grid")
_UNUSED = ("/stylesWithEffects", "/customXml", "/metadata/thumbnail")


def blank_document(title: str, *, points: float, author: str) -> Any:
    """An A4 document with Word's own styles, its text in the given size (points).

    A job description is the employer's document, so it names no author; what we wrote names us.
    """
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document(io.BytesIO(_template()))
    properties = document.core_properties
    properties.title = title
    properties.comments = ""
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = _DATE
    properties.revision = 1
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    document.styles["Normal"].font.size = Pt(points)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    return document


@cache
def _template() -> bytes:
    """The library's template without what it carries and nothing uses, nine tenths of its size."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.element.getparent().remove(style.element)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def to_bytes(document: Any) -> bytes:
    """The document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return rezipped(buffer.getvalue())
