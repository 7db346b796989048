"""Code that candidates see is code, and says the same in each language it is written in.

Python is compiled, JavaScript by the wheel's Node, Java by a parser from a wheel, and by the
compiler's own where a JDK is installed.
"""

import ast
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from macros.core.text import texts
from macros.model.interview import Exhibit, Question
from tests.node import program
from tests.support import ROOT, each, real

#: What a text may be: a file, the inside of a class, or that of a method.
_FORMS = ("{}", "class X {{\n{}\n}}", "class X {{ void f() {{\n{}\n}} }}")
_MODULES = """
import { readFileSync } from "node:fs";
import vm from "node:vm";
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0)))) {
  try { new vm.SourceTextModule(text); } catch (error) { console.log(`${name}: ${error}`); }
}
"""
#: Figures that a language says by a name, in place of the number.
_BY_NAME = {"201": "CREATED", "200": "ResponseEntity", "86400": "Duration.ofDays(1)"}
#: What a translation says in other words: the question, the language and the figure.
_OTHERWISE = {
    ("coding-read-unfamiliar", "java", "100"),  # a default, which the caller gives instead
}


def exhibits() -> Iterator[tuple[Question, Exhibit]]:
    """Every exhibit that is code."""
    for question in real().questions.values():
        for exhibit in question.exhibits:
            if exhibit.language:
                yield question, exhibit


@cache
def code(language: str) -> dict[str, str]:
    """All code in one language, by where it stands. Of a patch, what it was and what it becomes."""
    found = {}
    for question, exhibit in exhibits():
        if text := exhibit.versions.get(language):
            for number, part in enumerate(sides(text)):
                found[f"{question.id}: {exhibit.title} {number}"] = part
    return found


def sides(text: str) -> list[str]:
    """A text, or both sides of it where it is a patch."""
    lines = text.splitlines()
    if not any(re.match(r"[-+] ", line) for line in lines):
        return [text]
    changed = [line for line in lines if line[:1] in (" ", "+", "-", "") and line[:3] != "---"]
    return ["\n".join(line[1:] for line in changed if line[:1] != drop) for drop in "+-"]


def test_both_sides_of_a_patch_are_read() -> None:
    """What a patch takes away is on one side, what it adds on the other, and no name of a file."""
    patch = "a.py\n def f():\n-    return 1\n+    return 2"

    assert sides(patch) == ["def f():\n    return 1", "def f():\n    return 2"]
    assert sides("x = 1 - 2") == ["x = 1 - 2"]


def test_exhibits_exist_in_three_languages() -> None:
    """Who asks a question that shows code has it in Java and in JavaScript, nearly always."""
    counted = {language: len(code(language)) for language in ("python", "java", "javascript")}

    assert min(counted.values()) > 40, counted


@each("name", lambda: code("python"))
def test_python_of_an_exhibit_is_python(name: str) -> None:
    """It compiles."""
    ast.parse(code("python")[name])


def test_javascript_of_exhibits_is_javascript() -> None:
    """Node compiles each as a module."""
    done = subprocess.run(
        [program("node"), "--experimental-vm-modules", "--no-warnings", "--eval", _MODULES],
        input=json.dumps({**code("javascript"), "a broken one": "const const = 1;"}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["a broken one"]


def java() -> dict[str, str]:
    """The Java of exhibits, and that of work samples."""
    files = sorted((ROOT / "data/work-samples").rglob("*.java"))
    assert files
    return {**code("java"), **{str(path): path.read_text(encoding="utf-8") for path in files}}


def test_java_is_java() -> None:
    """A parser finds no fault in any of it, with or without a JDK."""
    import tree_sitter
    import tree_sitter_java

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_java.language()))

    def sound(text: str) -> bool:
        trees = (parser.parse(form.format(text).encode()) for form in _FORMS)
        return any(not tree.root_node.has_error for tree in trees)

    assert [name for name, text in java().items() if not sound(text)] == []
    assert not sound("int f( { return 1 }")


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("java") is None and "CI" not in os.environ, reason="no JDK is installed"
)
def test_java_is_java_to_its_compiler(tmp_path: Path) -> None:
    """The compiler's own parser agrees."""
    names = {}
    for number, (name, text) in enumerate({**java(), "a broken one": "int f( { }"}.items()):
        file = tmp_path / f"{number}.java"
        file.write_text(text, encoding="utf-8")
        names[str(file)] = name
    command = ["java", str(ROOT / "tests/ParseJava.java"), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert [names[line] for line in done.stdout.splitlines()] == ["a broken one"]


def figures(text: str) -> set[str]:
    """The numbers of two digits and more: a single one is mostly an index."""
    found = {number.replace("_", "") for number in re.findall(r"(?<![\w.])\d[\d_]*\d(?!\w)", text)}
    return {number.lstrip("0") or "0" for number in found}


@each("shown", exhibits)
def test_each_language_has_the_same_figures(shown: tuple[Question, Exhibit]) -> None:
    """A number of the Python code is in the others: as it stands, in milliseconds or by name."""
    question, exhibit = shown
    for language, text in exhibit.twins.items():
        there = figures(text)
        missing = {
            number
            for number in figures(exhibit.text)
            if not {number, f"{number}000"} & there
            and _BY_NAME.get(number, "\0") not in text
            and (question.id, language, number) not in _OTHERWISE
        }
        assert not missing, f"{question.id}, {exhibit.title}, {language}: {missing}"


def plain(text: str) -> str:
    """Letters and digits: `days_left` and `daysLeft` are one name."""
    return re.sub("[^a-z0-9]", "", text.lower())


@each("question", lambda: {question.id: question for question, _ in exhibits()}.values())
def test_names_that_a_question_says_are_in_each_language(question: Question) -> None:
    """Whoever asks in Java says nothing that only the Python code holds."""
    said = [text for _, text in texts(question.model_dump(exclude={"exhibits"}))]
    said += [exhibit.title for exhibit in question.exhibits]
    names = {name for text in said for name in re.findall(r"`([^`]+)`|\b([a-z]+_[a-z_]+)\b", text)}
    for language in ("java", "javascript"):
        python = plain("".join(one.text for one in question.exhibits if language in one.twins))
        others = plain("".join(one.twins.get(language, one.text) for one in question.exhibits))
        spoken = {plain(name) for pair in names for name in pair if name}
        assert not {name for name in spoken if name in python and name not in others}
