"""`python -m tests.fuzz [COUNT]`: texts made up by hypothesis, for everything that reads text.

A reader answers, or refuses with problems that can be followed: it never fails otherwise, never
takes 10 seconds of CPU for a text, and never 300 MB. Each runs in a process of its own, which is
ended when a text takes too long; the text is told.
"""

import math
import re
import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.core.markup import faults_in
from macros.core.pages import parse_page
from macros.core.passages import passages
from macros.core.problems import HandbookError
from macros.core.read import decode, parse_yaml
from macros.files.job_descriptions import written
from macros.lint.engine import lint
from macros.lint.report import report_of, to_text
from macros.posting.draft import read_draft
from macros.posting.recipe import build_recipe
from macros.posting.write import FORMATS
from macros.render.passages import dated
from tests.mutations import BYTES, SNIPPETS, apart, astray, resident
from tests.support import ROOT, TODAY, real

#: The seconds of CPU that one text may take: a hundred times what the largest of ours takes.
SECONDS = 10
#: The megabytes that a text may take.
MEGABYTES = 300
ROLE = "senior-backend-developer"
#: The characters of a text: a file of data may have so many bytes, a posting is read to a tenth.
_MOST = 300_000
_POSTINGS = (
    *("# Senior developer\n", "## Requirements\n", "What you bring:\n", "- ", "* ", "1. ", "\n\n"),
    *(
        "5+ years of Java",
        "a degree",
        "native speaker",
        "young team",
        "competitive salary",
        "ninja",
    ),
    *(
        "$90,000 - $120,000",
        "EUR 60k",
        "a year",
        "per hour",
        "remote",
        "equal opportunity",
        "9,999",
    ),
    *("https://example.com/a?b=c", "a@b.example", "**", "`", "[", "](", "<b>", "&amp;", "🚀", "한"),
)
_YAML = (
    "a: ",
    "b:\n",
    "- ",
    "  ",
    "    ",
    "\n",
    "# ",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "|\n",
    ">-\n",
)


def _pieces(*known: str) -> st.SearchStrategy[str]:
    """Texts of known pieces, of any characters, and of one of them many times."""
    piece = st.one_of(st.sampled_from([*known, *SNIPPETS]), st.text(max_size=20))
    often = st.builds(
        lambda one, count: one * min(count, 1 + 20_000 // (len(one) + 1)),
        piece,
        st.sampled_from([1, 1, 1, 2, 50, 20_000]),
    )
    return st.lists(often, max_size=20).map(lambda pieces: "".join(pieces)[:_MOST])


def _lines(folder: str, pattern: str) -> list[str]:
    """Some lines of our own files, to be put together anew."""
    files = sorted((ROOT / folder).rglob(pattern))[::7]
    return [line for file in files for line in file.read_text("utf-8").splitlines(True)[::9]]


def _bytes(text: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    broken = st.sampled_from(BYTES)
    whole = text.map(lambda one: one.encode("utf-8", "surrogatepass"))
    return st.one_of(whole, whole, st.tuples(whole, broken, whole).map(b"".join), st.binary())


def _followed(error: HandbookError, raw: bytes) -> None:
    """Raises where a problem cannot be followed."""
    for problem in error.problems:
        assert not (fault := astray(problem, raw.count(b"\n") + 1)), (fault, problem)


def read_data(raw: bytes) -> None:
    """A file of data: values, each with a place that is there, or problems."""
    try:
        document = parse_yaml(decode(raw, name="a.yaml"), name="a.yaml")
    except HandbookError as error:
        _followed(error, raw)
        return
    lines = raw.count(b"\n") + 1
    assert all(1 <= line <= lines for line, _ in document.marks.values())


def read_page(raw: bytes) -> None:
    """A page: front matter, faults of its markup, passages that hold together, or problems."""
    front = b"---\ntitle: A\n---\n"
    try:
        body = parse_page(decode(front + raw, name="a.md"), path="a.md").body
    except HandbookError as error:
        _followed(error, front + raw)
        return
    assert all(0 <= fault.start <= len(body) for fault in faults_in(body))
    spans = [(start, end) for start, end, _ in passages(body)]
    assert spans == sorted(spans) and all(0 <= a <= b <= len(body) for a, b in spans)
    assert dated(body).count("\n") == body.count("\n")


def read_posting(raw: bytes) -> None:
    """A job posting: findings at places of the text, and a report that can be printed."""
    text = raw.decode("utf-8-sig", "replace")
    judgment = lint(text, real(), role=ROLE, places=("us-ca",), today=TODAY)
    report = report_of(judgment, file="a", role=ROLE, places=("us-ca",))
    lines = len(re.split(r"\r\n|[\r\n]", text))
    assert all(1 <= (finding.line or 1) <= lines for finding in report.findings)
    to_text(report)


def read_choices(pairs: list[tuple[str, str]]) -> None:
    """A poster's choices: a draft that fills every format, or faults with a fix."""
    recipe = build_recipe(real(), ROLE)
    draft, faults = read_draft(recipe, pairs)
    assert all(fault.message and fault.fix for fault in faults)
    for format in FORMATS:
        written(recipe, draft, format)


Reader = Callable[[Any], None]
READERS: dict[str, tuple[Reader, Callable[[], st.SearchStrategy[Any]]]] = {
    "data": (read_data, lambda: _bytes(_pieces(*_YAML, *_lines("data", "*.yaml")))),
    "page": (read_page, lambda: _bytes(_pieces(*_lines("docs", "*.md")))),
    "posting": (read_posting, lambda: _bytes(_pieces(*_POSTINGS, *_lines("docs/guides", "*.md")))),
    "choices": (
        read_choices,
        lambda: st.lists(
            st.tuples(
                st.one_of(st.sampled_from(sorted(_keys())), st.text(max_size=9)),
                st.one_of(st.sampled_from(["2027-01-01", "1", "USD", "must"]), _pieces()),
            ),
            max_size=12,
        ),
    ),
}


def _keys() -> set[str]:
    recipe = build_recipe(real(), ROLE)
    return {one.id for one in recipe.fields} | {"must", "nice", "off"}


def faults_of(reader: Reader, made: st.SearchStrategy[Any], count: int, *, seed: bool) -> str:
    """What is wrong with a reader after so many texts; nothing when all is well.

    Without `seed` the texts are the same each time.
    """
    with tempfile.NamedTemporaryFile() as last:
        work = partial(_tried, reader, made, count, Path(last.name), seed)
        answer, _, _ = apart(work, 60 * SECONDS * max(1, count // 100))
        text = Path(last.name).read_text("utf-8")
    return "" if answer == "done" else f"{answer}\n{text}"


def _tried(reader: Reader, made: st.SearchStrategy[Any], count: int, last: Path, seed: bool) -> str:
    @settings(
        max_examples=count,
        derandomize=not seed,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(made)
    def each(value: Any) -> None:
        last.write_text(f"{repr(value)[:4000]}", encoding="utf-8")
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = math.ceil(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begin the peak anew
        before = resident()
        reader(value)
        most = _peak() - before
        assert most < MEGABYTES, f"{most:.0f} MB"

    each()
    return "done"


def _peak() -> float:
    """The most megabytes that this process has held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> int:
    """Print, for each reader, how many texts it read, and what is wrong with it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    failed = False
    for name, (reader, made) in READERS.items():
        fault = faults_of(reader, made(), count, seed=True)
        failed = failed or bool(fault)
        print(f"{name:10} {count:6} {fault or 'read or refused'}", flush=True)  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
