"""Writers: one document tree to Markdown, plain text and HTML. They add marks and know no facts.

posting/write.js is their twin; the Word document is written in files/job_descriptions.py.
"""

import html
import re
from collections.abc import Callable

from macros.address.patterns import address_of
from macros.core.text import count_words
from macros.posting.tree import JobDescription, Paragraph

#: The words a job description may have (docs/contributing/writing.md#job-descriptions).
SHORTEST, LONGEST = 350, 650
_MARKS = re.compile(r"[\\*_`<]")
_STARTS = re.compile(r"^([#>+-]|[0-9]+[.)])")


def to_text(description: JobDescription) -> str:
    """The job description as plain text, for forms that take nothing else."""
    lines = [description.title.upper(), ""]
    lines += [f"{fact.label}: {fact.value}" for fact in description.facts]
    for section in description.sections:
        lines += ["", section.title.upper()]
        for block in section.blocks:
            lines.append("")
            if isinstance(block, Paragraph):
                lines.append(block.text)
                continue
            lines += [block.lead, ""] if block.lead else []
            lines += [f"- {item}" for item in block.items]
    return "\n".join(lines) + "\n"


def to_markdown(description: JobDescription) -> str:
    """The job description as Markdown; characters that would be marks are escaped."""
    lines = [f"# {_marked(description.title)}", ""]
    lines += [f"**{fact.label}:** {_marked(fact.value)}  " for fact in description.facts]
    for section in description.sections:
        lines += ["", f"## {section.title}"]
        for block in section.blocks:
            lines.append("")
            if isinstance(block, Paragraph):
                lines.append(_marked(block.text))
                continue
            lines += [_marked(block.lead), ""] if block.lead else []
            lines += [f"- {_marked(item)}" for item in block.items]
    return "\n".join(lines) + "\n"


def _marked(text: str) -> str:
    text = _MARKS.sub(lambda mark: "\\" + mark.group(), text)
    return _STARTS.sub(lambda start: start.group()[:-1] + "\\" + start.group()[-1], text)


def to_html(description: JobDescription) -> str:
    """The job description in the tags that applicant-tracking systems keep.

    Google reads p, ul and li and ignores headings, so headings are strong paragraphs
    (source: Google's JobPosting guide and Lever's lists). Letters stand as they are, since some
    job boards show an entity as it is written.
    """
    lines = [_paragraph(description.title, strong=True)]
    lines += [
        f"<p><strong>{_escaped(fact.label)}:</strong> {_escaped(fact.value)}</p>"
        for fact in description.facts
    ]
    for section in description.sections:
        lines.append(_paragraph(section.title, strong=True))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append(_paragraph(block.text))
                continue
            lines += [_paragraph(block.lead)] if block.lead else []
            items = "".join(f"<li>{_escaped(item)}</li>" for item in block.items)
            lines.append(f"<ul>{items}</ul>")
    return "\n".join(lines) + "\n"


def _paragraph(text: str, *, strong: bool = False) -> str:
    return f"<p><strong>{_escaped(text)}</strong></p>" if strong else f"<p>{_escaped(text)}</p>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


#: The text formats by the end of their file names.
WRITERS: dict[str, Callable[[JobDescription], str]] = {
    "md": to_markdown,
    "txt": to_text,
    "html": to_html,
}
#: Every format a job description can be had in, by the end of its file name; the Word document
#: is written in files/job_descriptions.py, the JobPosting in fill_jobposting.py.
FORMATS = (*WRITERS, "docx", "json")


def download(role: str, format: str, *, example: bool = False) -> str:
    """The address of a role's job description, or of its example, in one of `FORMATS`."""
    if example:
        return address_of("job_example", role, format)
    if format == "json":
        return address_of("job_posting", role)
    return address_of("job_description", role, role, format)


def length(description: JobDescription) -> int:
    """The number of words a reader of the plain text meets."""
    return count_words(to_text(description))
