"""The benchmark has something to measure: sound handbooks of any size, and pages like ours."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from macros.checks.run import check_repository
from tests.bench import Cost, exponent, measured, median, table
from tests.corpus import Copy, grow
from tests.mutations import DAY
from tests.rivals import pages_of, write_plain
from tests.support import ROOT


@pytest.mark.slow
def test_corpus_has_the_size_and_shape_asked_for_and_breaks_no_rule(tmp_path: Path) -> None:
    """It has two families of roles, and each skill eight questions; every file is as long."""
    book = grow(tmp_path, 300)

    assert check_repository(tmp_path, today=DAY)[1] == []
    assert len(list((tmp_path / "docs").rglob("*.md"))) == 300
    assert len(book.roles) == 10
    assert set(Counter(q.skill for q in book.questions.values()).values()) == {8}
    sizes = {file.stem: file.stat().st_size for file in (tmp_path / "data/roles").iterdir()}
    assert all(abs(size - sizes[re.sub(r"-\d+$", "", id)]) < 500 for id, size in sizes.items())


def test_copy_says_the_same_thing_in_other_words_every_time() -> None:
    """Addresses, code, blanks and ids on other pages stay; ids of the copy are new."""
    copy, other = Copy(2, {"sql": "sql-2"}), Copy(3, {"sql": "sql-3"})
    text = 'Names [one reason](/roles/clerk/) for `ORDER BY`, by [team], {{ skill("sql") }}.'
    said = copy.text(text)

    assert said == copy.text(text)
    assert said != other.text(text)
    assert len(said) == len(text) + len("-2")
    for kept in ("](/roles/clerk/)", "`ORDER BY`", "[team]", '{{ skill("sql-2") }}'):
        assert kept in said
    assert copy.text("SQL") != other.text("SQL")


def test_pages_for_other_engines_say_what_ours_say(tmp_path: Path) -> None:
    """Headings keep their ids; lists, tables and code are Markdown; scripts are left out."""
    site = tmp_path / "site/roles"
    site.mkdir(parents=True)
    (site / "index.html").write_text(
        "<main><article><h1 id='top'>Roles</h1><script>no()</script><p>Two <strong>of</strong>\n"
        "them:</p><ul><li> <p>one</p><ul><li>half</li></ul>"
        "<p><a href='../a/#b'>more</a></p></li></ul><pre><code>a\n  b</code></pre>"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>{{1</td><td>2</td></tr></table>"
        "<article><p>End</p></article></article></main>"
    )
    role = tmp_path / "data/roles/clerk.yaml"
    role.parent.mkdir(parents=True)
    role.write_text("summary: Files letters.")
    write_plain(tmp_path / "site", tmp_path / "plain")
    config = yaml.safe_load((tmp_path / "plain/mkdocs.yml").read_text())
    page = (tmp_path / "plain/docs/roles/index.md").read_text()

    assert dict(pages_of(tmp_path / "site")).keys() == {"roles/index.md"}
    assert "# Roles {#top}\n" in page
    assert "Two **of** them:" in page
    assert "them:\n\n-   one\n    -   half\n\n    [more](../a/index.md#b)\n" in page
    assert "```\na\n  b\n```" in page
    assert "\n\nEnd\n" in page
    assert "\n|A |B |\n| --- | --- |\n|{ {1 |2 |" in page
    assert config["nav"] == [{"roles": ["roles/index.md"]}]
    assert config["plugins"][1]["macros"]["include_yaml"] == [
        {"roles/clerk": "data/roles/clerk.yaml"}
    ]


def test_cost_of_a_command_is_that_of_its_process(tmp_path: Path) -> None:
    """Memory is in megabytes, and a build that fails is no figure."""
    script = "import sys; from pathlib import Path; from tests.bench import measured; " + (
        "print(measured([sys.executable, '-c', 'held = b\"x\" * 200_000_000'], Path('.')).memory)"
    )
    small = [sys.executable, "-c", script]  # a child begins with what its parent holds
    told = subprocess.run(small, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert 200 < float(told) < 300
    with pytest.raises(RuntimeError, match="no such luck"):
        measured([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)


def test_table_shows_medians_ratios_and_growth() -> None:
    """Twice the pages at four times the cost grow with their square."""
    fast, slow = Cost(1, 1, 50), Cost(4, 5, 60)

    assert median([slow, fast, fast]) == fast
    assert exponent((100, 1.0), (200, 4.0)) == pytest.approx(2)
    lines = list(
        table(
            {
                100: {"ours": (fast, 0.25), "plain MkDocs": (slow, None)},
                200: {"ours": (slow, 0.5), "plain MkDocs": (slow, None)},
            }
        )
    )
    assert lines[1].split() == ["100", "ours", "1.0", "1.0", "50", "0.25", "0.25"]
    assert lines[3].split() == ["200", "ours", "4.0", "5.0", "60", "1.00", "0.50", "2.00"]
