"""Many spellings of the same fault, and of what only looks like it: `wordings.yaml`."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.lint.engine import lint
from tests.support import TODAY, each, real

_FILE = Path(__file__).with_name("wordings.yaml")
_POSTING = (
    "Backend Engineer\n\nRequirements\n- You write Go.\n- {must}\n- SQL\n\n"
    "We are a team in Leeds.\n\n{end}"
)
#: The rules that look at musts; lines for others are sentences at the end.
_OF_MUSTS = ("degree-gate", "years-gate")


def _lines(kind: str) -> Iterator[tuple[str, str]]:
    """Each rule with each line of a kind, `found` or `absent`."""
    for rule, lines in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items():
        yield from ((rule, line) for line in lines.get(kind, ()))


def _broken(rule: str, line: str) -> set[str]:
    """The rules that a posting with this line breaks."""
    must, end = (line, "") if rule in _OF_MUSTS else ("Git", line)
    text = _POSTING.format(must=must, end=end)
    findings = lint(text, real(), role="backend-developer", today=TODAY).findings
    return {one.rule for one in findings}


@each("line", lambda: _lines("found"))
def test_fault_is_found_in_whatever_words_it_comes(line: tuple[str, str]) -> None:
    """Numbers in words, other orders, other languages."""
    assert line[0] in _broken(*line)


@each("line", lambda: _lines("absent"))
def test_what_only_looks_like_a_fault_is_none(line: tuple[str, str]) -> None:
    """Denials and other senses; for what must not be missing, other words that say it."""
    assert line[0] not in _broken(*line)
