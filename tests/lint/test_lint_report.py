"""What a check reports, what `handbook lint` prints and exits with, and what is published."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from macros.files.lint import export_lint
from macros.lint import engine
from macros.lint.engine import lint, rules_of
from macros.lint.records import Rulebook
from macros.lint.report import Finding, Judgment, Report, report_of, to_text
from macros.lint.rulebook import make_rulebook
from macros.render.registry import bound
from macros.render.view import View
from macros.site import cli
from macros.site import lint as site_lint
from tests.markup import Markup
from tests.site.test_schema import faults
from tests.support import DUMMY, TODAY, made, real, real_edition, tiny

BLOCKING = "A wizard.\nIt has $5 a year. Loud and [blank].\n"
WARNING = "One word.\n$5 a year.\n"


def run(*arguments: str | Path) -> int:
    """`handbook lint` on the dummy."""
    return cli.main(["--root", str(DUMMY), "lint", *(str(one) for one in arguments)])


def posting(folder: Path, text: str) -> Path:
    """A file with a job posting."""
    file = folder / "posting.txt"
    file.write_bytes(text.encode())
    return file


def test_finding_that_blocks_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding is printed with its place, reason, better version and page; then the counts."""
    file = posting(tmp_path, BLOCKING)
    code = run(file)
    lines = capsys.readouterr().out.splitlines()

    assert code == 1
    assert lines[0].startswith(f"{file}: understood: no must-have requirements recognized, no pay")
    assert lines[1:5] == [
        f'{file}:1:3: blocks: hero:wizard: "wizard" A costume is asked for',
        "    why: It cannot be tested.",
        "    better: Name the task.",
        "    more: /glossary/",
    ]
    assert lines[5].startswith(f"{file}:2:28: warns: blank:blank: ")
    assert lines[-3:-1] == [
        f"{file}: hints: Loud (2:19, tone)",
        "10 words, 1 minute to read: 1 blocking, 2 to look at, 1 hint",
    ]


def test_posting_that_nothing_blocks_exits_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Warnings and hints are told and stop nothing."""
    code = run(posting(tmp_path, WARNING.replace("$", "")))

    assert code == 0
    assert ": warns: no-pay: No pay" in capsys.readouterr().out


def test_json_holds_the_same_in_the_published_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--format json prints one report that the published schema describes."""
    run(posting(tmp_path, BLOCKING), "--format", "json", "--role", "clerk")
    shown = json.loads(capsys.readouterr().out)
    report = Report.model_validate_json(json.dumps(shown))
    schema: dict[str, Any] = json.loads(
        made(export_lint(real_edition()))["check/report.schema.json"]
    )

    assert report.findings == lint(BLOCKING, tiny(), role="clerk", today=TODAY).findings
    assert (report.role, report.places, report.blocks, report.words) == ("clerk", (), 1, 10)
    assert faults(shown, schema, schema) == []
    with pytest.raises(ValidationError):
        Report.model_validate({**shown, "extra": 1})


def test_standard_input_is_read_for_a_hyphen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` reads the posting from a pipe, a byte order mark or not."""
    stream = io.TextIOWrapper(io.BytesIO(f"\ufeff{BLOCKING}".encode()))
    monkeypatch.setattr("sys.stdin", stream)

    assert run("-") == 1
    assert "\nstandard input:1:3: blocks: hero:wizard" in capsys.readouterr().out


def test_places_may_be_repeated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The duties of each place chosen are asked of the posting."""
    run(posting(tmp_path, "a b c"), "--place", "freedonia-law", "--place", "freedonia-law")

    assert "duties:freedonia-law:pay-range" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(
            ["--role", "clerc"], '"clerc" is not a role. Did you mean "clerk"?', id="role"
        ),
        pytest.param(["--place", "nowhere"], '"nowhere" is not a place.', id="place"),
    ],
)
def test_unknown_choice_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    """A choice that is not there is a mistake of use, named with the nearest id."""
    code = run(posting(tmp_path, "x"), *options)

    assert code == 2
    assert f"handbook lint: {says}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "it is not there, or locked. Name a text file", id="no file"),
        pytest.param(
            b"PK\xff\xfe\x00", "is no Word document that can be read. Save it", id="no document"
        ),
        pytest.param(b"\xff\xfe", "is not text in UTF-8. Save it as plain text", id="no text"),
    ],
)
def test_file_that_cannot_be_read_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, says: str
) -> None:
    """What is no text is said to be none, with what to do."""
    file = tmp_path / "posting.docx"
    if content is not None:
        file.write_bytes(content)

    assert run(file) == 2
    assert says in capsys.readouterr().err


def test_text_that_takes_too_long_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that no rule gets done with is refused in a sentence."""
    monkeypatch.setattr(site_lint, "rules_for", lambda *_: rules_of(tiny(), TODAY))
    monkeypatch.setattr(engine, "SECONDS", 0.001)
    file = posting(tmp_path, "a word " * 140_000)

    assert run(file) == 2
    assert capsys.readouterr().err == (
        f"handbook lint: {file}: checking it takes more than 0.001 seconds or a gigabyte."
        " Cut it to one job posting; if it is one, a pattern in data/lint-reading.yaml takes"
        " too long.\n"
    )


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the usage is printed."""
    with pytest.raises(SystemExit) as caught:
        run()

    assert caught.value.code == 2
    assert "usage: handbook lint" in capsys.readouterr().err


def test_report_folds_quoted_lines_and_counts_repeats() -> None:
    """A quote over two lines is printed on one, and repeats are counted."""
    finding = Finding(
        id="a:b",
        rule="a",
        severity="hint",
        title="T",
        words="b\n  c",
        line=2,
        column=4,
        times=3,
        why="W",
        instead="I",
        use=None,
        page="/p/",
        label="L",
    )
    graver = finding.model_copy(update={"id": "c:b", "rule": "c", "severity": "warns"})
    understood = lint("x", tiny(), today=TODAY).understood
    judgment = Judgment(findings=(graver, finding), words=7, notes=("N",), understood=understood)
    report = report_of(judgment, file="x", role=None, places=())

    assert to_text(report).splitlines()[1] == 'x:2:4: warns: c:b: "b c" (3 times) T'
    assert to_text(report).splitlines()[-3:] == [
        "x: hints: b c (2:4, a)",
        "7 words, 1 minute to read: 0 blocking, 1 to look at, 1 hint",
        "N",
    ]


def test_published_rules_are_the_rulebook_of_the_day() -> None:
    """check/rules.json holds all that JavaScript needs, and reads back to the same rulebook."""
    content = made(export_lint(real_edition()))["check/rules.json"]

    assert Rulebook.model_validate_json(content) == make_rulebook(real(), today=TODAY)
    assert len(gzip.compress(content)) < 60_000


def test_notice_names_every_list_and_carries_the_license() -> None:
    """The notices that the lists ask for stand beside the published rules."""
    notice = made(export_lint(real_edition()))["check/NOTICE.txt"].decode()

    for one in real().reading.notices:
        assert one.copyright in notice
        assert one.url in notice
    assert "Permission is hereby granted, free of charge" in notice
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in notice


def test_page_has_an_anchor_for_every_rule_and_says_why() -> None:
    """The address of a rule answers on the page, with its reason and its better version."""
    html = bound(View(real(), TODAY))["posting_rules"]()
    text = Markup(html).text

    for rule in real().lint_rules.values():
        assert f"{{#rule-{rule.id}}}" in html
        assert rule.title in text
        assert rule.why.split(". ")[0] in text


def test_slurs_are_not_printed() -> None:
    """A rule whose words are not listed shows none of them on the page."""
    html = bound(View(real(), TODAY))["posting_rules"]()

    assert "imbecile" not in html
    assert "native speaker" in html


def test_evidence_past_its_review_date_is_a_notice() -> None:
    """Expired evidence is replaced by where to read the current one."""
    after = max(source.review_by for source in tiny().sources.values()).replace(year=2040)
    html = bound(View(tiny(), after))["posting_rules"]()

    assert "Readers of Freedonia did not mind." not in html
    assert "was due for review by" in html


def test_evidence_is_named_for_and_against() -> None:
    """The rules about tone show studies of both sides, those for the rule first."""
    rule = real().lint_rules["coded-masculine"]

    assert {one.side for one in rule.evidence} == {"for", "against"}
    text = Markup(bound(View(tiny(), TODAY))["posting_rules"]()).text
    assert text.index("Readers elsewhere did.") < text.index("Readers of Freedonia did not mind.")
