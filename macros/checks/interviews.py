"""Rules that keep the trace whole and the minutes true (invariants 1 and 2)."""

from collections.abc import Iterator
from math import ceil

from macros.checks.subject import Subject
from macros.core.handbook import Handbook
from macros.core.kinds import CODE, PARTS
from macros.core.problems import Position, Problem, listed
from macros.model.interview import Loop, Question
from macros.model.role import PROMISED, Requirement, Role
from macros.tell.trace import loop_minutes, loop_questions, stage_minutes, tests_of

_SHORTEST_QUESTION, _LONGEST_QUESTION = 5, 60
_FEWEST_SCORES = 3
#: Half a working day: what a candidate can be asked for beside a job.
_LONGEST_LOOP = 240
#: From this level on, a skill is looked at before somebody is hired for it.
_TESTED_FROM = "practitioner"
#: Words a minute: English read out to somebody who listens; code and tables read in silence.
_SPOKEN, _READ = 140, 120
#: Minutes for a first answer, for a follow-up, and for asking for what is given on request.
_ANSWER, _FOLLOW_UP, _REQUEST = 4, 1.75, 0.5


def untested_must(subject: Subject) -> Iterator[Problem]:
    """Ensure a loop tests what it promises: a must by its own score, `tested` at least by sight."""
    handbook = subject.handbook
    for role, loop in _roles_with_loops(handbook):
        for requirement in handbook.resolved[role.id].requirements_of(*PROMISED):
            tests = tests_of(handbook, loop, requirement)
            scored = [test for test in tests if test.also is None]
            if not (scored if requirement.necessity == "must" else tests):
                yield Problem(
                    handbook.place("loop", loop.id, "stages"),
                    "untested-must",
                    f'no question tests the {requirement.necessity} "{requirement.id}" of'
                    f' "{role.id}" ({requirement.skill} at {requirement.skill_level}).',
                    f"add one of: {_able(handbook, requirement)}; or make it"
                    f" {'nice' if requirement.necessity == 'must' else 'assumed'}.",
                )


def assumed_practitioner(subject: Subject) -> Iterator[Problem]:
    """Ensure what is expected and not tested is asked below practitioner, and is not tested."""
    handbook = subject.handbook
    for role, loop in _roles_with_loops(handbook):
        for line in handbook.resolved[role.id].requirements:
            asked, tests = line.item, tests_of(handbook, loop, line.item)
            if asked.necessity != "assumed" or not (tests or _deep(handbook, asked.skill_level)):
                continue
            what = f'"{role.id}" assumes {asked.skill} at {asked.skill_level}, '
            if tests:
                what += f'which "{tests[0].question.id}" of its loop tests.'
                fix = "write necessity: tested."
            else:
                what += "and no question of its loop tests it."
                fix = (
                    f"add one of: {_able(handbook, asked)}, and write necessity: tested;"
                    f" or ask for less than {_TESTED_FROM}."
                )
            place = handbook.place_of_line("requirements", line)
            yield Problem(place, "assumed-practitioner", what, fix)


def long_loop(subject: Subject) -> Iterator[Problem]:
    """Ensure a candidate spends half a working day on a loop at most."""
    handbook = subject.handbook
    for id, loop in handbook.loops.items():
        if (spent := loop_minutes(loop, with_candidate=True)) > _LONGEST_LOOP:
            place = handbook.place("loop", id, "stages")
            message = f"candidates spend {spent} minutes, {_LONGEST_LOOP} at most."
            fix = "let a question test two skills, or take out what decides nothing."
            yield Problem(place, "long-loop", message, fix)


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


def cut_question(subject: Subject) -> Iterator[Problem]:
    """Ensure a stage gives each question the minutes it takes."""
    handbook = subject.handbook
    for id, loop in handbook.loops.items():
        for stage_index, stage in enumerate(loop.stages):
            for index, asked in enumerate(stage.questions):
                question = handbook.questions.get(asked.question)
                if question and asked.minutes < question.minutes:
                    location = ("stages", stage_index, "questions", index, "minutes")
                    place = handbook.place("loop", id, *location)
                    message = f'"{question.id}" takes {question.minutes} minutes.'
                    fix = f"write minutes: {question.minutes}, or ask another question."
                    yield Problem(place, "cut-question", message, fix)


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


def crowded_question(subject: Subject) -> Iterator[Problem]:
    """Ensure a question's minutes suffice for what is read, answered and asked after it."""
    for id, question in subject.handbook.questions.items():
        if (needed := ceil(_minutes_needed(question))) > question.minutes:
            place = subject.handbook.place("question", id, "minutes")
            message = (
                f'"{id}" has {question.minutes} minutes; reading, answer and'
                f" {len(question.follow_ups)} follow-ups take {needed}."
            )
            fix = "give it more, shorten what is read, or ask one follow-up less."
            yield Problem(place, "crowded-question", message, fix)


def _minutes_needed(question: Question) -> float:
    """Read aloud, read on the screen, answered, asked for, and asked after."""
    shown = sum(
        max(len(text.split()) for text in (exhibit.text, *exhibit.versions.values()))
        for exhibit in question.exhibits
    )
    asked_for = len(question.evidence) + sum(one.on_request for one in question.exhibits)
    return (
        len(question.ask.split()) / _SPOKEN
        + shown / _READ
        + _ANSWER
        + asked_for * _REQUEST
        + len(question.follow_ups) * _FOLLOW_UP
    )


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


def _able(handbook: Handbook, requirement: Requirement) -> str:
    """The questions that test a requirement at its level, for a fix."""
    able = [
        question.id
        for question in handbook.questions_of(requirement.skill)
        if requirement.skill_level in question.skill_levels
    ]
    return listed(able) or "a new question"


def _deep(handbook: Handbook, level: str) -> bool:
    levels = list(handbook.entities("skill_level"))
    return _TESTED_FROM in levels and level in levels[levels.index(_TESTED_FROM) :]


def _roles_with_loops(handbook: Handbook) -> Iterator[tuple[Role, Loop]]:
    for role in handbook.roles.values():
        if role.id in handbook.resolved and role.loop in handbook.loops:
            yield role, handbook.loops[role.loop]
