"""Macros of the page about linking, citing and embedding: snippets to copy, made from the data."""

from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from macros.address.patterns import absolute, address_of
from macros.core.credit import Citation
from macros.core.handbook import Handbook, Rung
from macros.model.role import Role
from macros.render.view import View
from macros.tell.embed import all_parts


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to copy: what it is, and the text to the letter."""

    caption: str
    text: str


def link_examples(view: View) -> str:
    """One real address for every kind of thing that can be linked."""
    rows = [
        {"what": what, "title": title, "path": path, "url": absolute(view.site_url, path)}
        for what, title, path in _examples(view)
    ]
    return view.render("link_examples", rows=rows)


def link_texts(view: View) -> str:
    """For every role, links with their words, ready for a posting."""
    rows = [{"role": role, "snippets": _link_texts(view, role)} for role in view.handbook.rungs()]
    return view.render(
        "role_snippets", rows=rows, name="link_texts", chosen=view.handbook.middle_role()
    )


def embed_snippets(view: View) -> str:
    """For every role, the tags that show a part of it in another page."""
    rows = [
        {
            "role": parts[0].role,
            "snippets": [
                Snippet(f"{part.label}: {tag}", text)
                for part in parts
                for tag, text in (
                    ("script tag", part.script(view.site_url)),
                    ("frame", part.frame(view.site_url)),
                )
            ],
        }
        for parts in all_parts(view.handbook)
    ]
    return view.render(
        "role_snippets", rows=rows, name="embed_snippets", chosen=view.handbook.middle_role()
    )


def embed_preview(view: View) -> str:
    """The requirements of one role, embedded with the very tag that other sites use."""
    role = view.handbook.middle_role()
    part = next(p for parts in all_parts(view.handbook) for p in parts if p.role.id == role.id)
    return view.render("embed_preview", part=part)


def citations(view: View) -> str:
    """How to cite the handbook and each role's page: plain text, HTML and BibTeX."""
    whole = Citation("backend-hiring-handbook", view.name, view.site_url, *_state(view))
    rows = [{"role": role, "snippets": _cited(view, role)} for role in view.handbook.rungs()]
    return view.render(
        "citations",
        whole=_forms(whole),
        rows=rows,
        name="citations",
        chosen=view.handbook.middle_role(),
    )


def _cited(view: View, role: Rung) -> list[Snippet]:
    address = absolute(view.site_url, address_of("role", role))
    return _forms(Citation(role.id, role.title, address, *_state(view)))


def _state(view: View) -> tuple[str, date, str]:
    """The version of the content that is cited, the day it was shown, and the site's name."""
    return view.handbook.content_version(), view.today, view.name


def _forms(citation: Citation) -> list[Snippet]:
    return [
        Snippet("Plain text", citation.text),
        Snippet("HTML", citation.html),
        Snippet("BibTeX", citation.bibtex),
    ]


def _link_texts(view: View, role: Rung) -> list[Snippet]:
    name = role.title.lower()
    links = (
        (f"What we expect of a {name}", "responsibilities"),
        (f"How we interview a {name}, and how to prepare", "candidate"),
        (f"The tools a {name} meets, in plain English", "tools"),
    )
    return [
        snippet
        for words, part in links
        for url in [absolute(view.site_url, address_of("role_part", role, part))]
        for snippet in (
            Snippet(f"{words}: HTML", f'<a href="{url}">{escape(words)}</a>'),
            Snippet(f"{words}: Markdown", f"[{words}]({url})"),
        )
    ]


def _examples(view: View) -> list[tuple[str, str, str]]:
    """What can be linked, the name of an example, and its path from the root of the site."""
    book = view.handbook
    role = book.middle_role()
    tool = book.tools[book.resolved[role.id].tools[0].item.tool]
    term = next(iter(book.terms.values()))
    faq = book.faqs_of(role.id)[0]
    return [
        ("A page", role.title, address_of("role", role)),
        *_examples_of_role(book, role),
        ("A tool", tool.title, address_of("tool", tool.category, tool)),
        ("A term", term.title, address_of("term", term)),
        ("An answer", faq.question, address_of("faq", role, faq)),
        ("A source", *_source(view)),
    ]


def _examples_of_role(book: Handbook, role: Role) -> list[tuple[str, str, str]]:
    """The same of what a role asks for, and of how that is tested."""
    lines = address_of("role_part", role, "responsibilities")
    must = book.resolved[role.id].requirements_of("must")[0]
    stage = next(stage for stage in book.loops[role.loop].stages if stage.questions)
    question = book.questions[stage.questions[0].question]
    level = book.choice("skill_level", must.skill_level)
    standing = f"{book.skills[must.skill].title}: {level.label.lower()}"
    return [
        ("A section", f"{role.title}: requirements", f"{lines}#requirements"),
        ("A requirement", must.line, address_of("requirement", role, must)),
        ("A stage, for candidates", stage.title, address_of("candidate_stage", role, stage)),
        ("A question, for interviewers", question.title, address_of("question", question)),
        ("A level of a skill", standing, address_of("skill_level", must.skill, level)),
    ]


def _source(view: View) -> tuple[str, str]:
    source = next(iter(view.handbook.sources.values()))
    return source.title, address_of("source", source)
