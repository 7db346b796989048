"""Macros of the pages that one works with: compare, calibrate, build a kit, work samples."""

from itertools import combinations

from macros.address.patterns import anchor_of
from macros.core.kinds import CODE, DATA
from macros.core.problems import Position
from macros.model.base import WorkSampleRef
from macros.model.interview import CODE_LANGUAGES, Calibration, WorkSample
from macros.render.view import View, headed, joined
from macros.tell import compare
from macros.tell.samples import archive_of

_LETTERS = "ABCD"


def compare_roles(view: View) -> str:
    """Every pair of roles, lower first; a script shows the pair that is asked for."""
    roles = view.handbook.ladder()
    pairs = list(combinations(roles, 2))
    form = view.render("compare_form", roles=roles)
    return joined(
        [
            form,
            *(
                headed(
                    2,
                    f"{lower.title} to {upper.title}",
                    anchor_of("role_pair", lower, upper),
                    _pair(view, lower.id, upper.id),
                )
                for lower, upper in pairs
            ),
        ]
    )


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
    roles = view.handbook.ladder()
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
    book = view.handbook
    below, above = book.resolved[lower], book.resolved[upper]
    return view.render(
        "compare_pair",
        lower=below.role,
        upper=above.role,
        skills=compare.skill_steps(book, below, above),
        lines=compare.duties(below, above),
        asks=compare.asks(below, above),
    )


def _practice(view: View, item: Calibration) -> str:
    attempts = [
        {"letter": letter, "name": f"{item.id}-{letter.lower()}", "attempt": attempt}
        for letter, attempt in zip(_LETTERS, item.attempts, strict=True)
    ]
    question = view.handbook.questions[item.question]
    return view.render("calibration", item=item, question=question, attempts=attempts)
