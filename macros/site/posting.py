"""Job postings that `handbook lint` is given: files of several kinds, folders, standard input."""

import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from macros.core.files import DATA_MOST, bounded, limited
from macros.core.problems import HandbookError
from macros.lint.engine import TooMuchError

#: What is read of a folder.
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NoWordFileError(Exception):
    """A file that ends in .docx and is none."""


def postings_in(names: list[str]) -> Iterator[tuple[str, bool]]:
    """Every file that the names stand for, and whether it was named and not found in a folder."""
    for name in names:
        folder = Path(name)
        if name == "-" or not folder.is_dir():
            yield name, True
            continue
        found = [str(file) for file in sorted(folder.rglob("*")) if _is_posting(folder, file)]
        yield from ((file, False) for file in found)
        if not found:
            yield name, True  # reading it tells what is wrong


def _is_posting(folder: Path, file: Path) -> bool:
    inner = file.relative_to(folder).parts
    return file.suffix.lower() in SUFFIXES and not any(one.startswith(".") for one in inner)


def text_of(file: str) -> str:
    """The text of a file that may lie anywhere, or of standard input for `-`.

    Raises HandbookError, UnicodeDecodeError or NoWordFileError when there is none of at most a
    megabyte.
    """
    if file == "-":
        content = limited(sys.stdin.buffer, name="standard input", most=DATA_MOST)
    else:
        content = bounded(Path(file), name=file, most=DATA_MOST)
    if file.lower().endswith(".docx") and content.startswith(b"PK"):
        return _text_of_word(content)
    return content.decode("utf-8-sig")


def reason_of(error: Exception, file: str) -> str:
    """Why a posting could not be checked, for somebody who gave its file."""
    match error:
        case UnicodeDecodeError():
            return f"{file} is not text in UTF-8. Save it as plain text and try again."
        case NoWordFileError():
            return f"{file} is no Word document that can be read. Save it anew, or as plain text."
        case HandbookError():
            reason = error.problems[0].message
            return f"{file}: {reason} Name a text file, or - for standard input."
        case TooMuchError():
            return f"{file}: {error}"
    return str(error.args[0])


def _text_of_word(content: bytes) -> str:
    """The paragraphs of a Word document, with the marks of headings, lists and tables."""
    try:
        with (
            zipfile.ZipFile(BytesIO(content)) as archive,
            archive.open("word/document.xml") as part,
        ):
            xml = part.read(10 * DATA_MOST)
        if b"<!DOCTYPE" in xml:  # it could name entities without end
            raise NoWordFileError
        body = ElementTree.fromstring(xml)  # noqa: S314 - no entities
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError, RuntimeError):
        raise NoWordFileError from None
    return "\n".join(_lines(body))


def _lines(parent: ElementTree.Element) -> Iterator[str]:
    for part in parent:
        if part.tag == f"{_WORD}p":
            yield _mark(part) + _said(part)
        elif part.tag == f"{_WORD}tr":
            yield "| " + " | ".join(" ".join(_lines(cell)) for cell in part) + " |"
        else:
            yield from _lines(part)


def _mark(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = "" if style is None else style.get(f"{_WORD}val", "").lower()
    if name.startswith(("heading", "title")):
        return "## "
    is_listed = paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None or name.startswith("list")
    return "- " if is_listed else ""


def _said(paragraph: ElementTree.Element) -> str:
    """The words of a paragraph; bold throughout, they are marked as bold."""
    runs = [one for one in paragraph.iter(f"{_WORD}r") if one.find(f"{_WORD}t") is not None]
    words = "".join(
        "\n" if part.tag == f"{_WORD}br" else "\t" if part.tag == f"{_WORD}tab" else part.text or ""
        for part in paragraph.iter()
        if part.tag in (f"{_WORD}t", f"{_WORD}br", f"{_WORD}tab")
    )
    is_bold = bool(runs) and all(run.find(f"{_WORD}rPr/{_WORD}b") is not None for run in runs)
    return f"**{words.strip()}**" if is_bold and words.strip() else words
