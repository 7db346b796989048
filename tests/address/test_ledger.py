"""The ledger file, its seal, and the command that only ever adds to it."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.address.ledger import LEDGER, ledger_text, missing_since, parse_ledger, read_ledger
from macros.model.moves import is_address
from macros.site import cli
from tests.support import DUMMY, Edit, append, spoil, swap

ADDRESSES = ("/", "/#roles", "/roles/", "/roles/clerk/#first--second", "/api/v1/roles.json")


def run(*arguments: str | Path) -> int:
    """One run of the command line."""
    return cli.main([str(argument) for argument in arguments])


@pytest.mark.parametrize("address", [*ADDRESSES, "/a/b.tar.gz", "/guides/first-90-days/"])
def test_addresses_of_the_site_are_addresses(address: str) -> None:
    """Pages, parts of pages and files are told from the root."""
    assert is_address(address)


@pytest.mark.parametrize(
    "text",
    [
        *("", "roles/", "//host/", "/../secret/", "/a/../b/", "/.well-known/x.json", "/_redirects"),
        *("/roles", "/a b/", "/roles/#", "/roles/#Über", "/roles/?x=1", "https://example.org/"),
    ],
)
def test_what_leaves_the_site_is_no_address(text: str) -> None:
    """No address climbs out of the site's folder, names a host, or configures one."""
    assert not is_address(text)


def test_ledger_is_sorted_and_sealed() -> None:
    """One address a line, a page above its parts, whatever the order they came in."""
    text = ledger_text(reversed(ADDRESSES))
    lines = [line for line in text.splitlines() if not line.startswith("#")]

    assert lines == sorted(ADDRESSES)
    assert parse_ledger(text).whole
    assert ledger_text(ADDRESSES) == text


@given(st.sets(st.sampled_from(ADDRESSES), min_size=1), st.data())
def test_line_that_is_taken_out_breaks_the_seal(addresses: set[str], data: st.DataObject) -> None:
    """Whichever line goes, the seal tells; put back, it holds again."""
    text = ledger_text(addresses)
    gone = data.draw(st.sampled_from(sorted(addresses)))

    assert not parse_ledger(text.replace(f"\n{gone}\n", "\n", 1)).whole
    assert parse_ledger(text).whole


@given(st.sets(st.sampled_from(ADDRESSES)), st.sets(st.sampled_from(ADDRESSES)))
def test_comparison_names_what_is_missing_and_nothing_else(
    older: set[str], newer: set[str]
) -> None:
    """Every address of the older ledger that the newer lacks, at its line of the older."""
    before = parse_ledger(ledger_text(older))
    problems = list(missing_since(before, parse_ledger(ledger_text(newer)), name="old.txt"))

    assert [problem.place.line for problem in problems] == [
        before.entries[address] for address in sorted(older - newer)
    ]


def test_new_addresses_are_added_printed_and_sealed(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new anchor is printed and stands in the file from now on; nothing new changes nothing."""
    before = read_ledger(copy / LEDGER, name=LEDGER).entries.keys()
    assert run("--root", copy, "ledger") == 0
    assert (copy / LEDGER).read_bytes() == (DUMMY / LEDGER).read_bytes()
    append("docs/index.md", "\n## More {#more}\n\nMore of it.\n")(copy)
    assert run("--root", copy, "ledger") == 0
    ledger = read_ledger(copy / LEDGER, name=LEDGER)
    count = len(before)

    assert ledger.entries.keys() - before == {"/#more"}
    assert ledger.whole
    assert capsys.readouterr().out.splitlines() == [
        *(f"0 added, {count} in all", "/#more", f"1 added, {count + 1} in all"),
    ]


def add_tool(root: Path, category: str, id: str) -> None:
    """Write a tool of its own words at the end of a category's file."""
    text = f"""  - id: {id}
    title: {id.capitalize()}
    asked: [keep things in {id}, {id} of {category}]
    plain: Scribes of {category} call this one {id}.
    candidate_did: Went looking for {id} when the house was closed.
    not_the_same_as: {{ title: Ladder, difference: Nobody climbs {id}. }}
    alternatives: [{{ title: Lamp, switch: A night }}]
    homepage: https://example.org/{id}
"""
    append(f"data/tools/{category}.yaml", text)(root)


def git(root: Path, *arguments: str) -> str:
    """What git prints in a repository; a merge that needs hands raises CalledProcessError."""
    who = ("-c", "user.name=Clerk", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ("git", "-C", str(root), *who, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_branches_that_add_entities_merge_by_themselves(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new tool is one file and no warning; publishing, on the main branch, writes the ledger."""
    git(copy, "init", "--initial-branch=main")
    git(copy, "add", ".")
    git(copy, "commit", "--message=begin")
    for category, id in (("storage", "cabinet"), ("post", "owl")):
        git(copy, "switch", "--create", id, "main")
        add_tool(copy, category, id)
        assert run("--root", copy, "check") == 0
        assert git(copy, "status", "--porcelain").split() == ["M", f"data/tools/{category}.yaml"]
        git(copy, "commit", "--all", f"--message={id}")
    git(copy, "switch", "main")
    for id in ("cabinet", "owl"):
        git(copy, "merge", "--no-edit", id)
        assert run("--root", copy, "check") == 0
        assert run("--root", copy, "ledger") == 0
        git(copy, "commit", "--all", "--message=publish")
    printed = capsys.readouterr().out.splitlines()

    assert printed.count("0 problems") == 4
    assert {"/tools/storage/#cabinet", "/tools/post/#owl"} <= set(printed)
    assert git(copy, "log", "--format=%s", "--", LEDGER).split() == ["publish", "publish", "begin"]


def test_redirected_address_stays_in_the_ledger(copy: Path) -> None:
    """What moved is still a promise, so its line stays when new ones are added."""
    spoil(copy, "data/terms.yaml", "- id: ledger\n", "- id: book\n    former_ids: [ledger]\n")
    code = run("--root", copy, "ledger")
    entries = read_ledger(copy / LEDGER, name=LEDGER).entries

    assert code == 0
    assert {"/glossary/#ledger", "/glossary/#book", "/api/v1/terms/ledger.json"} <= entries.keys()


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        pytest.param(swap(LEDGER, "/glossary/#ledger\n", ""), "ledger-edited", id="edited"),
        pytest.param(swap("data/terms.yaml", "id: ledger", "id: book"), "lost-address", id="lost"),
    ],
)
def test_ledger_that_lost_something_is_not_sealed(
    copy: Path, capsys: pytest.CaptureFixture[str], edit: Edit, code: str
) -> None:
    """After a loss the command says what is lost and leaves the file alone."""
    edit(copy)
    before = (copy / LEDGER).read_bytes()

    assert run("--root", copy, "ledger") == 1
    assert f": {code}: " in capsys.readouterr().err
    assert (copy / LEDGER).read_bytes() == before


def test_ledger_begins_only_where_there_is_none(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --begin a missing ledger is an error; one that is there is never begun anew."""
    entries = read_ledger(copy / LEDGER, name=LEDGER).entries.keys()
    assert run("--root", copy, "ledger", "--begin") == 0
    assert read_ledger(copy / LEDGER, name=LEDGER).entries.keys() == entries
    (copy / LEDGER).unlink()
    capsys.readouterr()

    assert run("--root", copy, "ledger") == 1
    assert "missing-file" in capsys.readouterr().err
    assert run("--root", copy, "ledger", "--begin") == 0
    assert read_ledger(copy / LEDGER, name=LEDGER).entries.keys() < entries


def test_comparison_with_an_older_ledger(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ledger sealed anew without a line is sound by itself; the older one gives it away."""
    shorter = ledger_text(
        address
        for address in read_ledger(copy / LEDGER, name=LEDGER).entries
        if address != "/glossary/#daybook"
    )
    (copy / LEDGER).write_text(shorter, encoding="utf-8")
    assert run("--root", copy, "check") == 0
    capsys.readouterr()
    older = tmp_path / "older.txt"
    older.write_bytes((DUMMY / LEDGER).read_bytes())

    assert run("--root", copy, "ledger", "--since", older) == 1
    assert 'removed-address: "/glossary/#daybook" shipped' in capsys.readouterr().err
    assert run("--root", DUMMY, "ledger", "--since", older) == 0
