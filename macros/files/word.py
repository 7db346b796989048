"""Word documents whose bytes depend on their content alone.

What writes them is loaded when the first is written: most programs of ours write none.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from macros.files.archive import rezipped

#: Word documents carry a date; a fixed one keeps their bytes the same from build to build.
_DATE = datetime(2026, 1, 1)
#: The table styles that our documents use.
_TABLES = ("Normal Table", "Table Grid")
#: Characters that a property of a document can have.
_PROPERTY = 255
#: What a reader can follow: web addresses, those without a scheme that have a path, and email.
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9_.@/-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"]*[^\s<>\".,;:!?)\]]"
)
_UNUSED = ("/stylesWithEffects", "/customXml", "/metadata/thumbnail")


def blank_document(title: str, *, points: float, author: str) -> Any:
    """An A4 document with Word's own styles, its text in the given size (points).

    A job description is the employer's document, so it names no author; what we wrote names us.
    """
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document(io.BytesIO(_template()))
    properties = document.core_properties
    properties.title = title[:_PROPERTY]
    properties.comments = ""
    properties.author = properties.last_modified_by = author[:_PROPERTY]
    properties.created = properties.modified = _DATE
    properties.revision = 1
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    document.styles["Normal"].font.size = Pt(points)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    return document


def number_pages(document: Any) -> None:
    """Put the number of the page, of how many, at the foot of each."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section = document.sections[0]
    section.footer_distance = Cm(0.7)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_number(foot, "PAGE")
    foot.add_run(" / ")
    _add_number(foot, "NUMPAGES")


def _add_number(paragraph: Any, of: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, run, text = (OxmlElement(name) for name in ("w:fldSimple", "w:r", "w:t"))
    field.set(qn("w:instr"), of)
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_text(paragraph: Any, text: str) -> None:
    """Add a text to a paragraph; the addresses in it are links."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for part, address in linked(text):
        run = paragraph.add_run(part)
        if address:
            link = OxmlElement("w:hyperlink")
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
            run.underline = True
            link.append(run._r)
            paragraph._p.append(link)


def linked(text: str) -> Iterator[tuple[str, str]]:
    """A text in parts, each with the address that it leads to, or with none."""
    end = 0
    for found in _LINK.finditer(text):
        words = found.group()
        if found.start() > end:
            yield text[end : found.start()], ""
        scheme = "" if "://" in words else "mailto:" if "@" in words else "https://"
        yield words, scheme + words
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def set_language(document: Any, language: str) -> None:
    """Tell the spelling checker which language the text is in, such as en-GB."""
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


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
