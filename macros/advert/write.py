"""Writers: one document tree to Markdown and plain text. They add marks and know no facts."""

import re

from macros.advert.tree import Bullets, JobDescription, Paragraph
from macros.text import count_words

#: The length an advert may have, in words (content-guide.md).
SHORTEST, LONGEST = 350, 650


def to_markdown(description: JobDescription) -> str:
    """The job description as Markdown."""
    lines = [f"# {description.title}", ""]
    lines += [f"**{label}:** {value}  " for label, value in description.facts]
    for section in description.sections:
        lines += ["", f"## {section.title}"]
        for block in section.blocks:
            lines += ["", *_markdown_block(block)]
    return "\n".join(lines) + "\n"


def _markdown_block(block: Paragraph | Bullets) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    lead = [block.lead, ""] if block.lead else []
    return [*lead, *(f"- {item}" for item in block.items)]


def to_text(description: JobDescription) -> str:
    """The job description as plain text, for forms that take nothing else."""
    text = to_markdown(description)
    text = re.sub(r"^#+ (.+)$", lambda match: match.group(1).upper(), text, flags=re.MULTILINE)
    text = re.sub(r"\]\(([^)]*)\)", r"] (\1)", text)
    return re.sub(r"\*\*|`| +$", "", text, flags=re.MULTILINE)


def length(description: JobDescription) -> int:
    """The number of words a reader of the plain text meets."""
    return count_words(to_text(description))
