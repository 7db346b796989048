"""Rules that keep the trace whole and the minutes true (invariants 1 and 2)."""

from collections.abc import Iterator

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.kinds import CODE, PARTS
from macros.core.problems import Position, Problem, listed
from macros.model.interview import Loop
from macros.model.role import Role
from macros.tell.trace import loop_questions, stage_minutes, tests_of

_SHORTEST_QUESTION, _LONGEST_QUESTION = 5, 60
_FEWEST_SCORES = 3


def untested_must(subject: Subject) -> Iterator[Problem]:
    """Ensure every must of a role is tested in its loop, at the skill level it asks for."""
    handbook = subject.handbook
    for role, loop in _roles_with_loops(handbook):
        for requirement in handbook.resolved[role.id].requirements_of("must"):
            if not tests_of(handbook, loop, requirement):
                able = [
                    question.id
                    for question in handbook.questions_of(requirement.skill)
                    if requirement.skill_level in question.skill_levels
                ]
                yield Problem(
                    handbook.place("loop", loop.id, "stages"),
                    "untested-must",
                    f'no question tests the must "{requirement.id}" of "{role.id}"'
                    f" ({requirement.skill} at {requirement.skill_level}).",
                    f"add one of: {listed(able) or 'a new question'}; or make it nice.",
                )


def untraced_question(subject: Subject) -> Iterator[Problem]:
    """Ensure every question of a loop tests something its role asks for."""
    handbook = subject.handbook
    for role, loop in _roles_with_loops(handbook):
        profile = handbook.resolved[role.id].profile()
        for stage_index, stage in enumerate(loop.stages):
            for index, asked in enumerate(stage.questions):
                question = handbook.questions.get(asked.question)
                if question and question.skill not in profile:
                    yield Problem(
                        handbook.place("loop", loop.id, "stages", stage_index, "questions", index),
                        "untraced-question",
                        f'"{asked.question}" tests {question.skill}, which "{role.id}" does'
                        " not ask for.",
                        "take it out of the loop, or add the requirement to the role.",
                    )


def question_level(subject: Subject) -> Iterator[Problem]:
    """Ensure a question is written for the level of every role whose loop asks it."""
    handbook = subject.handbook
    for role, loop in _roles_with_loops(handbook):
        for test in loop_questions(handbook, loop):
            if role.level not in test.question.levels:
                yield Problem(
                    handbook.place("question", test.question.id, "levels"),
                    "question-level",
                    f'the loop of "{role.id}" asks "{test.question.id}", which is not for'
                    f" {role.level}.",
                    f"add {role.level} to its levels if the anchors fit, or choose another.",
                )


def unscored_level(subject: Subject) -> Iterator[Problem]:
    """Ensure a question says what a 3 needs more at each of its levels but the lowest."""
    handbook = subject.handbook
    for id, question in handbook.questions.items():
        lowest, *others = sorted(question.levels, key=lambda one: handbook.rank("role_level", one))
        for level in others:
            if level not in question.at_level:
                message = f"it is asked at {level}, and its scores are those of {lowest}."
                fix = f"add `{level}:` to at_level: what a 3 needs more there."
                place = handbook.place("question", id, "levels")
                yield Problem(place, "unscored-level", message, fix)
        for level in question.at_level:
            if level not in others:
                place = handbook.place("question", id, "at_level", level)
                message = f"{level} is not among its levels, or the lowest of them."
                yield Problem(place, "unscored-level", message, "take the line out.")


def untested_level(subject: Subject) -> Iterator[Problem]:
    """Ensure there is a question for each skill that a role asks for, at its levels."""
    handbook = subject.handbook
    for id, resolved in handbook.resolved.items():
        for line in resolved.requirements:
            asked, level = line.item, resolved.role.level
            questions = handbook.questions_of(asked.skill)
            if any(
                level in one.levels and asked.skill_level in one.skill_levels for one in questions
            ):
                continue
            place = handbook.place_of_line("requirements", line)
            message = (
                f"no question on {asked.skill} is for {level} and tells {asked.skill_level} apart, "
                f'which "{id}" asks for.'
            )
            fix = "write one, widen one whose scores fit, or ask for another level."
            yield Problem(place, "untested-level", message, fix)


def repeated_question(subject: Subject) -> Iterator[Problem]:
    """Ensure a loop asks a question once, and a stage id names one stage."""
    handbook = subject.handbook
    for loop in handbook.loops.values():
        seen: dict[str, Position] = {}
        for stage_index, stage in enumerate(loop.stages):
            asked = [(("questions", n), one.question) for n, one in enumerate(stage.questions)]
            for location, id in ((("id",), stage.id), *asked):
                place = handbook.place("loop", loop.id, "stages", stage_index, *location)
                if (first := seen.setdefault(id, place)) is not place:
                    message = f'"{id}" already stands in this loop, in line {first.line}.'
                    yield Problem(place, "repeated-question", message, "keep one of the two.")


def stage_skills(subject: Subject) -> Iterator[Problem]:
    """Ensure a stage names exactly the skills that its questions test."""
    handbook = subject.handbook
    for loop in handbook.loops.values():
        for index, stage in enumerate(loop.stages):
            asked = (handbook.questions.get(q.question) for q in stage.questions)
            tested = {question.skill for question in asked if question}
            if tested != set(stage.skills):
                yield Problem(
                    handbook.place("loop", loop.id, "stages", index, "skills"),
                    "stage-skills",
                    f'"{stage.id}" names {listed(stage.skills) or "no skills"}; its questions'
                    f" test {listed(tested) or 'none'}.",
                    f"write skills: [{', '.join(sorted(tested))}].",
                )


def stage_minutes_sum(subject: Subject) -> Iterator[Problem]:
    """Ensure opening, agenda, questions and closing of a stage add up to its minutes."""
    handbook = subject.handbook
    for loop in handbook.loops.values():
        for index, stage in enumerate(loop.stages):
            spent = stage_minutes(stage)
            if spent != stage.minutes:
                yield Problem(
                    handbook.place("loop", loop.id, "stages", index, "minutes"),
                    "stage-minutes-sum",
                    f'"{stage.id}" has {stage.minutes} minutes and spends {spent}.',
                    f"write minutes: {spent}, or change its parts.",
                )


def skill_levels_complete(subject: Subject) -> Iterator[Problem]:
    """Ensure a skill describes every skill level of the vocabulary."""
    handbook = subject.handbook
    for skill in handbook.skills.values():
        missing = [id for id in handbook.entities("skill_level") if id not in skill.levels]
        if missing:
            place = handbook.place("skill", skill.id, "levels")
            message = f"no description for: {listed(missing)}."
            yield Problem(place, "skill-levels-complete", message, "write what it looks like.")


def enough_questions(subject: Subject) -> Iterator[Problem]:
    """Ensure every skill has at least three questions, so that a leaked one can be swapped."""
    handbook = subject.handbook
    for skill in handbook.skills.values():
        count = len(handbook.questions_of(skill.id))
        if count < 3:
            place = handbook.place("skill", skill.id)
            message = f'"{skill.id}" has {count} questions, and three are the least.'
            fix = f"add to data/questions/{skill.id}.yaml."
            yield Problem(place, "enough-questions", message, fix)


def question_minutes(subject: Subject) -> Iterator[Problem]:
    """Ensure a question takes 5 to 60 minutes: less is small talk, more is a stage of its own."""
    handbook = subject.handbook
    for question in handbook.questions.values():
        if not _SHORTEST_QUESTION <= question.minutes <= _LONGEST_QUESTION:
            place = handbook.place("question", question.id, "minutes")
            message = f'"{question.id}" takes {question.minutes} minutes.'
            fix = f"ask for something that takes {_SHORTEST_QUESTION} to {_LONGEST_QUESTION}."
            yield Problem(place, "question-minutes", message, fix)


def repeated_probe(subject: Subject) -> Iterator[Problem]:
    """Ensure a question names each follow-up, and each thing to listen for, once."""
    handbook = subject.handbook
    for question in handbook.questions.values():
        for name in ("listen_for", "follow_ups"):
            lines = [line.casefold() for line in getattr(question, name)]
            for index, line in enumerate(lines):
                if line in lines[:index]:
                    place = handbook.place("question", question.id, name, index)
                    message = f'the same line stands twice in {name} of "{question.id}".'
                    yield Problem(place, "repeated-probe", message, "say something else here.")


def narrow_calibration(subject: Subject) -> Iterator[Problem]:
    """Ensure answers to practice on differ: they earn at least three of the four scores."""
    handbook = subject.handbook
    for item in handbook.calibrations.values():
        scores = {attempt.score for attempt in item.attempts}
        if len(scores) < _FEWEST_SCORES:
            place = handbook.place("calibration", item.id, "attempts")
            message = f"the answers earn only {listed(map(str, scores))}."
            fix = f"write answers for at least {_FEWEST_SCORES} scores."
            yield Problem(place, "narrow-calibration", message, fix)


def sample_code(subject: Subject) -> Iterator[Problem]:
    """Ensure the code that candidates get holds no test, and a strong solution changes it."""
    handbook = subject.handbook
    for id, sample in handbook.work_samples.items():
        place = handbook.place("work_sample", id)
        for language in sample.commands:
            start, strong, check = (handbook.code_of(sample, language, part) for part in PARTS)
            folder = f"{CODE}/{id}/{language}"
            for name in sorted(check.keys() & start.keys()):
                message = f'candidates get "{name}", which checks their solution.'
                yield Problem(place, "sample-code", message, f"remove {folder}/start/{name}.")
            for name in sorted(name for name in strong if start.get(name) == strong[name]):
                message = f'"{name}" is the same in the strong solution as in the start.'
                yield Problem(place, "sample-code", message, f"remove {folder}/strong/{name}.")


def _roles_with_loops(handbook: Handbook) -> Iterator[tuple[Role, Loop]]:
    for role in handbook.roles.values():
        if role.id in handbook.resolved and role.loop in handbook.loops:
            yield role, handbook.loops[role.loop]
