"""What candidates read, and what to practice with: work samples and calibrations."""

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.model import interview as data
from macros.model.role import Role
from macros.public.shapes.base import Record, filled


class AiRule(Record):
    """Whether AI tools may be used, and what the score then looks at."""

    rule: str
    """An id of the vocabulary `ai-rule`."""
    note: str
    """What that means here."""


class CandidateRequirement(Record):
    """A must of the role."""

    id: str
    """Its id within the role."""
    skill: str
    """The skill it asks for: an id of `skills.json`."""
    skill_level: str
    """The level it is asked at: an id of the vocabulary `skill-level`."""
    line: str
    """The line as the job description prints it."""


class CandidateStage(Record):
    """A stage as the candidate may know it."""

    id: str
    """Its id within the loop."""
    title: str
    """Its name."""
    minutes: int
    """How long it takes."""
    interviewers: str
    """Who sits there."""
    purpose: str
    """What it decides."""
    accommodations: str
    """How the stage can be changed for someone who needs it."""
    told_beforehand: tuple[str, ...]
    """What to know before the day."""
    prepare: tuple[str, ...]
    """How to prepare."""
    ai_rule: str
    """Whether AI tools may be used: an id of the vocabulary `ai-rule`."""
    ai_note: str
    """What that means in this stage."""


class CandidateView(Record):
    """A role and its loop as candidates may read them: no questions, no scores."""

    id: str
    """The role: an id of `roles.json`."""
    url: str
    """The page for candidates, from the root of the site."""
    title: str
    """The role's title."""
    requirements: tuple[CandidateRequirement, ...]
    """The musts of the role."""
    stages: tuple[CandidateStage, ...]
    """The stages that the candidate sits through, in order."""


class Criterion(Record):
    """One thing a work sample is judged by."""

    title: str
    """What is looked at."""
    weak: str
    """What a weak solution shows."""
    strong: str
    """What a strong solution shows."""


class CodeFile(Record):
    """A file of code."""

    path: str
    """Its path inside the sample's folder."""
    text: str
    """Its content."""


class WorkSample(Record):
    """A piece of the job to do, with code that runs. Candidates get `brief` and `start` alone."""

    id: str
    """Its permanent id."""
    url: str
    """Its page, from the root of the site."""
    download: str
    """The archive that the candidate gets, from the root of the site."""
    title: str
    """Its name."""
    skill: str
    """The skill it tests: an id of `skills.json`."""
    levels: tuple[str, ...]
    """The role levels it suits: ids of the vocabulary `role-level`."""
    skill_levels: tuple[str, ...]
    """The skill levels it tells apart: ids of the vocabulary `skill-level`."""
    minutes: int
    """The cap on the candidate's time."""
    summary: str
    """The sample in a sentence."""
    brief: tuple[str, ...]
    """What the candidate reads, a paragraph each."""
    run: str
    """The command that starts it."""
    ai_rule: AiRule
    """Whether AI tools may be used."""
    criteria: tuple[Criterion, ...]
    """What it is judged by."""
    anchors: tuple[str, ...]
    """What a solution worth each score does, for the scores 1 to 4."""
    follow_ups: tuple[str, ...]
    """What to ask afterwards."""
    interviewer: str
    """How to prepare and lead it."""
    start: tuple[CodeFile, ...]
    """The files that the candidate gets."""
    strong: tuple[CodeFile, ...]
    """The files that a strong solution changes, as it leaves them."""


class Attempt(Record):
    """An invented answer."""

    answer: str
    """What the invented candidate says."""
    score: int
    """The score it earns, from 1 to 4."""
    reason: str
    """Why."""


class Calibration(Record):
    """Four invented answers to one question, to practice scoring on."""

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    question: str
    """The question: an id of `questions.json`."""
    setting: str
    """What to know before reading the answers."""
    attempts: tuple[Attempt, ...]
    """The answers with their reference scores."""


def candidate_view(edition: Edition, entity: Role) -> CandidateView:
    """What a candidate may know of a role's loop: stages and preparation, no questions."""
    book = edition.handbook
    return CandidateView(
        id=entity.id,
        url=address_of("role_part", entity, "candidate"),
        title=entity.title,
        requirements=tuple(
            filled(CandidateRequirement, item)
            for item in book.resolved[entity.id].requirements_of("must")
        ),
        stages=tuple(
            filled(CandidateStage, stage, ai_rule=stage.ai_rule.rule, ai_note=stage.ai_rule.note)
            for stage in book.loops[entity.loop].stages
            if stage.with_candidate
        ),
    )


def work_sample(edition: Edition, entity: data.WorkSample) -> WorkSample:
    """A work sample with the code that its page shows; its checks stay in the repository."""
    files = edition.handbook.code[entity.id]
    return filled(
        WorkSample,
        entity,
        url=address_of("work_sample", entity),
        download=address_of("work_sample_file", entity, entity),
        **{
            part: tuple(
                CodeFile(path=name.removeprefix(f"{part}/"), text=text)
                for name, text in files.items()
                if name.startswith(f"{part}/")
            )
            for part in ("start", "strong")
        },
    )


def calibration(_edition: Edition, entity: data.Calibration) -> Calibration:
    """Answers to practice on."""
    return filled(Calibration, entity, url=address_of("calibration", entity))
