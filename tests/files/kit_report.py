"""How well the kit builder reads postings: its skills beside those that a person gave each must.

`python -m tests.files.kit_report` prints it; `--lines` adds every line on which they differ.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.files.kit import call, kitbook_json
from macros.lint.rulebook import make_rulebook
from tests.support import ROOT, TODAY, real

POSTINGS = ROOT / "tests/postings"
GOLD = Path(__file__).parent / "kit_gold.yaml"


@dataclass(frozen=True, slots=True)
class Must:
    """A must of a posting: the skills a person sees in it, and those that were read."""

    posting: str
    line: str
    right: frozenset[str]
    read: frozenset[str]
    sure: frozenset[str]
    found: bool


def musts() -> Iterator[Must]:
    """Every must of the postings; a line that is read and is none asks for nothing."""
    record, rules = kitbook_json(real()), make_rulebook(real(), today=TODAY).model_dump_json()
    for name, gold in yaml.safe_load(GOLD.read_text(encoding="utf-8")).items():
        text = json.dumps((POSTINGS / name).read_text(encoding="utf-8"))
        lines = call("readPosting", record, rules, text)["lines"]
        for begins, right in gold.items():
            own = [line for line in lines if begins in " ".join(line["line"].split())]
            lines = [line for line in lines if line not in own]
            yield _must(name, begins, right, own)
        for line in lines:
            yield _must(name, line["line"], [], [line])


def _must(posting: str, text: str, right: list[str], lines: list[Any]) -> Must:
    skills = [skill for line in lines for skill in line["skills"]]
    read = frozenset(skill["skill"] for skill in skills)
    sure = frozenset(skill["skill"] for skill in skills if skill["sure"])
    return Must(posting, text, frozenset(right), read, sure, bool(lines))


def share(part: int, whole: int) -> float:
    """A share that is whole where there is nothing to miss."""
    return part / whole if whole else 1.0


def measured(all: list[Must]) -> dict[str, float]:
    """Precision and recall of the skills, of those that are sure, and of the reading of lines."""
    both = sum(len(one.right & one.read) for one in all)
    surely = sum(len(one.right & one.sure) for one in all)
    asked = [one for one in all if one.right]
    at_hand = [one for one in all if one.found]
    return {
        "precision": share(both, sum(len(one.read) for one in all)),
        "precision where sure": share(surely, sum(len(one.sure) for one in all)),
        "recall": share(both, sum(len(one.right) for one in all)),
        "recall on the lines that the checker found": share(
            both, sum(len(one.right) for one in at_hand)
        ),
        "musts found by the checker": share(sum(one.found for one in asked), len(asked)),
    }


def main() -> None:
    """Print the figures, and with `--lines` what they come from."""
    all = list(musts())
    if "--lines" in sys.argv:
        for one in all:
            if one.right != one.read:
                kind = "" if one.found else " (not found)"
                print(f"{one.posting}: {one.line[:70]}{kind}")
                print(f"    right: {sorted(one.right)}  read: {sorted(one.read)}")
    print(f"{len({one.posting for one in all})} postings, {len(all)} musts")
    for name, value in measured(all).items():
        print(f"{value:6.1%}  {name}")


if __name__ == "__main__":
    main()
