"""Macros of the job descriptions: the finished text with notes beside it, and the composer."""

from itertools import groupby
from urllib.parse import urlencode

from macros.model.base import RoleRef
from macros.model.posting import FrameFact, FrameSection, PostingField
from macros.posting.draft import pairs_of
from macros.posting.fill import build_example, build_job_description
from macros.posting.write import download, length
from macros.render.view import View, to_replace

#: What a format is for, by the end of its file name; Word stands first (tests hold it against
#: posting.write.FORMATS).
FORMAT_LABELS = {
    "docx": "Word",
    "md": "Markdown",
    "txt": "Plain text",
    "html": "HTML for a careers page",
    "json": "JobPosting file",
}


def job_description(view: View, role: RoleRef) -> str:
    """The finished job description with a note beside each slot, its copies and downloads."""
    book = view.handbook
    description = build_job_description(book, book.find("role", role).id)
    return view.render(
        "job_description",
        role=book.roles[role],
        description=description,
        notes=_notes(view, role),
        files=_files(role),
        words=length(description),
    )


def example_posting(view: View, role: RoleRef) -> str:
    """The finished posting of a made-up company, what it filled in marked, and its downloads."""
    book = view.handbook
    values = pairs_of(book.find("role", role).posting.example)
    return view.render(
        "example_posting",
        role=book.roles[role],
        description=build_example(book, role, mark=to_replace),
        files=_files(role, example=True),
        words=length(build_example(book, role)),
        draft=urlencode([("role", role), *values]),
    )


def composer(view: View) -> str:
    """The form that fills in a job description; without script, a finished text and the way on."""
    book = view.handbook
    role = book.middle_role()
    groups = [
        {
            "group": group,
            "fields": [_widget(view, one) for one in book.posting.fields if one.group == group.id],
        }
        for group in book.posting.groups
    ]
    return view.render(
        "composer",
        roles=book.rungs(),
        role=role,
        description=build_job_description(book, role.id),
        groups=groups,
        formats=FORMAT_LABELS.items(),
    )


def _notes(view: View, role: str) -> dict[str, list[dict[str, str]]]:
    """The notes beside each part of the text: what all roles share, then the role's own."""
    frame = view.handbook.posting
    notes: dict[str, list[dict[str, str]]] = {}
    parts: tuple[FrameFact | FrameSection, ...] = (*frame.facts, *frame.sections)
    for part in parts:
        if part.note:
            notes.setdefault(part.id, []).append({"slot": part.title, "note": part.note})
    for slot in view.handbook.roles[role].posting.tailor:
        notes.setdefault(slot.part, []).append({"slot": slot.slot, "note": slot.note})
    return notes


def _files(role: str, *, example: bool = False) -> list[dict[str, str]]:
    """The downloads of a role's page, or of its example, Word first."""
    return [
        {"address": download(role, format, example=example), "label": label}
        for format, label in FORMAT_LABELS.items()
    ]


def _widget(view: View, field: PostingField) -> dict[str, object]:
    """A field with what its widget offers; tools and places in groups of checkboxes."""
    book = view.handbook
    choices: object = field.options
    if field.vocabulary:
        choices = tuple(book.entities(field.vocabulary).values())
    if field.input == "tools":
        categories = book.vocabularies.tool_category
        choices = [(one.label, book.tools_of(one.id)) for one in categories]
    if field.input == "places":
        regions = groupby(book.places.values(), key=lambda place: place.region)
        choices = [(book.choice("place_region", id).label, list(group)) for id, group in regions]
    return {"field": field, "choices": choices}
