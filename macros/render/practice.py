"""Macros of the pages that one works with: compare, calibrate, build a kit, work samples."""

from macros.address.patterns import anchor_of
from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole, chain_of
from macros.core.kinds import CODE, DATA
from macros.core.problems import Position
from macros.model.base import WorkSampleRef
from macros.model.interview import CODE_LANGUAGES, Calibration, WorkSample
from macros.render.view import View, headed, joined
from macros.tell import compare
from macros.tell.samples import archive_of

_LETTERS = "ABCD"
#: The parts of a comparison that are lines; the levels of all roles stand on another page.
_LINES = 2


def compare_roles(view: View) -> str:
    """Each role beside the one it is based on; a script compares any two.

    What a script needs of a role stands there once, so the page grows with the roles and not
    with their pairs.
    """
    roles = view.handbook.rungs()
    form = view.render("compare_form", roles=roles)
    pairs = [(role.based_on, role) for role in roles if role.based_on]
    titles = {role.id: role.title for role in roles}
    steps = [
        headed(
            2,
            f"{titles[base]} to {role.title}",
            anchor_of("role_pair", base, role),
            view.part(_pair, base, role.id),
        )
        for base, role in pairs
    ]
    return joined([form, *steps, *(view.part(_compared, role.id) for role in roles)])


def level_guide(view: View) -> str:
    """Three questions that choose a role; without script, what is asked as a table."""
    roles = [role for role in view.handbook.ladder() if role.choice]
    return view.render("level_guide", roles=roles)


def calibration(view: View) -> str:
    """Every question to practice on, with four invented answers to score."""
    items = view.handbook.calibrations.values()
    ordered = sorted(items, key=lambda item: view.handbook.questions[item.question].skill)
    blocks = [
        headed(2, view.handbook.questions[item.question].title, item.id, _practice(view, item))
        for item in ordered
    ]
    return joined([*blocks, view.render("calibration_result")])


def kit_builder(view: View) -> str:
    """The form that picks questions for a slot; without script the page says where to look."""
    skills = sorted(view.handbook.skills.values(), key=lambda skill: skill.title)
    languages = [{"id": id, "title": title} for id, title in CODE_LANGUAGES.items()]
    roles = view.handbook.rungs()
    return view.render("kit_builder", roles=roles, skills=skills, languages=languages)


def work_sample_index(view: View) -> str:
    """All work samples as cards."""
    return view.render("work_sample_index", samples=list(view.handbook.work_samples.values()))


def work_sample_brief(view: View, sample: WorkSampleRef) -> str:
    """What the candidate reads and downloads."""
    asked = _sample(view, sample)
    archives = {language: archive_of(asked, language) for language in asked.commands}
    return view.render("work_sample_brief", sample=asked, archives=archives)


def work_sample_start(view: View, sample: WorkSampleRef) -> str:
    """The code the candidate gets."""
    return _code(view, sample, "start")


def work_sample_strong(view: View, sample: WorkSampleRef) -> str:
    """What a strong solution changed, file by file."""
    return _code(view, sample, "strong")


def work_sample_rubric(view: View, sample: WorkSampleRef) -> str:
    """How to prepare it, what weak and strong solutions do, and the scores."""
    return view.render("work_sample_rubric", sample=_sample(view, sample))


def _sample(view: View, id: str) -> WorkSample:
    sample: WorkSample = view.handbook.find("work_sample", id)
    return sample


def _code(view: View, id: str, part: str) -> str:
    sample = _sample(view, id)
    languages = {
        language: [
            (name, text, Position(f"{DATA}/{CODE}/{id}/{language}/{part}/{name}"))
            for name, text in view.handbook.code_of(sample, language, part).items()
        ]
        for language in sample.commands
    }
    return view.render("work_sample_code", languages=languages)


def _pair(view: View, lower: str, upper: str) -> str:
    """A role beside the one below; the anchors of those further below lead here too."""
    book = view.handbook
    below, above = book.resolved[lower], book.resolved[upper]
    further = (chain_of(lower, book.roles) or [])[1:]
    return view.render(
        "compare_pair",
        lower=below.role,
        upper=above.role,
        further=[anchor_of("role_pair", id, upper) for id in further],
        parts_told=[
            (title, compare.rows(one, other))
            for (title, one), (_, other) in zip(
                _parts(book, below)[:_LINES], _parts(book, above)[:_LINES], strict=True
            )
        ],
    )


def _compared(view: View, role: str) -> str:
    """What a role says, for the script that compares it with others."""
    resolved = view.handbook.resolved[role]
    parts = _parts(view.handbook, resolved)
    return view.render("compare_role", role=resolved.role, parts_told=parts)


def _parts(book: Handbook, role: ResolvedRole) -> list[tuple[str, dict[str, compare.Side]]]:
    """The parts of a comparison, each with what a role says there."""
    return [
        ("What is done", compare.duties(role)),
        ("What is asked", compare.asks(book, role)),
        ("Skill levels", compare.skills(book, role)),
    ]


def _practice(view: View, item: Calibration) -> str:
    attempts = [
        {"letter": letter, "name": f"{item.id}-{letter.lower()}", "attempt": attempt}
        for letter, attempt in zip(_LETTERS, item.attempts, strict=True)
    ]
    question = view.handbook.questions[item.question]
    return view.render("calibration", item=item, question=question, attempts=attempts)
