"""Reading YAML: marks, the traps that are refused, and values that come back as written."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.core.letters import REFUSED
from macros.core.problems import HandbookError, Position, Problem
from macros.core.read import Document, Location, decode, parse_yaml, read_yaml

NAME = "data/x.yaml"


def read(text: str) -> Document:
    return parse_yaml(text, name=NAME)


def refusals(text: str) -> tuple[Problem, ...]:
    with pytest.raises(HandbookError) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        pytest.param((), 1, 1, id="the whole"),
        pytest.param(("title",), 1, 1, id="a key"),
        pytest.param(("list", 0), 3, 5, id="an item"),
        pytest.param(("list", 1, "b"), 5, 5, id="a key inside an item"),
        pytest.param(("flow", "c"), 6, 9, id="a key of a flow mapping"),
        pytest.param(("flow", "d", 1), 6, 22, id="an item of a flow list"),
    ],
)
def test_marks_point_to_keys_and_items(location: Location, line: int, column: int) -> None:
    """A location answers with the line and column of its key or item, counted from 1."""
    document = read("title: A\nlist:\n  - a\n  - a: 1\n    b: 2\nflow: { c: 1, d: [2, 3] }\n")

    assert document.place(location) == Position(NAME, line, column)


def test_unwritten_location_is_placed_at_what_holds_it() -> None:
    """A key that is not there has the place of the record it is missing from."""
    document = read("roles:\n  - id: a\n")

    assert document.place(("roles", 0, "title", 3)) == Position(NAME, 2, 5)


def test_marks_count_from_the_given_first_line() -> None:
    """Front matter begins on line 2 of its page, and its marks say so."""
    document = parse_yaml("title: A\nrole: b\n", name=NAME, first_line=2)

    assert document.place(("role",)) == Position(NAME, 3, 1)


def test_plain_scalars_become_text_numbers_and_truth_values() -> None:
    """Numbers, true, false and null are read; everything else stays text, dates included."""
    document = read("a: 12\nb: -3.5\nc: true\nd: false\ne: null\nf:\ng: 2026-05-31\nh: 1.0\n")

    assert document.value == {
        "a": 12,
        "b": -3.5,
        "c": True,
        "d": False,
        "e": None,
        "f": None,
        "g": "2026-05-31",
        "h": 1.0,
    }


def test_lists_become_tuples() -> None:
    """Lists come back as tuples, because records are frozen."""
    assert read("[a, [b]]").value == ("a", ("b",))


TRAPS = [
    "no", "No", "NO", "yes", "Yes", "on", "off", "y", "N", "~", "True", "FALSE", "Null",
    "1.10", "0123", "0x1F", "0o17", "12:30:45", "190:20", "1.", "1.50e3",
]  # fmt: skip


@pytest.mark.parametrize("scalar", TRAPS)
def test_scalar_that_readers_disagree_on_is_refused(scalar: str) -> None:
    """A scalar other readers take for something else is refused with its place and a fix."""
    (problem,) = refusals(f"a: x\nb: {scalar}\n")

    assert problem.place == Position(NAME, 2, 4)
    assert problem.code == "ambiguous-scalar"
    assert problem.message.startswith(f"{scalar} without quotes:")
    assert f'write "{scalar}" in quotes' in problem.fix


@pytest.mark.parametrize("quote", ["'", '"'], ids=["single quotes", "double quotes"])
@pytest.mark.parametrize("scalar", TRAPS)
def test_quoted_trap_is_text(scalar: str, quote: str) -> None:
    """The same scalar in quotes is text, to the letter."""
    assert read(f"a: {quote}{scalar}{quote}\n").value == {"a": scalar}


def test_block_scalar_is_text() -> None:
    """A folded or literal block is text whatever it looks like."""
    assert read("a: >-\n  1.10\nb: |\n  no\n").value == {"a": "1.10", "b": "no\n"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, '"a" is already', id="twice"),
        pytest.param("a:\n\tb: 1\n", "yaml-tab", 2, 1, "a tab indents", id="tab"),
        pytest.param("a: 1\n  \tb: 1\n", "yaml-tab", 2, 3, "a tab indents", id="tab after spaces"),
        pytest.param("b: *x\n", "yaml-alias", 1, 4, "an alias (*x)", id="alias of a value"),
        pytest.param("b: [2, *x]\n", "yaml-alias", 1, 8, "an alias (*x)", id="alias item"),
        pytest.param("*x : 1\n", "yaml-syntax", 1, 1, "a key is text", id="alias for a key"),
        pytest.param("a: &x 1\n", "yaml-alias", 1, 4, "an anchor (&x)", id="anchor"),
        pytest.param("&x a: 1\n", "yaml-alias", 1, 1, "an anchor (&x)", id="anchor of a key"),
        pytest.param("a:\n  <<: {b: 1}\n", "yaml-alias", 2, 3, "a merge key", id="merge key"),
        pytest.param("a: !foo 5\n", "yaml-tag", 1, 4, '"!foo" is a tag', id="tag"),
        pytest.param("a: ! 5\n", "yaml-tag", 1, 4, '"!" is a tag', id="tag without a name"),
        pytest.param("a: !!str 5\n", "yaml-tag", 1, 4, '"!!str" is', id="tag of a type"),
        pytest.param("!!binary a: 1\n", "yaml-tag", 1, 1, '"!!binary"', id="tag of a key"),
        pytest.param("a: !!python/name:x [1]\n", "yaml-tag", 1, 4, "!!python", id="tag of a list"),
        pytest.param("---\na: 1\n", "yaml-document", 1, 1, "one document", id="document mark"),
        pytest.param("a: 1\n...\n", "yaml-document", 2, 1, "one document", id="document end"),
        pytest.param("a: 1\n---\nb: 2\n", "yaml-document", 2, 1, "one", id="second document"),
        pytest.param("%YAML 1.1\n---\na: 1\n", "yaml-document", 1, 1, "one", id="directive"),
        pytest.param("[a]: 1\n", "yaml-syntax", 1, 1, "a key is text", id="list for a key"),
        pytest.param("a: {{ x }}\n", "yaml-syntax", 1, 5, "a key is text", id="braces"),
        pytest.param('a: "  "\n', "hidden-character", 1, 4, "but blanks", id="blanks"),
        pytest.param('"\\n\\t": 1\n', "hidden-character", 1, 1, "but blanks", id="key of blanks"),
        pytest.param("[" * 100_000, "too-large", 1, 22, "20 levels", id="endless lists"),
        pytest.param("- " * 100_000, "too-large", 1, 43, "20 levels", id="endless items"),
        pytest.param("{a: " * 100_000, "too-large", 1, 85, "20 levels", id="endless mappings"),
        pytest.param("- 1\n" * 30_000, "too-large", 19_998, 3, "20,000 keys", id="endless list"),
        pytest.param(f"a: {'9' * 5000}\n", "too-large", 1, 4, "15 digits", id="endless number"),
        pytest.param(f"a: 0.{'3' * 5000}\n", "too-large", 1, 4, "15 digits", id="endless fraction"),
        pytest.param(f"a: {'x' * 10_001}\n", "too-large", 1, 4, "10,000 char", id="endless text"),
    ],
)
def test_text_that_cannot_be_read_is_refused_in_its_place(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    """What is refused gives one problem with line, column, code, the reason and a fix."""
    (problem,) = refusals(text)

    assert problem.place == Position(NAME, line, column)
    assert problem.code == code
    assert words in problem.message
    assert problem.fix.endswith(".")


def test_all_traps_of_a_text_are_reported_together() -> None:
    """One reading reports every trap, so that nobody fixes them one by one."""
    problems = refusals("a: no\na: 1.10\nb: 0123\n")

    assert [(p.place.line, p.code) for p in problems] == [
        (1, "ambiguous-scalar"),
        (2, "duplicate-key"),
        (2, "ambiguous-scalar"),
        (3, "ambiguous-scalar"),
    ]


@pytest.mark.parametrize(
    ("text", "column", "lost"),
    [
        pytest.param("line: a stuck #colleague in b", 15, "#colleague in b", id="in a text"),
        pytest.param("line: é ü\t#ö", 11, "#ö", id="after a tab, in letters of two bytes"),
        pytest.param("- a\n  b #c", 5, "#c", id="on the second line of a text"),
        pytest.param("[a, b #c\n]", 7, "#c", id="in a list in brackets"),
        pytest.param("line: #colleague", 7, "#colleague", id="from the first letter on"),
        pytest.param("a: >- #b\n  c", 7, "#b", id="behind the mark of a block"),
        pytest.param('a: "b" #c', 8, "#c", id="behind quotes"),
        pytest.param("a: [b] #c", 8, "#c", id="behind a list in brackets"),
        pytest.param("a: [b]#c", 7, "#c", id="right behind a bracket"),
        pytest.param('a: ["b"#c\n]', 8, "#c", id="right behind quotes"),
        pytest.param("a: #b\n  c: d", 4, "#b", id="behind the key of a block"),
        pytest.param("a: b #c #d # e", 6, "#c #d # e", id="with more of them"),
    ],
)
def test_text_that_yaml_would_take_for_a_comment_is_refused(
    text: str, column: int, lost: str
) -> None:
    """A # with a letter behind it, after anything on its line, is told instead of cut off."""
    (problem,) = refusals(f"{text}\n")

    assert (problem.code, problem.place.column) == ("lost-text", column)
    assert problem.message == f'"{lost}" is lost: YAML takes it for a comment.'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b # a comment", "b"),
        ("a: b #", "b"),
        ("a: b#c", "b#c"),
        ('a: "b #c"', "b #c"),
        ("a: >-\n  b #c", "b #c"),
        ("a: b\n#c", "b"),
        ("a: >- # c #d\n  b", "b"),
        ("a: 'b' # c #d", "b"),
    ],
)
def test_comments_and_quoted_texts_may_hold_a_hash(text: str, value: str) -> None:
    """A comment has a blank after its #, or a line of its own; quotes keep all of a text."""
    assert read(f"{text}\n").value == {"a": value}


def test_column_counts_letters_and_not_bytes() -> None:
    """A letter of two bytes is one column."""
    with pytest.raises(HandbookError) as caught:
        decode("# é caf".encode() + b"\xe9", name=NAME)

    assert caught.value.problems[0].place == Position(NAME, 1, 8)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> main", "||||||| 1234567"])
def test_marks_of_a_merge_are_named(mark: str) -> None:
    """A merge that nobody finished is told at its marks, also inside a block of text."""
    with pytest.raises(HandbookError) as caught:
        decode(f"a: |\n  x\n{mark}\n".encode(), name=NAME)
    (problem,) = caught.value.problems

    assert (problem.place, problem.code) == (Position(NAME, 3, 1), "merge-conflict")


@pytest.mark.parametrize(
    ("raw", "line", "column", "byte"),
    [
        pytest.param(b"\xff", 1, 1, "0xff", id="first byte"),
        pytest.param(b"a: 1\nname: caf\xe9\n", 2, 10, "0xe9", id="Latin-1 on the second line"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_in_their_place(
    raw: bytes, line: int, column: int, byte: str
) -> None:
    """The first byte that is not UTF-8 is named with its line and column."""
    with pytest.raises(HandbookError) as caught:
        decode(raw, name=NAME)
    (problem,) = caught.value.problems

    assert problem.place == Position(NAME, line, column)
    assert problem.code == "not-utf-8"
    assert byte in problem.message
    assert problem.fix == "save the file as UTF-8."


def test_byte_order_mark_is_not_part_of_the_text() -> None:
    """A file saved with a byte order mark reads like one without."""
    assert decode("\ufeffid: é".encode(), name=NAME) == "id: é"


def test_edited_file_is_read_anew(tmp_path: Path) -> None:
    """A file is kept between readings only as long as it stays the same."""
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    first, again = read_yaml(file, name=NAME), read_yaml(file, name=NAME)
    file.write_text("a: 22\n", encoding="utf-8")

    assert first is again
    assert read_yaml(file, name=NAME).value == {"a": 22}


class Quoted(yaml.SafeDumper):
    """Dumps every text in quotes, so that no text can be taken for anything else."""


Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
KEYS = st.from_regex(r"[a-z][a-z_]{0,8}x", fullmatch=True)
TEXTS = st.text(st.characters(), max_size=30).map(
    lambda text: "x" if text.isspace() else REFUSED.sub("x", text)
)
VALUES = st.recursive(
    st.booleans() | st.integers(-(10**14), 10**14) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def frozen(value: Any) -> Any:
    """The value with tuples for lists, as the reader gives it."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value


@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans())
def test_dumped_values_read_back_equal(values: dict[str, Any], flow: bool) -> None:
    """What a YAML writer puts in quotes comes back equal, in block and in flow style."""
    text = yaml.dump(values, Dumper=Quoted, allow_unicode=True, default_flow_style=flow)

    assert read(text).value == frozen(values)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_marks_point_to_lines_that_hold_the_key(values: dict[str, Any]) -> None:
    """The mark of every key points to the line and column where the key is written."""
    text = yaml.dump(values, Dumper=Quoted, default_flow_style=False, width=10_000)
    document = read(text)
    keys = {at: place for at, place in document.marks.items() if at and isinstance(at[-1], str)}
    lines = text.splitlines()

    assert {at[:1] for at in keys} == {(key,) for key in values}
    for at, (line, column) in keys.items():
        assert str(at[-1]) in lines[line - 1][column - 1 :][:12]
