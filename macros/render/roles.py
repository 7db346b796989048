"""Macros of the role pages: overview, responsibilities, job description, tools, pay, FAQ."""

from collections import defaultdict

from macros.address.patterns import ROLE_PARTS
from macros.core.handbook import Handbook
from macros.core.inherit import Stated
from macros.model.base import RoleRef
from macros.model.reference import Choice, Faq
from macros.model.role import Requirement, Role, RoleTool
from macros.render.view import View, headed, joined
from macros.tell.structured import faq_page, occupation
from macros.tell.trace import loop_minutes, tests_of


def role_cards(view: View) -> str:
    """All roles as cards, lowest level first."""
    return view.render("role_cards", roles=view.handbook.ladder())


def ladder(view: View) -> str:
    """The roles side by side: scope, autonomy, reach."""
    book = view.handbook
    roles = book.ladder()
    minutes = {role.id: loop_minutes(book.loops[role.loop], with_candidate=True) for role in roles}
    return view.render("ladder", roles=roles, minutes=minutes)


def ladder_skills(view: View) -> str:
    """The skill level each role asks for, skill by skill."""
    book = view.handbook
    roles = book.rungs()
    profiles = {role.id: book.profile_of(role.id) for role in roles}
    asked = {skill for profile in profiles.values() for skill in profile}
    skills = [skill for id, skill in book.skills.items() if id in asked]
    skills.sort(key=lambda skill: (book.rank("skill_kind", skill.kind), skill.title))
    return view.render("ladder_skills", roles=roles, skills=skills, profiles=profiles)


def role_summary(view: View, role: RoleRef) -> str:
    """The top of a role's overview, the way to its other pages, and the role for machines."""
    pages = [{"slug": slug, "label": label, "about": about} for slug, label, about in ROLE_PARTS]
    record = _role(view, role)
    ladder = view.handbook.rungs()
    ranks = {one.id: view.handbook.rank("role_level", one.level) for one in ladder}
    above = next((one for one in ladder if ranks[one.id] > ranks[role]), None)
    below = next((one for one in reversed(ladder) if ranks[one.id] < ranks[role]), None)
    block = view.render(
        "role_summary",
        role=record,
        parts_of_role=pages,
        pair=(below, record) if below else (record, above or record),
        compared="level below" if below else "next level",
    )
    return block + view.structured(occupation(view, record))


def role_definition(view: View, role: RoleRef) -> str:
    """What the role is and does."""
    return view.render("role_definition", role=_role(view, role))


def role_scope(view: View, role: RoleRef) -> str:
    """How far the role's decisions go, and how freely it takes them."""
    return view.render("role_scope", role=_role(view, role))


def role_collaborators(view: View, role: RoleRef) -> str:
    """Whom the role works with, and about what."""
    return view.render("role_collaborators", role=_role(view, role))


def role_changes(view: View, role: RoleRef) -> str:
    """What is new, replaced or left behind against the role this one is based on."""
    book = view.handbook
    resolved = book.resolved[_role(view, role).id]
    if resolved.role.based_on is None:
        raise ValueError(f'"{role}" is based on no other role: take this macro off its page.')
    shown = [s for s in resolved.requirements if s.status != "inherited"]
    return view.render(
        "role_changes",
        role=resolved.role,
        base=book.roles[resolved.role.based_on],
        requirements=[s for s in shown if s.item.advertised],
        responsibilities=[s for s in resolved.responsibilities if s.status != "inherited"],
        dropped=resolved.dropped_responsibilities,
    )


def role_skills(view: View, role: RoleRef) -> str:
    """The skill profile by kind: every skill, its level, and what that level looks like."""
    book = view.handbook
    items = [stated.item for stated in book.resolved[_role(view, role).id].requirements]
    items.sort(key=lambda item: _profile_order(book, item))
    groups = [
        (kind, [item for item in items if book.skills[item.skill].kind == kind.id])
        for kind in book.vocabularies.skill_kind
    ]
    return view.render("role_skills", role=book.roles[role], groups=groups)


def role_outcomes(view: View, role: RoleRef) -> str:
    """What has happened after 90 days and after a year if the hire goes well."""
    return view.render("role_outcomes", role=_role(view, role))


def role_neighbors(view: View, role: RoleRef) -> str:
    """The roles this one is confused with, and the difference."""
    return view.render("role_neighbors", role=_role(view, role))


def role_hiring_advice(view: View, role: RoleRef) -> str:
    """What to decide before the role is opened."""
    return view.render("role_hiring_advice", role=_role(view, role))


def role_career(view: View, role: RoleRef) -> str:
    """Where the role leads, and what the step takes."""
    return view.render("role_career", role=_role(view, role))


def role_occupation_codes(view: View, role: RoleRef) -> str:
    """The role's place in public classifications."""
    return view.render("role_occupation_codes", role=_role(view, role))


def role_responsibilities(view: View, role: RoleRef) -> str:
    """Every responsibility with its skills, what is new, and an example of it done well."""
    resolved = view.handbook.resolved[_role(view, role).id]
    return view.render("role_responsibilities", role=resolved.role, lines=resolved.responsibilities)


def role_requirements(view: View, role: RoleRef) -> str:
    """Every requirement by necessity, with the questions that test it."""
    book = view.handbook
    resolved = book.resolved[_role(view, role).id]
    loop = book.loops[resolved.role.loop]
    groups = [
        {
            "choice": choice,
            "rows": [
                {
                    "item": line.item,
                    "tests": tests_of(book, loop, line.item),
                    "place": book.place_of_line("requirements", line),
                }
                for line in resolved.requirements
                if line.item.necessity == choice.id
            ],
        }
        for choice in book.vocabularies.necessity
        if resolved.requirements_of(choice.id)
    ]
    return view.render("role_requirements", role=resolved.role, groups=groups)


def role_red_flags(view: View, role: RoleRef) -> str:
    """Warning signs for the role, each with its innocent reading."""
    return view.render("role_red_flags", role=_role(view, role))


def role_tools(view: View, role: RoleRef) -> str:
    """Every category: the role's tools with the reason for each, or that it has none there."""
    book = view.handbook
    by_category: dict[str, list[Stated[RoleTool]]] = defaultdict(list)
    for stated in book.resolved[_role(view, role).id].tools:
        by_category[book.tools[stated.item.tool].category].append(stated)
    return joined(
        headed(2, choice.label, choice.id, _tools_block(view, choice, by_category[choice.id]))
        for choice in book.vocabularies.tool_category
    )


def role_faqs(view: View, role: RoleRef) -> str:
    """The questions people ask about the role; the answer comes first."""
    faqs = view.handbook.faqs_of(_role(view, role).id)
    blocks = joined(headed(2, faq.question, faq.id, _faq_block(view, faq)) for faq in faqs)
    return blocks + view.structured(faq_page(view, _role(view, role)))


def _role(view: View, id: str) -> Role:
    role: Role = view.handbook.find("role", id)
    return role


def _faq_block(view: View, faq: Faq) -> str:
    sources = [view.handbook.sources[id] for id in faq.sources]
    paragraphs = [
        {"text": text, "answer": text is faq.short, "expired": lapsed}
        for text, lapsed in view.handbook.answer(faq, view.today)
    ]
    return view.render("faq", faq=faq, paragraphs=paragraphs, sources=sources)


def _profile_order(book: Handbook, item: Requirement) -> tuple[int, int, str]:
    """Musts first, then the highest level, then by name."""
    return (
        book.rank("necessity", item.necessity),
        -book.rank("skill_level", item.skill_level),
        item.skill,
    )


def _tools_block(view: View, category: Choice, tools: list[Stated[RoleTool]]) -> str:
    book = view.handbook
    rows = [
        {
            "tool": book.tools[line.item.tool],
            "why": line.item.why,
            "place": book.place_of_line("tools", line),
        }
        for line in tools
    ]
    return view.render("role_tools_category", category=category, rows=rows)
