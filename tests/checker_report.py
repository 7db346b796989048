"""What the checker finds in the postings of tests/postings, by rule: `make checker-report`.

Each was written by somebody who had not read the rules, with what must and must not be found in
it. A finding in neither list is undecided, and counts as neither right nor wrong. The postings
marked `held` are for measuring alone: nobody fixes the checker by their text.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from macros.lint.engine import lint
from macros.lint.report import Finding, Judgment
from tests.support import TODAY, real

FOLDER = Path(__file__).parent / "postings"
#: Rules about the whole of a text, which nearly every posting breaks: measured apart.
GENERIC = frozenset(
    {"too-short", "too-long", "missing-work-mode", "missing-process"}
    | {"missing-accommodations", "missing-closing-date", "coded-masculine", "coded-feminine"}
)
ROLES = {
    "junior": "junior-backend-developer",
    "mid": "backend-developer",
    **{name: f"{name}-backend-developer" for name in ("senior", "staff", "principal")},
}


@dataclass(frozen=True)
class Outcome:
    """What came of one rule in one posting: "right", "wrong" or "missed", and the words."""

    file: str
    rule: str
    kind: str
    words: str


def expected(half: str = "") -> list[dict[str, Any]]:
    """The entries of a half, or of all postings."""
    rows = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
    return [row for row in rows if not half or row["half"] == half]


def judged(row: dict[str, Any]) -> Judgment:
    """What the checker says of the posting of an entry."""
    text = (FOLDER / row["file"]).read_text(encoding="utf-8")
    places = (row["place"],) if row["place"] else ()
    role = ROLES[row["role"]] if row["role"] else None
    return lint(text, real(), role=role, places=places, today=TODAY)


def outcomes(row: dict[str, Any]) -> Iterator[Outcome]:
    """Every expectation of an entry that is met, and every one that is not."""
    findings = judged(row).findings
    hits = [one for one in row["must_find"] if any(_meets(finding, one) for finding in findings)]
    for one in row["must_find"]:
        yield Outcome(row["file"], one["rule"], "right" if one in hits else "missed", one["words"])
    for finding in findings:
        if any(_meets(finding, one) for one in row["must_find"]):
            continue
        if any(_forbids(one, finding) for one in row["must_not_find"]):
            yield Outcome(row["file"], finding.rule, "wrong", finding.words)


def shares(found: Iterable[Outcome]) -> tuple[float, float]:
    """Precision and recall."""
    kinds = Counter(one.kind for one in found)
    right = kinds["right"]
    return right / max(1, right + kinds["wrong"]), right / max(1, right + kinds["missed"])


def _meets(finding: Finding, wanted: dict[str, str]) -> bool:
    if finding.rule != wanted["rule"]:
        return False
    ours, theirs = _plain(finding.words), _plain(wanted["words"])
    return not theirs or not ours or ours in theirs or theirs in ours or _overlap(ours, theirs)


def _overlap(ours: str, theirs: str) -> bool:
    """Whether the end of one is the beginning of the other, by two words or more."""
    pairs = ((ours.split(), theirs.split()), (theirs.split(), ours.split()))
    return any(
        one[-size:] == other[:size]
        for one, other in pairs
        for size in range(2, min(len(one), len(other)) + 1)
    )


def _forbids(wanted: str | dict[str, str], finding: Finding) -> bool:
    if isinstance(wanted, str):
        return finding.rule == wanted
    return _meets(finding, wanted)


def _plain(words: str) -> str:
    visible = unescape(re.sub(r"</?[a-z][^<>]*>", " ", words, flags=re.IGNORECASE))
    return " ".join(re.findall(r"\w+", visible.lower()))


def table(found: list[Outcome]) -> Iterator[str]:
    """A row a rule: right, wrong, missed; then precision and recall with and without generics."""
    for rule in sorted({one.rule for one in found}):
        own = [one for one in found if one.rule == rule]
        kinds = Counter(one.kind for one in own)
        precision, recall = shares(own)
        counts = "  ".join(f"{kinds[kind]:5}" for kind in ("right", "wrong", "missed"))
        yield f"{rule:24} {counts}   {precision:.2f}  {recall:.2f}"
    for name, rows in (
        ("all rules", found),
        ("generic rules apart", [one for one in found if one.rule not in GENERIC]),
    ):
        precision, recall = shares(rows)
        yield f"{name:24} precision {precision:.3f}, recall {recall:.3f}, {len(rows)} judged"


def main(arguments: list[str]) -> None:
    """Print the table of each half; `--show` adds what went wrong in the half `tune`."""
    for half in ("tune", "held"):
        found = [one for row in expected(half) for one in outcomes(row)]
        print(f"\n{half}{'':20}  right  wrong  missed")
        print("\n".join(table(found)))
        if half == "tune" and "--show" in arguments:
            bad = [one for one in found if one.kind != "right"]
            print("\n".join(f"{one.file}: {one.kind} {one.rule}: {one.words!r}" for one in bad))


if __name__ == "__main__":
    main(sys.argv[1:])
