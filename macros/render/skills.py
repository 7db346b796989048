"""Macros of the skill pages and the question bank."""

from macros.model.base import SkillRef
from macros.model.interview import Skill
from macros.render.view import View, headed, joined

#: The limits, in minutes, that the bank's filter offers.
_MINUTES = (10, 15, 20, 30)


#: What the bank filters by, and its label; the script adds what there is to choose.
_FILTERS = (("skill", "Skill"), ("level", "Level"), ("kind", "Kind"), ("language", "Code in"))
#: The orders that the bank offers beside the one by topic.
_ORDERS = (("level", "Level"), ("minutes", "Minutes"), ("title", "Title"))


def skill_index(view: View) -> str:
    """All skills as cards under a heading for each kind, with who asks for them."""
    book = view.handbook
    return joined(
        headed(2, choice.label, choice.id, _skill_cards(view, choice.id))
        for choice in book.vocabularies.skill_kind
    )


def skill_summary(view: View, skill: SkillRef) -> str:
    """What the skill is, why it matters, and which roles ask for it at which level."""
    asks = view.handbook.askers_of(skill)
    return view.render("skill_summary", skill=_skill(view, skill), asks=asks)


def skill_levels(view: View, skill: SkillRef) -> str:
    """The four levels as behavior one can see, and the roles that ask for each."""
    record = _skill(view, skill)
    asks = view.handbook.askers_of(skill)
    rows = [
        {
            "choice": choice,
            "text": record.levels[choice.id],
            "roles": [role for role, level in asks if level == choice.id],
        }
        for choice in view.handbook.vocabularies.skill_level
    ]
    return view.render("skill_levels", skill=record, rows=rows)


def skill_assess(view: View, skill: SkillRef) -> str:
    """Ways to find out whether someone has the skill."""
    return view.render("skill_assess", skill=_skill(view, skill))


def skill_equivalents(view: View, skill: SkillRef) -> str:
    """Other experience that counts, and the time it takes to catch up."""
    return view.render("skill_equivalents", skill=_skill(view, skill))


def skill_questions(view: View, skill: SkillRef) -> str:
    """The skill's questions in full."""
    questions = view.handbook.questions_of(_skill(view, skill).id)
    return view.render("skill_questions", questions=questions)


def skill_learn(view: View, skill: SkillRef) -> str:
    """How to get better at the skill."""
    return view.render("skill_learn", skill=_skill(view, skill))


def question_filters(view: View) -> str:
    """The filters of the bank; without script they stay hidden and the bank is whole."""
    return view.render("question_filters", filters=_FILTERS, minutes=_MINUTES, orders=_ORDERS)


def question_bank(view: View) -> str:
    """Every question, in short, under its skill."""
    return joined(view.part(_in_short, row["id"]) for row in _by_title(view))


def _in_short(view: View, skill: str) -> str:
    questions = view.handbook.questions_of(skill)
    return view.render("question_bank", skill=_skill(view, skill), questions=questions)


def _skill(view: View, id: str) -> Skill:
    skill: Skill = view.handbook.find("skill", id)
    return skill


def _by_title(view: View) -> list[dict[str, str]]:
    skills = sorted(view.handbook.skills.values(), key=lambda skill: skill.title)
    return [{"id": skill.id, "label": skill.title} for skill in skills]


def _skill_cards(view: View, kind: str) -> str:
    skills = (skill for skill in view.handbook.skills.values() if skill.kind == kind)
    ordered = sorted(skills, key=lambda skill: skill.title)
    rows = [{"skill": skill, "asks": view.handbook.askers_of(skill.id)} for skill in ordered]
    return view.render("skill_index", rows=rows)
